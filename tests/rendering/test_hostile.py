"""Nothing an author can write runs, hangs, raises or leaves the allow list."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings, strategies as st

from articles.rendering import fill, plain_text, render, typeset
from articles.rendering.sanitise import sanitise
from tests.rendering.test_late import Values

ELEMENTS = {
    *("p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "div", "span"),
    *("details", "summary", "img"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    *("href", "rel", "class", "alt", "src", "start", "data-l", "role", "scope"),
}
ADDRESS = re.compile(r"https://\S+|(?:article|term|source|number|word):[A-Za-z0-9#_-]+")

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=https://evil.example><input name=q><button>x</button></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<div style='background:url(https://evil.example)'>x</div>",
    "<style>@import 'https://evil.example';</style>",
    "<link rel=stylesheet href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example>",
    "<object data=https://evil.example></object><embed src=x>",
    "<video poster=x><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<p class='list do x' id=main title=t lang=x role=button>x</p>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "</p></div><script>alert(1)</script>",
    "<img src=https://evil.example/pixel.png>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "java\x00script:alert(1)",
    "\u202ejavascript:alert(1)",
    "&#x6a;avascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://evil.example/\"onmouseover='alert(1)'",
    "https://a.org@evil.example",
    'figure:x" onerror="alert(1)',
    'article:x" onclick="alert(1)',
    "word:do",
    "tel:112",
    "\ue0000\ue001",
    "\ue0029\ue001",
    "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0000\x03",
    "\x0242\x03",
    "\ud800",
]
FRAMES = [
    "{}",
    "[x]({})",
    "[{}](article:a)",
    "![{}](figure:a)",
    "![x]({})",
    "[@{}]",
    "{{{}}}",
    "### {}",
    "- **{}**",
    "1. *{}*",
    ":::note {}\nx\n:::",
    ":::do\n- {}\n:::",
    ":::{}\nx\n:::",
    ":::table {}\n| {} | {} |\n|---|---|\n| {} | {} |\n:::",
]


class AllowList(HTMLParser):
    """Fails on an element, attribute or address that a text may not have."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ELEMENTS
        for name, value in attrs:
            assert name in ATTRIBUTES
            if name == "href":
                assert ADDRESS.fullmatch(value or "")
            if name == "src":
                assert re.fullmatch("figure:[a-z0-9-]+", value or "")

    def handle_comment(self, data: str) -> None:
        pytest.fail("a comment survived")

    def handle_decl(self, decl: str) -> None:
        pytest.fail("a declaration survived")

    def handle_pi(self, data: str) -> None:
        pytest.fail("an instruction survived")


def check(html: str) -> None:
    parser = AllowList()
    parser.feed(html)
    parser.close()


@pytest.mark.parametrize("frame", FRAMES)
def test_payload_in_every_place(frame: str) -> None:
    for payload in PAYLOADS:
        html = render(frame.replace("{}", payload), language="fr").html
        check(html)
        assert sanitise(html) == html


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payload_against_the_last_wall_alone(payload: str) -> None:
    if payload != "\ud800":
        check(sanitise(payload))


def test_sanitise_drops_what_looks_like_ours() -> None:
    html = (
        '<p title="t" lang="fr" id="i">a</p><img alt="x" src="figure:a" srcset="b">'
        '<a href="article:A" rel="opener">b</a><ol start="-1x"><li>c</li></ol>'
        '<div class="list do hack">d</div><td role="button" scope="col">e</td>'
    )
    assert sanitise(html) == (
        '<p>a</p><img src="figure:a"><a>b</a><ol><li>c</li></ol><div>d</div>e'
    )


MARKS = (
    *("\n", "\n\n", " ", "    ", "*", "**", "- ", "1. ", "### ", "#", "---", "~~~"),
    *(":::", ":::do\n", ":::note a\n", ":::table b\n", "|", "|-|-|\n", "`", "\\"),
    *("[", "](", ")", "![", "[@", "a]", "{", "}", "emergency", "term:"),
    *("article:b#c", "figure:d", "https://e.fr/", "<", ">", "&", "&lt;", '"', "'"),
    *("« ", " »", " !", " :", "30 ", "é"),
)
MARKDOWN = st.lists(
    st.sampled_from(MARKS) | st.sampled_from(PAYLOADS) | st.text(max_size=4),
    max_size=40,
).map("".join)


