"""From a text to its words, and to the names among them: the longest first, wherever they stand."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.text import normalise
from delegations.lexicon import Lexicon, Meaning, Party, without_article
from desk.bulk.words import CONNECTORS, LINKS

_APOSTROPHES = "'`´’‘‛′ʹʻʼʽʾʿ"
_COMMAS = re.compile(r"[,،、]")
_BREAKS = re.compile(r"[,;،؛、|•·●▪‣&+/\n\t\r\v\f\u2028\u2029]")
_DASH = re.compile(r"(?<=\s)[-–—―‒]+(?=\s|$)|[—―]|(?<=\s)[–](?=\S)")
_BLANK_LINE = re.compile(r"[\r\n][ \t\u00a0]*(?:\r\n|\r|\n)[ \t\u00a0]*(?=\S)|\n[ \t\u00a0]*\n")
LONGEST_TAIL = 8  # words: "Korea, Democratic People's Republic of" has four


@dataclass(frozen=True, slots=True)
class Word:
    """One normalised word and where in the text it is. ``wa`` says that it begins with a glued Arabic "and"."""

    text: str
    start: int
    end: int
    wa: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands before a word: nothing but space, or signs that part it from the word before."""

    comma: bool = False
    line: bool = False
    blank: bool = False
    dash: bool = False
    colon: bool = False
    full_stop: bool = False
    other: bool = False  # a semicolon, a bullet, a slash, an ampersand
    opens: int = 0
    closes: int = 0

    @property
    def parts(self) -> bool:
        """Whether a list goes on with the next of its items here."""
        return self.comma or self.line or self.other or self.full_stop

    @property
    def ends(self) -> bool:
        return self.parts or self.dash or self.colon or bool(self.opens or self.closes)


@dataclass(frozen=True, slots=True)
class Match:
    """A name: the words from ``first`` up to ``last``, and what it means. ``glued`` letters go before it."""

    first: int
    last: int
    meaning: Meaning
    key: str
    glued: int = 0
    joined: bool = False  # the Arabic "and" was glued to it


def words_of(text: str) -> list[Word]:
    """Cut ``text`` into normalised words; an elision ("l'Allemagne") is two, as everywhere in the register."""
    found: list[Word] = []
    for start, end in _tokens(text):
        raw = text[start:end]
        parts = normalise(raw).split()
        if len(parts) == 1:
            found.append(_word(parts[0], start, end))
            continue
        pieces = [piece for piece in re.finditer(rf"[^{_APOSTROPHES}]+", raw) if normalise(piece.group())]
        for number, part in enumerate(parts):
            if len(pieces) == len(parts):
                found.append(_word(part, start + pieces[number].start(), start + pieces[number].end()))
            else:
                found.append(Word(part, start, end))
    return found


