"""Small pieces of a library for tests, written through the desk's own doors.

Everything has a key and sensible words in each language; name what matters.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.contrib.auth.models import Group, User

from articles.digest import part_digest
from articles.drafting import create, save_text
from articles.models import (
    Article,
    CareCard,
    Country,
    DeskRecord,
    Edition,
    Figure,
    SignOff,
    Source,
    Term,
    Topic,
)
from articles.publishing import publish
from articles.reviewing import sign_off

R = TypeVar("R", bound=DeskRecord)
LANGUAGES = ("fr", "nb", "es")
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    '<path d="M0 0L100 50"/><text x="10" y="20">{heel}</text></svg>'
)


def topic(
    key: str = "understanding",
    *,
    languages: tuple[str, ...] = LANGUAGES,
    start: str = "",
) -> Topic:
    record = create(Topic, key=key, structure={"position": 0, "start": start}, by=None)
    for code in languages:
        text = {"name": f"{key} {code}", "slug": f"{key}-{code}", "introduction": ""}
        save_text(record, language=code, text=text, by=None)
    return record


def article(
    key: str = "first-aid",
    *,
    languages: tuple[str, ...] = LANGUAGES,
    bodies: Mapping[str, str] | None = None,
    by: User | None = None,
    **structure: Any,
) -> Article:
    """An article in its topic; `bodies` gives each section's Markdown by key."""
    bodies = bodies or {"short-answer": "Tirez."}
    plan = {
        "topic": "understanding", "position": 1, "source_language": "fr",
        "byline": "Calm legs", "act_now": False, "care_first": False,
        "care_cards": [], "related": [], "codes": [], "review_by": "2027-11-26",
        "sections": [[each, "overview"] for each in bodies],
        **structure,
    }  # fmt: skip
    if not Topic.objects.filter(key=plan["topic"]).exists():
        topic(plan["topic"])
    record = create(Article, key=key, structure=plan, by=by)
    for code in languages:
        text = article_text(key, code, bodies)
        save_text(record, language=code, text=text, by=by)
    return fresh(record)


def article_text(
    key: str, language: str, bodies: Mapping[str, str], **head: str
) -> dict[str, Any]:
    """The text of an article in one language, as `save_text` takes it."""
    return {
        "title": f"{key} {language}",
        "slug": f"{key}-{language}",
        "lead": f"Lead of {key} in {language}.",
        "also_called": "",
        **head,
        "sections": [
            [each, f"{each} {language}", body] for each, body in bodies.items()
        ],
    }


def care_card(
    key: str = "dvt",
    *,
    languages: tuple[str, ...] = LANGUAGES,
    signs: tuple[str, ...] = ("swelling",),
    level: str = "same-day",
    by: User | None = None,
) -> CareCard:
    structure = {"level": level, "sources": ["consensus"], "items": list(signs)}
    record = create(CareCard, key=key, structure=structure, by=by)
    for code in languages:
        items = [[sign, f"{sign} {code}"] for sign in signs]
        text = {"heading": f"{key} {code}?", "note": "", "items": items}
        save_text(record, language=code, text=text, by=by)
    return fresh(record)


def figure(
    key: str = "wall-stretch",
    *,
    languages: tuple[str, ...] = LANGUAGES,
    svg: str = DRAWING,
) -> Figure:
    record = create(Figure, key=key, structure={"svg": svg}, by=None)
    for code in languages:
        text = {"alt": f"{key} {code}", "caption": "", "labels": f"heel: heel {code}"}
        save_text(record, language=code, text=text, by=None)
    return fresh(record)


def source(key: str = "nhs_cramps", **structure: Any) -> Source:
    entry = {
        "authors": "NHS", "title": "Leg cramps", "container": "", "year": 2023,
        "doi": "", "url": "https://www.nhs.uk/", "language": "en", "checked_on": "",
        **structure,
    }  # fmt: skip
    return create(Source, key=key, structure=entry, by=None)


def term(
    key: str = "cramp",
    *,
    languages: tuple[str, ...] = LANGUAGES,
    avoid: str = "",
    **words: str,
) -> Term:
    record = create(Term, key=key, structure={}, by=None)
    for code in languages:
        text = {
            "plain": f"{key} {code}", "professional": "", "definition": f"{key}.",
            "synonyms": "", "avoid": avoid, **words,
        }  # fmt: skip
        save_text(record, language=code, text=text, by=None)
    return record


def country(
    key: str = "fr", *, languages: tuple[str, ...] = LANGUAGES, emergency: str = "112"
) -> Country:
    numbers = {
        "position": 0, "emergency": [emergency], "advice": "15", "text_number": "114",
        "poison": "", "checked_on": "",
    }  # fmt: skip
    record = create(Country, key=key, structure=numbers, by=None)
    for code in languages:
        text = {"name": f"{key} {code}", "note": ""}
        save_text(record, language=code, text=text, by=None)
    return record


def person(name: str = "kari", *roles: str, **more: Any) -> User:
    """Somebody of the desk in the groups of these roles (articles.roles)."""
    user = User.objects.create_user(name, f"{name}@example.org", is_staff=True, **more)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def signed(record: DeskRecord, *languages: str, by: User) -> list[SignOff]:
    """Sign-offs of what a record says now in some languages."""
    rows = []
    record = fresh(record)
    for code in languages:
        digest = part_digest(record, code) or ""
        row = sign_off(
            record=record, language=code, digest=digest, by=by,
            name=by.username, role="Nurse",
        )  # fmt: skip
        rows.append(row)
    return rows


def edition(
    record: Article,
    language: str = "fr",
    *,
    by: User | None = None,
    meaning_changed: bool = False,
    what_changed: str = "First version.",
    unsigned_reason: str = "For a test.",
) -> Edition:
    """The article made live in one language."""
    return publish(
        article=record, language=language, by=by, meaning_changed=meaning_changed,
        what_changed=what_changed, unsigned_reason=unsigned_reason,
    )  # fmt: skip


def text_of(record: DeskRecord, language: str) -> dict[str, Any]:
    """What a record says in a language, which it must have."""
    text = record.text(language)
    assert text is not None
    return text


def fresh(record: R) -> R:
    """The record as the database has it now."""
    return type(record)._default_manager.get(pk=record.pk)
