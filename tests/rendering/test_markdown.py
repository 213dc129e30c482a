"""Paragraphs, headings, lists, links, citations and their problems."""

from articles.rendering import MAX_BODY, Key, Rendered, render


def html(body: str, language: str = "fr") -> str:
    return render(body, language=language).html


def found(body: str) -> list[tuple[str, str, str]]:
    problems = render(body, language="fr").problems
    return [(problem.where, problem.severity, problem.code) for problem in problems]


def test_paragraphs_with_emphasis() -> None:
    assert html("Un **mot** et *un autre*.\n\n\n\nDeux") == (
        "<p>Un <strong>mot</strong> et <em>un autre</em>.</p><p>Deux</p>"
    )


def test_headings_of_a_section() -> None:
    body = "### Titre\nTexte\n#### Sous-titre ###"
    assert html(body) == "<h3>Titre</h3><p>Texte</p><h4>Sous-titre</h4>"
    assert found(body) == []


def test_heading_level_of_the_page_is_a_problem() -> None:
    assert html("# A\n\n## B\n\n##### C") == "<h3>A</h3><h3>B</h3><h4>C</h4>"
    assert found("# A\n\n## B\n\n##### C") == [
        ("line 1", "error", "heading.level"),
        ("line 3", "error", "heading.level"),
        ("line 5", "error", "heading.level"),
    ]


def test_heading_skipped_is_a_warning() -> None:
    assert found("x\n\n#### A") == [("line 3", "warning", "heading.skipped")]


def test_heading_malformed_keeps_its_text() -> None:
    assert html("###Titre") == "<h3>Titre</h3>"
    assert found("###Titre") == [("line 1", "error", "heading.malformed")]
    assert found("### ") == [("line 1", "error", "heading.malformed")]


def test_lists_are_the_same_with_and_without_empty_lines() -> None:
    assert html("- a\n- b") == "<ul><li>a</li><li>b</li></ul>"
    assert html("- a\n\n- b") == "<ul><li>a</li><li>b</li></ul>"


def test_list_right_after_a_paragraph_is_a_list() -> None:
    assert html("Avant\n- a\n- b") == "<p>Avant</p><ul><li>a</li><li>b</li></ul>"


def test_year_at_the_start_of_a_line_is_not_a_list() -> None:
    assert html("Depuis\n2020. Fin") == "<p>Depuis\n2020. Fin</p>"


def test_steps_after_bullets_stay_steps() -> None:
    expected = "<ul><li>a</li></ul><ol><li>b</li></ol>"
    assert html("- a\n\n1. b") == expected
    assert html("- a\n1. b") == expected


def test_steps_go_on_counting_after_a_figure() -> None:
    assert html("1. a\n2. b\n\n![](figure:wall-stretch)\n\n3. c") == (
        "<ol><li>a</li><li>b</li></ol>"
        '<img alt="" src="figure:wall-stretch">'
        '<ol start="3"><li>c</li></ol>'
    )


def test_list_in_a_list() -> None:
    assert html("- a\n    - b") == "<ul><li>a<ul><li>b</li></ul></li></ul>"


def test_links_keep_our_own_addresses() -> None:
    assert html("[x](article:first-aid#steps) [y](term:twitch)") == (
        '<p><a href="article:first-aid#steps">x</a> <a href="term:twitch">y</a></p>'
    )


def test_link_to_https_gets_noopener() -> None:
    assert html("[x](https://a.org/b_(c)?d=1&e=2)") == (
        '<p><a href="https://a.org/b_(c)?d=1&amp;e=2" rel="noopener">x</a></p>'
    )


def test_link_text_may_be_bold_and_go_over_a_line_end() -> None:
    assert html("**[a\nb](term:x)** [**c**](term:x)") == (
        '<p><strong><a href="term:x">a\nb</a></strong> '
        '<a href="term:x"><strong>c</strong></a></p>'
    )


def test_link_that_is_refused_keeps_its_text() -> None:
    for address, code in (
        ("http://a.org", "link.insecure"),
        ("HTTP://a.org", "link.insecure"),
        ("javascript:alert(1)", "link.scheme"),
        ("data:text/html,x", "link.scheme"),
        ("mailto:a@b.no", "link.scheme"),
        ("word:do", "link.scheme"),
        ("number:emergency", "link.scheme"),
        ("//evil.example", "link.scheme"),
        ("/fr/", "link.scheme"),
        ("", "link.scheme"),
        ("article:Bad_Key", "link.key"),
        ("article:a#", "link.key"),
        ("term:", "link.key"),
        ("https://user@evil.example/", "link.key"),
        ('https://a.org/"onclick=', "link.key"),
        ("https://a", "link.key"),
    ):
        body = f"\n[mot]({address})"
        assert (address, html(body)) == (address, "<p>mot</p>")
        assert (address, found(body)) == (address, [("line 2", "error", code)])


def test_link_without_text_leads_nowhere() -> None:
    assert render("a [](term:x)", language="fr").keys == ()
    assert found("a [](term:x)") == [("line 1", "error", "link.text-missing")]


def test_number_in_a_link_is_a_problem() -> None:
    assert found("[Au {emergency}](term:x)") == [("line 1", "error", "link.nested")]


