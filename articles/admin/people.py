"""The people of the desk: administrators make accounts and give roles."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserCreationForm
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from articles.admin.second_step import take_second_step_away
from articles.roles import may_manage, role_name, roles


class RolesField(ModelMultipleChoiceField):  # type: ignore[type-arg]
    """The roles by their names in the language of the interface."""

    def label_from_instance(self, obj: Any) -> str:
        return role_name(obj.name)


class NewPersonForm(UserCreationForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The admin's own script sets the focus; two of them quarrel in the console.
        del self.fields["username"].widget.attrs["autofocus"]


class NewPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Only sets a password: to close an account there is "active"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    """Accounts are closed, not deleted: their name stands in the history.

    Nobody changes her own roles, and nobody but a superuser touches a superuser.
    """

    add_form = NewPersonForm
    add_form_template = "admin/change_form.html"
    change_password_form = NewPasswordForm
    change_user_password_template = "admin/person_password.html"  # noqa: S105
    fieldsets = (
        (None, {"fields": ("username", "new_password", "is_active")}),
        (_("Name"), {"fields": ("first_name", "last_name", "email")}),
        (None, {"fields": ("groups",)}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "password1", "password2")}),
        (_("Name"), {"fields": ("first_name", "last_name", "email")}),
        (None, {"fields": ("groups",)}),
    )
    filter_horizontal = ()
    list_display = ("username", "full_name", "its_roles", "is_active", "last_login")
    list_filter = ("is_active",)
    actions = ("reset_second_step",)

    @admin.display(description=_("password"))
    def new_password(self, person: User) -> str:
        """The way to set one; of the old one not even the hash is shown."""
        address = reverse("admin:auth_user_password_change", args=[person.pk])
        link = '<a class="desk-button" href="{}">{}</a>'
        return format_html(link, address, gettext("New password"))

    @admin.display(description=_("name"))
    def full_name(self, person: User) -> str:
        return person.get_full_name()

    @admin.display(description=_("roles"))
    def its_roles(self, person: User) -> str:
        return ", ".join(role_name(group.name) for group in person.groups.all())

    @admin.action(description=_("Ask for a new second step (lost telephone)"))
    def reset_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        people = [each for each in queryset if self._may_change(request, each)]
        for person in people:
            take_second_step_away(person)
            self.log_change(request, person, "Second step taken away.")
        said = ngettext(
            "%(count)d person is signed out and sets up a new second step.",
            "%(count)d persons are signed out and set up a new second step.",
            len(people),
        )
        self.message_user(request, said % {"count": len(people)}, messages.SUCCESS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        """One's own account and roles are somebody else's to change."""
        mine = ("groups", "is_active") if obj == request.user else ()
        return ("new_password", *mine)

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any
    ) -> Any:
        names = [role.group for role in roles()]
        return RolesField(
            Group.objects.filter(name__in=names).order_by("pk"),
            required=False,
            label=_("Roles"),
            widget=forms.CheckboxSelectMultiple,
        )

    def save_model(
        self, request: HttpRequest, obj: User, form: Any, change: bool
    ) -> None:
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_manage(request.user)

    def has_view_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        return may_manage(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_manage(request.user)

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        return may_manage(request.user) and self._may_change(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        return False

    def _may_change(self, request: HttpRequest, person: User | None) -> bool:
        mine = isinstance(request.user, User) and request.user.is_superuser
        return mine or not (person and person.is_superuser)
