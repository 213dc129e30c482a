"""What stands between ::: and :::, and what becomes of it when it is wrong."""

from articles.rendering import render


def html(body: str) -> str:
    return render(body, language="fr").html


def found(body: str) -> list[tuple[str, str]]:
    problems = render(body, language="fr").problems
    return [(problem.where, problem.code) for problem in problems]


def test_do_and_dont_are_lists_with_a_late_heading() -> None:
    body = ":::do\n- **a**\n  b\n- c\n:::\n\n:::dont\n- ne d pas\n:::"
    assert html(body) == (
        '<div class="list do"><h3><a href="word:do"></a></h3>'
        "<ul><li><span><strong>a</strong>\nb</span></li>"
        "<li><span>c</span></li></ul></div>"
        '<div class="list dont"><h3><a href="word:dont"></a></h3>'
        "<ul><li><span>ne d pas</span></li></ul></div>"
    )
    assert found(body) == []


def test_do_with_something_else_than_items() -> None:
    body = "\n:::do\n- a\n\ntexte\n1. x\n    - y\n:::"
    assert html(body) == (
        '<div class="list do"><h3><a href="word:do"></a></h3>'
        "<ul><li><span>a</span></li></ul>"
        "<p>texte</p><ol><li>x<ul><li>y</li></ul></li></ol></div>"
    )
    assert found(body) == [
        ("line 5", "directive.items-only"),
        ("line 6", "directive.items-only"),
        ("line 7", "directive.items-only"),
    ]


def test_do_with_a_figure_or_a_table_loses_nothing() -> None:
    body = ":::do\n- a\n![](figure:b)\n| c | d |\n:::"
    assert '<img alt="" src="figure:b"><table role="table">' in html(body)
    assert [code for _, code in found(body)] == [
        "directive.items-only",
        "directive.items-only",
        "table.outside",
        "table.malformed",
    ]


def test_do_with_a_heading_keeps_its_text() -> None:
    assert html(":::do Titre\n- a\n:::").endswith("</ul><p>Titre</p></div>")
    assert found(":::do Titre\n- a\n:::") == [
        ("line 1", "directive.heading-unexpected")
    ]


def test_call_outs() -> None:
    assert html(":::important Titre {emergency}\nUn\n\n- a\n:::") == (
        '<div class="callout important">'
        '<h3>Titre <a href="number:emergency"></a></h3>'
        "<p>Un</p><ul><li>a</li></ul></div>"
    )
    assert html(":::note Titre\nUn\n:::") == (
        '<div class="callout note"><h3>Titre</h3><p>Un</p></div>'
    )


def test_details_fold_their_contents() -> None:
    assert html(":::details Résumé\n### Titre\nUn\n\n![](figure:a)\n:::") == (
        "<details><summary>Résumé</summary><h3>Titre</h3><p>Un</p>"
        '<img alt="" src="figure:a"></details>'
    )


def test_directive_heading_missing() -> None:
    assert html(":::details\nUn\n:::") == "<p>Un</p>"
    assert html(":::note\nUn\n:::") == '<div class="callout note"><p>Un</p></div>'
    for name in ("important", "note", "details"):
        body = f"x\n\n:::{name}\nUn\n:::"
        assert found(body) == [("line 3", "directive.heading-missing")]
    assert found(":::table\n| A | B |\n|-|-|\n| 1 | 2 |\n:::") == [
        ("line 1", "directive.heading-missing")
    ]


def test_directive_empty() -> None:
    for opening in (":::do", ":::dont", ":::note A", ":::details A", ":::table A"):
        body = f"{opening}\n\n:::"
        assert (opening, found(body)) == (opening, [("line 1", "directive.empty")])


def test_directive_unknown_is_ordinary_text() -> None:
    assert html("Un\n\n:::warning Titre\nDeux\n:::\nTrois") == (
        "<p>Un</p><p>Titre</p><p>Deux</p><p>Trois</p>"
    )
    assert found("Un\n\n:::warning Titre\nDeux\n:::") == [
        ("line 3", "directive.unknown")
    ]


