"""Who met whom: principals in the rows, counterparts in the columns, in each cell the number of meetings.

A table with coloured cells is the picture and its own table at once. The colour goes with the square root of the
number, so that one large cell does not make all others alike.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil, sqrt
from typing import TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.filters import MAX_VALUES
from core.numbers import grouped
from core.text import sort_key
from delegations.gazetteer import Gazetteer
from delegations.models import Organization
from meetings.parties import Party
from meetings.pictures.links import PARTY_FILTERS, Link

Pair = tuple[Party, Party]
Members = tuple[set[Party], set[Party]]
Key = TypeVar("Key", str, Party)

LEVELS = 5
SHOWN = 15
NO_CONTINENT = ""  # where organizations are counted
CELL = '<td class="matrix__cell matrix__cell--{}{}">{}</td>'
LINK = '<a href="{0}" aria-label="{1}" title="{1}">{2}</a>'


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a row or column; a country is shown by its ISO code where there is no room for its name."""

    name: str
    code: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """``level`` is the class of the colour, 0 for none. ``is_same`` marks where a country would meet itself."""

    count: int
    level: int
    url: str
    says: str
    is_same: bool = False

    @property
    def html(self) -> SafeString:
        """The cell of the table: joined, not rendered, since a matrix has hundreds."""
        shown: str = grouped(self.count) if self.count else ""
        if self.url:
            shown = format_html(LINK, self.url, self.says, shown)
        return format_html(CELL, self.level, " matrix__cell--same" if self.is_same else "", shown)


@dataclass(frozen=True, slots=True)
class Row:
    head: Head
    cells: list[Cell]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    prefix: str
    title: str
    columns: list[Head]
    rows: list[Row]
    totals: list[int]
    total: int
    note: str
    is_wide: bool


def of_continents(
    pairs: Mapping[Pair, int],
    gazetteer: Gazetteer,
    link: Link,
    organizations: Mapping[int, Organization] | None = None,
    *,
    title: str = "",
    prefix: str = "continents",
) -> Matrix | None:
    """Return continent by continent, organizations last; None where all meetings fall into one cell.

    A cell of organizations names them one by one. Where they are too many for that, or their slugs are not given with
    ``organizations``, it is no link.
    """
    numbers: Counter[tuple[str, str]] = Counter()
    members: dict[tuple[str, str], Members] = defaultdict(lambda: (set(), set()))
    for (principal, counterpart), n in pairs.items():
        key = (_continent(principal, gazetteer), _continent(counterpart, gazetteer))
        numbers[key] += n
        members[key][0].add(principal)
        members[key][1].add(counterpart)
    order = [region.m49 for region in gazetteer.continents()] + [NO_CONTINENT]
    heads = {code: Head(_continent_name(code, gazetteer)) for code in order}
    is_exact = _is_exact(link)

    def url(key: tuple[str, str]) -> str:
        return _continents_url(key, members[key], gazetteer, link, organizations or {}) if is_exact else ""

    rows = [code for code in order if any(principal == code for principal, _other in numbers)]
    columns = [code for code in order if any(counterpart == code for _other, counterpart in numbers)]
    return _matrix(
        numbers, rows, columns, heads, url, title=title or _("Who met whom, by continent"), prefix=prefix, note=""
    )


def of_parties(
    pairs: Mapping[Pair, int],
    gazetteer: Gazetteer,
    link: Link,
    organizations: Mapping[int, Organization] | None = None,
    *,
    shown: int = SHOWN,
    title: str = "",
    prefix: str = "parties",
) -> Matrix | None:
    """Return the ``shown`` most frequent principals by the most frequent counterparts.

    None where either side is a single party: that is a list of partners, not a matrix.

    Organizations are among them where ``organizations`` has them, by key. Below the table it says how much of the
    list it shows.
    """
    known = organizations or {}
    kept: Counter[Pair] = Counter(
        {pair: n for pair, n in pairs.items() if n and all(_is_known(party, gazetteer, known) for party in pair)}
    )
    by_side: tuple[Counter[Party], Counter[Party]] = (Counter(), Counter())
    for pair, n in kept.items():
        for side in (0, 1):
            by_side[side][pair[side]] += n
    heads = {party: _head(party, gazetteer, known) for side in by_side for party in side}
    rows, columns = (
        sorted(side, key=lambda party: (-side[party], sort_key(heads[party].name)))[:shown] for side in by_side
    )
    if min(len(rows), len(columns)) < 2:
        return None
    numbers = Counter({pair: n for pair, n in kept.items() if pair[0] in rows and pair[1] in columns})
    total, inside = sum(pairs.values()), numbers.total()

    def url(pair: Pair) -> str:
        name, value = _filter_of(pair[0], known)
        return link.party(**{name: value, "side": "principal", "with": _filter_of(pair[1], known)[1]})

    note = ""
    if inside < total:
        note = ngettext(
            "Shows %(inside)s of %(total)s meeting: those of the most frequent principals with the most frequent "
            "counterparts.",
            "Shows %(inside)s of %(total)s meetings: those of the most frequent principals with the most frequent "
            "counterparts.",
            total,
        ) % {"inside": grouped(inside), "total": grouped(total)}
    return _matrix(
        numbers, rows, columns, heads, url, title=title or _("Who met whom, by country"), prefix=prefix, note=note
    )


