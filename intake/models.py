"""Articles that somebody brought in to be read, what editors made of them so far, and what came of them.

For editors only: no page, file or answer that readers see knows of any of it.
"""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from core import constraints as rules
from core.fields import EdtfField
from core.text import validate_clean_text
from core.triggers import refuse
from core.versions import Versioned, version_triggers
from delegations.models import Event
from meetings.models import Meeting, MoU, ReportedTotal, Source

LONGEST_TEXT = 1_000_000  # characters
LONGEST_CHOICES = 400_000  # characters of JSON: what was typed for a hundred findings is a tenth of it
LANGUAGES = {"en": _("English"), "fr": _("French"), "ar": _("Arabic")}


HOLDING = ("holder_id", "held_since", "state", "accepted_at", "accepted_by_id", "context")

TEXT_KEPT = gettext_noop("The text of an article is kept as it was brought in.")
ACCEPTED_ONCE = gettext_noop("This article was accepted already.")
KEPT_AS_IT_IS = pgtrigger.Trigger(
    name="kept_as_it_is",
    level=pgtrigger.Row,
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    # Passages count in the text. Once accepted, nothing of the article is changed, and so it is accepted once.
    func=f"""
        IF NEW.text <> OLD.text THEN
            {refuse("intake_article_text_kept", TEXT_KEPT)}
        END IF;
        IF OLD.state = 'accepted' THEN
            {refuse("intake_article_accepted_once", ACCEPTED_ONCE)}
        END IF;
        RETURN NEW;
    """,
)


