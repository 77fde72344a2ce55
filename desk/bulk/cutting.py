"""Where one item of a list ends and the next begins, and where a part of the list with settings of its own does."""

import re
from dataclasses import dataclass

from core.text import is_clean
from delegations.lexicon import Lexicon
from desk.bulk.scanning import Match, Scanner
from desk.bulk.words import CONNECTORS, FILLER, IN_REGION, JOINING

MOST_SECTIONS = 40
HEADING_WORDS = 10
LONGEST_GROUPING = 120  # characters, as a citation's


@dataclass(slots=True)
class Chunk:
    """The words of one item: ``first`` up to ``last``; what is in brackets or after a dash stands apart."""

    first: int
    last: int
    section: int
    extras: list[tuple[int, int]]

    def main(self) -> list[int]:
        apart = {at for first, last in self.extras for at in range(first, last)}
        return [at for at in range(self.first, self.last) if at not in apart]


@dataclass(slots=True)
class Span:
    """The words of one section, and the heading it stands under."""

    first: int
    last: int
    grouping: str = ""


class Cutter:
    """Cuts a text into chunks. What opens with "Europe: …" or "In Europe, …" stands under that heading."""

    def __init__(self, text: str, lexicon: Lexicon, *, is_prose: bool) -> None:
        self.text, self.is_prose = text, is_prose
        self.scanner = Scanner(text, lexicon, strict=is_prose)
        self.words, self.gaps = self.scanner.words, self.scanner.gaps
        self.matches = {match.first: match for match in self.scanner.matches()}
        self.inside = {at: match for match in self.matches.values() for at in range(match.first, match.last)}
        self.sections: list[Span] = []

    def chunks(self) -> list[Chunk]:
        chunks: list[Chunk] = []
        current: Chunk | None = None
        at, depth, dashed, line, several = 0, 0, False, 0, False
        while at < len(self.words):
            gap, match = self.gaps[at], self.matches.get(at)
            fresh = at == 0 or gap.line
            if fresh:
                depth, dashed = 0, False
                if self._opens_section(at, several):
                    self.sections.append(Span(at, at))
                current, line, several = None, at, False
                if heading := self._heading(at):
                    if self.sections[-1].first != at:
                        self.sections.append(Span(at, at))
                    self.sections[-1].grouping, at = heading
                    continue
            if gap.closes:
                depth = max(0, depth - gap.closes)
            if current and not depth and not gap.opens and self._breaks(at, match, dashed, current):
                current, dashed = None, False
            if gap.opens:
                depth += gap.opens
            if current and (gap.dash or gap.colon) and not depth:
                dashed = True
            if not depth and not dashed and (skipped := self._joins(at, match)):
                current = None
                at += skipped
                continue
            last = match.last if match else at + 1
            if current is None:
                current = Chunk(at, last, len(self.sections) - 1, [])
                several = several or bool(chunks and chunks[-1].first >= line)
                chunks.append(current)
                depth, dashed = (0, False) if not gap.opens else (depth, dashed)
            if depth or dashed:
                if current.extras and current.extras[-1][1] == at and not gap.opens:
                    current.extras[-1] = (current.extras[-1][0], last)
                else:
                    current.extras.append((at, last))
            depth = max(0, depth - sum(self.gaps[inner].closes for inner in range(at + 1, last)))
            current.last = last
            self.sections[-1].last = last
            at = last
        return chunks

    def _opens_section(self, at: int, several: bool) -> bool:
        """Tell whether a new section begins with the line of word ``at``; the line before listed ``several`` or one.

        Lines of one name each belong together; a line that lists several is a section of its own. A line that goes on
        where the last one broke off (a comma, an "and") does not begin one.
        """
        if at == 0 or not self.sections:
            return True
        if len(self.sections) >= MOST_SECTIONS:
            return False
        gap = self.gaps[at]
        if self.is_prose:
            return gap.blank or not any(other.blank for other in self.gaps)
        if gap.blank:
            return True
        if gap.comma or gap.other or self.words[at - 1].text in CONNECTORS or self.words[at].text in CONNECTORS:
            return False
        return several or self._lists_several(at)

    def _lists_several(self, at: int) -> bool:
        found = 0
        for inner in range(at, len(self.words)):
            if inner > at and self.gaps[inner].line:
                break
            match = self.matches.get(inner)
            found += bool(match and match.meaning.proper and match.meaning.parties)
            if inner > at and (self.gaps[inner].dash or self.gaps[inner].opens):
                break
        return found > 1

    def _heading(self, at: int) -> tuple[str, int] | None:
        """Return the heading that the line opens with, and the word after it: "Europe: …", "In Europe, …"."""
        first = self.matches.get(at + 1)
        if self.words[at].text in IN_REGION and first and not first.meaning.parties and self.gaps[first.last].parts:
            return self._raw(first.first, first.last), first.last
        if self.is_prose:
            return None
        for end in range(at + 1, min(at + HEADING_WORDS, len(self.words)) + 1):
            gap = self.gaps[end]
            if gap.colon:
                named = [match for match in self.matches.values() if at <= match.first < end and match.meaning.parties]
                only = named and all(
                    inner in self.inside or self.words[inner].text in FILLER for inner in range(at, end)
                )
                return None if only else (self._before_colon(at, end), end)
            if gap.line or gap.comma or gap.other:
                return None
        return None

    def _breaks(self, at: int, match: Match | None, dashed: bool, current: Chunk) -> bool:
        gap = self.gaps[at]
        if gap.comma and dashed:
            return self._names_another(at, current)
        if gap.parts:
            return True
        if dashed:
            return False
        if match:
            return match.joined
        word = self.words[at]
        return not self.is_prose and word.wa and word.text not in FILLER and at not in self.inside

    def _names_another(self, at: int, current: Chunk) -> bool:
        """Tell whether a comma after a dash ends the item: the next part names another party."""
        own = {p for inner in range(current.first, at) if (m := self.matches.get(inner)) for p in m.meaning.parties}
        for inner in range(at, len(self.words)):
            if inner > at and (self.gaps[inner].line or self.gaps[inner].comma):
                break
            match = self.matches.get(inner)
            if match and match.meaning.parties and match.meaning.parties[0] not in own:
                return True
        return False

    def _joins(self, at: int, match: Match | None) -> int:
        """Return how many words at ``at`` only join two items: "and", "as well as"."""
        if match:
            return 0
        for phrase in JOINING:
            if tuple(word.text for word in self.words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 1 if self.words[at].text in CONNECTORS else 0

    def _before_colon(self, first: int, last: int) -> str:
        start, end = self.words[first].start, self.words[last - 1].end
        tail = re.split("[:：]", self.text[end:], maxsplit=1)[0]
        raw = " ".join(f"{self.text[start:end]}{tail}".split())
        return raw if is_clean(raw) and len(raw) <= LONGEST_GROUPING else ""

    def _raw(self, first: int, last: int, glued: int = 0) -> str:
        return " ".join(self.text[self.words[first].start + glued : self.words[last - 1].end].split())
