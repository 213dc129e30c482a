"""How a test fills in a form of the desk as a browser would."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.digest import token
from articles.models import DeskRecord, DraftSave
from tests import builders


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def author(name: str = "ola") -> Client:
    return client_of(builders.person(name, "Author"))


def address(record: DeskRecord, part: str, view: str = "part", **more: Any) -> str:
    language = "" if part == "structure" else part
    return reverse(
        f"admin:articles_{record._meta.model_name}_{view}",
        kwargs={"pk": record.pk, "part": language, **more},
    )


def said(record: DeskRecord, language: str) -> dict[str, Any]:
    """What a record says now in a language."""
    text = builders.fresh(record).text(language)
    assert text is not None
    return text


def newest() -> DraftSave:
    """The last save of anything."""
    return DraftSave.objects.latest("pk")


def text_form(record: DeskRecord, language: str, **changes: str) -> dict[str, str]:
    """What the tab of a language sends, with some fields changed.

    A field of a section is named with "__" for the dash: `body__steps`.
    """
    text = record.text(language) or {}
    fields = {name: text.get(name, "") for name in record.text_fields}
    for key, heading, body in text.get("sections", []):
        fields |= {f"heading-{key}": heading, f"body-{key}": body}
    for key, sign in text.get("items", []):
        fields[f"sign-{key}"] = sign
    changed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {**fields, "token": token(record, language), **changed}


def structure_form(record: DeskRecord, **changes: Any) -> dict[str, Any]:
    """What the Structure tab of an article sends, with some fields changed."""
    plan = record.structure()
    sections = plan.pop("sections")
    fields = {
        **plan,
        "related": "\n".join(plan["related"]),
        "codes": "\n".join(plan["codes"]),
        "sections-key": [key for key, _aspect in sections],
        "sections-aspect": [aspect for _key, aspect in sections],
    }
    for name in ("act_now", "care_first"):
        if not fields[name]:
            del fields[name]
    changed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {**fields, "token": token(record, ""), **changed}


def queries(client: Client, path: str) -> int:
    """How many queries a page costs, the second time it is asked for."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)
