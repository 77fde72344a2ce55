"""How we know: published documents, the passages of them that support a record, and the totals they state."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import constraints as rules
from core.derived import SearchTextField
from core.history import keep_history
from core.likeness import plain, plain_address
from core.search import vector_of
from core.text import validate_clean_text
from core.triggers import register_changed
from core.versions import Versioned, belongs_to, version_triggers
from delegations.models import Delegation, Event
from meetings.models.meetings import Meeting
from meetings.models.mous import MoU
from meetings.querysets import CitationQuerySet, ReportedTotalQuerySet, SourceQuerySet
from meetings.triggers import ADDRESS_UNCHECKED, KEEP_CITED, TOTAL_OF_EVENT, part_of_published

# What the database computes; by the keys two sources are found to be one: see core.likeness.
COMPUTED = ["search_vector", "address_key", "title_key", "publisher_key"]

# What ``check_sources`` found out about its address. No words of the source: they raise no version, and no reader and
# no history is told.
CHECKED = ["checked_at", "check_result", "failing_since", "gone_at"]

LANGUAGE_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


@keep_history("SourceHistory", without=["search_text", *COMPUTED, *CHECKED])
class Source(Versioned):
    """One published document: an article, a press release, a gazette."""

    class CheckResult(models.TextChoices):
        NONE = "", _("not checked yet")
        ANSWERS = "answers", _("there")
        REFUSES = "refuses", _("answers people only")
        MISSING = "missing", _("page not found")
        BROKEN = "broken", _("error of the server")
        SILENT = "silent", _("no answer")
        PRIVATE = "private", _("leads into a private network")

    title = models.CharField(_("title"), max_length=300, validators=[validate_clean_text])
    publisher = models.CharField(_("publisher"), max_length=160, blank=True, validators=[validate_clean_text])
    url = models.URLField(_("address"), max_length=1000, blank=True)
    language = models.CharField(
        _("language"),
        max_length=20,
        default="en",
        validators=[RegexValidator(LANGUAGE_TAG)],
        help_text=_("The code of its language: en, fr, ar, es."),
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    archived_url = models.URLField(_("address of an archived copy"), max_length=1000, blank=True)
    sha256 = models.CharField(
        _("SHA-256 of its text"),
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}$")],
        help_text=_("So that whoever holds the text can check that it is this one."),
    )
    checked_at = models.DateTimeField(_("address checked at"), null=True, editable=False)
    check_result = models.CharField(
        _("what its address answered"), max_length=10, choices=CheckResult, blank=True, db_default="", editable=False
    )
    failing_since = models.DateTimeField(_("no good answer since"), null=True, editable=False)
    # Not after one bad day of a server: see ``meetings.sources.checking``.
    gone_at = models.DateTimeField(_("found dead at"), null=True, editable=False)
    search_text = SearchTextField()
    search_vector = vector_of()
    address_key = plain_address("url")
    title_key = plain("title")
    publisher_key = plain("publisher")

    objects = SourceQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ("-published_on", "-pk")
        indexes = (
            GinIndex(fields=("search_vector",), name="source_search"),
            models.Index(fields=("address_key", "id"), condition=Q(address_key__gt=""), name="source_address"),
            models.Index(
                fields=("title_key", "published_on", "id"), condition=Q(title_key__gt=""), name="source_title"
            ),
            models.Index(fields=("-gone_at", "id"), condition=Q(gone_at__isnull=False), name="source_gone"),
            models.Index(fields=("checked_at", "id"), condition=Q(url__gt=""), name="source_to_check"),
        )
        constraints = (
            rules.not_blank("meetings_source", "title"),
            rules.clean_text("meetings_source", "title", "publisher", "url", "archived_url"),
            models.CheckConstraint(
                name="meetings_source_language",
                condition=Q(language__regex=LANGUAGE_TAG),
                violation_error_message=_("A language is a code such as en, fr, ar or es."),
            ),
            models.CheckConstraint(
                name="meetings_source_sha256",
                condition=Q(sha256="") | Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A SHA-256 is 64 digits and small letters from a to f."),
            ),
            rules.one_of(
                "meetings_source",
                "check_result",
                ["", "answers", "refuses", "missing", "broken", "silent", "private"],
            ),
            models.CheckConstraint(
                name="meetings_source_gone",
                condition=Q(gone_at=None) | Q(failing_since__isnull=False, gone_at__gte=F("failing_since")),
                violation_error_message=_("An address is dead when it has not answered well for a while."),
            ),
            models.CheckConstraint(
                name="meetings_source_http",
                condition=(Q(url="") | Q(url__regex=r"^https?://"))
                & (Q(archived_url="") | Q(archived_url__regex=r"^https?://")),
                violation_error_message=_("An address begins with http:// or https://."),
            ),
        )
        triggers = (
            register_changed(apart=CHECKED),
            *version_triggers(computed=[*COMPUTED, *CHECKED]),
            ADDRESS_UNCHECKED,
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:source", kwargs={"pk": self.pk})

    def searchable(self) -> list[str]:
        return [self.title, self.publisher, self.url]


@keep_history("CitationHistory")
class Citation(Versioned):
    """One passage of one source, and the facts of one record that it supports."""

    class Supports(models.TextChoices):
        PARTICIPATION = "participation", _("who took part")
        DATE = "date", _("date")
        PLACE = "place", _("place")
        TOPIC = "topic", _("topics")
        SIGNING = "signing", _("what was signed")
        INSTITUTION = "institution", _("institution, head and title")
        TOTAL = "total", _("total")
        NAME = "name", _("name of the event")

    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", verbose_name=_("source"))
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="citations", verbose_name=_("meeting")
    )
    mou = models.ForeignKey(MoU, models.PROTECT, null=True, blank=True, related_name="citations", verbose_name=_("MoU"))
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="citations", verbose_name=_("event")
    )
    locator = models.CharField(
        _("locator"),
        max_length=120,
        blank=True,
        validators=[validate_clean_text],
        help_text=_("Where in the source: “paragraph 4”, “page 12”."),
    )
    supports = ArrayField(models.CharField(max_length=16, choices=Supports), verbose_name=_("supports"), default=list)
    grouping = models.CharField(
        _("grouping"),
        max_length=120,
        blank=True,
        validators=[validate_clean_text],
        help_text=_("The heading under which the source lists it (“Europe”); empty where it has none."),
    )
    note = models.TextField(_("note"), blank=True, max_length=2000, validators=[validate_clean_text])
    quote = models.TextField(
        _("quotation"),
        blank=True,
        max_length=600,
        validators=[validate_clean_text],
        help_text=_("A short one, only where the words themselves matter."),
    )

    objects = CitationQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("source", "locator", "-pk")
        constraints = (
            rules.clean_text("meetings_citation", "locator", "grouping", "note", "quote"),
            rules.at_most("meetings_citation", "note", 2000),
            rules.at_most("meetings_citation", "quote", 600),
            models.CheckConstraint(
                name="meetings_citation_one_target",
                condition=Q(meeting__isnull=False, mou=None, event=None)
                | Q(meeting=None, mou__isnull=False, event=None)
                | Q(meeting=None, mou=None, event__isnull=False),
                violation_error_message=_("A citation supports one record: a meeting, an MoU or an event."),
            ),
            models.CheckConstraint(
                name="meetings_citation_supports",
                condition=Q(supports__len__gt=0)
                & Q(
                    supports__contained_by=[
                        "participation",
                        "date",
                        "place",
                        "topic",
                        "signing",
                        "institution",
                        "total",
                        "name",
                    ]
                ),
                violation_error_message=_("Say which facts the passage supports."),
            ),
        )
        triggers = (
            register_changed(),
            *version_triggers(),
            belongs_to(meeting_id="meetings_meeting", mou_id="meetings_mou", event_id="delegations_event"),
            part_of_published(meeting_id="meetings_meeting", mou_id="meetings_mou"),
            KEEP_CITED,
        )

    def __str__(self) -> str:
        return f"{self.source_id} · {self.locator}"

    @property
    def supports_in_words(self) -> list[str]:
        return [str(self.Supports(value).label) for value in self.supports]


@keep_history("ReportedTotalHistory")
class ReportedTotal(Versioned):
    """A number that a source states of one principal's programme at an event, kept beside what is recorded."""

    class Counts(models.TextChoices):
        MEETINGS = "meetings", _("meetings")
        MOUS = "mous", _("MoUs")
        COUNTERPARTS = "counterparts", _("counterparts")
        COUNTRIES = "countries", _("countries")
        DELEGATIONS = "delegations", _("delegations")

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        AT_LEAST = "at-least", _("at least")
        MORE_THAN = "more-than", _("more than")
        UP_TO = "up-to", _("up to")

    event = models.ForeignKey(Event, models.PROTECT, related_name="reported_totals", verbose_name=_("event"))
    principal = models.ForeignKey(
        Delegation, models.PROTECT, related_name="reported_totals", verbose_name=_("principal")
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="reported_totals", verbose_name=_("source"))
    locator = models.CharField(_("locator"), max_length=120, blank=True, validators=[validate_clean_text])
    counts = models.CharField(_("what is counted"), max_length=12, choices=Counts, default=Counts.MEETINGS)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACTLY)
    value = models.PositiveIntegerField(_("value"), validators=[MaxValueValidator(1_000_000)])

    objects = ReportedTotalQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = False
        verbose_name = _("reported total")
        verbose_name_plural = _("reported totals")
        ordering = ("event", "principal", "counts", "-pk")
        constraints = (
            rules.clean_text("meetings_reportedtotal", "locator"),
            rules.one_of(
                "meetings_reportedtotal",
                "counts",
                ["meetings", "mous", "counterparts", "countries", "delegations"],
            ),
            rules.one_of("meetings_reportedtotal", "qualifier", ["exactly", "about", "at-least", "more-than", "up-to"]),
            models.CheckConstraint(
                name="meetings_reportedtotal_value",
                condition=Q(value__lte=1_000_000),
                violation_error_message=_("A total is at most a million."),
            ),
            models.UniqueConstraint(
                fields=("event", "principal", "source", "locator", "counts"),
                name="meetings_reportedtotal_once",
                violation_error_message=_("This total of this source is recorded already."),
            ),
        )
        triggers = (register_changed(), *version_triggers(), belongs_to(event_id="delegations_event"), TOTAL_OF_EVENT)

    def __str__(self) -> str:
        return f"{self.get_counts_display()}: {self.value}"
