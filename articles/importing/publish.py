"""Publishing what was loaded: reference first, then originals, then translations."""

from collections.abc import Iterable

from articles.composing import compose
from articles.importing.parse import FileProblem, Parsed
from articles.models import Article, Publication
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
                    line = parsed.lines.get((language, problem.where.split(",")[0]), 0)
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
    publish(
        article=article,
        language=language,
        by=None,
        meaning_changed=False,
        what_changed=(AGAIN if live else FIRST).get(language, FIRST["fr"]),
        unsigned_reason=UNSIGNED,
    )
    return True
