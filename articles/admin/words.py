"""Words of Django's own admin that Django lacks in one of our languages.

They stand here so that our catalogues hold them; without that, Norwegian editors
would read French. A test compares with the installed Django.
"""

from django.utils.translation import gettext_noop as _, ngettext_lazy

WORDS = (
    _("Add link"),
    _("Added:"),
    _("Breadcrumbs"),
    _("Change or view list link"),
    _("Changed:"),
    _("Deleted:"),
    _("Error:"),
    _("Hide counts"),
    _("Model name"),
    _("Select all objects on this page for an action"),
    _("Select this object for an action - {}"),
    _("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    _("Set password"),
    _("Set password: %s"),
    _("Show counts"),
    _("Skip to main content"),
    _("View selected %(model)s"),
    ngettext_lazy("entry", "entries", "count"),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        "count",
    ),
)

NEVER_SHOWN = frozenset(
    {
        "After you’ve created a user, you’ll be able to edit more user options.",
        "Conflicting form data submitted. Please try again.",
        "Disable password-based authentication",
        "Disabled",
        "Enable password-based authentication",
        "Enable password-based authentication for this user by setting a password.",
        "Enabled",
        "Enter a valid username. This value may contain only unaccented lowercase a-z"
        " and uppercase A-Z letters, numbers, and @/./+/-/_ characters.",
        "Filter navigation items",
        "Forgotten your login credentials?",
        "In case you’ve forgotten, you are:",
        "Password-based authentication",
        "Password-based authentication was disabled.",
        "Raw passwords are not stored, so there is no way to see the user’s password.",
        "Reset password",
        "Sidebar",
        "Start typing to filter…",
        "Thanks for spending some quality time with the web site today.",
        "This action will <strong>enable</strong> password-based authentication for this"
        " user.",
        "Toggle theme (current theme: auto)",
        "Toggle theme (current theme: dark)",
        "Toggle theme (current theme: light)",
        "Whether the user will be able to authenticate using a password or not. If"
        " disabled, they may still be able to authenticate using other backends, such as"
        " Single Sign-On or LDAP.",
    }
)
"""They belong to pages or parts that the desk does not have."""
