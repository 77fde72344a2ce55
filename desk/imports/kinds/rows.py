"""Tables of what has no road of its own: events, delegations, sources, citations, totals, topics and the like."""

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from delegations.models import Country, Delegation, Event, Organization, Region
from delegations.services import likenesses
from desk.imports.columns import FieldColumn, column_of
from desk.imports.entries import Entry
from desk.imports.facts import Facts
from desk.imports.kinds.base import Done, Kind, fingerprint, missing
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Source, Topic


class RowKind(Kind):
    """``keys`` are the ways in which a stored row is found, each by the columns that must all agree."""

    columns: Sequence[FieldColumn]

    def __init__(self, model: Any, fields: Sequence[str], keys: Sequence[tuple[str, ...]], **needed: bool) -> None:
        self.name, self.model, self.keys = model._meta.model_name, model, keys  # type: ignore[misc]  # of a model that is not abstract
        self.columns = [
            column_of(model, name, required=needed[name]) if name in needed else column_of(model, name)
            for name in fields
        ]

    def queryset(self, rows: Any) -> Any:
        links = [column.name for column in self.columns if column.field.is_relation]
        deeper = [f"{name}__{part}" for name in links if self.model._meta.get_field(name).related_model is Delegation
                  for part in ("country", "organization")]  # fmt: skip
        return rows.select_related(*links, *deeper) if links else rows

    def column(self, name: str) -> FieldColumn:
        return next(column for column in self.columns if column.name == name)

    def taken(self) -> list[Any]:
        return list(self.columns)

    # --- Comparing ---------------------------------------------------------------------------------------

    def identify(self, entries: list[Entry], facts: Facts, *, lock: bool) -> None:
        for number, key in enumerate(self.keys):
            columns = [self.column(name) for name in key]
            waiting = [entry for entry in entries if entry.target is None and self._by(entry, columns)]
            if not waiting:
                continue
            known: dict[tuple[Any, ...], Any] = {}
            for row in self._stored(columns[0], waiting, facts, lock=lock):
                known.setdefault(tuple(column.get(row) for column in columns), row)
            for entry in waiting:
                entry.target = known.get(self._by(entry, columns))
                if entry.target is None and number == 0 and key == ("id",):
                    entry.wrong(columns[0].label, _("There is no row of this number that you can see."))

    def _by(self, entry: Entry, columns: list[FieldColumn]) -> tuple[Any, ...]:
        """Return the values by which the entry's row may be found; empty where it does not state enough.

        The first of the columns must be stated, and each that names another row; the others may be empty.
        """
        if any(
            column.name not in entry.values for column in columns if column is columns[0] or column.field.is_relation
        ):
            return ()
        return tuple(entry.values.get(column.name, column.field.get_default()) for column in columns)

    def _stored(self, column: FieldColumn, waiting: list[Entry], facts: Facts, *, lock: bool) -> Any:
        """Return the stored rows that agree with one of ``waiting`` in ``column``."""
        condition = {f"{column.field.attname}__in": {entry.values[column.name] for entry in waiting}}
        rows = self.queryset(visible_rows(self.model, facts)).filter(**condition).order_by("pk")
        return rows.select_for_update(of=("self",)) if lock else rows

    def judge(self, entries: list[Entry], facts: Facts) -> None:
        self._know_what_is_seen(entries)
        for entry in entries:
            if entry.target is None:
                self._judge_new(entry, facts)
            else:
                entry.changes = [self.change(entry, column) for column in self.compared(entry)]
                if entry.changes:
                    self._check_record(entry, facts)
                if entry.changes and not self._may_change(entry, facts):
                    entry.wrong("", _("You may not change this row: readers see it, or somebody else entered it."))
            self._judge_twice(entry, facts.seen)

    def _judge_new(self, entry: Entry, facts: Facts) -> None:
        if not facts.user.has_perm(self.permission("add")):
            entry.wrong("", _("Your role does not add rows of this kind."))
        if "slug" not in entry.values and any(column.name == "slug" for column in self.columns):
            slug = slugify(str(entry.values.get("name", "")))[:80]
            if slug:
                entry.values["slug"] = slug
                entry.texts["slug"] = slug
        missing(entry, self.taken())
        if entry.problems:
            return
        entry.made = self.model()
        self._fill(entry.made, entry.values)
        self._check(entry, entry.made)
        self._check_record(entry, facts)

    def _judge_twice(self, entry: Entry, seen: dict[Any, int]) -> None:
        for key in self.keys:
            if values := self._by(entry, [self.column(name) for name in key]):
                if (line := seen.setdefault((key, values), entry.line)) != entry.line:
                    entry.wrong("", _("Line %(line)d is of the same row.") % {"line": line})
                return

    def _check(self, entry: Entry, row: Any) -> None:
        """Say in words what the model refuses. What only the database knows is said when it is written."""
        relations = {field.name for field in self.model._meta.fields if field.is_relation}
        try:
            row.clean_fields(exclude=relations)
            row.clean()
        except ValidationError as error:
            for name, sentences in getattr(error, "message_dict", {"": error.messages}).items():
                label = next((column.label for column in self.columns if column.name == name), "")
                for sentence in sentences:
                    entry.wrong(label, sentence)

    def _check_record(self, entry: Entry, facts: Facts) -> None:
        """What stands with a record is a part of it: say where the record may not be changed."""

    def _may_change(self, entry: Entry, facts: Facts) -> bool:
        if not facts.user.has_perm(self.permission("change")):
            return False
        asking: Any = SimpleNamespace(user=facts.user)
        return bool(admin.site.get_model_admin(self.model).may_touch(asking, entry.target))  # type: ignore[attr-defined]  # of our own base class

    def _know_what_is_seen(self, entries: list[Entry]) -> None:
        targets = [entry.target for entry in entries if entry.target is not None]
        if targets:
            keys = [row.pk for row in targets]
            seen = set(self.model.objects.published().filter(pk__in=keys).values_list("pk", flat=True))
            for row in targets:
                row.is_seen = row.pk in seen

    def compared(self, entry: Entry) -> list[Any]:
        columns: list[Any] = super().compared(entry)
        return [column for column in columns if not column.field.primary_key]

    def _fill(self, row: Any, values: dict[str, Any]) -> None:
        for column in self.columns:
            if column.name in values:
                column.put(row, column.field.to_python(values[column.name]))

    # --- Writing -----------------------------------------------------------------------------------------

    def create(self, entries: list[Entry], facts: Facts) -> list[Any]:
        return list(self.model._default_manager.bulk_create([entry.made for entry in entries]))

    def write(self, entry: Entry, facts: Facts) -> Done:
        row = entry.target
        columns = self.compared(entry)
        before = {column.name: column.get(row) for column in columns}
        self._fill(row, {column.name: entry.values[column.name] for column in columns})
        row.save()
        return "changed", row, before

    def restore(self, row: Any, before: dict[str, Any]) -> None:
        """Make ``row`` say again what it said before."""
        self._fill(row, before)
        row.save()

    # --- Afterwards --------------------------------------------------------------------------------------

    def fingerprints(self, rows: Iterable[Any]) -> dict[Any, str]:
        return {row.pk: fingerprint([column.get(row) for column in self.columns]) for row in rows}


