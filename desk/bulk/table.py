"""The second step: the text as it was read, a section of settings for each of its parts, a row for each piece."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.state import State
from delegations.gazetteer import Gazetteer
from delegations.lexicon import Lexicon, Party
from delegations.services import described, likest
from desk.bulk.forms import LONGEST_LIST, ProgrammeForm, SectionForm, Topics
from desk.bulk.lines import Line, line_of
from desk.bulk.reading import Mode, Reading, read
from desk.bulk.rows import MOST_ROWS, Row, mark, posted_rows, rows_of
from meetings.lookups import delegations_at, party_of, recorded_with
from meetings.models import Citation
from meetings.services.entering import Draft, Programme

OWN = ("grouping", "locator", "kind", "attestation", "topics", "supports")
OF_PEOPLE = Citation.Supports.INSTITUTION.value


class Span(NamedTuple):
    """A run of the text: the piece of a row, or, without a number, words that were passed over."""

    text: str
    row: Row | None


@dataclass
class Part:
    """A section on the page: its form, its rows, its text in spans."""

    number: int
    form: SectionForm
    rows: list[Row]
    spans: list[Span]
    lines: list[Line] = field(default_factory=list)

    @property
    def short_fields(self) -> list[BoundField]:
        return [self.form[name] for name in ("grouping", "locator", "kind", "attestation")]

    @property
    def chosen(self) -> str:
        """The topics and supports that are ticked, in words."""
        words = []
        for name in ("topics", "supports"):
            ticked = {str(value) for value in self.form[name].value() or ()}
            choices: Any = self.form.fields[name].choices  # type: ignore[attr-defined]  # a field of choices
            words += [str(label) for key, label in choices if str(key) in ticked]
        return ", ".join(words)


class Table:
    """What was read of a text, with what an editor typed into it. ``form`` is bound; it need not be valid."""

    def __init__(
        self, form: ProgrammeForm, data: QueryDict, *, lexicon: Lexicon, topics: Topics, state: State | None
    ) -> None:
        self.form, self.data, self.lexicon, self.topics = form, data, lexicon, topics
        self.text = data.get("names", "")[:LONGEST_LIST]
        self.mode = Mode.PROSE if data.get("mode") == Mode.PROSE else Mode.LIST
        self.reading: Reading = read(self.text, lexicon, self.mode)
        self.is_first = "rows" not in data
        self.rows: list[Row] = []
        self.gone: list[Row] = []
        if len(self.reading.pieces) <= MOST_ROWS:
            self.rows, self.gone = rows_of(self.reading, lexicon, posted_rows(data))
            for row in self.rows:
                row.is_first = self.is_first
            self._compare()
        self.parts = self._parts()
        names = self._names(state)
        self.title = self._title(names)
        for part in self.parts:
            part.lines = [line_of(row, names) for row in part.rows]

    # --- Made --------------------------------------------------------------------------------------------

    def _compare(self) -> None:
        """Mark what the register has already; without an event and a principal there is nothing to compare."""
        event, principal = (self.form.cleaned_data.get(name) for name in ("event", "principal"))
        if event is None or principal is None:
            return
        mark(self.rows, party_of(principal), recorded_with(event, party_of(principal)))
        known = delegations_at(event, {row.party for row in self.rows if row.party})
        for row in self.rows:
            if row.party:
                row.delegation = likest(described(row.party, event, row.who), known.get(row.party, []))

    def _parts(self) -> list[Part]:
        parts = []
        for number, section in enumerate(self.reading.sections):
            rows = [row for row in self.rows if row.section == number]
            prefix, typed = f"s-{number}", self._typed(number, rows)
            if typed is not None:
                form = SectionForm(typed, prefix=prefix, topics=self.topics)
            else:
                form = SectionForm(prefix=prefix, topics=self.topics, initial=self._beginning(number, section.grouping))
            parts.append(Part(number, form, rows, self._spans(number)))
        return parts

    def _typed(self, number: int, rows: list[Row]) -> QueryDict | None:
        """Return what was typed into the section that most of ``rows`` were in: the lines may have moved since."""
        shown = Counter(row.was for row in rows if row.was is not None and f"s-{row.was}-kind" in self.data)
        if not shown:
            return None
        was, typed = shown.most_common(1)[0][0], QueryDict(mutable=True)
        for name in OWN:
            typed.setlist(f"s-{number}-{name}", self.data.getlist(f"s-{was}-{name}"))
        return typed

    def _beginning(self, number: int, grouping: str) -> dict[str, Any]:
        """Return what a section begins with: the settings of the first step, and its own line's place."""
        values = {name: self.form[name].value() for name in OWN if name != "locator"}
        places = [line.strip() for line in (self.form["locators"].value() or "").splitlines() if line.strip()]
        place = places[0] if len(places) == 1 else places[number] if number < len(places) else ""
        return {**values, "grouping": grouping or values["grouping"], "locator": place}

    def _spans(self, number: int) -> list[Span]:
        section, spans = self.reading.sections[number], []
        at = section.start
        for piece, row in zip(self.reading.pieces, self.rows, strict=False):
            if piece.section == number and piece.start >= at:
                spans += [Span(self.text[at : piece.start], None), Span(self.text[piece.start : piece.end], row)]
                at = piece.end
        spans.append(Span(self.text[at : max(at, section.end)], None))
        return [span for span in spans if span.text]

    def _names(self, state: State | None) -> dict[Party, str]:
        countries = Gazetteer.of(state).countries
        wanted = {party for row in self.rows for party in (*row.options, row.party) if party}
        if principal := self.form.cleaned_data.get("principal"):
            wanted.add(party_of(principal))
        return {
            party: countries[party.key].name if party.key in countries else self.lexicon.labels.get(party, party.key)
            for party in wanted
        }

    def _title(self, names: dict[Party, str]) -> str:
        """Return what is common to all in one line, for what is folded away."""
        data = self.form.cleaned_data
        principal = data.get("principal")
        parts = [data.get("event"), names.get(party_of(principal)) if principal else "", data.get("source")]
        return " · ".join(str(part) for part in parts if part) or _("Settings")

    # --- Asked -------------------------------------------------------------------------------------------

    @property
    def entered(self) -> list[Row]:
        return [row for row in self.rows if row.enter]

    @property
    def in_the_way(self) -> list[Row]:
        """The rows that cannot be entered as they stand."""
        return [row for row in self.rows if row.needs in ("choose", "name", "fix")]

    def hindrances(self) -> list[str]:
        """Return what stands in the way of creating the meetings, in words; the rows themselves are marked."""
        reasons = []
        if not self.rows:
            reasons.append(_("No party was found in the text."))
        elif not self.entered:
            reasons.append(_("Every row is left out."))
        if number := len(self.in_the_way):
            text = ngettext(
                "%(n)d row must be cleared up or left out.", "%(n)d rows must be cleared up or left out.", number
            )
            reasons.append(text % {"n": number})
        if looks := [row for row in self.rows if row.needs == "look"]:
            text = ngettext(
                "%(n)d row has changed since you saw it: look at it, then create the drafts again.",
                "%(n)d rows have changed since you saw them: look at them, then create the drafts again.",
                len(looks),
            )
            reasons.append(text % {"n": len(looks)})
        if self.gone:
            names = "; ".join(row.text for row in self.gone[:10])
            reasons.append(_("No longer in the text, and so left out: %(names)s.") % {"names": names})
        wrong = [part for part in self.parts if not part.form.is_valid()]
        if wrong:
            reasons.append(_("The settings of a section need correcting."))
        elif self.form.cleaned_data.get("source") is not None and not self._says_what():
            reasons.append(_("Say of each section which facts its passage supports."))
        return reasons

    def _says_what(self) -> bool:
        said = True
        for part in self.parts:
            if any(row.enter for row in part.rows) and not part.form.cleaned_data["supports"]:
                part.form.add_error("supports", _("Say which facts the passage supports."))
                said = False
        return said

    def programme(self) -> Programme:
        """Return what is to be created. Only where nothing stands in the way."""
        data = self.form.cleaned_data
        drafts = [self._draft(row, part.form.cleaned_data) for part in self.parts for row in part.rows if row.enter]
        return Programme(data["event"], data["principal"], data["held_on"] or "", data["source"], drafts)

    def _draft(self, row: Row, section: dict[str, Any]) -> Draft:
        assert row.party is not None
        people = any(row.who.values())
        supports = list(dict.fromkeys([*section["supports"], *([OF_PEOPLE] if people else [])]))
        place = {"locator": section["locator"], "grouping": section["grouping"], "supports": supports}
        citations = [*self.form.passages(), place]
        return Draft(row.party, row.who, section["kind"], section["attestation"], list(section["topics"]), citations)