def _word(text: str, start: int, end: int) -> Word:
    return Word(text, start, end, wa=len(text) > 3 and text[0] == "و")


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs of letters, digits, their marks and apostrophes."""
    start = None
    for at, char in enumerate(text):
        inside = char.isalnum() or char in _APOSTROPHES or unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf", "Lm")
        if inside and start is None:
            start = at
        elif not inside and start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(text)


def gap_of(raw: str, before: str = "") -> Gap:
    """Read the signs between two words; ``before`` is the word before them ("St." and "U.S." end no sentence)."""
    line = bool(re.search(r"[\n\r\v\f\u2028\u2029]", raw))
    return Gap(
        comma=bool(_COMMAS.search(raw)),
        line=line,
        blank=line and bool(_BLANK_LINE.search(raw)),
        dash=bool(_DASH.search(raw)),
        colon=":" in raw or "：" in raw,
        full_stop=len(before) > 3 and bool(re.search(r"[.!?。؟](?:\s|$)", raw)),
        other=bool(_BREAKS.search(_COMMAS.sub(" ", re.sub(r"[\n\r\v\f\u2028\u2029]", " ", raw)))),
        opens=sum(raw.count(sign) for sign in "(（["),
        closes=sum(raw.count(sign) for sign in ")）]"),
    )


def gaps_of(text: str, words: list[Word]) -> list[Gap]:
    """Return the gap before each word, and the one after the last."""
    gaps, end, before = [], 0, ""
    for word in words:
        gaps.append(gap_of(text[end : word.start], before) if word.start >= end else Gap())
        end, before = word.end, word.text
    return [*gaps, gap_of(text[end:] + "\n", before)]


class Scanner:
    """Finds the names in a text. ``strict`` reads prose, where "us" and "poles" are no countries."""

    def __init__(self, text: str, lexicon: Lexicon, *, strict: bool = False) -> None:
        self.text, self.lexicon, self.strict = text, lexicon, strict
        self.words = words_of(text)
        self.gaps = gaps_of(text, self.words)

    def matches(self) -> list[Match]:
        found: list[Match] = []
        at = 0
        while at < len(self.words):
            match = self._longest(at)
            if match:
                match = self._inverted(match) or match
                found.append(match)
            at = match.last if match else at + 1
        return found

    def _longest(self, at: int) -> Match | None:
        for first, joined in _glued(self.words[at].text):
            for key in self.lexicon.starts.get(first, ()):
                last = at + len(key)
                if last > len(self.words) or any(
                    word.text != part for word, part in zip(self.words[at + 1 : last], key[1:], strict=True)
                ):
                    continue
                name = " ".join(key)
                meaning = self.lexicon.meaning(name)
                glued = max(0, len(self.words[at].text) - len(first))
                if meaning and self._holds_together(at, last) and self._is_written(name, at, last, glued):
                    return Match(at, last, meaning, name, glued, joined)
        return self._code(at)

    def _code(self, at: int) -> Match | None:
        """Return the country whose ISO code stands by itself in a list, in capitals: "DE, FR, IN"."""
        raw = self.text[self.words[at].start : self.words[at].end]
        party = Party("c", raw)
        if self.strict or party not in self.lexicon.parties or not (self.gaps[at + 1].ends and self._begins(at)):
            return None
        return Match(at, at + 1, Meaning((party,), certain=True, proper=True), self.words[at].text)

    def _begins(self, at: int) -> bool:
        return at == 0 or self.gaps[at].ends

    def _holds_together(self, first: int, last: int) -> bool:
        """Tell whether the words are one name: a comma or bracket inside it only where it does not part two names.

        "Korea, South" is one where nothing follows "South"; "Hong Kong, China" are two.
        """
        spans = False
        for at in range(first + 1, last):
            gap = self.gaps[at]
            if gap.blank or gap.colon or gap.full_stop:
                return False
            if gap.ends and not (gap.other and not gap.comma and not gap.line):
                spans = True
                if self._names_a_party(at, last) and self._names_a_party(first, at):
                    return False
        return not spans or self._ends(last)

    def _names_a_party(self, first: int, last: int) -> bool:
        found = self.lexicon.meaning(without_article(" ".join(word.text for word in self.words[first:last])))
        return found is not None and found.proper and bool(found.parties)

    def _ends(self, at: int) -> bool:
        """Tell whether a list's item may end before the word ``at``."""
        if at >= len(self.words) or self.gaps[at].ends:
            return True
        return self.words[at].text in CONNECTORS or self.words[at].wa

    def _inverted(self, head: Match) -> Match | None:
        """Return the name that is written the other way round: "Korea, Republic of", "Macedonia (North)"."""
        if not head.meaning.proper or head.last >= len(self.words):
            return None
        gap = self.gaps[head.last]
        if gap.line or gap.other or gap.colon or not (gap.comma or gap.opens):
            return None
        last = head.last + 1
        while last < len(self.words) and last - head.last <= LONGEST_TAIL and not self._ends(last):
            last += 1
        tail = [word.text for word in self.words[head.last : last]]
        if not self._ends(last) or self._names_a_party(head.last, last):
            return None
        while tail and tail[0] in ("the", "la", "le", "les", "el", "los"):
            tail = tail[1:]
        key = " ".join([*tail, head.key])
        if tail and (meaning := self.lexicon.meaning(key)) and meaning.parties and set(tail) - LINKS:
            return Match(head.first, last, meaning, key, head.glued, head.joined)
        return None

    def _is_written(self, name: str, first: int, last: int, glued: int) -> bool:
        raw = self.text[self.words[first].start : self.words[last - 1].end]
        alone = self._ends(last) and self._begins(first)
        if self.strict:
            return self.lexicon.may_be_written(name, raw)
        written = self.lexicon.entries[name].written
        # "un" and "us" are the United Nations and the United States only by themselves, or in capitals.
        return alone or written != {"upper"} or raw.lower() == raw.upper() or raw.upper() == raw


def _glued(text: str) -> Iterator[tuple[str, bool]]:
    """Yield ``text`` as it is, and without the Arabic letters that are written together with a name: و، ف، ب، ل.

    The second value says that one of them was "and".
    """
    yield text, False
    if not "\u0600" <= text[0] <= "\u06ff":
        return
    bases = [(text, False)]
    if text[0] in "وف" and len(text) > 3:
        bases.append((text[1:], text[0] == "و"))
        yield bases[-1]
    for base, joined in bases:
        if base.startswith("لل"):
            yield f"ال{base[2:]}", joined
        if base[0] in "بلك" and len(base) > 3:
            yield base[1:], joined