class DelegationKind(RowKind):
    def identify(self, entries: list[Entry], facts: Facts, *, lock: bool) -> None:
        """Find a row of the event that the entry can only mean, by the rule of the forms: ``delegations.services``."""
        super().identify(entries, facts, lock=lock)
        described = {}
        for entry in entries:
            if entry.target is None and not entry.problems and "event" in entry.values:
                described[entry.line] = Delegation(event_id=entry.values["event"])
                self._fill(described[entry.line], entry.values)
        found: dict[int, Any] = dict(zip(described, likenesses(list(described.values())), strict=True))
        keys = {row.pk for row in found.values() if row is not None and row.pk is not None}
        rows = {row.pk: row for row in self.queryset(self.model.objects.filter(pk__in=keys))} if keys else {}
        for entry in entries:
            row = found.get(entry.line)
            if row is not None and row.pk is not None:
                entry.target = rows[row.pk]
            elif row is not None:
                entry.wrong("", _("A line above is of the same row."))

    def _check(self, entry: Entry, row: Any) -> None:
        super()._check(entry, row)
        if row.country_id and row.organization_id and not entry.problems:
            entry.wrong(self.column("organization").label, _("Choose a country or an organization, not both."))


class CitationKind(RowKind):
    """A citation is a part of what it supports: it comes in where that may be changed."""

    def _check(self, entry: Entry, row: Any) -> None:
        super()._check(entry, row)
        if sum(key is not None for key in (row.meeting_id, row.mou_id, row.event_id)) != 1:
            entry.wrong("", _("A citation supports one record: a meeting, an MoU or an event."))

    def _check_record(self, entry: Entry, facts: Facts) -> None:
        for name, model in (("meeting", Meeting), ("mou", MoU)):
            key = entry.values.get(name)
            if key is not None:
                asking: Any = SimpleNamespace(user=facts.user)
                if not admin.site.get_model_admin(model).may_touch(asking, facts.row(model, key)):  # type: ignore[attr-defined]  # of our own base class
                    entry.wrong(self.column(name).label, _("You may not change this record as it stands."))


def visible_rows(model: Any, facts: Facts) -> Any:
    """Return the rows that the list of the admin shows this person."""
    asking: Any = SimpleNamespace(user=facts.user, GET={}, resolver_match=None)
    return admin.site.get_model_admin(model).get_queryset(asking)


ROW_KINDS: tuple[RowKind, ...] = (
    RowKind(
        Event,
        ("slug", "name", "organizer", "place", "country", "held_on", "summary"),
        [("slug",)],
    ),
    DelegationKind(
        Delegation,
        ("id", "event", "country", "organization", "institution", "head", "head_title"),
        [("id",)],
    ),
    RowKind(
        Organization,
        ("slug", "name", "acronym", "kind", "other_names", "wikidata"),
        [("slug",), ("name",)],
    ),
    RowKind(
        Source,
        ("id", "title", "publisher", "url", "language", "published_on", "accessed_on", "archived_url", "sha256"),
        [("id",)],
        language=False,
    ),
    CitationKind(
        Citation,
        ("id", "meeting", "mou", "event", "source", "locator", "supports", "grouping", "note", "quote"),
        [("id",), ("meeting", "source", "locator"), ("mou", "source", "locator"), ("event", "source", "locator")],
        supports=True,
    ),
    RowKind(
        ReportedTotal,
        ("id", "event", "principal", "source", "locator", "counts", "qualifier", "value"),
        [("id",), ("event", "principal", "source", "locator", "counts")],
    ),
    RowKind(Topic, ("slug", "name", "description"), [("slug",), ("name",)]),
    RowKind(
        Country,
        ("iso2", "iso3", "m49", "name", "official_name", "slug", "region", "note"),
        [("iso2",)],
    ),
    RowKind(
        Region,
        ("m49", "name", "name_fr", "name_ar", "name_es", "slug", "parent", "sort"),
        [("m49",)],
        sort=False,
    ),
)
