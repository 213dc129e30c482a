"""From the text of a section to safe HTML: pure functions, no Django, no database.

`render` turns one Markdown body into HTML that holds late values, `fill` puts
the late values in (addresses, numbers of citations, phone numbers, drawings),
`typeset` sets the spaces a language wants, `plain_text` reads the text back.
`clean_drawing` checks an SVG file and `draw` puts it on a page. The dialect is
in docs/content.md. Order on a page: `typeset(fill(render(body).html, late))`.

Nothing here raises for what an author wrote: it is reported as a `Problem`
whose `where` is "line 12", counted from 1 in the body. Its code is one of

    body.too-large           longer than MAX_BODY characters
    body.too-deep            lists in lists in lists, thousands of marks
    body.character           control, direction or private-use character
    markdown.html            HTML or an HTML entity, shown as it is written
    markdown.unsupported     quotation, code block or rule
    heading.level            not ### or ####
    heading.skipped          #### without a ### before it (warning)
    heading.malformed        no space after ###, or no text
    link.scheme              not https:, article: or term:
    link.insecure            http:
    link.key                 a key or address that cannot be right
    link.text-missing        nothing to click on
    link.nested              a number inside a link
    link.malformed           "](" or "[@" that belongs to nothing
    citation.key             [@…] that cannot be the key of a source
    number.unknown           {…} other than {emergency} and {advice}
    figure.key               ![](…) that cannot be the key of a figure
    figure.foreign           an image from elsewhere
    figure.placement         not on a line of its own
    figure.text-ignored      text between ![ and ] (warning)
    directive.unknown        :::name we do not have
    directive.unclosed       no closing :::
    directive.unopened       ::: that closes nothing
    directive.nested         a directive in a directive
    directive.heading-missing, directive.heading-unexpected
    directive.items-only     something other than "- " items in a do list
    directive.empty          no content
    table.outside            a table without :::table
    table.malformed          no header, no rule under it, no row, text around it
    table.columns            more than MAX_COLUMNS
    table.cells              a row with too few or too many cells

and for drawings, without a line,

    figure.too-large, figure.too-deep, figure.declaration,
    figure.not-well-formed, figure.not-a-drawing, figure.view-box-missing,
    figure.element, figure.attribute, figure.value, figure.text
"""

from articles.rendering.drawings import clean_drawing, draw, label_keys
from articles.rendering.findings import Key
from articles.rendering.late import Late, fill
from articles.rendering.markdown import RENDERER_VERSION, Rendered, render
from articles.rendering.plain import plain_text
from articles.rendering.source import MAX_BODY
from articles.rendering.typography import typeset, typeset_text

__all__ = [
    "MAX_BODY",
    "RENDERER_VERSION",
    "Key",
    "Late",
    "Rendered",
    "clean_drawing",
    "draw",
    "fill",
    "label_keys",
    "plain_text",
    "render",
    "typeset",
    "typeset_text",
]
