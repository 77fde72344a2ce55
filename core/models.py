"""What the register knows of itself. Everything here is small: one row, one row a data set, one an old address, one a
form that was sent of late."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import constraints as rules


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
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)

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


class MovedAddress(models.Model):
    """An old public address that leads on for ever: what stood there was merged into another row.

    ``old`` is what the address was made of, a key or a slug; ``new`` is the key of the row where the last of a chain
    of merges led, whatever its slug is now. Readers are led on only where they may see that row.
    """

    class Kind(models.TextChoices):
        SOURCE = "source", _("source")
        DELEGATION = "delegation", _("delegation")
        EVENT = "event", _("event")
        ORGANIZATION = "organization", _("organization")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    old = models.CharField(_("old address"), max_length=100)
    new = models.BigIntegerField(_("key of where it leads"))

    class Meta:
        verbose_name = _("address that moved")
        verbose_name_plural = _("addresses that moved")
        ordering = ("kind", "old", "-pk")
        indexes = (models.Index(fields=("kind", "new"), name="movedaddress_new"),)
        constraints = (
            rules.one_of("core_movedaddress", "kind", ["source", "delegation", "event", "organization"]),
            rules.not_blank("core_movedaddress", "old"),
            models.UniqueConstraint(
                fields=("kind", "old"),
                name="core_movedaddress_once",
                violation_error_message=_("This address leads elsewhere already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.old} → {self.new}"


class FormToken(models.Model):
    """A form that was sent and made something, so that the same form makes nothing when it is sent again.

    ``kind`` and ``key`` say what it made. Housekeeping, without a history: a row is forgotten after a month.
    """

    token = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("what it made"), max_length=100)
    key = models.CharField(_("key of what it made"), max_length=100, default="", blank=True)
    mark = models.CharField(_("SHA-256 of what was typed"), max_length=64)
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("form that was sent")
        verbose_name_plural = _("forms that were sent")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("at",), name="formtoken_at"),)

    def __str__(self) -> str:
        return f"{self.token} → {self.kind} {self.key}"
