"""The table of what was understood: a row for each piece of the text, with what the editor made of it.

The text is read again at every step, and what was typed into a row goes with the piece of text it stands for: so
nothing is kept on the server, and a row corrected stays so when the text around it is changed.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text import normalise, validate_clean_text
from delegations.lexicon import Lexicon, Party, without_article
from delegations.models import Delegation
from delegations.services import STATED
from desk.bulk.cutting import MOST_SECTIONS
from desk.bulk.reading import Piece, Reading, read

MOST_ROWS = 125  # seven fields each: a form may have a thousand in all (DATA_UPLOAD_MAX_NUMBER_FIELDS)
MOST_GUESSED = 60  # rows without a party that get suggestions: each takes some milliseconds
LONGEST_NAME = 200
MARKS = ("principal", "twice", "recorded")


@dataclass(slots=True)
class Row:
    """One piece of the text. ``options`` is what it may mean; ``party`` what it means, as read, chosen or written."""

    number: int
    text: str
    section: int = 0
    name: str = ""
    ignored: str = ""
    options: tuple[Party, ...] = ()
    party: Party | None = None
    is_guess: bool = False  # the options are only like what is written
    enter: bool = True
    other: str = ""
    institution: str = ""
    head: str = ""
    head_title: str = ""
    is_new: bool = True
    is_first: bool = False  # shown for the first time together with all others
    was: int | None = None  # the section that it was in when it was last shown
    seen: frozenset[str] = frozenset()
    tried: str = ""
    marks: list[str] = field(default_factory=list)
    errors: dict[str, list[str]] = field(default_factory=dict)
    recorded: list[Any] = field(default_factory=list)
    delegation: Delegation | None = None

    @property
    def key(self) -> str:
        return without_article(normalise(self.text)) or self.text

    @property
    def needs(self) -> str:
        """What stands in the way of entering it: "choose", "name", "fix", "look", or nothing."""
        if not self.enter:
            return ""
        if self.errors:
            return "fix"
        if self.party is None:
            return "choose" if self.options and not self.is_guess else "name"
        if "principal" in self.marks:
            return "fix"
        return "look" if not self.is_first and (self.is_new or set(self.marks) - self.seen) else ""

    @property
    def kept(self) -> str:
        """The hidden field that says of which piece the row is, and what of it the editor has been shown."""
        state = {"t": self.text, "s": self.section, "n": sorted(self.marks), "x": self.other}
        return json.dumps(state, ensure_ascii=False)

    @property
    def who(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in STATED}


def rows_of(reading: Reading, lexicon: Lexicon, posted: list[Row]) -> tuple[list[Row], list[Row]]:
    """Return a row for each piece, with what was typed into the row of the same words; and the rows left over."""
    waiting: dict[str, list[Row]] = defaultdict(list)
    for row in posted:
        waiting[row.key].append(row)
    rows, guesses = [], MOST_GUESSED
    for number, piece in enumerate(reading.pieces):
        row = Row(number, piece.text, piece.section, piece.name, piece.who.ignored)
        known = waiting[row.key].pop(0) if waiting[row.key] else None
        guesses -= _understand(row, piece, lexicon, known, guesses > 0)
        rows.append(row)
    gone = [row for left in waiting.values() for row in left]
    return rows, sorted(gone, key=lambda row: row.number)


def _understand(row: Row, piece: Piece, lexicon: Lexicon, known: Row | None, may_guess: bool) -> int:
    """Fill in ``row``; return how many guesses that took."""
    row.options, certain = piece.parties, piece.certain
    for name in STATED:
        setattr(row, name, getattr(piece.who, name))
    text, chosen = piece.text, None
    if known:
        row.is_new, row.was = False, known.section
        row.enter, row.seen, row.errors = known.enter, known.seen, known.errors
        row.other = known.other
        for name in STATED:
            setattr(row, name, getattr(known, name))
        # A choice is of the options that were shown: those of the text, or of what was written in its place.
        chosen = known.party if known.tried == known.other else None
    if row.other:
        text = row.other
        found = read(text, lexicon).pieces
        row.options, certain = (found[0].parties, found[0].certain) if len(found) == 1 else ((), False)
    guessed = 0
    if not row.options and may_guess:
        row.options, row.is_guess, guessed = tuple(lexicon.suggestions(text)), True, 1
    elif chosen and chosen not in row.options and chosen in lexicon.parties and not certain:
        row.options = (*row.options, chosen)
    if chosen and chosen in row.options:
        row.party = chosen
    elif certain:
        row.party = row.options[0]
    return guessed


def posted_rows(data: Mapping[str, Any]) -> list[Row]:
    """Read the rows that a browser sent; whatever it sent, this returns rows."""
    try:
        count = min(int(data.get("rows", "0")), MOST_ROWS)
    except (TypeError, ValueError):
        count = 0
    rows = []
    for number in range(count):
        state = _state(data.get(f"r-{number}-of", ""))
        if state is None:
            continue
        row = Row(number, state["t"], state["s"], seen=frozenset(state["n"]), tried=state["x"], is_new=False)
        row.enter = f"r-{number}-enter" in data
        row.party = Party.read(data.get(f"r-{number}-party", ""))
        row.other = data.get(f"r-{number}-other", "").strip()
        for name in STATED:
            setattr(row, name, data.get(f"r-{number}-{name}", "").strip())
        _check(row)
        rows.append(row)
    return rows


def _state(text: str) -> dict[str, Any] | None:
    try:
        state = json.loads(text)
        found = {**state, "n": [mark for mark in state["n"] if mark in MARKS]}
        if not isinstance(found["s"], int) or not 0 <= found["s"] < MOST_SECTIONS:
            return None
        found["t"].encode()
        found["x"].encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return found


def _check(row: Row) -> None:
    for name in STATED:
        try:
            Delegation._meta.get_field(name).clean(getattr(row, name), None)  # type: ignore[union-attr]  # a column, not a relation back
        except ValidationError as error:
            row.errors[name] = error.messages
    try:
        validate_clean_text(row.other)
    except ValidationError as error:
        row.errors["other"] = error.messages
    if len(row.other) > LONGEST_NAME:
        row.errors["other"] = [_("A name has at most %(n)d characters.") % {"n": LONGEST_NAME}]


def mark(rows: list[Row], principal: Party, recorded: Mapping[Party, list[Any]]) -> None:
    """Mark the rows that repeat: the principal itself, a party named above, one that it met already.

    The first time a row is shown, a repetition is left out; the editor may put it in again.
    """
    above: Counter[Party] = Counter()
    for row in rows:
        row.marks, row.recorded = [], []
        if row.party is None:
            continue
        if row.party == principal:
            row.marks.append("principal")
        if above[row.party]:
            row.marks.append("twice")
        if found := recorded.get(row.party):
            row.marks.append("recorded")
            row.recorded = found[:3]
        if row.is_new and row.marks:
            row.enter = False
        above[row.party] += row.enter
