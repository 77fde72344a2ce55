"""Tables of meetings: each row two delegations, described by their party and, where it is known, who came."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.lexicon import Party
from delegations.models import Delegation, Event
from delegations.services import STATED, described, found_or_created, found_or_created_all
from desk.imports.columns import Column, ShownColumn, TopicsColumn, clean_cell, column_of, party_key, party_text
from desk.imports.entries import Entry
from desk.imports.facts import Facts
from desk.imports.kinds.base import missing
from desk.imports.kinds.records import CITATION, CitedColumn, RecordKind, tell
from desk.imports.refusals import Wrong
from desk.models import ImportedMeeting
from meetings.entry import date_at
from meetings.models import Meeting

SIDES = ("principal", "counterpart")
KEY = "external_key"


class SideColumn(Column):
    """The party of one side."""

    def __init__(self, side: str, label: Any) -> None:
        super().__init__(side, label, required=True)

    def read(self, text: str, facts: Facts) -> Any:
        return str(facts.party(text))

    def get(self, row: Any) -> Any:
        return party_key(getattr(row, self.name))

    def text(self, row: Any) -> str:
        return party_text(getattr(row, self.name))


class PersonColumn(Column):
    """The institution, the head or the head's title of one side."""

    def __init__(self, side: str, part: str, label: Any) -> None:
        super().__init__(f"{side}_{part}", label)
        self.side, self.part, self.inner = side, part, column_of(Delegation, part)

    def read(self, text: str, facts: Facts) -> Any:
        return self.inner.read(text, facts)

    def get(self, row: Any) -> Any:
        return self.inner.get(getattr(row, self.side))


class ExternalKeyColumn(Column):
    """The key that the source, or whoever keeps the table, has for the meeting."""

    def read(self, text: str, facts: Facts) -> Any:
        if len(text) > 200:
            raise Wrong(_("A key has at most 200 characters."))
        return clean_cell(text)

    def get(self, row: Any) -> Any:
        return next((key.external_key for key in row.external_keys.all()), "")


PEOPLE = {
    ("principal", "institution"): gettext_lazy("principal's institution"),
    ("principal", "head"): gettext_lazy("principal's head"),
    ("principal", "head_title"): gettext_lazy("title of the principal's head"),
    ("counterpart", "institution"): gettext_lazy("counterpart's institution"),
    ("counterpart", "head"): gettext_lazy("counterpart's head"),
    ("counterpart", "head_title"): gettext_lazy("title of the counterpart's head"),
}


def side_columns(side: str, label: Any) -> list[Column]:
    return [SideColumn(side, label), *(PersonColumn(side, part, PEOPLE[side, part]) for part in STATED)]


