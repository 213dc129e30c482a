"""Who may do what at the desk: the roles, and one question per right.

A role is a group of Django's, made anew from `LANGUAGES` after each migrate. Its
rights are the permissions below; nobody is given Django's own add, change and
delete on the library, so a form that forgets to ask opens for nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import (
    AbstractUser,
    AnonymousUser,
    Group,
    Permission,
)
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _, gettext_noop

Person = AbstractBaseUser | AnonymousUser

AUTHOR = gettext_noop("Author")
REVIEWER = gettext_noop("Clinical reviewer")
PUBLISHER = gettext_noop("Publisher")
ADMINISTRATOR = gettext_noop("Administrator")

STRUCTURE, SIGN, PUBLISH, WITHDRAW, MANAGE = (
    "write_structure", "sign_off", "publish", "withdraw", "manage_desk",
)  # fmt: skip
_PEOPLE = ("auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group")


@dataclass(frozen=True)
class Role:
    """A group and the permissions it gives besides seeing the whole library."""

    group: str
    permissions: tuple[str, ...]


def translator(language: str) -> str:
    """The name of the group that translates into a language."""
    return f"Translator ({language})"


def roles() -> tuple[Role, ...]:
    """Every role of the desk, with one translator per language."""
    codes = [code for code, _name in settings.LANGUAGES]
    texts = tuple(_ours(f"write_{code}") for code in codes)
    return (
        Role(AUTHOR, (_ours(STRUCTURE), *texts)),
        *(Role(translator(code), (_ours(f"write_{code}"),)) for code in codes),
        Role(REVIEWER, (_ours(SIGN),)),
        Role(PUBLISHER, (_ours(PUBLISH), _ours(WITHDRAW))),
        Role(ADMINISTRATOR, (_ours(MANAGE), *_PEOPLE)),
    )


def role_name(group: str) -> str:
    """What a group is called in the language of the interface."""
    for code, name in settings.LANGUAGES:
        if group == translator(code):
            return _("Translator (%(language)s)") % {"language": name}
    return _(group)


def may_write(user: Person, language: str) -> bool:
    """Write the text of any record in this language."""
    return _may(user, f"write_{language}")


def may_write_structure(user: Person) -> bool:
    """Add records and change what is the same in all languages."""
    return _may(user, STRUCTURE)


def may_write_anything(user: Person) -> bool:
    """Write the structure, or at least one language."""
    codes = [code for code, _name in settings.LANGUAGES]
    return may_write_structure(user) or any(may_write(user, code) for code in codes)


def may_sign(user: Person) -> bool:
    """Approve texts in one's own name; never what one wrote oneself."""
    return _may(user, SIGN)


def may_publish(user: Person) -> bool:
    return _may(user, PUBLISH)


def may_withdraw(user: Person) -> bool:
    return _may(user, WITHDRAW)


def may_manage(user: Person) -> bool:
    """Change people, their roles, and the numbers of countries."""
    return _may(user, MANAGE)


def _may(user: Person, codename: str) -> bool:
    return (
        isinstance(user, AbstractUser)
        and user.is_active
        and user.is_staff
        and user.has_perm(_ours(codename))
    )


def _ours(codename: str) -> str:
    return f"articles.{codename}"


def make_roles(*, using: str = "default", **signal: Any) -> None:
    """Bring permissions and groups up to date: after each migrate.

    Groups made by hand and the people in a group are left alone.
    """
    del signal
    for label in ("articles", "auth"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    _make_permissions(using)
    have = {
        f"{each.content_type.app_label}.{each.codename}": each
        for each in Permission.objects.using(using).select_related("content_type")
    }
    seeing = [each for name, each in have.items() if name.startswith("articles.view_")]
    for role in roles():
        group, _made = Group.objects.using(using).get_or_create(name=role.group)
        group.permissions.set([*seeing, *(have[name] for name in role.permissions)])


def _make_permissions(using: str) -> None:
    kind = ContentType.objects.db_manager(using).get_by_natural_key(
        "articles", "article"
    )
    for codename, name in _permissions():
        Permission.objects.using(using).update_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )


def _permissions() -> Iterator[tuple[str, str]]:
    yield STRUCTURE, "Can write the structure"
    for code, _name in settings.LANGUAGES:
        yield f"write_{code}", f"Can write texts in {code}"
    yield SIGN, "Can sign off"
    yield PUBLISH, "Can publish"
    yield WITHDRAW, "Can withdraw"
    yield MANAGE, "Can manage people and numbers"
