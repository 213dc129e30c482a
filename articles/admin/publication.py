"""Publishing a page: the checklist beside the button, now or at a time."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from articles import roles
from articles.admin.place import Place, live_address, record_address, title_of
from articles.admin.records_by_subject import record_of
from articles.admin.tabs import tabs
from articles.checking import check_advice, check_page
from articles.composing import Page, compose
from articles.languages import known
from articles.models import Article, PlannedPublication, Publication
from articles.planning import cancel, plan
from articles.problems import Problem
from articles.publishing import PublishRefusedError, publish, withdraw
from articles.reviewing import unsigned_parts

YES_NO = [
    ("yes", gettext_lazy("Yes, the meaning")),
    ("no", gettext_lazy("No, only the wording")),
]


class PublishForm(forms.Form):
    """What a publisher says; the meaning has no default."""

    what_changed = forms.CharField(
        label=gettext_lazy("What changed, in one line"), max_length=200
    )
    meaning = forms.ChoiceField(
        label=gettext_lazy("Did the meaning change?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    safety = forms.BooleanField(
        label=gettext_lazy(
            "It puts a danger right: withdraw the translations until they follow"
        ),
        required=False,
    )
    unsigned_reason = forms.CharField(
        label=gettext_lazy("Why it goes out before a clinician has signed it"),
        max_length=200,
        required=False,
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Publish at (empty: now)"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def __init__(
        self, *args: Any, is_source: bool, unsigned: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_source:
            del self.fields["safety"]
        if not unsigned:
            del self.fields["unsigned_reason"]


@dataclass(frozen=True)
class Item:
    """One line of the checklist, with the place where it is mended."""

    problem: Problem
    address: str


def publication(place: Place) -> HttpResponse:
    """The checklist and the forms of one page, or what was decided."""
    article = place.record
    if not place.language or not isinstance(article, Article):
        raise Http404
    if place.request.method != "POST":
        return _show(place, article)
    acts = {"publish": _publish, "withdraw": _withdraw, "cancel": _cancel}
    act = acts.get(place.request.POST.get("do", ""))
    if act is None:
        raise Http404
    return act(place, article)


def _publish(place: Place, article: Article) -> HttpResponse:
    _must(roles.may_publish(place.user))
    form = _form(place, article, place.request.POST)
    if not form.is_valid():
        return _show(place, article, form, status=422)
    said = form.cleaned_data
    wish: dict[str, Any] = {
        "article": article,
        "language": place.language,
        "by": place.user,
        "meaning_changed": said["meaning"] == "yes" or said.get("safety", False),
        "safety_critical": said.get("safety", False),
        "what_changed": said["what_changed"],
        "unsigned_reason": said.get("unsigned_reason", ""),
    }
    at: datetime.datetime | None = said["at"]
    try:
        if at:
            plan(at=at, **wish)
        else:
            publish(**wish)
    except PublishRefusedError as error:
        return _show(place, article, form, refused=error.problems, status=409)
    done = _("Planned.") if at else _("Published: readers see it within two seconds.")
    messages.success(place.request, done)
    return HttpResponseRedirect(place.address("publication"))


def _withdraw(place: Place, article: Article) -> HttpResponse:
    _must(roles.may_withdraw(place.user))
    try:
        withdraw(
            article=article.key, language=place.language, by=place.user,
            reason=place.request.POST.get("reason", "")[:300],
        )  # fmt: skip
    except PublishRefusedError as error:
        return _show(place, article, refused=error.problems, status=409)
    messages.success(
        place.request, _("Withdrawn: readers are told why, and the way on.")
    )
    return HttpResponseRedirect(place.address("publication"))


def _cancel(place: Place, article: Article) -> HttpResponse:
    _must(roles.may_publish(place.user))
    planned = get_object_or_404(
        PlannedPublication, pk=place.request.POST.get("plan") or 0,
        article=article.key, language=place.language,
    )  # fmt: skip
    cancel(planned=planned, by=place.user)
    messages.success(place.request, _("The plan is cancelled."))
    return HttpResponseRedirect(place.address("publication"))


def _must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _form(place: Place, article: Article, data: Any = None) -> PublishForm:
    page = compose(article, place.language)
    return PublishForm(
        data,
        is_source=place.language == article.source_language,
        unsigned=bool(page and unsigned_parts(page.parts)),
    )


def _show(
    place: Place,
    article: Article,
    form: PublishForm | None = None,
    refused: tuple[Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    page = compose(article, place.language)
    problems = [*check_page(page), *check_advice(page)] if page else []
    items = [Item(each, address_of(place, each)) for each in problems]
    live = Publication.objects.filter(
        article=article.key, language=place.language
    ).first()
    context: dict[str, Any] = {
        "tabs": tabs(place),
        "page": page,
        "blocking": [each for each in items if each.problem.blocks],
        "advisory": [each for each in items if not each.problem.blocks],
        "refused": [Item(each, address_of(place, each)) for each in refused],
        "unsigned": list(_unsigned(place, page)),
        "form": form or _form(place, article),
        "live": live,
        "live_address": live_address(article, place.language),
        "followers": list(_followers(place, article)),
        "may_publish": roles.may_publish(place.user),
        "may_withdraw": roles.may_withdraw(place.user),
        "plans": PlannedPublication.objects.filter(
            Q(done_at=None)
            | Q(done_at__gte=timezone.now() - datetime.timedelta(days=7)),
            article=article.key,
            language=place.language,
        ),
    }
    title = _("Publish: %(title)s") % {"title": f"{title_of(article)} – {place.name}"}
    return place.page("desk/publication.html", context, title=title, status=status)


def _unsigned(place: Place, page: Page | None) -> Iterator[tuple[str, str]]:
    """The parts nobody has signed, each with its review page."""
    for subject in unsigned_parts(page.parts) if page else ():
        record = record_of(subject)
        if record:
            address = record_address(record, "review", part=place.language)
            yield title_of(record), address


def _followers(place: Place, article: Article) -> Iterator[str]:
    """The live translations that a change of meaning makes outdated."""
    if place.language != article.source_language:
        return
    pages = Publication.objects.live().filter(article=article.key)
    for code in pages.exclude(language=place.language).values_list(
        "language", flat=True
    ):
        yield known(code).name


def address_of(place: Place, problem: Problem) -> str:
    """The field where a problem is mended."""
    where = problem.where.partition(",")[0]
    if ":" in where:
        record = record_of(where)
        return record_address(record, "change") if record else place.address()
    if where == "review_by":
        return f"{place.address(language='')}#id_review_by"
    if where in ("title", "slug", "lead", "also_called"):
        return f"{place.address()}#id_{where}"
    return f"{place.address()}#section-{where}" if where else place.address()