class MeetingKind(RecordKind):
    name = "meeting"
    model = Meeting
    columns = (
        column_of(Meeting, "reference", required=False),
        ExternalKeyColumn(KEY, gettext_lazy("key in the source"), aliases=("external id", "id", "key", "source id")),
        column_of(Meeting, "event", aliases=("conference", "gathering")),
        column_of(Meeting, "held_on", aliases=("date", "day", "when")),
        *side_columns("principal", gettext_lazy("principal")),
        *side_columns("counterpart", gettext_lazy("counterpart")),
        column_of(Meeting, "kind", aliases=("type",)),
        column_of(Meeting, "attestation"),
        column_of(Meeting, "place", aliases=("city", "venue")),
        column_of(Meeting, "place_country"),
        TopicsColumn("topics", gettext_lazy("topics"), aliases=("topic", "subjects")),
        column_of(Meeting, "summary"),
        *(CitedColumn(name) for name in CITATION),
        ShownColumn("status", gettext_lazy("status"), lambda row: row.status),
    )

    def queryset(self, rows: Any) -> Any:
        sides = [f"{side}__{part}" for side in SIDES for part in ("country", "organization")]
        return super().queryset(rows).select_related("event", "place_country", *sides).prefetch_related("external_keys")

    # --- Comparing ---------------------------------------------------------------------------------------

    def identify(self, entries: list[Entry], facts: Facts, *, lock: bool) -> None:
        super().identify(entries, facts, lock=lock)
        keyed = [entry for entry in entries if KEY in entry.values and "source" in entry.values]
        wanted = {(entry.values["source"], entry.values[KEY]) for entry in keyed}
        known: dict[tuple[int, str], int] = {}
        if wanted:
            rows = ImportedMeeting.objects.filter(
                source__in={source for source, _key in wanted}, external_key__in={key for _source, key in wanted}
            )
            known = {(row.source_id, row.external_key): row.meeting_id for row in rows}
        found = {row.pk: row for row in self.stored(facts, {"pk__in": set(known.values())}, lock=lock)} if known else {}
        for entry in keyed:
            meeting = known.get((entry.values["source"], entry.values[KEY]))
            if meeting is None:
                continue
            if meeting not in found:
                entry.wrong(
                    self.column(KEY).label, _("A meeting with this key is there already, and you cannot see it.")
                )
            elif entry.target is None:
                entry.target = found[meeting]
            elif entry.target.pk != meeting:
                entry.wrong(
                    self.column(KEY).label,
                    _("Another meeting has this key: %(record)s.") % {"record": found[meeting].reference},
                )

    def judge(self, entries: list[Entry], facts: Facts) -> None:
        facts.rows(Event, {entry.values.get("event") for entry in entries})
        for entry in entries:
            if KEY in entry.values and "source" not in entry.values and entry.target is None:
                entry.wrong(self.column("source").label, _("A key is of a source: name the source."))
            self.judge_passage(entry)
            if entry.target is None:
                self._judge_new(entry, facts)
            else:
                self._judge_stored(entry, facts)

    def _judge_new(self, entry: Entry, facts: Facts) -> None:
        if not facts.user.has_perm(self.permission("add")):
            entry.wrong("", _("Your role does not allow this."))
        missing(entry, self.columns)
        values = entry.values
        if all(side in values for side in SIDES) and values["principal"] == values["counterpart"]:
            entry.wrong(self.column("counterpart").label, _("A meeting has two different parties."))
        if entry.problems:
            return
        event = facts.row(Event, values["event"]) if values.get("event") else None
        meeting = Meeting(event=event, held_on=values.get("held_on") or (date_at(event) if event else ""))
        for name in ("kind", "attestation", "place", "summary"):
            if name in values:
                setattr(meeting, name, values[name])
        meeting.place_country_id = values.get("place_country")
        for side in SIDES:
            party = Party.read(values[side])
            assert party is not None
            setattr(meeting, side, described(party, event, {part: values.get(f"{side}_{part}", "") for part in STATED}))
        entry.made = meeting

    def _judge_stored(self, entry: Entry, facts: Facts) -> None:
        columns = self.compared(entry)
        entry.changes = [self.change(entry, column) for column in columns]
        if not columns:
            return
        values = entry.values
        parties = [values.get(side) or self.column(side).get(entry.target) for side in SIDES]
        if parties[0] == parties[1]:
            entry.wrong(self.column("counterpart").label, _("A meeting has two different parties."))
        self.judge_target(entry, facts)

    def compared(self, entry: Entry) -> list[Column]:
        keys = {key.external_key for key in entry.target.external_keys.all()}
        return [
            column
            for column in super().compared(entry)
            if column.name != "reference" and not (column.name == KEY and entry.values[KEY] in keys)
        ]

    # --- Writing -----------------------------------------------------------------------------------------

    def create(self, entries: list[Entry], facts: Facts) -> list[Any]:
        meetings = [entry.made for entry in entries]
        sides = found_or_created_all([getattr(meeting, side) for meeting in meetings for side in SIDES])
        for meeting, principal, counterpart in zip(meetings, sides[::2], sides[1::2], strict=True):
            meeting.principal, meeting.counterpart = principal, counterpart
        Meeting.objects.bulk_create(meetings)
        tell(Meeting, "meeting", entries, meetings)
        ImportedMeeting.objects.bulk_create(
            [
                ImportedMeeting(meeting=meeting, source_id=entry.values["source"], external_key=entry.values[KEY])
                for entry, meeting in zip(entries, meetings, strict=True)
                if KEY in entry.values
            ]
        )
        return meetings

    def title(self, entry: Entry, row: Any) -> str:
        parties = " – ".join(entry.texts[side] for side in SIDES if entry.texts.get(side))
        return " · ".join(part for part in (row.reference, parties) if part)

    def changed_content(self, entry: Entry, facts: Facts) -> dict[str, Any]:
        content = super().changed_content(entry, facts)
        differing = {column.name for column in self.compared(entry)}
        event = facts.row(Event, entry.values["event"]) if "event" in differing else entry.target.event
        for side in SIDES:
            names = {side, *(f"{side}_{part}" for part in STATED)}
            if differing & names or "event" in differing:
                content["fields"][f"{side}_id"] = self._side(entry, side, event).pk
        return content

    def _side(self, entry: Entry, side: str, event: Event | None) -> Delegation:
        """Return the delegation that the row describes: what it leaves open is as it was, of the same party."""
        stored = getattr(entry.target, side)
        key = entry.values.get(side) or party_key(stored)
        party = Party.read(key)
        assert party is not None
        same = key == party_key(stored)
        stated = {part: entry.values.get(f"{side}_{part}", getattr(stored, part) if same else "") for part in STATED}
        return found_or_created(described(party, event, stated))

    def write(self, entry: Entry, facts: Facts) -> Any:
        with connection.cursor() as cursor:
            # A meeting and its delegations move to another event one after the other.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        done = super().write(entry, facts)
        if done[0] == "revised":
            self.written(entry, entry.target)
        return done

    def written(self, entry: Entry, record: Any) -> None:
        key, source = entry.values.get(KEY), entry.values.get("source")
        if key and source and key not in {row.external_key for row in record.external_keys.all()}:
            ImportedMeeting.objects.create(meeting=record, source_id=source, external_key=key)
