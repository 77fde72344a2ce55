"""The lines of the desk's lists, named all at once: three queries for the lot of them, whatever they say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from accounts.models import User
from delegations.models import Country, Organization
from desk.duplicates.naming import name

SIDES = ("principal", "counterpart")
# What a line shows; a row of a list holds a page of words beside it.
SHOWN = ("reference", "status", "updated_at", "submitted_at", "published_at", "published_by", "changed_by", "revises")
COLUMNS = {
    "meeting": (*SHOWN, "held_on", *(f"{side}_{kind}" for side in SIDES for kind in ("country", "organization"))),
    "mou": (*SHOWN, "title", "signed_on"),
}


@dataclass(slots=True)
class Line:
    """One record, and what is to be known of it. ``who`` is the key of a person until ``know`` has fetched them."""

    kind: str
    row: Any
    when: datetime | None = None
    who: Any = None
    note: str = ""
    words: str = ""
    link: str = ""
    shows_status: bool = False

    @property
    def name(self) -> str:
        return name(self.kind, self.row)

    @property
    def ago(self) -> str:
        """Return how long ago it was, in words and roughly: the exact moment stands beside it."""
        if self.when is None:
            return ""
        if timezone.now() - self.when < timedelta(minutes=1):
            return _("just now")
        return _("%(time)s ago") % {"time": timesince(self.when, depth=1)}

    @property
    def address(self) -> str:
        return reverse(f"admin:meetings_{self.kind}_change", args=[self.row.pk])


@dataclass(slots=True)
class List:
    """One list of the desk. ``total`` is None where it is not counted; ``links`` lead to the whole of it."""

    name: str
    title: Any
    lines: list[Line]
    # What to do where there is nothing.
    empty: Any
    lead: Any = ""
    total: int | None = None
    links: list[tuple[Any, str]] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        return self.total is None or self.total > len(self.lines)


def know(lines: Iterable[Line]) -> None:
    """Fetch the parties and the people of ``lines``: to plan a join for each would take longer than the rest."""
    every = list(lines)
    meetings = [line.row for line in every if line.kind == "meeting"]
    for model, part in ((Country, "country"), (Organization, "organization")):
        relations = [f"{side}_{part}" for side in SIDES]
        keys = {getattr(row, f"{relation}_id") for row in meetings for relation in relations} - {None}
        rows = model._default_manager.only("name").in_bulk(keys)
        for row in meetings:
            for relation in relations:
                setattr(row, relation, rows.get(getattr(row, f"{relation}_id")))
    people = User.objects.in_bulk({line.who for line in every} - {None})
    for line in every:
        line.who = people.get(line.who)
