"""Publishing what was loaded: reference first, then originals, then translations."""

from collections.abc import Iterable

from articles.composing import Page, compose
from articles.drafting import LOADED
from articles.importing.files import FileProblem
from articles.importing.parse import Parsed
from articles.models import Article, DraftSave, Publication
from articles.publishing import PublishRefusedError, publish, publish_reference

UNSIGNED = "First publication of the library; no clinician has signed it yet."
FIRST = {
    "fr": "Première version publiée.",
    "nb": "Første publiserte versjon.",
    "es": "Primera versión publicada.",
}
AGAIN = {
    "fr": "Texte revu.",
    "nb": "Teksten er gjennomgått på nytt.",
    "es": "Texto revisado.",
}


def publish_loaded(
    articles: Iterable[Parsed],
) -> tuple[list[str], list[FileProblem]]:
    """Make loaded articles live where they differ from what is live.

    A page with a part that a person has written since is left to her.
    Gives the pages published and why others were refused. A reloaded text counts as
    a change of wording; who changes a meaning publishes at the desk and says so.
    """
    published: list[str] = []
    refused: list[FileProblem] = []
    try:
        publish_reference(by=None)
    except PublishRefusedError as error:
        refused.append(FileProblem("publish.reference", "content", 0, str(error)))
    for parsed in articles:
        article = Article.objects.prefetch_related("sections").get(key=parsed.key)
        for language in sorted(
            parsed.texts, key=lambda code: (code != article.source_language, code)
        ):
            file = parsed.files[language]
            try:
                if _publish_one(article, language):
                    published.append(f"{article.key} {language}")
            except PublishRefusedError as error:
                for problem in error.problems:
                    line = _line(parsed, language, problem.where)
                    refused.append(FileProblem(problem.code, file, line, str(problem)))
    return published, refused


def _publish_one(article: Article, language: str) -> bool:
    live = (
        Publication.objects.filter(article=article.key, language=language)
        .select_related("edition")
        .first()
    )
    page = compose(article, language)
    if live and live.edition is None:
        return False  # withdrawn by a person: a file does not bring it back
    if live and live.edition and page and live.edition.content == page.content:
        return False
    if page and not _as_loaded(page):
        return False
    publish(
        article=article,
        language=language,
        by=None,
        meaning_changed=False,
        what_changed=(AGAIN if live else FIRST).get(language, FIRST["fr"]),
        unsigned_reason=UNSIGNED,
    )
    return True


def _as_loaded(page: Page) -> bool:
    """Whether the newest save of each part came from a file."""
    saves = DraftSave.objects.filter(
        subject__in=page.parts, language__in=("", page.language)
    ).order_by("id")
    newest = {
        (save.subject, save.language): save.note for save in saves.defer("content")
    }
    return all(note == LOADED for note in newest.values())


def _line(parsed: Parsed, language: str, where: str) -> int:
    """The line in the file of "steps", or of "steps, line 3"; 0 if it has none."""
    name, _, line = where.partition(", line ")
    start = parsed.lines.get((language, name), 0)
    return start + 1 + int(line) if line.isdigit() and start else start