def _one_of_them(*names: str) -> Q:
    """Exactly one of the columns ``names`` is not NULL."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


class Sha256(Func):
    """The SHA-256 of a text in UTF-8; the function is made by the first migration."""

    function = "entente_sha256"
    output_field = models.CharField(max_length=64)


class ArticleQuerySet(models.QuerySet):
    def published(self) -> Self:
        """None, ever: the text of an article is for editors."""
        return self.none()

    def with_people(self) -> Self:
        return self.select_related("entered_by", "changed_by", "holder", "accepted_by")

    def without_text(self) -> Self:
        """For lists: the text, and what was read in it, may be a megabyte each."""
        return self.defer("text", "reading", "choices")


class Article(Versioned):
    """One text that was brought in, what was understood of it, and what editors made of that so far."""

    class State(models.TextChoices):
        OPEN = "open", _("being worked on")
        ACCEPTED = "accepted", _("accepted")

    title = models.CharField(_("title"), max_length=300, validators=[validate_clean_text])
    publisher = models.CharField(_("publisher"), max_length=160, blank=True, validators=[validate_clean_text])
    url = models.URLField(
        _("address"), max_length=1000, blank=True, help_text=_("Where it was published. Nothing is fetched from there.")
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    published_on = EdtfField(
        _("published on"),
        blank=True,
        help_text=_("A day, a month or a year: 2025-11-28, 2025-11 or 2025. Dates without a year are completed by it."),
    )
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    sha256 = models.GeneratedField(
        expression=Sha256("text"), output_field=models.CharField(max_length=64), db_persist=True, editable=False
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN, editable=False)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="articles_in_hand",
        verbose_name=_("who has it in hand"),
    )
    held_since = models.DateTimeField(_("in hand since"), null=True, editable=False)
    # What docs/intake-schema.json describes.
    reading = models.JSONField(_("what was understood"), default=dict, editable=False)
    # What was typed and chosen on its page, by the name of the field; "added" holds what was selected by hand.
    choices = models.JSONField(_("unfinished work"), default=dict, editable=False)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="articles_accepted",
        verbose_name=_("accepted by"),
    )
    # What the history calls all that was made of it.
    context = models.UUIDField(_("context of the history"), null=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-created_at", "-pk")
        default_permissions = ("add", "change", "delete", "view", "edit_any")  # type: ignore[assignment]  # fewer
        constraints = (
            rules.not_blank("intake_article", "title"),
            rules.clean_text("intake_article", "title", "publisher", "url"),
            rules.not_blank("intake_article", "text"),
            rules.at_most("intake_article", "text", LONGEST_TEXT),
            rules.one_of("intake_article", "language", list(LANGUAGES)),
            rules.one_of("intake_article", "state", ["open", "accepted"]),
            models.UniqueConstraint(
                fields=("sha256",),
                name="intake_article_text_once",
                violation_error_message=_("This text was brought in already."),
            ),
            models.CheckConstraint(
                name="intake_article_published_on",
                condition=Q(published_on__regex=r"^([0-9]{4}(-[0-9]{2}){0,2})?$"),
                violation_error_message=_("A day, a month or a year: 2025-11-28, 2025-11 or 2025."),
            ),
            models.CheckConstraint(
                name="intake_article_http",
                condition=Q(url="") | Q(url__regex=r"^https?://"),
                violation_error_message=_("An address begins with http:// or https://."),
            ),
            models.CheckConstraint(
                name="intake_article_in_hand",
                condition=Q(holder=None, held_since=None) | Q(holder__isnull=False, held_since__isnull=False),
                violation_error_message=_("Who has an article in hand has had it since a moment."),
            ),
            models.CheckConstraint(
                name="intake_article_accepted",
                condition=Q(state="accepted", accepted_at__isnull=False, context__isnull=False, holder=None)
                | Q(state="open", accepted_at=None, accepted_by=None, context=None),
                violation_error_message=_("An accepted article has the moment of it, and nobody has it in hand."),
            ),
            models.CheckConstraint(
                name="intake_article_choices_length",
                condition=LessThanOrEqual(Length(Cast("choices", models.TextField())), LONGEST_CHOICES),
                violation_error_message=_("More was typed for this article than can be kept."),
            ),
        )
        triggers = (*version_triggers(computed=["sha256", "text", "reading"], moves=HOLDING), KEPT_AS_IT_IS)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("intake:article", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Outcome(models.Model):
    """One record that came of one finding of an article: made of it, or given a citation of it."""

    class How(models.TextChoices):
        MADE = "made", _("made")
        CITED = "cited", _("given a citation")
        USED = "used", _("used")

    article = models.ForeignKey(Article, models.PROTECT, related_name="outcomes", verbose_name=_("article"))
    finding = models.CharField(_("finding"), max_length=80)
    how = models.CharField(_("what was done"), max_length=5, choices=How)
    # CASCADE: a draft that is discarded leaves nothing behind.
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, related_name="intake_outcomes", verbose_name=_("meeting")
    )
    mou = models.ForeignKey(MoU, models.CASCADE, null=True, related_name="intake_outcomes", verbose_name=_("MoU"))
    event = models.ForeignKey(Event, models.CASCADE, null=True, related_name="intake_outcomes", verbose_name=_("event"))
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, related_name="intake_outcomes", verbose_name=_("source")
    )
    total = models.ForeignKey(
        ReportedTotal, models.CASCADE, null=True, related_name="intake_outcomes", verbose_name=_("reported total")
    )

    class Meta:
        verbose_name = _("outcome of an article")
        verbose_name_plural = _("outcomes of articles")
        ordering = ("article", "pk")
        constraints = (
            rules.not_blank("intake_outcome", "finding"),
            rules.one_of("intake_outcome", "how", ["made", "cited", "used"]),
            models.UniqueConstraint(
                fields=("article", "finding"),
                name="intake_outcome_once",
                violation_error_message=_("A record was made of this finding already."),
            ),
            models.CheckConstraint(
                name="intake_outcome_one_record",
                condition=_one_of_them("meeting", "mou", "event", "source", "total"),
                violation_error_message=_("What came of a finding is one record."),
            ),
        )

    def __str__(self) -> str:
        return self.finding
