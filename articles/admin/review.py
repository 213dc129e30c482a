"""Reviewing a part: what it says, what changed, and one's name under it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from articles import roles
from articles.admin.history import Change
from articles.admin.named import named
from articles.admin.place import Place, title_of
from articles.admin.preview import PREVIEWED
from articles.admin.tabs import tabs
from articles.differences import compare
from articles.digest import part_digest
from articles.models import DeskEvent, DraftSave, SignOff
from articles.models.record import Content
from articles.reviewing import (
    RefusedError,
    ask_for_review,
    refuse,
    revoke,
    sign_off,
    writers_since_signed,
)


def review(place: Place) -> HttpResponse:
    """Show a part to its reviewer, or do what she decided."""
    if not place.language or place.record.kind not in PREVIEWED:
        raise Http404
    if place.request.method != "POST":
        return _show(place)
    acts = {"ask": _ask, "sign": _sign, "refuse": _refuse, "revoke": _revoke}
    act = acts.get(place.request.POST.get("do", ""))
    if act is None:
        raise Http404
    try:
        messages.success(place.request, act(place))
    except RefusedError as error:
        messages.error(place.request, str(error))
        return _show(place, status=409)
    return HttpResponseRedirect(place.address("review"))


def _ask(place: Place) -> str:
    place.must_write()
    ask_for_review(record=place.record, language=place.language, by=place.user)
    return _("The reviewers have been told.")


def _sign(place: Place) -> str:
    _must(roles.may_sign(place.user))
    sent = place.request.POST
    name, role = sent.get("name", "").strip(), sent.get("role", "").strip()
    if not name or not role:
        raise RefusedError(
            _("Give your name and profession, as readers will see them.")
        )
    sign_off(
        record=place.record, language=place.language, digest=sent.get("digest", ""),
        by=place.user, name=name[:120], role=role[:120],
    )  # fmt: skip
    return _("Signed off.")


def _refuse(place: Place) -> str:
    _must(roles.may_sign(place.user))
    refuse(
        record=place.record, language=place.language, by=place.user,
        reason=place.request.POST.get("reason", ""),
    )  # fmt: skip
    return _("Sent back with your sentence.")


def _revoke(place: Place) -> str:
    _must(roles.may_sign(place.user))
    row = get_object_or_404(
        SignOff, pk=place.request.POST.get("sign_off") or 0,
        subject=place.record.subject, language=place.language,
    )  # fmt: skip
    revoke(sign_off=row, by=place.user, reason=place.request.POST.get("reason", ""))
    return _("The sign-off has been taken back.")


def _must(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _show(place: Place, status: int = 200) -> HttpResponse:
    record, language = place.record, place.language
    standing = SignOff.objects.standing().filter(
        subject=record.subject, language=language
    )
    digest = part_digest(record, language)
    current = standing.filter(digest=digest or "").first()
    wrote = place.user.pk in writers_since_signed(record, language)
    earlier = _last_signed(place)
    context: dict[str, Any] = {
        "tabs": tabs(place),
        "digest": digest,
        "current": current,
        "changes": list(_changes(place, earlier)),
        "compared": earlier is not None,
        "wrote": wrote,
        "may_sign": roles.may_sign(place.user),
        "may_ask": place.may_write,
        "name": place.user.get_full_name(),
        "typed": place.request.POST,
        "events": DeskEvent.objects.filter(
            subject=record.subject, language=language
        ).select_related("by")[:10],
    }
    title = _("Review: %(title)s") % {"title": f"{title_of(record)} – {place.name}"}
    return place.page("desk/review.html", context, title=title, status=status)


def _last_signed(place: Place) -> DraftSave | None:
    """The newest save whose digest a clinician approved."""
    signed = SignOff.objects.standing().filter(
        subject=place.record.subject, language=place.language
    )
    return DraftSave.objects.filter(
        subject=place.record.subject,
        language=place.language,
        digest__in=signed.values("digest"),
    ).first()


def _changes(place: Place, earlier: DraftSave | None) -> Any:
    """What the text says otherwise than when it was last signed."""
    if earlier is None:
        return
    before = _values(place, earlier.content)
    for text in named(place.record, place.language, place.record.text(place.language)):
        if text.value != before.get(text.name, ""):
            yield Change(text.label, compare(before.get(text.name, ""), text.value))


def _values(place: Place, content: Content) -> dict[str, str]:
    texts = named(place.record, place.language, content)
    return {text.name: text.value for text in texts}
