"""Forms for passkeys, with labels that can be translated."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A key that opens the desk by itself, unless she says otherwise."""

    name = forms.CharField(label=_("Name of the passkey"), required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a password"),
        help_text=_("Leave the box empty for a security key that has no PIN."),
        initial=True,
        required=False,
    )


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name of the passkey"))
