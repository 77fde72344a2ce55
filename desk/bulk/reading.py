"""From a pasted text to its pieces: which parties it lists, in its order, and what it says of who came.

A *list* is cut at its commas, lines and "and", and every piece must be a party: what is none is kept and marked. In
*prose* the names are found wherever they stand and the other words are passed over, but for a short word between two
names, which is more likely a name misspelt.

Nothing here asks the database: the names come with the ``Lexicon``. No text makes it fail.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from core.text import is_clean
from delegations.lexicon import Lexicon, Party
from desk.bulk.cutting import Chunk, Cutter
from desk.bulk.people import NOBODY, Who, of_extra, of_list, of_prose
from desk.bulk.scanning import Match
from desk.bulk.words import FILLER


class Mode(StrEnum):
    LIST = "list"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of the text. ``parties`` are what it may mean, the likeliest first; ``certain`` that the first is."""

    text: str
    start: int
    end: int
    section: int
    parties: tuple[Party, ...] = ()
    certain: bool = False
    who: Who = NOBODY
    name: str = ""  # the words that named the party

    @property
    def party(self) -> Party | None:
        return self.parties[0] if self.certain else None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text that may have settings of its own: a line, a paragraph, what follows a heading."""

    start: int
    end: int
    grouping: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    pieces: list[Piece]
    sections: list[Section]


def read(text: str, lexicon: Lexicon, mode: Mode = Mode.LIST) -> Reading:
    """Return what ``text`` lists. The same text and names give the same reading."""
    return _Reader(text, lexicon, is_prose=mode is Mode.PROSE).read()


class _Reader(Cutter):
    def read(self) -> Reading:
        chunks = self.chunks()
        pieces = [piece for chunk in chunks for piece in self._pieces(chunk)]
        if self.is_prose:
            pieces = [p for number, p in enumerate(pieces) if p.parties or self._between_names(pieces, number)]
            pieces = _with_what_follows(_apart(pieces))
        return self._numbered(pieces)

    # --- Understanding -----------------------------------------------------------------------------------

    def _pieces(self, chunk: Chunk) -> list[Piece]:
        main = chunk.main()
        named = [self.matches[at] for at in main if at in self.matches and self.matches[at].meaning.parties]
        loose = [at for at in main if not self._is_named(at) and self._says_something(at)]
        groups: list[list[Match]] = []
        for match in named:
            if groups and set(groups[-1][0].meaning.parties) & set(match.meaning.parties):
                groups[-1].append(match)
            else:
                groups.append([match])
        extras = [self._extra(first, last) for first, last in chunk.extras]
        if not groups:
            return self._unnamed(chunk, loose, extras)
        pieces = []
        for number, group in enumerate(groups):
            first = chunk.first if number == 0 else group[0].first
            last = groups[number + 1][0].first if number + 1 < len(groups) else chunk.last
            pieces.append(self._piece(chunk, first, last, group, extras if number + 1 == len(groups) else []))
        return pieces

    def _piece(self, chunk: Chunk, first: int, last: int, group: list[Match], extras: list["_Extra"]) -> Piece:
        best = max(group, key=lambda match: (match.meaning.certain, match.meaning.proper, -match.first))
        parties, certain = best.meaning.parties, best.meaning.certain
        inner = [at for at in chunk.main() if first <= at < last]
        if self.is_prose:
            first, last, who = of_prose(self.scanner, best)
        else:
            who = of_list(self.scanner, inner[0], inner[-1] + 1, [match for match in group if match.last <= last])
        for extra in extras:
            if not extra.who.says_nothing and not self.is_prose:
                who = who.with_more(extra.who)
            elif extra.parties and not certain and (meant := [p for p in parties if p == extra.parties[0]]):
                parties, certain = (*meant, *(p for p in parties if p not in meant)), True
        name = self._raw(best.first, best.last, best.glued)
        if self.is_prose:
            return self._made(chunk, first, last, parties, certain, who, name, glued=best.glued)
        return self._made(
            chunk, first, last, parties, certain, who, name, glued=int(best.joined and best.first == first)
        )

    def _unnamed(self, chunk: Chunk, loose: list[int], extras: list["_Extra"]) -> list[Piece]:
        parties = next((extra.parties for extra in extras if extra.parties), ())
        if not loose and not parties:
            return []
        who = Who()
        if parties:
            main = chunk.main()
            who = Who(institution=self._clean(main[0], main[-1] + 1)) if loose else who
        elif not self.is_prose:
            for extra in extras:
                who = who.with_more(extra.who)
        glued = int(self.words[chunk.first].wa and not self.is_prose)
        return [self._made(chunk, chunk.first, chunk.last, parties, bool(parties), who, "", glued=glued)]

    def _made(
        self,
        chunk: Chunk,
        first: int,
        last: int,
        parties: tuple[Party, ...],
        certain: bool,
        who: Who,
        name: str,
        *,
        glued: int,
    ) -> Piece:
        start, end = self.words[first].start + glued, self.words[last - 1].end
        opened = self.text.count("(", start, end) - self.text.count(")", start, end)
        if opened == 1 and self.text[end : end + 1] == ")":
            end += 1
        if self.text[end : end + 1] == "." and self.text[max(start, end - 2) : end - 1] == ".":
            end += 1  # "U.S."
        text = " ".join(self.text[start:end].split())
        return Piece(text, start, end, chunk.section, parties, certain, who, name)

    def _extra(self, first: int, last: int) -> "_Extra":
        found = (self.matches.get(at) for at in range(first, last))
        named = [match for match in found if match and match.meaning.parties]
        rest = [at for at in range(first, last) if not self._is_named(at) and self._says_something(at)]
        if not rest:
            return _Extra(named[0].meaning.parties if named else (), Who())
        return _Extra((), of_extra(self.scanner, first, last))

    def _is_named(self, at: int) -> bool:
        return at in self.inside and bool(self.inside[at].meaning.parties)

    def _says_something(self, at: int) -> bool:
        word = self.words[at].text
        return word not in FILLER and not word.isdigit()

    def _between_names(self, pieces: list[Piece], number: int) -> bool:
        """Tell whether a piece of prose without a name stands, short and capital, between two that have one."""
        if not 0 < number < len(pieces) - 1 or not pieces[number - 1].parties or not pieces[number + 1].parties:
            return False
        words = pieces[number].text.split()
        return len(words) <= 3 and all(word[:1].isupper() for word in words)

    # --- Results -----------------------------------------------------------------------------------------

    def _numbered(self, pieces: list[Piece]) -> Reading:
        """Leave out the sections without a piece, and number the others again."""
        used = sorted({piece.section for piece in pieces})
        numbers = {old: new for new, old in enumerate(used)}
        sections = []
        for old in used:
            span = self.sections[old]
            start, end = self.words[span.first].start, self.words[span.last - 1].end
            sections.append(Section(start, end, span.grouping))
        return Reading([replace(piece, section=numbers[piece.section]) for piece in pieces], sections)

    def _clean(self, first: int, last: int) -> str:
        raw = self._raw(first, last)
        return raw if is_clean(raw) else ""


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Let no piece of prose begin before the last one ends: a title between two names belongs to one of them."""
    kept: list[Piece] = []
    for piece in pieces:
        if kept and not kept[-1].parties and piece.start < kept[-1].end:
            kept.pop()
        start = max(piece.start, kept[-1].end if kept else 0)
        if start < piece.end:
            kept.append(replace(piece, start=start))
    return kept


def _with_what_follows(pieces: list[Piece]) -> list[Piece]:
    """Let the first mention of a party know who came, where only a later one says it."""
    first: dict[Party, int] = {}
    told = list(pieces)
    for number, piece in enumerate(pieces):
        if piece.party is not None:
            at = first.setdefault(piece.party, number)
            told[at] = replace(told[at], who=told[at].who.with_more(piece.who))
    return told


@dataclass(frozen=True, slots=True)
class _Extra:
    """What stands in brackets or after a dash: another name of a party, or who came."""

    parties: tuple[Party, ...]
    who: Who
