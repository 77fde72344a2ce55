"""Where to go at once: two parties have a page of what is between them, a continent has one, a reference leads to its
record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.addresses import query
from core.search import Question
from core.text import normalise
from delegations.gazetteer import name_of
from delegations.models import Country, CountryName, Organization, Region
from delegations.names import Run
from meetings.models import Meeting, MoU
from meetings.searching.hits import Search

# A question names two parties, rarely three; more would be a list of pages that nobody asked for.
MOST_PARTIES = 3
_REFERENCE = re.compile(r"[ma][0-9]{6,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Answer:
    url: str
    title: str
    what: str


def answers(search: Search) -> list[Answer]:
    """Return the pages that the question may be a name of, beside what is listed of each kind."""
    return [*_of_references(search.question), *_of_regions(search), *_of_parties(search)]


def _of_references(question: Question) -> list[Answer]:
    asked = [term.text.upper() for term in question.wanted if _REFERENCE.fullmatch(term.text)]
    if not asked:
        return []
    found = [
        Answer(row.get_absolute_url(), row.reference, str(model._meta.verbose_name))
        for model in (Meeting, MoU)
        for row in model.objects.published().filter(reference__in=asked).order_by("reference")
    ]
    return found


def _of_regions(search: Search) -> list[Answer]:
    asked = " ".join(term.text for term in search.question.wanted)
    if not asked:
        return []
    found = [
        region
        for region in Region.objects.published().in_reading_order()
        if asked in {normalise(name) for name in (region.name, region.name_fr, region.name_ar, region.name_es)}
    ]
    return [
        Answer(row.get_absolute_url(), name_of(row), _("region") if row.parent_id else _("continent")) for row in found
    ]


def _of_parties(search: Search) -> list[Answer]:
    """The pages of what is between the parties that are named; and theirs, as no single name has all the words."""
    parties = list(dict.fromkeys(parties_of_runs(search)))[:MOST_PARTIES]
    if len(parties) < 2:
        return []
    between = [
        Answer(address_between(first, second), f"{name_of(first)} – {name_of(second)}", _("everything between them"))
        for first, second in combinations(parties, 2)
    ]
    return [*between, *(Answer(row.get_absolute_url(), name_of(row), _kind_of(row)) for row in parties)]


def parties_of_runs(search: Search) -> Iterable[Country | Organization]:
    """Return the party of each run of words that can mean one only, in alphabetical order, whatever order was typed.

    A country where the run is one of its names, begins the short name of no other, or is in names of no other; else an
    organization that readers see.
    """
    runs = [run for run in search.named.runs() if run.countries or run.organizations]
    if len(runs) < 2:
        return []
    codes = _codes_of(runs)
    bodies = Organization.objects.published().in_bulk(
        {pk for run in runs if not run.countries for pk in sorted(run.organizations)[:MOST_PARTIES]}
    )
    found = [party for run in runs if (party := _party_of(run, codes.get(run.text), bodies, search))]
    return sorted(found, key=lambda party: (party.sort_key, str(party.pk)))


def _codes_of(runs: list[Run]) -> dict[str, str]:
    """Return the country that the words of a run are a name of, or begin the short name of, where it is one only."""
    beginning = reduce(or_, (Q(normalised__startswith=run.text) for run in runs))
    names = list(
        CountryName.objects.published()
        .filter(beginning)
        .order_by("country", "pk")
        .values_list("normalised", "country", "kind")
    )
    found: dict[str, str] = {}
    for run in runs:
        exact = {code for name, code, _kind in names if name == run.text}
        begun = {code for name, code, kind in names if kind == "short" and name.startswith(run.text)}
        one = next((codes for codes in (exact, begun, run.countries) if len(codes) == 1), None)
        if one:
            found[run.text] = min(one)
    return found


def _party_of(
    run: Run, code: str | None, bodies: dict[int, Organization], search: Search
) -> Country | Organization | None:
    if code:
        return search.gazetteer.countries[code]
    seen = [bodies[pk] for pk in sorted(run.organizations) if pk in bodies]
    return seen[0] if len(seen) == 1 else None


def address_between(first: Country | Organization, second: Country | Organization) -> str:
    """Return the page of a pair of countries, or the list of meetings between two parties."""
    if isinstance(first, Country) and isinstance(second, Country):
        codes = sorted((first.iso2.lower(), second.iso2.lower()))
        return reverse("meetings:pair", kwargs={"first": codes[0], "second": codes[1]})
    if isinstance(first, Country):
        first, second = second, first
    key = second.iso2.lower() if isinstance(second, Country) else second.slug
    return reverse("meetings:list") + query({"organization": [first.slug], "with": [key]})


def _kind_of(party: Country | Organization) -> str:
    return _("country") if isinstance(party, Country) else _("organization")