def test_bracket_left_over_is_a_problem() -> None:
    for body in ("[a [b](term:c)](term:d)", 'a [x](term:y "t")', "a [@x"):
        assert (body, found(body)) == (body, [("line 1", "error", "link.malformed")])
    assert found("a [b] (c) {d") == []


def test_backslash_takes_the_meaning_away() -> None:
    assert html(r"a\*b \[x\](term:y) \{emergency}") == (
        "<p>a*b [x](term:y) {emergency}</p>"
    )
    assert found(r"\[x\]\(term:y) \{emergency}") == []


def test_citations_stand_side_by_side() -> None:
    assert html("Vrai.[@nhs_cramps][@a2]") == (
        '<p>Vrai.<a href="source:nhs_cramps"></a><a href="source:a2"></a></p>'
    )


def test_citation_key_that_cannot_be() -> None:
    assert html("[@a b]") == "<p>[@a b]</p>"
    assert found("x\n[@a b]") == [("line 2", "error", "citation.key")]


def test_numbers_are_late_values() -> None:
    assert html("{emergency}, {advice}") == (
        '<p><a href="number:emergency"></a>, <a href="number:advice"></a></p>'
    )


def test_number_unknown_stays_as_written() -> None:
    assert html("a {police}") == "<p>a {police}</p>"
    assert found("a {police}") == [("line 1", "error", "number.unknown")]


def test_figure_not_alone_is_left_out() -> None:
    assert html("- a ![](figure:x)") == "<ul><li>a </li></ul>"
    assert found("- a ![](figure:x)") == [("line 1", "error", "figure.placement")]


def test_figure_foreign_keeps_its_text() -> None:
    assert html("![photo](https://evil.example/x.png)") == "<p>photo</p>"
    assert found("![photo](https://evil.example/x.png)") == [
        ("line 1", "error", "figure.foreign")
    ]
    assert found("![](figure:A B)") == [("line 1", "error", "figure.key")]


def test_figure_text_is_ignored_with_a_warning() -> None:
    assert html("![alt](figure:x)") == '<img alt="" src="figure:x">'
    assert found("![alt](figure:x)") == [("line 1", "warning", "figure.text-ignored")]


def test_html_is_shown_as_written() -> None:
    assert html("<b>x</b> &amp; y") == "<p>&lt;b&gt;x&lt;/b&gt; &amp;amp; y</p>"
    assert found("a\n<b>x</b>\n&nbsp;") == [
        ("line 2", "error", "markdown.html"),
        ("line 3", "error", "markdown.html"),
    ]


def test_signs_of_arithmetic_are_not_html() -> None:
    assert html("3 < 5 & 5 > 3", "es") == "<p>3 &lt; 5 &amp; 5 &gt; 3</p>"
    assert found("3 < 5 & 5 > 3") == []


def test_markdown_unsupported_is_text() -> None:
    assert html("> a") == "<p>&gt; a</p>"
    assert html("    code") == "<p>code</p>"
    for body in ("> a", "```", "~~~", "***", "- - -", "a\n==="):
        line = f"line {body.count(chr(10)) + 1}"
        assert (line, "error", "markdown.unsupported") in found(body)


def test_keys_in_order_of_first_appearance() -> None:
    body = (
        "[a](term:b) [@c]\n\n![](figure:d)\n"
        "- [e](article:f) [g](article:f#h) {advice}\n[@c][i](term:b)"
    )
    assert render(body, language="fr").keys == (
        Key("term", "b", 1),
        Key("source", "c", 1),
        Key("figure", "d", 3),
        Key("article", "f", 4),
        Key("section", "f#h", 4),
        Key("number", "advice", 4),
    )


def test_line_numbers_survive_line_ends_of_all_systems() -> None:
    assert found("a\r\nb\r{x}\n\n\n\n{y}") == [
        ("line 3", "error", "number.unknown"),
        ("line 7", "error", "number.unknown"),
    ]


def test_line_number_after_a_link_over_two_lines() -> None:
    assert found("[a\nb](term:c)\n{x}") == [("line 3", "error", "number.unknown")]


def test_invisible_characters_are_left_out() -> None:
    assert html("a\x00b\u202ec\ud800d\ue000e\tf") == "<p>abcde   f</p>"
    assert found("a\n\u2066b") == [("line 2", "error", "body.character")]


def test_body_too_large_gives_no_html() -> None:
    assert len(html("a" * MAX_BODY)) == MAX_BODY + len("<p></p>")
    rendered = render("a" * (MAX_BODY + 1), language="fr")
    assert rendered == Rendered("", rendered.problems, ())
    assert [problem.code for problem in rendered.problems] == ["body.too-large"]


def test_body_too_deep_is_cut_back() -> None:
    assert html("- - a") == "<ul><li>- a</li></ul>"
    assert html("1. 1. a") == "<ol><li>1. a</li></ol>"
    assert found("- - a") == [("line 1", "error", "body.too-deep")]
    assert found("- a\n            - b") == [("line 2", "error", "body.too-deep")]
    assert found("a\n\n" + "*a " * 1001) == [("line 3", "error", "body.too-deep")]
    assert found("*a " * 1000) == []


def test_text_is_typeset_in_its_language() -> None:
    assert html("Oui ! 30 secondes") == "<p>Oui\u202f! 30&nbsp;secondes</p>"
    assert html("Ja ! 30 sekunder", "nb") == "<p>Ja ! 30&nbsp;sekunder</p>"
