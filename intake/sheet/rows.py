"""A row for each finding: what it would become, and what an editor made of it."""

import hashlib
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from core.text import is_blank, normalise
from delegations.lexicon import Party
from delegations.models import Delegation
from intake.sheet.cells import Cell, Parties, Values
from intake.sheet.whys import sure, why
from meetings.models import Citation, Meeting, MoU, ReportedTotal, Topic

ACCEPT, REFUSE, CITE = "accept", "refuse", "cite"
HELD = "held"
WIDE: Final = ("title", "parties", "topics", "quote")
# Fields of findings that are called otherwise in the record.
SAID: Final = {"institution": "institution", "head": "person", "head_title": "title"}


@dataclass(slots=True)
class Row:
    """One finding. ``start`` and ``end`` are its place in the text, ``why`` what the rule saw that made it."""

    key: str
    kind: str  # "meeting", "mou" or "total"
    start: int
    end: int
    paragraph: int
    title: str
    why: str
    confidence: str
    standing: str = HELD
    do: str = REFUSE
    ways: list[tuple[str, str]] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)
    party: Party | None = None
    parties: list[Party] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # who else its name may mean
    recorded: list[Any] = field(default_factory=list)  # in the register already: records of its kind
    cited: bool = False  # by this source
    note: str = ""
    value: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def stands(self) -> str:
        """In words, what the text says of it."""
        words = {
            "held": "",
            "announced": _("only announced"),
            "cancelled": _("cancelled"),
            "multilateral": _("several at one table"),
            "mentioned": _("only mentioned"),
            "signed": "",
            "earlier": _("signed earlier"),
            "planned": _("only planned"),
        }
        return words.get(self.standing, self.standing)

    @property
    def sure(self) -> str:
        return sure(self.confidence)

    @property
    def is_wrong(self) -> bool:
        """Tell whether it stands in the way; what is refused never does."""
        return self.do != REFUSE and bool(self.errors or any(cell.errors for cell in self.cells.values()))

    def sentences(self) -> list[str]:
        return [*self.errors, *(f"{cell.label}: {each}" for cell in self.cells.values() for each in cell.errors)]


def key_of(letter: str, *parts: object) -> str:
    """Return the key of a finding, the same whenever the text is read: "m-ESP", and a digest of longer words."""
    words = "-".join(map(str, parts))
    short = words if words.isascii() and words.isalnum() and len(words) < 10 else ""
    return f"{letter}-{short or hashlib.sha256(words.encode()).hexdigest()[:10]}"


