"""Who uses a care card, a figure or a source: renew their pages, or take them away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from articles import roles
from articles.admin.place import Place, title_of
from articles.admin.tabs import tabs
from articles.models import Publication
from articles.publishing import PublishRefusedError
from articles.renewing import (
    Wish,
    pages_to_renew,
    pages_using,
    publish_together,
    withdraw_users,
)

USED = ("care-card", "figure", "source", "term")


def users(place: Place) -> HttpResponse:
    """The live pages that use a record; renew those that show it otherwise, or urgently
    withdraw them all."""
    if place.record.kind not in USED:
        raise Http404
    if place.request.method != "POST":
        return _show(place)
    acts = {"renew": _renew, "withdraw": _withdraw}
    act = acts.get(place.request.POST.get("do", ""))
    if act is None:
        raise Http404
    try:
        messages.success(place.request, act(place))
    except PublishRefusedError as error:
        return _show(place, refused=error.problems, status=409)
    return HttpResponseRedirect(place.address("users"))


def _renew(place: Place) -> str:
    if not roles.may_publish(place.user):
        raise PermissionDenied
    sent = place.request.POST
    wishes = [
        Wish(
            article=page.article,
            language=page.language,
            meaning_changed=sent.get("meaning") == "yes",
            what_changed=sent.get("what_changed", "").strip()[:200],
            unsigned_reason=sent.get("unsigned_reason", "").strip()[:200],
        )
        for page in pages_to_renew(place.record.subject)
    ]
    editions = publish_together(wishes, by=place.user)
    return _("%(count)d pages published again.") % {"count": len(editions)}


def _withdraw(place: Place) -> str:
    if not roles.may_withdraw(place.user):
        raise PermissionDenied
    count = withdraw_users(
        place.record.subject, by=place.user,
        reason=place.request.POST.get("reason", "").strip()[:300],
    )  # fmt: skip
    return _("%(count)d pages withdrawn: readers are told why.") % {"count": count}


def _show(place: Place, refused: Any = (), status: int = 200) -> HttpResponse:
    using = pages_using(place.record.subject)
    renewing = {page.pk for page in pages_to_renew(place.record.subject)}
    context: dict[str, Any] = {
        "tabs": tabs(place),
        "pages": [(page, page.pk in renewing) for page in _in_order(using)],
        "renewing": len(renewing),
        "refused": refused,
        "typed": place.request.POST,
        "may_publish": roles.may_publish(place.user),
        "may_withdraw": roles.may_withdraw(place.user),
    }
    title = _("Used by: %(title)s") % {"title": title_of(place.record)}
    return place.page("desk/users.html", context, title=title, status=status)


def _in_order(pages: list[Publication]) -> list[Publication]:
    return sorted(pages, key=lambda page: (page.article, page.language))
