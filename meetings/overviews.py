"""What the pages of parties and places say above their list of meetings. A view keeps it for a state of the register.

All of it is read: no query is left to a template. Every question starts from ``published()``.
"""

from collections import Counter
from collections.abc import Mapping

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from core.state import State
from core.text import sort_key
from delegations.models import Country, Delegation, Organization
from meetings.facets import Counts, Span, count, spans
from meetings.filters import MeetingFilterSet
from meetings.models import Meeting, MoU, MouParty, Topic
from meetings.querysets import MoUQuerySet

SHOWN = 10


def published_meetings(state: State | None, fixed: Mapping[str, str] | None = None) -> MeetingFilterSet:
    """Return the filter set of all published meetings (under ``fixed``), whatever an address asks for."""
    return MeetingFilterSet(QueryDict(), Meeting.objects.published(), fixed=fixed, state=state)


def mous_of(*parties: Country | Organization) -> MoUQuerySet:
    """Return the published MoUs to which each of ``parties`` is a party."""
    found: MoUQuerySet = MoU.objects.published()
    for party in parties:
        name = "country" if isinstance(party, Country) else "organization"
        signed = MouParty.objects.filter(**{f"delegation__{name}": party})
        found = found.filter(pk__in=signed.values("mou"))
    return found


def delegations_of(party: Country | Organization) -> QuerySet[Delegation]:
    """Return the published delegations of a party, asked from the meetings' side.

    A meeting repeats its parties in indexed columns (``meetings.triggers``), so this reads the meetings of one party;
    ``Delegation.objects.published()`` would look at those of all.
    """
    name = "country" if isinstance(party, Country) else "organization"
    meetings = Meeting.objects.published()
    return Delegation.objects.filter(
        Q(pk__in=meetings.filter(**{f"principal_{name}": party}).order_by().values("principal"))
        | Q(pk__in=meetings.filter(**{f"counterpart_{name}": party}).order_by().values("counterpart"))
        | Q(pk__in=MouParty.objects.published().filter(**{f"delegation__{name}": party}).values("delegation")),
        **{name: party},
    )


def first_and_latest(meetings: QuerySet[Meeting]) -> tuple[Meeting | None, Meeting | None]:
    """Return the meetings with the earliest and the latest first possible day; those without one are neither."""
    known = meetings.exclude(held_from=None).only("reference", "held_on", "held_from")
    return known.order_by("held_from", "pk").first(), known.order_by("-held_from", "-pk").first()


def topics_of(counts: Counts) -> list[tuple[Topic, int]]:
    """Return the topics of the counted meetings, the most frequent first."""
    by = counts.by["topic"]
    found = Topic.objects.published().in_bulk(list(by))
    ranked = [(found[key], n) for key, n in by.items() if key in found]
    return sorted(ranked, key=lambda pair: (-pair[1], sort_key(pair[0].name)))


def counted(filterset: MeetingFilterSet) -> tuple[Counts, Counter[Span]]:
    """Return the counts and the spans of time of a filter set."""
    return count(filterset), spans(filterset)


def latest_mous(mous: MoUQuerySet, shown: int = SHOWN) -> list[MoU]:
    return list(mous.newest_first().with_parties()[:shown])


def latest_delegations(delegations: QuerySet[Delegation], shown: int = SHOWN) -> list[Delegation]:
    """Return those of the latest events, and after them those of no event."""
    order = F("event__held_order").desc(nulls_last=True)
    return list(delegations.select_related("event").order_by(order, "-pk")[:shown])
