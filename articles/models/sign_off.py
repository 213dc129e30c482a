from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnly, AppendOnlyQuerySet


class SignOffQuerySet(AppendOnlyQuerySet["SignOff"]):
    def standing(self) -> "SignOffQuerySet":
        """Sign-offs that nobody has revoked."""
        return self.filter(revokes=None, revoked_by_row=None)


class SignOff(AppendOnly):
    """A clinician approved exactly this digest of one part, or took that back.

    `name` and `role` are what readers see. A row with `revokes` takes back that
    sign-off, for a `reason`.
    """

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)
    revokes = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="revoked_by_row"
    )
    reason = models.TextField(blank=True)

    objects = models.Manager.from_queryset(SignOffQuerySet)()  # type: ignore[misc]

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revokes=None) | ~models.Q(reason=""),
                name="sign_off_revoked_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(role=""),
                name="sign_off_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.language} {self.digest[:8]}"