def test_directive_unclosed_is_ordinary_text() -> None:
    assert html("Un\n\n:::note Titre\nDeux\n\n- a") == (
        "<p>Un</p><p>Titre</p><p>Deux</p><ul><li>a</li></ul>"
    )
    assert found("Un\n\n:::note Titre\nDeux") == [("line 3", "directive.unclosed")]


def test_directive_unopened() -> None:
    assert html("Un\n:::\nDeux") == "<p>Un</p><p>Deux</p>"
    assert found("Un\n:::\nDeux") == [("line 2", "directive.unopened")]


def test_directive_nested_dissolves_into_the_outer_one() -> None:
    body = ":::note A\nUn\n:::details B\n- x\n:::\nDeux\n:::"
    assert html(body) == (
        '<div class="callout note"><h3>A</h3>'
        "<p>Un</p><p>B</p><ul><li>x</li></ul><p>Deux</p></div>"
    )
    assert found(body) == [("line 3", "directive.nested")]


def test_table_with_roles_and_labels() -> None:
    body = (
        ":::table Durées **habituelles**\n"
        "| Quand | Vous *sentez* [@a] | Aide : |\n"
        "|:---|---|---:|\n"
        "| 1 à 5 minutes | a \\| b | |\n"
        ":::"
    )
    assert html(body) == (
        '<table role="table">'
        "<caption>Durées <strong>habituelles</strong></caption>"
        '<thead role="rowgroup"><tr role="row">'
        '<th role="columnheader" scope="col">Quand</th>'
        '<th role="columnheader" scope="col">Vous <em>sentez</em> '
        '<a href="source:a"></a></th>'
        '<th role="columnheader" scope="col">Aide&nbsp;:</th></tr></thead>'
        '<tbody role="rowgroup"><tr role="row">'
        '<th role="rowheader" scope="row">1 à 5&nbsp;minutes</th>'
        '<td data-l="Vous sentez" role="cell">a | b</td>'
        '<td data-l="Aide&nbsp;:" role="cell"></td></tr></tbody></table>'
    )
    assert found(body) == []


def test_table_label_is_escaped() -> None:
    body = ':::table C\n| A | B"<i> |\n|-|-|\n| 1 | 2 |\n:::'
    assert 'data-l="B&quot;&lt;i&gt;"' in html(body)


def test_table_outside_is_a_problem_and_still_a_table() -> None:
    body = "Un\n| A | B |\n|---|---|\n| 1 | 2 |\nDeux"
    assert html(body).startswith('<p>Un</p><table role="table"><thead')
    assert html(body).endswith("</table><p>Deux</p>")
    assert found(body) == [("line 2", "table.outside")]


def test_table_malformed() -> None:
    assert found(":::table C\n| A | B |\n| 1 | 2 |\n:::") == [
        ("line 2", "table.malformed")
    ]
    assert found(":::table C\n| A | B |\n|---|---|\n:::") == [
        ("line 2", "table.malformed")
    ]
    body = ":::table C\n| A | B |\n|---|---|\n| 1 | 2 |\ntexte\n:::"
    assert html(body).endswith("</table><p>texte</p>")
    assert found(body) == [("line 5", "table.malformed")]


def test_table_columns() -> None:
    body = ":::table C\n| A | B | C | D |\n|-|-|-|-|\n| 1 | 2 | 3 | 4 |\n:::"
    assert found(body) == [("line 2", "table.columns")]


def test_table_cells_too_few_or_too_many() -> None:
    body = ":::table C\n| A | B | C |\n|-|-|-|\n| a |\n| b | c | d | e |\n:::"
    assert html(body).endswith(
        '<tr role="row"><th role="rowheader" scope="row">a</th>'
        '<td data-l="B" role="cell"></td><td data-l="C" role="cell"></td></tr>'
        '<tr role="row"><th role="rowheader" scope="row">b</th>'
        '<td data-l="B" role="cell">c</td><td data-l="C" role="cell">d e</td></tr>'
        "</tbody></table>"
    )
    assert found(body) == [("line 4", "table.cells"), ("line 5", "table.cells")]
