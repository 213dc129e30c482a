"""What an SVG drawing may hold, and how it comes onto a page."""

import pytest

from articles.rendering import clean_drawing, draw, label_keys

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
DRAWING = (
    f'<svg {XMLNS} viewBox="0 0 40 30" fill="none" stroke="currentColor">'
    '<g transform="translate(1 2) rotate(-4.5)">'
    '<path d="M2 12Q5 -8 8,12z" fill="var(--coral)" stroke-width="1.5"></path>'
    '<circle cx="1" cy="2" r=".5"></circle></g>'
    '<text x="1" y="2" text-anchor="middle" font-weight="600">{heel}</text></svg>'
)


def codes(svg: str) -> list[str]:
    return [problem.code for problem in clean_drawing(svg)[1]]


def drawing(contents: str) -> str:
    return f'<svg {XMLNS} viewBox="0 0 1 1">{contents}</svg>'


def test_drawing_within_the_rules_is_unchanged() -> None:
    assert clean_drawing(DRAWING) == (DRAWING, ())


def test_drawing_without_namespace_gets_it() -> None:
    assert clean_drawing('<svg viewBox="0 0 1 1"/>') == (drawing(""), ())


@pytest.mark.parametrize(
    "element",
    [
        "<script>alert(1)</script>",
        '<image href="https://evil.example/x.png"/>',
        '<use href="#a"/>',
        "<foreignObject><p>x</p></foreignObject>",
        "<style>*{}</style>",
        "<a><path/></a>",
        "<animate/>",
        "<title>x</title>",
        "<svg/>",
        '<p xmlns="http://www.w3.org/1999/xhtml"/>',
    ],
)
def test_drawing_element_that_is_not_a_shape(element: str) -> None:
    cleaned, problems = clean_drawing(drawing(element + "<g/>"))
    assert cleaned == drawing("<g></g>")
    assert [problem.code for problem in problems] == ["figure.element"]


@pytest.mark.parametrize(
    "attribute", ['onload="x"', 'style="fill:red"', 'id="a"', 'class="a"', 'href="#a"']
)
def test_drawing_attribute_that_is_not_listed(attribute: str) -> None:
    cleaned, problems = clean_drawing(drawing(f"<g {attribute}/>"))
    assert cleaned == drawing("<g></g>")
    assert [problem.code for problem in problems] == ["figure.attribute"]


def test_drawing_attribute_of_another_namespace() -> None:
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://a.org"'
    assert codes(drawing(f"<g {xlink}/>")) == ["figure.attribute"]


@pytest.mark.parametrize(
    "attribute",
    [
        'fill="url(#a)"',
        'fill="url(https://evil.example)"',
        'fill="red"',
        'stroke="#fff"',
        'fill="var(--x, url(a))"',
        'd="javascript:x"',
        'x="1;"',
        'transform="url(a)"',
        'width="100%"',
        'font-weight="bolder"',
    ],
)
def test_drawing_value_that_is_not_plain(attribute: str) -> None:
    cleaned, problems = clean_drawing(drawing(f"<rect {attribute}/>"))
    assert cleaned == drawing("<rect></rect>")
    assert [problem.code for problem in problems] == ["figure.value"]


@pytest.mark.parametrize(
    "text",
    ["<text>Heel</text>", "<text>{Heel}</text>", "<text>{a}<g/></text>", "<text/>"],
)
def test_drawing_text_that_is_not_a_label(text: str) -> None:
    cleaned, problems = clean_drawing(drawing(text))
    assert cleaned == drawing("<text></text>")
    assert [problem.code for problem in problems] == ["figure.text"]


def test_drawing_text_outside_a_text_element() -> None:
    assert clean_drawing(drawing("a<g>b</g>c"))[0] == drawing("<g></g>")
    assert codes(drawing("<g/>a")) == ["figure.text"]


def test_drawing_that_cannot_be_read() -> None:
    for svg, code in (
        ("", "figure.not-well-formed"),
        ("<svg>", "figure.not-well-formed"),
        ("\ud800", "figure.not-well-formed"),
        ("\x00", "figure.not-well-formed"),
        ("<svg>&a;</svg>", "figure.not-well-formed"),
        ("<html/>", "figure.not-a-drawing"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "figure.declaration"),
        ("<svg><![CDATA[x]]></svg>", "figure.declaration"),
        (" " * 50_001, "figure.too-large"),
    ):
        cleaned, problems = clean_drawing(svg)
        assert (cleaned, [problem.code for problem in problems]) == ("", [code])


def test_drawing_without_view_box() -> None:
    assert codes("<svg/>") == ["figure.view-box-missing"]


def test_drawing_too_deep() -> None:
    assert codes(drawing("<g>" * 7 + "</g>" * 7)) == []
    assert codes(drawing("<g>" * 8 + "</g>" * 8)) == ["figure.too-deep"]
    assert codes(drawing("<g>" * 6000 + "</g>" * 6000)) == ["figure.too-deep"]


def test_label_keys_in_order() -> None:
    svg = drawing("<text>{b}</text><text> {a-1} </text><text>{b}</text>")
    assert label_keys(svg) == ("b", "a-1")


def test_draw_fills_and_escapes() -> None:
    svg = drawing("<text>{a}</text><text>{b}</text>")
    assert draw(svg, {"a": "<b>{b}"}, title='"T" & <t>') == (
        '<svg role="img" aria-label="&quot;T&quot; &amp; &lt;t&gt;" '
        'viewBox="0 0 1 1"><text>&lt;b&gt;{b}</text><text></text></svg>'
    )


def test_draw_cleans_first() -> None:
    svg = drawing('<script>x</script><g onload="x"/>')
    assert draw(svg, {}, title="T") == (
        '<svg role="img" aria-label="T" viewBox="0 0 1 1"><g></g></svg>'
    )
    assert draw("<svg", {}, title="T") == ""
