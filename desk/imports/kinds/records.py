"""What tables of meetings and of MoUs share: drafts are made and changed, published records get a revision."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core.relations import loaded
from desk.imports.columns import Column, column_of
from desk.imports.entries import Entry
from desk.imports.facts import Facts
from desk.imports.kinds.base import Done, Kind, fingerprint
from meetings.content import content_of, contents_of, write_content
from meetings.models import Citation
from meetings.services import revisions
from meetings.services.powers import has_power, may_change, visible_to

CITATION = ("source", "locator", "supports", "grouping", "note", "quote")
DEFAULT_SUPPORTS = [Citation.Supports.PARTICIPATION.value]


class CitedColumn(Column):
    """A part of the passage that a row cites: of a stored record, of the citation that the row means."""

    def __init__(self, name: str) -> None:
        self.inner = column_of(Citation, name, required=False)
        super().__init__(name, self.inner._label)

    def prepare(self, texts: Iterable[str], facts: Facts) -> None:
        self.inner.prepare(texts, facts)

    def read(self, text: str, facts: Facts) -> Any:
        return self.inner.read(text, facts)

    def get(self, row: Any) -> Any:
        cited = first_citation(row)
        return self.inner.get(cited) if cited else None

    def text(self, row: Any) -> str:
        cited = first_citation(row)
        return self.inner.text(cited) if cited else ""


def first_citation(record: Any) -> Any:
    """Return the citation that a table shows of ``record``: the oldest, of the source that has a key for it."""
    rows = sorted(record.citations.all(), key=lambda row: row.pk)
    sources = {key.source_id for key in record.external_keys.all()} if hasattr(record, "external_keys") else set()
    return next((row for row in rows if row.source_id in sources), rows[0] if rows else None)


class RecordKind(Kind):
    prefix: str

    def queryset(self, rows: Any) -> Any:
        citations = Citation.objects.select_related("source").order_by("pk")
        return rows.prefetch_related("topics", Prefetch("citations", citations))

    # --- Comparing ---------------------------------------------------------------------------------------

    def visible(self, facts: Facts) -> Any:
        """Return the records that this person works with, revisions apart: these are not what a table names."""
        return visible_to(facts.user, self.model.objects.filter(revises=None))

    def identify(self, entries: list[Entry], facts: Facts, *, lock: bool) -> None:
        named = {entry.values["reference"]: None for entry in entries if "reference" in entry.values}
        found = self.stored(facts, {"reference__in": named}, lock=lock)
        known = {row.reference: row for row in found}
        for entry in entries:
            if "reference" in entry.values:
                entry.target = known.get(entry.values["reference"])
                if entry.target is None:
                    entry.wrong(
                        self.column("reference").label, _("There is no record with this reference that you can see.")
                    )

    def stored(self, facts: Facts, condition: dict[str, Any], *, lock: bool) -> list[Any]:
        rows = self.visible(facts).filter(**condition).order_by("pk")
        if lock:
            list(rows.select_for_update(of=("self",)).values_list("pk"))
        return list(self.queryset(rows))

    def judge_target(self, entry: Entry, facts: Facts) -> None:
        """Say what speaks against changing the record that is meant."""
        record = entry.target
        if record.merged_into_id is not None:
            entry.wrong("", _("It was merged into another record: change that one."))
        elif record.published_at is None:
            if not may_change(facts.user, record):
                entry.wrong("", _("You may not change this record as it stands."))
        elif not has_power(facts.user, "change", record):
            entry.wrong("", _("Your role does not allow this."))
        elif loaded(record, "revision") or self.model.objects.filter(revises=record).exists():
            entry.wrong("", _("It has a pending revision: publish that, or discard it."))

    def judge_passage(self, entry: Entry) -> None:
        """A passage is of a source; what it supports goes without saying where the row does not say it."""
        values = entry.values
        if "source" not in values:
            said = [self.column(name).label for name in CITATION[1:] if name in values]
            if said and not (entry.target and first_citation(entry.target)):
                entry.wrong(self.column("source").label, _("Name the source in which this passage is."))

    def compared(self, entry: Entry) -> list[Column]:
        differing = [column for column in super().compared(entry) if column.name not in CITATION]
        return differing + self._cited(entry)

    def _cited(self, entry: Entry) -> list[Column]:
        stated = {name: entry.values[name] for name in CITATION if name in entry.values}
        if not stated:
            return []
        meant = self._meant(entry)
        if meant is None:
            return [self.column(name) for name in stated]
        return [self.column(name) for name, value in stated.items()
                if self.column(name).inner.get(meant) != value]  # type: ignore[attr-defined]  # fmt: skip

    def _meant(self, entry: Entry) -> Any:
        """Return the stored citation that the row speaks of: of its source and, where it says one, its place."""
        rows = sorted(entry.target.citations.all(), key=lambda row: row.pk)
        if "source" not in entry.values:
            return first_citation(entry.target)
        of_source = [row for row in rows if row.source_id == entry.values["source"]]
        if "locator" in entry.values:
            return next((row for row in of_source if row.locator == entry.values["locator"]), None)
        return of_source[0] if of_source else None

    def change(self, entry: Entry, column: Column) -> list[str]:
        if isinstance(column, CitedColumn):
            meant = self._meant(entry)
            return [column.label, column.inner.text(meant) if meant else "", entry.texts.get(column.name, "")]
        return super().change(entry, column)

    # --- Writing -----------------------------------------------------------------------------------------

    def changed_content(self, entry: Entry, facts: Facts) -> dict[str, Any]:
        """Return what the target says, with what the row says of it."""
        content = content_of(entry.target)
        differing = {column.name for column in self.compared(entry)}
        for column in self.columns:
            if column.name in differing and hasattr(column, "field"):
                content["fields"][column.field.attname] = column.field.to_python(entry.values[column.name])
        if "topics" in differing:
            content["topics"] = entry.values["topics"]
        if differing & set(CITATION):
            self._cite(content["citations"], entry)
        return content

    def _cite(self, citations: list[dict[str, Any]], entry: Entry) -> None:
        said = passage(entry)
        meant = self._meant(entry)
        if meant is None:
            citations.append(said)
            return
        rows = sorted(entry.target.citations.all(), key=lambda row: row.pk)
        place = rows.index(meant)
        stated = {("source_id" if name == "source" else name): entry.values[name] for name in CITATION
                  if name in entry.values}  # fmt: skip
        citations[place] = {**citations[place], **stated}

    def write(self, entry: Entry, facts: Facts) -> Done:
        content = self.changed_content(entry, facts)
        record = entry.target
        if record.published_at is not None:
            copy = revisions.begin(record, facts.user)
            write_content(copy, content)
            return "revised", copy, None
        before = content_of(record)
        write_content(record, content)
        self.written(entry, record)
        return "changed", record, before

    def written(self, entry: Entry, record: Any) -> None:
        """What is kept of a row beside the record's content."""

    # --- Afterwards --------------------------------------------------------------------------------------

    def fingerprints(self, rows: Iterable[Any]) -> dict[Any, str]:
        return {key: fingerprint(content) for key, content in contents_of(self.model, list(rows)).items()}

    def words(self, row: Any) -> str:
        return str(row.reference)


def passage(entry: Entry) -> dict[str, Any]:
    """Return the citation that a row states, as a content has it; its source is stated or that of the whole file."""
    values = entry.values
    return {
        "source_id": values["source"],
        "locator": values.get("locator", ""),
        "supports": values.get("supports") or DEFAULT_SUPPORTS,
        "grouping": values.get("grouping", ""),
        "note": values.get("note", ""),
        "quote": values.get("quote", ""),
    }


def tell(model: Any, field: str, entries: Sequence[Entry], records: Sequence[Any]) -> None:
    """Say of each new record what it was about and which passage says so."""
    through = model.topics.through
    through.objects.bulk_create(
        [
            through(**{f"{field}_id": record.pk, "topic_id": topic})
            for entry, record in zip(entries, records, strict=True)
            for topic in entry.values.get("topics", ())
        ]
    )
    Citation.objects.bulk_create(
        [
            Citation(**{f"{field}_id": record.pk}, **passage(entry))
            for entry, record in zip(entries, records, strict=True)
            if "source" in entry.values
        ]
    )
