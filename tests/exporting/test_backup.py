"""What a backup brings back: everything, on either database."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import QuerySet

from articles.digest import part_digest
from articles.exporting.backup import BackupError, back_up, restore, tables
from articles.models import (
    Article,
    CareCard,
    DraftSave,
    Edition,
    Figure,
    Publication,
    PublicationEvent,
    SiteVersion,
)
from articles.publishing import withdraw
from articles.roles import PUBLISHER, REVIEWER
from tests import builders


@pytest.fixture
def lived_in() -> None:
    """A small site that has been worked on."""
    writer = builders.person("kari", PUBLISHER)
    reviewer = builders.person("ola", REVIEWER)
    builders.country()
    builders.figure()
    builders.care_card()
    record = builders.article(by=writer, care_cards=["dvt"])
    builders.signed(record, "fr", "nb", by=reviewer)
    builders.edition(record, "fr", by=writer, meaning_changed=True)
    builders.edition(record, "nb")
    other = builders.article("causes", position=2)
    builders.edition(other, "es")
    withdraw(article=other.key, language="es", by=writer, reason="Wrong.")


def rows() -> dict[str, list[tuple[Any, ...]]]:
    return {
        model._meta.label: list(QuerySet(model).order_by("pk").values_list())
        for model in tables()
    }


def digests() -> dict[tuple[str, str], str | None]:
    return {
        (record.subject, code): part_digest(record, code)
        for model in (Article, CareCard, Figure)
        for record in model.objects.all()
        for code in builders.LANGUAGES
    }


def drop_everything() -> None:
    quote = connection.ops.quote_name
    end = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"DROP TABLE {quote(table)}{end}")
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_all_is_as_before_after_everything_was_dropped(
    lived_in: None, tmp_path: Path
) -> None:
    before, said = rows(), digests()
    file = tmp_path / "all.jsonl.gz"
    call_command("backup", file, verbosity=0)
    drop_everything()
    assert "articles_edition" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    call_command("restore", file)
    assert rows() == before
    assert digests() == said
    assert (Edition.objects.count(), PublicationEvent.objects.count()) == (3, 4)
    assert User.objects.get(username="kari").groups.get().name == PUBLISHER
    assert goes_on()


def goes_on() -> bool:
    """Whether the site can be worked on: numbers go on after those that came back."""
    version = SiteVersion.objects.get().number
    last = DraftSave.objects.order_by("-pk").values_list("pk", flat=True)[0]
    record = builders.article("cramps", position=3)
    edition = builders.edition(record, "fr")
    group = Group.objects.create(name="New")
    return (
        SiteVersion.objects.get().number == version + 1
        and edition.pk > 3
        and DraftSave.objects.filter(pk__gt=last).exists()
        and Group.objects.get(name="New").pk == group.pk
        and Publication.objects.live().filter(article="cramps").exists()
    )


@pytest.mark.django_db
def test_database_that_holds_anything_is_refused(
    lived_in: None, tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl.gz"
    back_up(file)
    before = rows()
    with pytest.raises(CommandError, match=r"The database is not empty\. Nothing was"):
        call_command("restore", file)
    assert rows() == before
    User.objects.create(username="late")
    restore(file, replace=True)
    assert rows() == before


def lines_of(file: Path) -> list[Any]:
    with gzip.open(file) as opened:
        return [json.loads(line) for line in opened]


def rewrite(file: Path, lines: list[Any]) -> None:
    """A file whose last line vouches for what was made of it."""
    packed = [json.dumps(line).encode() for line in lines[:-1]]
    digest = hashlib.sha256(b"".join(packed)).hexdigest()
    count = sum(isinstance(line, list) for line in lines[:-1])
    packed.append(json.dumps({"rows": count, "sha256": digest}).encode())
    file.write_bytes(gzip.compress(b"\n".join(packed) + b"\n"))


@pytest.fixture
def file(lived_in: None, tmp_path: Path) -> Path:
    file = tmp_path / "all.jsonl.gz"
    back_up(file)
    return file


@pytest.mark.django_db
def test_damaged_backup_changes_nothing(file: Path) -> None:
    before, whole = rows(), file.read_bytes()
    text = gzip.decompress(whole)
    for damaged, sentence in (
        (gzip.compress(text.replace(b"kari", b"kara")), "damaged"),
        (gzip.compress(text[: text.rindex(b'{"rows"')]), "ends too early"),
        (whole[:-200], "cannot be read"),
        (b"not gzip", "cannot be read"),
        (gzip.compress(b"[]\n"), "no backup of this site"),
    ):
        file.write_bytes(damaged)
        with pytest.raises(BackupError, match=sentence):
            restore(file, replace=True)
        assert rows() == before


@pytest.mark.django_db
def test_backup_of_another_version_is_refused(file: Path) -> None:
    lines = lines_of(file)
    lines[0]["migrations"].append("articles.9999_later")
    rewrite(file, lines)
    with pytest.raises(BackupError, match=r"differ: articles\.9999_later"):
        restore(file, replace=True)


@pytest.mark.django_db
def test_rows_that_do_not_fit_together_are_refused(file: Path) -> None:
    before = rows()
    lines = [
        line for line in lines_of(file)
        if not (isinstance(line, list) and "kari@example.org" in line)
    ]  # fmt: skip
    rewrite(file, lines)
    with pytest.raises(BackupError, match="refuses"):
        restore(file, replace=True)
    assert rows() == before


@pytest.mark.django_db
def test_backup_is_for_its_owner_only_and_the_same_each_time(
    file: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.jsonl.gz"
    assert back_up(again) == sum(isinstance(line, list) for line in lines_of(file))
    assert again.stat().st_mode & 0o777 == 0o600
    assert again.read_bytes() == file.read_bytes()
    assert not (tmp_path / "again.jsonl.gz.part").exists()


@pytest.mark.django_db
def test_base_columns_of_translated_fields_are_not_kept(file: Path) -> None:
    (article,) = [
        line for line in lines_of(file)
        if isinstance(line, dict) and line.get("table") == "articles.Article"
    ]  # fmt: skip
    assert "title_fr" in article["columns"]
    assert "title" not in article["columns"]


@pytest.mark.django_db
def test_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        call_command("backup", tmp_path / "missing" / "all.gz")
