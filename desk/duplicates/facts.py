"""What is shown of two records side by side, so that an editor can tell whether they are one."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.db.models import Count, Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import in_words
from delegations.gazetteer import name_of
from desk.duplicates.kinds import KINDS
from desk.duplicates.naming import NEEDED, name, parties
from meetings.models import Citation, Record
from meetings.services import merging, unifying

PASSAGES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One record: its name, where it is, and the label and words of each fact."""

    record: Any
    name: str
    address: str
    public_address: str
    facts: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both, and what a merge does to it: both sides come together, a blank is filled, or one stays."""

    label: str
    first: str
    second: str
    fate: str  # "together", "filled", "one", or "" where a merge is no matter

    @property
    def differs(self) -> bool:
        return self.first != self.second


def shown(kind: str, pks: Iterable[int]) -> dict[int, Shown]:
    """Return the records of the kind that are there, by key. As many queries for thirty as for three."""
    model: Any = KINDS[kind].model
    rows = list(model._default_manager.filter(pk__in=set(pks)).select_related("entered_by").order_by("pk"))
    prefetch_related_objects(rows, *NEEDED[kind], *MORE[kind])
    public = set(
        model._default_manager.published().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
    )
    numbers = _numbers(kind, rows)
    return {
        row.pk: Shown(
            row,
            name(kind, row),
            change_address(row),
            row.get_absolute_url() if row.pk in public else "",
            {fact: (label, text) for fact, label, text in [*FACTS[kind](row), *_of_all(row, numbers[row.pk])]},
        )
        for row in rows
    }


def lines(kind: str, first: Shown, second: Shown) -> list[Line]:
    """Return the facts of both, those that neither states left out."""
    found = []
    for fact, (label, said) in first.facts.items():
        other = second.facts[fact][1]
        if said or other:
            found.append(Line(label, said, other, _fate(kind, fact, first.record, second.record)))
    return found


def _fate(kind: str, fact: str, *records: Any) -> str:
    if fact in TOGETHER[kind]:
        return "together"
    if fact in ("status", "entered"):
        return ""
    model = KINDS[kind].model
    if not issubclass(model, Record):
        return "filled" if fact in unifying.FILLED[model] else "one"
    # Of two that readers see none is rewritten by a merge.
    is_draft = any(record.published_at is None for record in records)
    return "filled" if is_draft and fact in merging.FILLED[model] else "one"


def change_address(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def label_of_field(kind: str, name: str) -> str:
    found: Any = KINDS[kind].model._meta.get_field(name)
    return str(found.verbose_name)


# --- What each kind says --------------------------------------------------------------------------------------

CITED = Prefetch("citations", Citation.objects.select_related("source").order_by("pk"))
MORE: dict[str, tuple[Any, ...]] = {
    "meeting": ("topics", "place_country", "mous", CITED),
    "mou": ("topics", "meeting", CITED),
    "delegation": (),
    "source": (),
    "event": ("organizer",),
    "organization": (),
}
Facts = Sequence[tuple[str, str, str]]


def _meeting(row: Any) -> Facts:
    place = [row.place, name_of(row.place_country) if row.place_country else ""]
    return [
        ("parties", _("parties"), parties(row)),
        ("date", _("date"), _date(row.held_on)),
        ("event", _("event"), row.event.name if row.event else ""),
        ("place", _("place"), ", ".join(part for part in place if part)),
        ("kind", _("kind"), row.get_kind_display()),
        ("attestation", _("attestation"), row.get_attestation_display()),
        ("topics", _("topics"), _topics(row)),
        ("mous", _("MoUs"), ", ".join(sorted(mou.reference for mou in row.mous.all()))),
        ("citations", _("sources"), _passages(row)),
        ("summary", _("summary"), row.summary),
    ]


def _mou(row: Any) -> Facts:
    return [
        ("title", _("title"), row.title),
        ("parties", _("parties"), " – ".join(sorted(_signatory(each.delegation) for each in row.signatures.all()))),
        ("date", _("signed"), _date(row.signed_on)),
        ("event", _("event"), row.event.name if row.event else ""),
        ("meeting", _("meeting"), row.meeting.reference if row.meeting else ""),
        ("kind", _("kind"), row.get_kind_display()),
        ("lifecycle", _("lifecycle"), row.get_lifecycle_display()),
        ("topics", _("topics"), _topics(row)),
        ("citations", _("sources"), _passages(row)),
        ("text_url", _("address of the text"), row.text_url),
        ("summary", _("summary"), row.summary),
    ]


def _delegation(row: Any) -> Facts:
    return [
        ("party", _("party"), name_of(row.party)),
        ("event", _("event"), row.event.name if row.event else ""),
        *(
            (part, label_of_field("delegation", part), getattr(row, part))
            for part in ("institution", "head", "head_title")
        ),
    ]


def _source(row: Any) -> Facts:
    return [
        ("title", _("title"), row.title),
        ("publisher", _("publisher"), row.publisher),
        ("published_on", _("published on"), date_format(row.published_on) if row.published_on else ""),
        ("language", _("language"), row.language),
        ("url", _("address"), row.url),
        ("archived_url", _("address of an archived copy"), row.archived_url),
    ]


def _event(row: Any) -> Facts:
    return [
        ("name", _("name"), row.name),
        ("date", _("date"), _date(row.held_on)),
        ("place", _("place"), row.place),
        ("country", _("country"), name_of(row.country) if row.country else ""),
        ("organizer", _("organizer"), row.organizer.name if row.organizer else ""),
        ("summary", _("summary"), row.summary),
    ]


def _organization(row: Any) -> Facts:
    return [
        ("name", _("name"), row.name),
        ("acronym", _("acronym"), row.acronym),
        ("kind", _("kind"), row.get_kind_display()),
        ("other_names", _("other names"), ", ".join(row.other_names.split("\n"))),
        ("wikidata", _("Wikidata identifier"), row.wikidata),
    ]


FACTS: dict[str, Callable[[Any], Facts]] = {
    "meeting": _meeting,
    "mou": _mou,
    "delegation": _delegation,
    "source": _source,
    "event": _event,
    "organization": _organization,
}

# What the one that is kept has of both afterwards.
TOGETHER: dict[str, tuple[str, ...]] = {
    "meeting": ("topics", "mous", "citations"),
    "mou": ("parties", "topics", "citations"),
    "delegation": ("references",),
    "source": ("references",),
    "event": ("references",),
    "organization": ("references", "other_names"),
}

# What refers to a row without a road of its own: the words for a number of it, and how to count it.
COUNTED: dict[str, tuple[str, ...]] = {
    "delegation": ("meetings_as_principal", "meetings_as_counterpart", "signatures", "reported_totals"),
    "source": ("citations", "reported_totals"),
    "event": ("meetings", "delegations", "mous", "citations"),
    "organization": ("delegations", "organized_events"),
}


def _numbers(kind: str, rows: Sequence[Any]) -> dict[int, dict[str, int]]:
    """Return how much refers to each of ``rows``, by the name of the relation."""
    numbers: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
    for relation in COUNTED.get(kind, ()):
        reverse_field: Any = KINDS[kind].model._meta.get_field(relation)
        column = reverse_field.remote_field.attname
        counted = reverse_field.related_model._default_manager.filter(**{f"{column}__in": list(numbers)}).order_by()
        if issubclass(reverse_field.related_model, Record):
            counted = counted.originals()
        for pk, number in counted.values_list(column).annotate(number=Count("pk")):
            numbers[pk][relation] = number
    return numbers


def _of_all(row: Any, numbers: dict[str, int]) -> Facts:
    total = Counter(numbers)
    met = total.pop("meetings_as_principal", 0) + total.pop("meetings_as_counterpart", 0) + total.pop("meetings", 0)
    signed = total.pop("signatures", 0) + total.pop("mous", 0)
    words = [
        ngettext("%(n)d meeting", "%(n)d meetings", met) % {"n": met} if met else "",
        ngettext("%(n)d MoU", "%(n)d MoUs", signed) % {"n": signed} if signed else "",
        *(_words_of(relation, number) for relation, number in total.items()),
    ]
    status = row.get_status_display() if isinstance(row, Record) else ""
    when = date_format(localtime(row.created_at), "SHORT_DATETIME_FORMAT")
    used = [("references", _("refers to it"), ", ".join(word for word in words if word))] if numbers else []
    entered = _("%(when)s by %(who)s") % {"when": when, "who": row.entered_by} if row.entered_by else when
    return [*used, ("status", _("status"), status), ("entered", _("entered"), entered)]


def _words_of(relation: str, number: int) -> str:
    words = {
        "citations": ngettext("%(n)d citation", "%(n)d citations", number),
        "reported_totals": ngettext("%(n)d reported total", "%(n)d reported totals", number),
        "delegations": ngettext("%(n)d delegation", "%(n)d delegations", number),
        "organized_events": ngettext("%(n)d event organized", "%(n)d events organized", number),
    }
    return words[relation] % {"n": number}


def _date(text: str) -> str:
    return str(in_words(text)) if text else ""


def _topics(row: Any) -> str:
    return ", ".join(sorted(topic.name for topic in row.topics.all()))


def _signatory(delegation: Any) -> str:
    return ", ".join(part for part in (name_of(delegation.party), delegation.institution) if part)


def _passages(row: Any) -> str:
    passages = [
        ", ".join(part for part in (citation.source.title, citation.locator) if part)
        for citation in list(row.citations.all())
    ]
    more = len(passages) - PASSAGES
    rest = [ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}] if more > 0 else []
    return "; ".join([*passages[:PASSAGES], *rest])


def visible(request: Any, model: Any, pks: Iterable[int]) -> set[int]:
    """Return those of ``pks`` that who asks may look at in the admin."""
    its_admin = admin.site.get_model_admin(model)
    if not its_admin.has_view_permission(request):
        return set()
    return set(its_admin.get_queryset(request).filter(pk__in=set(pks)).values_list("pk", flat=True))


def to_keep(first: Shown, second: Shown) -> int:
    """Return the key of the one to keep unless an editor says otherwise: the public one, of two the older."""
    if isinstance(first.record, Record):
        public = [each for each in (first, second) if getattr(each.record, "published_at", None) is not None]
    else:
        public = [each for each in (first, second) if each.public_address]
    keys: list[int] = [each.record.pk for each in public or (first, second)]
    return min(keys)
