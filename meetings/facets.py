"""Beside each value of a filter, how many meetings it would give under the other filters.

One function, ``count``: a filter set in, counts out. It asks the database for groups (pairs of parties; kind,
attestation and years; events; topics) and adds them up. Nothing outside this module knows how.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear

from core.state import remember
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting, MoU
from meetings.party_counts import PARTY_FACETS, Pair, count_parties, pairs_of
from meetings.questions import key_of

SHAPE_FACETS = ("kind", "attestation", "year", "mou")
GROUPED_FACETS = ("event", "topic")
FACETS = (*PARTY_FACETS, *SHAPE_FACETS, *GROUPED_FACETS)


@dataclass(frozen=True, slots=True)
class Counts:
    """``total`` meetings in the list; ``by[filter][value]``, where a value is what the filter's field cleans to:
    an M49 or ISO code, a key of an organization, event or topic, a kind, an attestation, a year, "yes" or "no".
    Values that would give none are absent, and so are the other events of an event's page and the other topics of a
    topic's: nothing is chosen there, and the events are as many as the register has."""

    total: int = 0
    by: dict[str, Counter] = field(default_factory=dict)


Span = tuple[datetime.date | None, datetime.date | None]


def count(filterset: MeetingFilterSet) -> Counts:
    """Return the counts for a filter set; none of anything where it is not valid."""
    if not filterset.is_valid():
        return Counts(0, {name: Counter() for name in FACETS})
    counts: Counts = remember(filterset.state, f"facets:{facets_key(filterset)}", lambda: _count(filterset))
    return counts


def facets_key(filterset: MeetingFilterSet) -> str:
    """Name what ``count`` counts."""
    return key_of(filterset, not_counted=_not_counted(filterset))


def pairs(filterset: MeetingFilterSet) -> Counter[Pair]:
    """Count the meetings of the list by (principal, counterpart).

    Ten thousands of entries at worst, so neither this nor ``spans`` is kept: the picture made of it is.
    """
    return pairs_of(filterset) if filterset.is_valid() else Counter()


def spans(filterset: MeetingFilterSet) -> Counter[Span]:
    """Count the meetings of the list by the first and last day they may have been held; None is an open end."""
    if not filterset.is_valid():
        return Counter()
    rows = filterset.filter_queryset(filterset.queryset).order_by()
    groups = rows.values_list("held_from", "held_to").annotate(n=Count("pk"))
    return Counter({(first, last): n for first, last, n in groups})


def _count(filterset: MeetingFilterSet) -> Counts:
    total, by = count_parties(filterset)
    return Counts(total, by | _apart_from_parties(filterset))


def _apart_from_parties(filterset: MeetingFilterSet) -> dict[str, Counter]:
    """Count the facets that mean no party.

    ``side`` matters here only by the sides that it comes to, and not at all where no party is asked for: so the home
    page and the list share the answer.
    """
    criteria = filterset.parties
    sides = criteria.sides() if criteria.asked else ()
    key = key_of(filterset, leaving_out=("side",), sides=sides, not_counted=_not_counted(filterset))

    def make() -> dict[str, Counter]:
        by = _shapes(filterset)
        for name in GROUPED_FACETS:
            by[name] = Counter() if name in filterset.fixed else _grouped(filterset, name)
        return by

    found: dict[str, Counter] = remember(filterset.state, f"apart-from-parties:{key}", make)
    return found


def _not_counted(filterset: MeetingFilterSet) -> list[str]:
    return [name for name in GROUPED_FACETS if name in filterset.fixed]


def _shapes(filterset: MeetingFilterSet) -> dict[str, Counter]:
    """Count by kind, attestation, year and MoU: in one query for all that are not asked for, and one for each that is.

    A filter that is asked for is left out of its own counts, so it needs groups of its own.
    """
    asked = [name for name in SHAPE_FACETS if filterset.form.cleaned_data[name]]
    free = [name for name in SHAPE_FACETS if name not in asked]
    result: dict[str, Counter] = {}
    for names in [free, *([name] for name in asked)]:
        if names:
            result |= _shape_groups(filterset, names)
    return result


def _shape_groups(filterset: MeetingFilterSet, names: list[str]) -> dict[str, Counter]:
    rows = filterset.filter_queryset(filterset.queryset, without=names[0]).order_by()
    columns = {
        "kind": ["kind"],
        "attestation": ["attestation"],
        "year": ["first_year", "last_year"],
        "mou": ["signed"],
    }
    if "year" in names:
        rows = rows.annotate(first_year=ExtractYear("held_from"), last_year=ExtractYear("held_to"))
    if "mou" in names:
        rows = rows.annotate(signed=Exists(MoU.objects.published().filter(meeting=OuterRef("pk"))))
    wanted = [column for name in names for column in columns[name]]
    groups = list(rows.values(*wanted).annotate(n=Count("pk")))
    result: dict[str, Counter] = {name: Counter() for name in names}
    for group in groups:
        for name in names:
            if name == "mou":
                result["mou"]["yes" if group["signed"] else "no"] += group["n"]
            elif name != "year":
                result[name][group[name]] += group["n"]
    if "year" in names:
        result["year"] = _years([(group["first_year"], group["last_year"], group["n"]) for group in groups])
    return result


def _years(spans: list[tuple[int | None, int | None, int]]) -> Counter:
    """Add up spans of years; one open at an end reaches to the first or last year that any span names."""
    named = [year for first, last, _ in spans for year in (first, last) if year is not None]
    result: Counter = Counter()
    if not named:
        return result
    earliest, latest = min(named), max(named)
    for first, last, n in spans:
        if first is None and last is None:
            continue
        for year in range(first or earliest, (last or max(latest, datetime.date.today().year)) + 1):
            result[year] += n
    return result


def _grouped(filterset: MeetingFilterSet, name: str) -> Counter:
    rows = filterset.filter_queryset(filterset.queryset, without=name).order_by()
    if name == "topic":
        through = Meeting.topics.through.objects
        return Counter(
            dict(through.filter(meeting__in=rows.values("pk")).order_by().values_list("topic").annotate(n=Count("pk")))
        )
    return Counter(dict(rows.exclude(event=None).values_list("event").annotate(n=Count("pk"))))
