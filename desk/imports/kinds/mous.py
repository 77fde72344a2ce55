"""Tables of MoUs: each row an instrument, its parties named in one cell."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.lexicon import Party
from delegations.models import Event
from delegations.services import described, found_or_created_all
from desk.imports.columns import Column, ShownColumn, TopicsColumn, column_of, parts_of, party_key, party_text
from desk.imports.entries import Entry
from desk.imports.facts import Facts
from desk.imports.kinds.base import missing
from desk.imports.kinds.records import CITATION, CitedColumn, RecordKind, tell
from meetings.models import MoU, MouParty

FIELDS = ("title", "kind", "lifecycle", "event", "meeting", "signed_on", "summary", "text_url")


class PartiesColumn(Column):
    """Who signed, with semicolons between them."""

    def read(self, text: str, facts: Facts) -> Any:
        return sorted({str(facts.party(part)) for part in parts_of(text)})

    def get(self, row: Any) -> Any:
        return sorted({party_key(signature.delegation) for signature in row.signatures.all()})

    def text(self, row: Any) -> str:
        return "; ".join(sorted({party_text(signature.delegation) for signature in row.signatures.all()}))


class MoUKind(RecordKind):
    name = "mou"
    model = MoU
    columns = (
        column_of(MoU, "reference", required=False),
        PartiesColumn("parties", gettext_lazy("parties"), required=True),
        *(column_of(MoU, name) for name in FIELDS),
        TopicsColumn("topics", gettext_lazy("topics")),
        *(CitedColumn(name) for name in CITATION),
        ShownColumn("status", gettext_lazy("status"), lambda row: row.status),
    )

    def queryset(self, rows: Any) -> Any:
        rows = super().queryset(rows).select_related("event", "meeting")
        return rows.prefetch_related("signatures__delegation__country", "signatures__delegation__organization")

    # --- Comparing ---------------------------------------------------------------------------------------

    def judge(self, entries: list[Entry], facts: Facts) -> None:
        facts.rows(Event, {entry.values.get("event") for entry in entries})
        for entry in entries:
            self.judge_passage(entry)
            if len(entry.values.get("parties", ("", ""))) < 2:
                entry.wrong(
                    self.column("parties").label, _("Name two parties at least, with a semicolon between them.")
                )
            if entry.target is None:
                self._judge_new(entry, facts)
                continue
            columns = self.compared(entry)
            entry.changes = [self.change(entry, column) for column in columns]
            if columns:
                self.judge_target(entry, facts)

    def _judge_new(self, entry: Entry, facts: Facts) -> None:
        if not facts.user.has_perm(self.permission("add")):
            entry.wrong("", _("Your role does not allow this."))
        missing(entry, self.columns)
        if entry.problems:
            return
        values = entry.values
        event = facts.row(Event, values["event"]) if values.get("event") else None
        mou = MoU(event=event)
        for name in FIELDS:
            if name in values and name != "event":
                column: Any = self.column(name)
                column.put(mou, values[name])
        entry.made = mou
        entry.more["signed"] = [described(party, event, {}) for key in values["parties"] if (party := Party.read(key))]

    def compared(self, entry: Entry) -> list[Column]:
        return [column for column in super().compared(entry) if column.name != "reference"]

    # --- Writing -----------------------------------------------------------------------------------------

    def create(self, entries: list[Entry], facts: Facts) -> list[Any]:
        mous = [entry.made for entry in entries]
        signed = iter(found_or_created_all([row for entry in entries for row in entry.more["signed"]]))
        MoU.objects.bulk_create(mous)
        MouParty.objects.bulk_create(
            [
                MouParty(mou=mou, delegation=next(signed))
                for entry, mou in zip(entries, mous, strict=True)
                for _row in entry.more["signed"]
            ]
        )
        tell(MoU, "mou", entries, mous)
        return mous

    def title(self, entry: Entry, row: Any) -> str:
        return f"{row.reference} · {row.title}"

    def changed_content(self, entry: Entry, facts: Facts) -> dict[str, Any]:
        content = super().changed_content(entry, facts)
        if "parties" in {column.name for column in self.compared(entry)}:
            content["signatures"] = self._signatures(entry, facts)
        return content

    def _signatures(self, entry: Entry, facts: Facts) -> list[int]:
        """Return the delegations of the parties that the row names: those that signed already stay the same."""
        event = facts.row(Event, entry.values["event"]) if entry.values.get("event") else entry.target.event
        there = [signature.delegation for signature in entry.target.signatures.all()]
        kept = [row for row in there if party_key(row) in entry.values["parties"]]
        new = set(entry.values["parties"]) - {party_key(row) for row in kept}
        made = [described(party, event, {}) for key in sorted(new) if (party := Party.read(key))]
        return [row.pk for row in (*kept, *found_or_created_all(made))]