@given(MARKDOWN, st.sampled_from(["fr", "nb", "es"]))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_safe_html(body: str, language: str) -> None:
    rendered = render(body, language=language)
    check(rendered.html)
    assert sanitise(rendered.html) == rendered.html
    assert typeset(rendered.html, language=language) == rendered.html
    lines = len(re.findall(r"\r\n|\r|\n", body)) + 1
    for problem in rendered.problems:
        assert 1 <= int(problem.where.removeprefix("line ")) <= lines
    for key in rendered.keys:
        assert 1 <= key.line <= lines


@given(MARKDOWN, st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_any_late_value_is_escaped(body: str, value: str) -> None:
    values = Values(value, (1, value), (value, value), None, value)
    html = fill(render(body, language="fr").html, values)
    assert html.count("<") == len(re.findall(r'<(?:[^<>"]|"[^"]*")*>', html))
    for address in re.findall(r'href="([^"]*)"', html):
        assert re.match(r"https://|/(?!/)|#|tel:\+?[0-9]+$", address)
    plain_text(html)


WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=12)


@given(WORDS, st.data())
@settings(max_examples=100, deadline=None)
def test_no_word_is_lost(words: list[str], data: st.DataObject) -> None:
    """Whatever line a word stands on, it is still there for the reader."""
    starts = ["", "- ", "1. ", "### ", ":::do\n- ", ":::note ", ":::x ", "> ", "| "]
    ends = ["\n", "\n\n", "\n:::\n", "[", "*", "<b>\n"]
    body = "".join(
        data.draw(st.sampled_from(starts)) + word + data.draw(st.sampled_from(ends))
        for word in words
    )
    text = plain_text(render(body, language="fr").html)
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    "body",
    [
        "*" * 1_000_000,
        "[" * 10_000 + "a" + "]" * 10_000,
        "[" * 10_000 + "a" + "](article:x)" * 7_000,
        "a*" * 50_000,
        "*a **b " * 14_000,
        "**a** " * 16_000,
        "a* " * 30_000,
        "\\*" * 50_000,
        "[a](" * 25_000,
        "![" * 50_000,
        "{" * 100_000,
        "(" * 100_000,
        "`" * 100_000,
        "<" * 100_000,
        "&" * 100_000,
        "<!--" * 25_000,
        " " * 100_000,
        "\t" * 100_000,
        "\n" * 100_000,
        "\x00" * 100_000,
        "\ud800" * 100_000,
        "\u202e" * 100_000,
        "> " * 10_000 + "a",
        ">" * 10_000,
        "- " * 50_000,
        "1. " * 30_000,
        "".join(" " * (2 * depth) + "- a\n" for depth in range(300)),
        "- a\n" * 25_000,
        "- a\n\n" * 20_000,
        "#### a\n" * 14_000,
        ":::do\n" * 16_000,
        ":::" * 33_000,
        ":::note a\n" * 10_000,
        "|" * 100_000,
        "|a|b|\n" * 16_000,
        "« " * 50_000,
        "»" * 100_000,
        "1 " * 50_000,
    ],
    ids=lambda body: ascii(body[:8]),
)
def test_hostile_length_is_read_in_time(body: str) -> None:
    start = time.process_time()
    html = render(body, language="fr").html
    plain_text(typeset(html, language="fr"))
    # Measured: 0.8 s for the slowest; quadratic time would be minutes.
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "html",
    [
        '<a href="term:x">',
        "<a ",
        '<a "',
        "<",
        '"',
        "<svg ",
        "&",
        '<sup><a class="cite" ',
    ],
)
def test_unclosed_html_is_read_in_time(html: str) -> None:
    start = time.process_time()
    plain_text(typeset(fill(html * 10_000, Values()), language="fr"))
    assert time.process_time() - start < 5
