"""The pages of one's own account that django-allauth does not have."""

from allauth.account.internal.flows.logout import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.admin.second_step import end_sessions, has_second_step
from articles.roles import role_name


@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Who I am, what I may do, and how I sign in."""
    user = request.user
    if not isinstance(user, User):
        return redirect("account_login")
    roles = [role_name(group.name) for group in user.groups.order_by("pk")]
    context = {"roles": roles, "has_second_step": has_second_step(user)}
    return render(request, "account/home.html", context)


@login_required
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this person, this one too."""
    if isinstance(request.user, User):
        end_sessions(request.user, but=request.session.session_key)
    logout(request)
    return redirect("account_login")
