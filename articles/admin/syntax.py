"""What is wrong with the Markdown of a text, said in the editor's language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.admin.forms import RecordForm
from articles.problems import Problem
from articles.rendering import clean_drawing, render


def sentence(problem: Problem) -> str:
    """A problem of a body or a drawing as one sentence, with its line.

    The renderer speaks English and knows no catalogue; its codes never change.
    """
    words = _sentences().get(problem.code, problem.message)
    line = problem.where.removeprefix("line ")
    if line == problem.where:
        return words
    return _("Line %(line)s: %(sentence)s") % {"line": line, "sentence": words}


def problems_of(form: RecordForm) -> dict[str, list[str]]:
    """The problems of each body or drawing on a form, by the name of its field."""
    found = {}
    for bound in form:
        if bound.name.startswith("body-"):
            problems: Iterable[Problem] = render(
                str(bound.value() or ""), language=form.tab
            ).problems
        elif bound.name == "svg" and bound.value():
            _drawing, problems = clean_drawing(bound.value())
        else:
            continue
        if sentences := [sentence(problem) for problem in problems]:
            found[bound.name] = sentences
    return found


def _sentences() -> dict[str, str]:
    return {
        "body.too-large": _("The text is too long. Make it two sections."),
        "body.too-deep": _("Lists are nested too deeply. Use two levels at most."),
        "body.character": _("An invisible character was left out of this line."),
        "markdown.html": _("HTML is not written in a text; it is shown as it stands."),
        "markdown.unsupported": _("Quotations, code and rules are not used here."),
        "heading.level": _("Inside a section a heading starts with ### or ####."),
        "heading.skipped": _("A #### heading stands under a ### heading."),
        "heading.malformed": _("A heading is written as “### Text”."),
        "link.scheme": _("A link starts with https:, article: or term:."),
        "link.insecure": _("This address is not encrypted: write https://."),
        "link.key": _("This cannot be the address of anything."),
        "link.text-missing": _("A link needs a text to click on."),
        "link.nested": _("A phone number is a link already; take the link away."),
        "link.malformed": _("This bracket belongs to no link and to no citation."),
        "citation.key": _("This cannot be the key of a source. Pick one from the list."),
        "number.unknown": _("In braces stand only {emergency} and {advice}."),
        "figure.key": _("This cannot be the key of a drawing. Pick one from the list."),
        "figure.foreign": _("Only our own drawings are shown: ![](figure:key)."),
        "figure.placement": _("A drawing stands on a line of its own."),
        "figure.text-ignored": _("The words of a drawing stand with the drawing, not here."),
        "directive.unknown": _("There is no such block. Use the buttons above the text."),
        "directive.unclosed": _("The block is not closed. Add ::: on a line of its own."),
        "directive.unopened": _("This ::: closes nothing. Take it away."),
        "directive.nested": _("A block cannot stand in another one."),
        "directive.heading-missing": _("Write a heading after the name of the block."),
        "directive.heading-unexpected": _("This block has no heading of its own."),
        "directive.items-only": _("In this list each line starts with “- ”."),
        "directive.empty": _("There is nothing in this block."),
        "table.outside": _("A table stands between “:::table Caption” and “:::”."),
        "table.malformed": _("A table has a header, a rule |---|---| under it, and rows."),
        "table.columns": _("The table has too many columns."),
        "table.cells": _("This row has more or fewer cells than the header."),
        "figure.too-large": _("The drawing is too large."),
        "figure.too-deep": _("The drawing is nested too deeply."),
        "figure.declaration": _("The drawing holds a declaration: save it as plain SVG."),
        "figure.not-well-formed": _("The drawing is not well-formed XML."),
        "figure.not-a-drawing": _("This is not an SVG drawing."),
        "figure.view-box-missing": _("The drawing has no viewBox, so it cannot be scaled."),
        "figure.element": _("The drawing holds an element that is not allowed."),
        "figure.attribute": _("The drawing holds an attribute that is not allowed."),
        "figure.value": _("The drawing holds a value that is not allowed."),
        "figure.text": _("A word in a drawing is a label in braces, such as {heel}."),
    }  # fmt: skip
