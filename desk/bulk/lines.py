"""What the page shows of a row: the names of what it may mean, what it repeats, the boxes to correct it in."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.text import normalise
from delegations.lexicon import Party
from desk.bulk.rows import Row

BOXES = {
    "other": gettext_lazy("Another party"),
    "institution": gettext_lazy("Institution"),
    "head": gettext_lazy("Head"),
    "head_title": gettext_lazy("Head's title"),
}


class Option(NamedTuple):
    key: str
    name: str
    chosen: bool


class Link(NamedTuple):
    url: str
    text: str


class Note(NamedTuple):
    text: str
    links: list[Link]


class Cell(NamedTuple):
    name: str
    label: Any
    value: str
    errors: list[str]


class Line(NamedTuple):
    """A row of the table as the page shows it. Without options, the party is certain or none is near."""

    row: Row
    name: str
    options: list[Option]
    notes: list[Note]
    cells: list[Cell]


def line_of(row: Row, names: Mapping[Party, str]) -> Line:
    options = [Option(str(party), names[party], party == row.party) for party in row.options]
    if len(options) == 1 and row.party:
        options = []
    cells = [Cell(name, label, getattr(row, name), row.errors.get(name, [])) for name, label in BOXES.items()]
    return Line(row, names[row.party] if row.party else "", options, _notes(row, names), cells)


def _notes(row: Row, names: Mapping[Party, str]) -> list[Note]:
    notes = []
    if row.needs == "choose":
        notes.append(_note(_("This may be one of several parties: choose.")))
    elif row.needs == "name" and row.options:
        notes.append(_note(_("No party has this name. Choose one that is near, write another, or leave it out.")))
    elif row.needs == "name":
        notes.append(_note(_("No party has this name. Write another, or leave it out.")))
    elif row.party and len(row.options) > 1 and not row.is_guess:
        notes.append(_note(_("The name is also used of others: see the choice.")))
    if "principal" in row.marks:
        notes.append(_note(_("This is the principal itself.")))
    if "twice" in row.marks:
        notes.append(_note(_("It is in the list already.")))
    if "recorded" in row.marks:
        links = [Link(reverse("admin:meetings_meeting_change", args=[m.pk]), m.reference) for m in row.recorded]
        notes.append(Note(_("Recorded already at this event with this principal:"), links))
    if row.ignored:
        notes.append(_note(_("Passed over: “%(words)s”.") % {"words": row.ignored[:120]}))
    if (known := row.delegation) is not None and (known.institution or known.head) and not _same(row):
        stated = ", ".join(part for part in (known.institution, known.head) if part)
        notes.append(_note(_("Uses the delegation that the event has: %(stated)s.") % {"stated": stated}))
    return notes


def _note(text: str) -> Note:
    return Note(text, [])


def _same(row: Row) -> bool:
    return row.delegation is not None and all(
        normalise(getattr(row.delegation, name)) == normalise(text) for name, text in row.who.items()
    )
