"""Late values, and the text of a page that has them."""

from dataclasses import dataclass, field

from articles.rendering import fill, plain_text, render, typeset


@dataclass
class Values:
    """Late values as a page would give them; each call is written down."""

    address: str | None = "/fr/x/"
    source_value: tuple[int, str] | None = (3, "Source")
    number_value: tuple[str, str] | None = ("116 117", "116117")
    figure_value: str | None = "<figure>F</figure>"
    word_value: str = "À faire"
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def article(self, key: str, fragment: str) -> str | None:
        self.calls.append(("article", key, fragment))
        return self.address

    def term(self, key: str) -> str | None:
        self.calls.append(("term", key))
        return self.address

    def source(self, key: str) -> tuple[int, str] | None:
        self.calls.append(("source", key))
        return self.source_value

    def number(self, kind: str) -> tuple[str, str] | None:
        self.calls.append(("number", kind))
        return self.number_value

    def figure(self, key: str) -> str | None:
        self.calls.append(("figure", key))
        return self.figure_value

    def word(self, kind: str) -> str:
        self.calls.append(("word", kind))
        return self.word_value


def filled(body: str, values: Values) -> str:
    return fill(render(body, language="fr").html, values)


def test_article_and_term_become_links() -> None:
    body = "[a **b**](article:c#d) [e](term:f)"
    assert filled(body, Values()) == (
        '<p><a href="/fr/x/">a <strong>b</strong></a> '
        '<a class="term" href="/fr/x/">e</a></p>'
    )


def test_article_that_is_not_live_is_plain_text() -> None:
    body = "[a **b**](article:c) [e](term:f)"
    assert filled(body, Values(address=None)) == "<p>a <strong>b</strong> e</p>"


def test_values_are_asked_for_in_order_of_appearance() -> None:
    values = Values()
    filled(
        "[a](article:b#c)[@d][@d]\n\n![](figure:e)\n\n:::do\n- {advice} [f](term:g)\n:::",
        values,
    )
    assert values.calls == [
        ("article", "b", "c"),
        ("source", "d"),
        ("source", "d"),
        ("figure", "e"),
        ("word", "do"),
        ("number", "advice"),
        ("term", "g"),
    ]


def test_address_that_leaves_our_rules_is_refused() -> None:
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "http://a.org",
        "https:///evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/a b",
        "x",
        "",
        " /x",
    ):
        html = filled("[a](article:b)", Values(address=address))
        assert (address, html) == (address, "<p>a</p>")


def test_address_is_escaped() -> None:
    for address, expected in (
        ("/", "/"),
        ("#a", "#a"),
        ("https://a.org/?b=1&c=2", "https://a.org/?b=1&amp;c=2"),
        ('/"onclick="', "/&quot;onclick=&quot;"),
    ):
        assert filled("[a](article:b)", Values(address=address)) == (
            f'<p><a href="{expected}">a</a></p>'
        )


def test_citation_is_numbered_and_labelled() -> None:
    assert filled("a[@b]", Values(source_value=(3, '"S" <b>'))) == (
        '<p>a<sup><a class="cite" href="#source-3" '
        'aria-label="&quot;S&quot; &lt;b&gt; 3">[3]</a></sup></p>'
    )
    assert filled("a[@b]", Values(source_value=None)) == "<p>a</p>"


def test_number_becomes_a_phone_link() -> None:
    assert filled("a {advice}", Values()) == (
        '<p>a <a href="tel:116117">116 117</a></p>'
    )
    assert filled("a {advice}", Values(number_value=None)) == "<p>a </p>"


def test_number_without_right_digits_is_escaped_text() -> None:
    for digits in (
        "",
        "javascript:alert(1)",
        '1"onclick="',
        "1 2",
        "\u0661\u0661\u0662",
    ):
        values = Values(number_value=("<b>112", digits))
        assert filled("{emergency}", values) == "<p>&lt;b&gt;112</p>"


def test_figure_is_trusted_or_dropped() -> None:
    body = "a\n\n![](figure:b)"
    assert filled(body, Values()) == "<p>a</p><figure>F</figure>"
    assert filled(body, Values(figure_value=None)) == "<p>a</p>"


def test_word_is_escaped() -> None:
    html = filled(":::do\n- a\n:::", Values(word_value="<b>"))
    assert html.startswith('<div class="list do"><h3>&lt;b&gt;</h3>')


def test_late_value_is_not_read_again() -> None:
    figure = '<figure><a href="term:x">y</a></figure>'
    values = Values(figure_value=figure)
    assert filled("![](figure:b)", values) == figure
    assert values.calls == [("figure", "b")]


def test_typeset_after_fill_reaches_late_values() -> None:
    assert typeset(filled("Au {advice} !", Values()), language="fr") == (
        '<p>Au <a href="tel:116117">116&nbsp;117</a>\u202f!</p>'
    )


def test_plain_text_is_one_block_a_line() -> None:
    body = (
        "### Un & deux\n\nTrois [quatre](term:a) **cinq**.[@b] Au {advice}\n\n"
        "- six\n    - sept\n\n![](figure:c)\n\n"
        ":::table Huit\n| A | B |\n|-|-|\n| neuf | dix |\n:::\n\n"
        ":::details Onze\nDouze\ntreize\n:::"
    )
    figure = "<figure><svg><text>non</text></svg><figcaption>Fig.</figcaption></figure>"
    assert plain_text(filled(body, Values(figure_value=figure))) == (
        "Un & deux\nTrois quatre cinq. Au 116 117\nsix\nsept\nFig.\n"
        "Huit\nA\nB\nneuf\ndix\nOnze\nDouze treize"
    )


def test_plain_text_of_html_that_is_not_filled() -> None:
    html = render("a[@b] <i> [c](term:d)", language="fr").html
    assert plain_text(html) == "a <i> c"
