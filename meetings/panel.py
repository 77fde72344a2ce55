"""The filter panel: each filter's values with their counts, those chosen first, a short list and the rest."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from core.state import remember
from core.text import sort_key
from delegations.models import Event, Organization
from meetings.facets import Counts, facets_key
from meetings.filters import MOU_CHOICES, MeetingFilterSet
from meetings.models import Meeting, Topic

SHOWN = 12
REST = 100
ORDER = (
    "continent",
    "region",
    "country",
    "organization",
    "with",
    "topic",
    "event",
    "year",
    "kind",
    "attestation",
    "mou",
)


@dataclass(slots=True)
class Choice:
    """One value of a filter: as it stands in the address, as a reader sees it, and how many meetings it gives."""

    value: str
    label: str
    count: int
    is_on: bool = False


@dataclass(slots=True)
class Facet:
    """``choices`` are shown as boxes to tick; ``rest``, the less frequent, in a list to pick one from.

    ``beyond`` counts the values that are too rare even for that list: thousands of events, say.
    """

    name: str
    label: str
    choices: list[Choice] = field(default_factory=list)
    rest: list[Choice] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    beyond: int = 0

    @property
    def is_open(self) -> bool:
        return bool(self.errors) or any(choice.is_on for choice in self.choices)


def facets_of(filterset: MeetingFilterSet, counts: Counts, hidden: frozenset[str] = frozenset()) -> list[Facet]:
    """Return the facets that have anything to choose, in reading order, without the ``hidden`` ones."""
    name = f"panel:{panel_key(filterset)}"
    facets = remember(filterset.state if filterset.is_valid() else None, name, lambda: _build(filterset, counts))
    return [facet for facet in facets if facet.name not in hidden]


def panel_key(filterset: MeetingFilterSet) -> str:
    """Name the question and the language. What the page fixes is part of the question and shows no boxes."""
    return f"{get_language()}:{','.join(sorted(filterset.fixed))}:{facets_key(filterset)}"


def _build(filterset: MeetingFilterSet, counts: Counts) -> list[Facet]:
    facets = []
    for name in ORDER:
        if name in filterset.fixed or (name == "with" and not _has_party(filterset)):
            continue
        chosen = {value.lower() for value in filterset.given.getlist(name)}
        choices = choices_of(name, counts, filterset, chosen)
        errors = [str(error) for error in filterset.form.errors.get(name, [])]
        if not choices and not errors:
            continue
        on = [choice for choice in choices if choice.is_on]
        off = [choice for choice in choices if not choice.is_on]
        room = max(SHOWN - len(on), 4)
        label = str(filterset.filters[name].label)
        rest, beyond = off[room : room + REST], len(counts.by.get(name, {})) - len(choices)
        beyond = max(beyond, 0) + len(off) - room - len(rest) if len(off) > room else 0
        facets.append(Facet(name, label, on + off[:room], _by_name(rest), errors, beyond))
    return facets


def _has_party(filterset: MeetingFilterSet) -> bool:
    return filterset.is_valid() and bool(filterset.parties.wanted or filterset.parties.other)


def _by_name(choices: list[Choice]) -> list[Choice]:
    return sorted(choices, key=lambda choice: sort_key(choice.label))


def choices_of(
    name: str, counts: Counts, filterset: MeetingFilterSet, chosen: Collection[str] = frozenset()
) -> list[Choice]:
    """Return the choices of one facet, the most frequent first (years: the latest first), of a valid filter set.

    Of organizations, events and topics only the ``SHOWN + REST`` most frequent.
    """
    found: Mapping[Any, int] = counts.by.get(name, {})
    # Only the most frequent are named: an unfiltered list may have been held at thousands of events.
    frequent = sorted(found, key=lambda key: -found[key])[: SHOWN + REST] if name in _NUMEROUS else list(found)
    names = _LABELS[name](filterset, frequent)
    choices = [
        Choice(value, label, found[key], value in chosen) for key, (value, label) in names.items() if key in found
    ]
    # A chosen value that gives no meeting under the other filters stays to be seen, and to be unticked.
    missing = set(chosen) - {choice.value for choice in choices}
    choices += [Choice(value, label, 0, True) for value, label in names.values() if value in missing]
    if name in ("continent", "region"):
        return choices
    if name == "year":
        return sorted(choices, key=lambda choice: choice.value, reverse=True)
    return sorted(choices, key=lambda choice: (-choice.count, sort_key(choice.label)))


Names = dict[Any, tuple[str, str]]


def _regions(filterset: MeetingFilterSet, keys: list[Any]) -> Names:
    regions = filterset.gazetteer.regions.values()
    return {region.m49: (region.slug, region.name) for region in regions}


def _countries(filterset: MeetingFilterSet, keys: list[Any]) -> Names:
    return {code: (code.lower(), country.name) for code, country in filterset.gazetteer.countries.items()}


def _partners(filterset: MeetingFilterSet, keys: list[Any]) -> Names:
    organizations = [key for key in keys if isinstance(key, int)]
    rows = Organization.objects.in_bulk(organizations)
    return _countries(filterset, keys) | {key: (row.slug, row.name) for key, row in rows.items()}


def _rows(model: Any, name: str) -> Callable[[MeetingFilterSet, list[Any]], Names]:
    def names(filterset: MeetingFilterSet, keys: list[Any]) -> Names:
        chosen = {row.pk for row in filterset.form.cleaned_data.get(name) or []}
        rows = model.objects.filter(pk__in={*keys, *chosen}).order_by().values_list("pk", "slug", "name")
        return {key: (slug, label) for key, slug, label in rows}

    return names


def _fixed(pairs: list[tuple[str, Any]]) -> Callable[[MeetingFilterSet, list[Any]], Names]:
    return lambda filterset, keys: {value: (value, str(label)) for value, label in pairs}


def _years(filterset: MeetingFilterSet, keys: list[Any]) -> Names:
    chosen = filterset.form.cleaned_data.get("year") or []
    return {year: (f"{year:04}", f"{year:04}") for year in {*keys, *chosen}}


_NUMEROUS = frozenset({"organization", "event", "topic"})

_LABELS: dict[str, Callable[[MeetingFilterSet, list[Any]], Names]] = {
    "continent": _regions,
    "region": _regions,
    "country": _countries,
    "organization": _rows(Organization, "organization"),
    "with": _partners,
    "topic": _rows(Topic, "topic"),
    "event": _rows(Event, "event"),
    "year": _years,
    "kind": _fixed(list(Meeting.Kind.choices)),
    "attestation": _fixed(list(Meeting.Attestation.choices)),
    "mou": _fixed([*MOU_CHOICES]),
}
