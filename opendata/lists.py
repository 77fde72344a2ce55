"""Which list an address asks for: the filter sets of the pages themselves, over what is published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from core.filters import StrictFilterSet
from delegations.filters import CountryFilterSet, DelegationFilterSet, EventFilterSet, OrganizationFilterSet
from delegations.models import Delegation
from meetings.filters import MeetingFilterSet
from meetings.list_filters import MouFilterSet, SourceFilterSet, TopicFilterSet
from meetings.models import Citation, Meeting, Source
from opendata.columns import Table
from opendata.tables import meetings, others

# What says which part of a list a page shows, and how. A file holds the whole of it.
OF_A_PAGE = ("after", "before", "size", "view")


@dataclass(frozen=True, slots=True)
class Kind:
    """A list that can be taken away; ``page`` is the name of the address where people read it."""

    table: Table
    filterset: type[StrictFilterSet]
    page: str


KINDS: dict[str, Kind] = {
    kind.table.name: kind
    for kind in (
        Kind(meetings.MEETINGS, MeetingFilterSet, "meetings:list"),
        Kind(meetings.MOUS, MouFilterSet, "meetings:mous"),
        Kind(others.EVENTS, EventFilterSet, "meetings:events"),
        Kind(others.ORGANIZATIONS, OrganizationFilterSet, "meetings:organizations"),
        Kind(others.DELEGATIONS, DelegationFilterSet, "meetings:delegations"),
        Kind(others.SOURCES, SourceFilterSet, "meetings:sources"),
        Kind(others.COUNTRIES, CountryFilterSet, "meetings:countries"),
        Kind(others.TOPICS, TopicFilterSet, "meetings:topics"),
    )
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One list, as one address asks for it. ``errors`` says what was not understood; then there are no rows."""

    kind: Kind
    filterset: StrictFilterSet
    rows: QuerySet[Any]
    order: Sequence[str]
    errors: list[str]

    @property
    def table(self) -> Table:
        return self.kind.table


def asked(request: HttpRequest, name: str, within: QuerySet[Any] | None = None) -> Asked:
    kind = KINDS[name]
    rows = kind.table.rows() if within is None else within
    more = {"state": request.register} if kind.filterset is MeetingFilterSet else {}  # type: ignore[attr-defined]  # kept for this request
    filterset = kind.filterset(request.GET, rows, **more)
    errors = _errors(request, filterset)
    order = filterset.order.columns() if hasattr(filterset, "orders") else kind.table.order
    return Asked(kind, filterset, filterset.qs, order, errors)


def _errors(request: HttpRequest, filterset: StrictFilterSet) -> list[str]:
    found = []
    if not filterset.is_valid():
        for name, errors in filterset.form.errors.items():
            found += [str(error) if name == "__all__" else f"{name}: {error}" for error in errors]
    found += [
        _("%(name)s: a file holds the whole list, so it has no pages and no views.") % {"name": name}
        for name in OF_A_PAGE
        if name in filterset.filters and request.GET.get(name, "").strip()
    ]
    return found


def meetings_of_source(key: int) -> QuerySet[Meeting]:
    return _within(Source.objects.published(), key, lambda row: Exists(_cited(row)))


def meetings_of_delegation(key: int) -> QuerySet[Meeting]:
    return _within(Delegation.objects.published(), key, lambda row: Q(principal=row) | Q(counterpart=row))


def _cited(source: Any) -> QuerySet[Citation]:
    return Citation.objects.filter(source=source, meeting=OuterRef("pk"))


def _within(owners: QuerySet[Any], key: int, condition: Callable[[Any], Any]) -> QuerySet[Meeting]:
    owner = owners.filter(pk=key).first()
    if owner is None:
        raise Http404
    return Meeting.objects.published().filter(condition(owner))