def _matrix(
    numbers: Counter[tuple[Key, Key]],
    rows: list[Key],
    columns: list[Key],
    heads: Mapping[Key, Head],
    url: Callable[[tuple[Key, Key]], str],
    *,
    title: str,
    prefix: str,
    note: str,
) -> Matrix | None:
    if len(numbers) < 2:
        return None
    # A few meetings are not drawn as many, only because nobody met more often.
    most = max(LEVELS, *numbers.values())

    def cell(row: Key, column: Key) -> Cell:
        n = numbers.get((row, column), 0)
        if not n:
            return Cell(0, 0, "", "", row == column and bool(heads[row].code))
        says = _("%(n)s: %(principal)s with %(counterpart)s") % {
            "n": grouped(n),
            "principal": heads[row].name,
            "counterpart": heads[column].name,
        }
        return Cell(n, ceil(LEVELS * sqrt(n / most)), url((row, column)), says)

    table = [
        Row(heads[row], [cell(row, column) for column in columns], sum(numbers[row, column] for column in columns))
        for row in rows
    ]
    totals = [sum(numbers[row, column] for row in rows) for column in columns]
    is_wide = any(head.code for head in heads.values())
    return Matrix(prefix, title, [heads[column] for column in columns], table, totals, sum(totals), note, is_wide)


def _continent(party: Party, gazetteer: Gazetteer) -> str:
    country = gazetteer.countries.get(party.country or "")
    return country.continent_id if country else NO_CONTINENT


def _continent_name(code: str, gazetteer: Gazetteer) -> str:
    return gazetteer.regions[code].name if code else _("Organizations")


def _is_exact(link: Link) -> bool:
    """Tell whether what is asked for about parties leaves a cell's address able to say the same.

    It is not where a filter may have been met by either side.
    """
    asked = {name for name in PARTY_FILTERS if link.applied.get(name)}
    return asked <= {"continent", "side"} and link.applied.get("side", ["counterpart"]) == ["counterpart"]


def _continents_url(
    key: tuple[str, str], members: Members, gazetteer: Gazetteer, link: Link, known: Mapping[int, Organization]
) -> str:
    """Name both sides by their continents; organizations, which have none, one by one."""

    def values(side: int) -> list[str]:
        if key[side]:
            return [gazetteer.regions[key[side]].slug]
        return [_filter_of(party, known)[1] for party in sorted(members[side], key=str)]

    principals, counterparts = values(0), values(1)
    if not all([*principals, *counterparts]) or max(len(principals), len(counterparts)) > MAX_VALUES:
        return ""
    name = "continent" if key[0] else "organization"
    changes: dict[str, str | list[str]] = {name: principals, "side": "principal", "with": counterparts}
    return link.party(**changes)


def _filter_of(party: Party, organizations: Mapping[int, Organization]) -> tuple[str, str]:
    """Return the filter that means a party, and its value; a blank one for an organization that is not known."""
    if party.country:
        return "country", party.country.lower()
    organization = organizations.get(party.organization or 0)
    return "organization", organization.slug if organization else ""


def _is_known(party: Party, gazetteer: Gazetteer, organizations: Mapping[int, Organization]) -> bool:
    return party.country in gazetteer.countries or party.organization in organizations


def _head(party: Party, gazetteer: Gazetteer, organizations: Mapping[int, Organization]) -> Head:
    if party.country:
        return Head(gazetteer.countries[party.country].name, party.country)
    organization = organizations[party.organization or 0]
    return Head(organization.name, organization.acronym or organization.name[:3].upper(), is_own=True)
