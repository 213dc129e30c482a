"""Every model is declared append-only or mutable, and is held to it."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.sites import all_sites
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import PROTECT
from django.test import RequestFactory

from articles.models import (
    AppendOnly,
    AppendOnlyError,
    Edition,
    Publication,
    SiteVersion,
)
from articles.publishing import publish_reference
from tests import builders

APPEND_ONLY = {
    "DeskEvent", "DraftSave", "Edition", "EditionName", "EditionUse", "Explanation",
    "PublicationEvent", "ReferenceEdition", "SignOff",
}  # fmt: skip
MUTABLE = {
    "Article", "Autosave", "CareCard", "CareItem", "Country", "DraftDigest", "Figure",
    "OldSlug", "PlannedPublication", "Publication", "ReaderComment", "ReaderVote",
    "RenderedEdition", "Section", "SiteVersion", "Source", "SourceCheck", "Term",
    "Topic", "UnansweredSearch", "Use",
}  # fmt: skip
KEPT = sorted(
    (
        m
        for m in apps.get_app_config("articles").get_models()
        if issubclass(m, AppendOnly)
    ),
    key=lambda model: model.__name__,
)


@pytest.fixture
def rows(db) -> dict[type[models.Model], Any]:
    """One row of each append-only model."""
    writer, nurse = builders.person("anne"), builders.person("kari")
    builders.care_card()
    record = builders.article(care_cards=["dvt"], by=writer)
    builders.signed(record, "fr", by=nurse)
    edition = builders.edition(record)
    publish_reference(by=None)
    explanation = apps.get_model("articles", "Explanation").objects.create(
        subject=record.subject, language="nb", section="steps", pair="0" * 64,
        reason="A range.", by=nurse,
    )  # fmt: skip
    found: dict[type[models.Model], Any] = {
        model: model._default_manager.first() for model in KEPT
    }
    assert found[Edition] == edition
    assert found[type(explanation)] == explanation
    assert None not in found.values()
    return found


def test_every_model_is_declared_append_only_or_mutable():
    found = {model.__name__ for model in apps.get_app_config("articles").get_models()}
    assert found == APPEND_ONLY | MUTABLE
    assert {model.__name__ for model in KEPT} == APPEND_ONLY


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_append_only_row_cannot_be_changed_or_deleted_by_itself(rows, model):
    row = rows[model]
    for attempt in (row.save, row.delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        row.save(force_update=True)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_append_only_row_cannot_be_changed_or_deleted_by_a_queryset(rows, model):
    field = model._meta.concrete_fields[-1].name
    value = getattr(rows[model], field)
    for manager in (model._default_manager, model._base_manager):
        for attempt in (
            lambda manager=manager: manager.all().update(**{field: value}),
            lambda manager=manager: manager.update(**{field: value}),
            lambda manager=manager: manager.all().delete(),
            lambda manager=manager: manager.bulk_update([rows[model]], [field]),
            lambda manager=manager: manager.update_or_create(pk=rows[model].pk),
            lambda manager=manager: manager.bulk_create(
                [rows[model]],
                update_conflicts=True,
                update_fields=[field],
                unique_fields=[model._meta.pk.name],
            ),
        ):
            with pytest.raises(AppendOnlyError):
                attempt()
    assert model._default_manager.filter(pk=rows[model].pk).count() == 1


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_append_only_row_cannot_be_overwritten_by_a_new_object(rows, model):
    values = {
        field.attname: getattr(rows[model], field.attname)
        for field in model._meta.concrete_fields
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        model(**values).save()


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_append_only_row_does_not_fall_with_another(model):
    on_delete = {
        field.name: field.remote_field.on_delete
        for field in model._meta.concrete_fields
        if field.remote_field
    }
    assert on_delete == dict.fromkeys(on_delete, PROTECT)


def test_append_only_row_cannot_be_changed_by_a_related_manager(rows):
    edition = rows[Edition]
    with pytest.raises(AppendOnlyError):
        edition.uses.all().delete()
    with pytest.raises(AppendOnlyError):
        edition.uses.update(used="article:other")
    with pytest.raises(AppendOnlyError):
        edition.uses.add(edition.uses.first())


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_append_only_row_cannot_be_changed_or_deleted_in_the_admin(rows, model):
    desk = admin.ModelAdmin(model, admin.AdminSite())
    request = RequestFactory().post("/")
    with pytest.raises(AppendOnlyError):
        desk.save_model(request, rows[model], form=None, change=True)
    with pytest.raises(AppendOnlyError):
        desk.delete_model(request, rows[model])
    with pytest.raises(AppendOnlyError):
        desk.delete_queryset(request, model._default_manager.all())


def test_append_only_models_shown_in_the_admin_offer_no_writing(rf, django_user_model):
    request = rf.get("/")
    request.user = django_user_model(is_superuser=True, is_staff=True, is_active=True)
    for site in all_sites:
        for model, desk in site._registry.items():
            if issubclass(model, AppendOnly):
                assert not desk.has_add_permission(request), model
                assert not desk.has_change_permission(request), model
                assert not desk.has_delete_permission(request), model


def test_page_and_site_version_are_never_deleted(rows):
    page, version = Publication.objects.get(), SiteVersion.objects.get()
    for attempt in (page.delete, Publication.objects.all().delete, version.delete):
        with pytest.raises(TypeError):
            attempt()