class Maker:
    """Makes the rows of one article."""

    def __init__(self, values: Values, parties: Parties, topics: list[Topic]) -> None:
        self.values, self.parties, self.all_topics = values, parties, topics
        self.by_slug = {topic.slug: topic for topic in topics}
        self.by_name = {normalise(name): topic for topic in topics for name in (topic.name, topic.slug)}

    # --- Meetings ----------------------------------------------------------------------------------------

    def meeting(self, found: dict[str, Any], key: str, known: Any, principal: Party | None) -> Row:
        """Return the row of a counterpart. ``known`` is what the register holds of the principal's meetings."""
        party = self.parties.found(found["party"])
        passage = found["passage"]
        title = self.parties.name(party) if party else found["party"]["name"]
        row = Row(
            key, "meeting", passage["start"], passage["end"], passage["paragraph"], title, why(found["rule"]),
            found["confidence"], found["standing"],
        )  # fmt: skip
        row.others = [self.parties.name(other) for actor in found["others"] if (other := self.parties.found(actor))]
        name = self._cell(row, "party", _("Party"), title, completes="parties")
        row.party = self.parties.read(name, party)
        if row.party is not None:
            row.title = self.parties.name(row.party)
            row.recorded = known.meetings.get(row.party, [])[:3]
            row.cited = any(meeting.pk in known.cited for meeting in row.recorded)
        row.ways = [(ACCEPT, _("Accept")), (REFUSE, _("Refuse"))]
        if row.recorded:
            row.ways.insert(1, (CITE, _("Add a citation to %(reference)s") % {"reference": row.recorded[0].reference}))
        self._do(row, self._first_way(row))
        if row.party is not None and row.party == principal:
            row.errors.append(_("This is the principal itself."))
        self._cell(row, "kind", _("Kind"), found["kind"], list(Meeting.Kind.choices)).choice()
        attestation = list(Meeting.Attestation.choices)
        self._cell(row, "attestation", _("Attestation"), found["attestation"], attestation).choice()
        for name_of, said in SAID.items():
            rule: Any = Delegation._meta.get_field(name_of)
            self._cell(row, name_of, str(rule.verbose_name), found[said]).check(rule)
        self._passage(row, found["grouping"])
        self._topics(row, found["topics"])
        return row

    def _first_way(self, row: Row) -> str:
        if row.standing != HELD or row.cited:
            return REFUSE
        return CITE if row.recorded else ACCEPT

    def _passage(self, row: Row, grouping: str | None = None) -> None:
        fields = {"locator": f"paragraph {row.paragraph}", "grouping": grouping, "quote": ""}
        for name, default in fields.items():
            if default is not None:
                rule: Any = Citation._meta.get_field(name)
                self._cell(row, name, str(rule.verbose_name), default).check(rule)
        row.cells["quote"].is_long = True

    def _topics(self, row: Row, slugs: list[str]) -> None:
        known = [self.by_slug[slug] for slug in slugs if slug in self.by_slug]
        cell = self._cell(row, "topics", _("Topics"), "; ".join(topic.name for topic in known))
        for name in filter(None, (part.strip() for part in cell.value.split(";"))):
            topic = self.by_name.get(normalise(name))
            if topic is None:
                cell.errors.append(_("There is no topic “%(name)s”.") % {"name": name[:100]})
            elif topic not in row.topics:
                row.topics.append(topic)

    # --- MoUs and totals ---------------------------------------------------------------------------------

    def mou(self, found: dict[str, Any], recorded: dict[frozenset[Party], list[MoU]]) -> Row:
        passage, kinds = found["passage"], list(MoU.Kind.choices)
        # Two may stand in one sentence.
        key = key_of("i", passage["start"], *(actor["code"] for actor in found["parties"]))
        row = Row(
            key, "mou", passage["start"], passage["end"], passage["paragraph"], "", why(found["rule"]),
            found["confidence"], found["signed"],
        )  # fmt: skip
        known = [self.parties.found(actor) for actor in found["parties"]]
        names = [self.parties.name(party) if party else actor["name"]
                 for party, actor in zip(known, found["parties"], strict=True)]  # fmt: skip
        label = str(dict(MoU.Kind.choices).get(found["kind"], MoU.Kind.OTHER.label))
        row.note = found["subject"]
        row.ways = [(ACCEPT, _("Accept")), (REFUSE, _("Refuse"))]
        parties = self.values.of(f"{row.key}-parties", "; ".join(names))
        said = {party for name in parties.split(";") if (party := self.parties.named(name.strip())[0])}
        row.recorded = recorded.get(frozenset(said), [])[:3]
        self._do(row, ACCEPT if found["signed"] == "signed" and not row.recorded else REFUSE)
        between = _("%(kind)s between %(parties)s") % {"kind": label[:1].upper() + label[1:], "parties": _and(names)}
        rule: Any = MoU._meta.get_field("title")
        title = self._cell(row, "title", str(rule.verbose_name), between[:240])
        title.check(rule)
        row.title = title.value or between
        self._cell(row, "kind", _("Kind"), found["kind"], kinds).choice()
        self._parties(row, "; ".join(names))
        self._cell(row, "signed_on", _("Signed on"), "").date()
        self._passage(row)
        self._topics(row, found["topics"])
        return row

    def _parties(self, row: Row, default: str) -> None:
        cell = self._cell(row, "parties", _("Parties"), default)
        for name in filter(None, (part.strip() for part in cell.value.split(";"))):
            party, reason = self.parties.named(name)
            if party is None:
                cell.errors.append(reason)
            elif party not in row.parties:
                row.parties.append(party)
        if len(row.parties) < 2 and not cell.errors:
            cell.errors.append(_("Name two parties at least, with a semicolon between them."))

    def total(self, found: dict[str, Any], recorded: set[tuple[str, str]]) -> Row:
        passage = found["passage"]
        row = Row(
            key_of("t", passage["start"], found["counts"]), "total", passage["start"], passage["end"],
            passage["paragraph"], str(found["value"]), why(found["rule"]), found["confidence"],
        )  # fmt: skip
        row.ways = [(ACCEPT, _("Accept")), (REFUSE, _("Refuse"))]
        row.cited = (f"paragraph {row.paragraph}", found["counts"]) in recorded
        self._do(row, REFUSE if row.cited else ACCEPT)
        value: Any = ReportedTotal._meta.get_field("value")
        said = self._cell(row, "value", _("Value"), str(found["value"])).check(value)
        row.value = int(said or 0)
        counts = self._cell(row, "counts", _("What is counted"), found["counts"], list(ReportedTotal.Counts.choices))
        counts.choice()
        qualifiers = list(ReportedTotal.Qualifier.choices)
        self._cell(row, "qualifier", _("Qualifier"), found["qualifier"], qualifiers).choice()
        rule: Any = ReportedTotal._meta.get_field("locator")
        self._cell(row, "locator", _("Locator"), f"paragraph {row.paragraph}").check(rule)
        row.title = f"{row.value or found['value']} · {dict(counts.options).get(counts.value, '')}"
        return row

    # --- Cells -------------------------------------------------------------------------------------------

    def _do(self, row: Row, default: str) -> None:
        row.do = self.values.of(f"{row.key}-do", default)
        if row.do not in dict(row.ways):
            # A meeting that was cited is gone, say: what is made of it now wants to be chosen anew.
            row.do = default if default in dict(row.ways) else REFUSE

    def _cell(
        self,
        row: Row,
        name: str,
        label: str,
        default: str,
        options: list[tuple[str, Any]] | None = None,
        *,
        completes: str = "",
    ) -> Cell:
        value = self.values.of(f"{row.key}-{name}", default)
        label = label[:1].upper() + label[1:]
        cell = row.cells[name] = Cell(f"{row.key}-{name}", label, value, options or [], completes)
        cell.is_wide = name in WIDE
        return cell


def _and(names: list[str]) -> str:
    if len(names) < 2 or any(map(is_blank, names)):
        return ", ".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
