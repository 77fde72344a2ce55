"""What the register knows of itself. Everything here is small: one row, or one row a data set."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class LoadedDataset(models.Model):
    """A data set that was loaded into this register, so that it is loaded once and a changed one again."""

    DEMO = "demo"

    name = models.CharField(_("name"), max_length=64, unique=True)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("loaded data set")
        verbose_name_plural = _("loaded data sets")
        ordering = ("name", "-pk")

    def __str__(self) -> str:
        return self.name


class RegisterState(models.Model):
    """One row: a number that grows with every committed change readers could notice.

    It is the key of everything that is cached (counts, names), so that no worker ever has to be told that its
    copy is old. Triggers raise it at the end of each transaction, so that editors never wait for each other.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField(_("version"), default=0)
    changed_by_transaction = models.CharField(max_length=32, default="", blank=True)

    class Meta:
        verbose_name = _("state of the register")
        verbose_name_plural = _("state of the register")
        constraints = (
            models.CheckConstraint(
                name="core_registerstate_one_row",
                condition=models.Q(id=1),
                violation_error_message=_("The register has one state."),
            ),
        )

    def __str__(self) -> str:
        return str(self.version)
