"""A ranked list with a bar for each value: topics, kinds, partners.

A list of names and numbers is what it is, so that it needs no table beside it: the bars only help the eye.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from delegations.gazetteer import name_of
from delegations.models import Country
from meetings.panel import Facet
from meetings.partners import Partner
from meetings.pictures.links import Link

SHOWN = 8
KEPT = 60
FEW = 5  # the shortest scale: where nobody met more than once, the bars are short


@dataclass(frozen=True, slots=True)
class Value:
    """One value and its number. ``code`` is the ISO code of a country; ``is_own`` says that the label is the
    record's own text, in a language of its own."""

    label: str
    count: int
    url: str
    code: str = ""
    is_on: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    value: Value
    width: str


@dataclass(frozen=True, slots=True)
class Bars:
    """``rows`` are shown, ``rest`` folded away; ``beyond`` counts the values that are too rare even for that, and
    ``more_url`` is where they are listed."""

    title: str
    rows: list[Row]
    rest: list[Row]
    beyond: int
    more_url: str

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.rest)


def build(
    values: Iterable[Value], *, title: str, shown: int = SHOWN, least: int = 2, beyond: int = 0, more_url: str = ""
) -> Bars | None:
    """Return the bars of ``values``, the largest first and equal ones as they come; None for fewer than ``least``.

    One value alone says nothing about how a list is divided. One that would be folded alone is shown with the rest.
    """
    ranked = sorted((value for value in values if value.count), key=lambda value: -value.count)
    if len(ranked) < max(least, 1):
        return None
    most = max(ranked[0].count, FEW)
    rows = [Row(value, f"{100 * value.count / most:.1f}%") for value in ranked[: shown + KEPT]]
    first = shown if len(rows) > shown + 1 else len(rows)
    return Bars(title, rows[:first], rows[first:], beyond + len(ranked) - len(rows), more_url)


def of_facet(facet: Facet, link: Link, *, title: str = "", shown: int = SHOWN, more_url: str = "") -> Bars | None:
    """Return the bars of a facet of the filter panel (topic, kind): the same values, labels and numbers."""
    values = [
        Value(
            choice.label,
            choice.count,
            link(**{facet.name: choice.value}),
            is_on=choice.is_on,
            is_own=facet.name in ("topic", "event", "organization"),
        )
        for choice in (*facet.choices, *facet.rest)
    ]
    return build(values, title=title or facet.label, shown=shown, beyond=facet.beyond, more_url=more_url)


def of_partners(
    partners: Iterable[Partner], link: Link, *, title: str, shown: int = SHOWN, more_url: str = ""
) -> Bars | None:
    """Return the partners of a party with their ISO codes; even a single one is worth naming."""
    values = [_partner(partner, link) for partner in partners]
    return build(values, title=title, shown=shown, least=1, more_url=more_url)


def _partner(partner: Partner, link: Link) -> Value:
    party = partner.party
    if isinstance(party, Country):
        return Value(name_of(party), partner.count, link(**{"with": party.iso2.lower()}), code=party.iso2)
    return Value(party.name, partner.count, link(**{"with": party.slug}), is_own=True)
