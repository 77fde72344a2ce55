"""How far the phrase about a name reaches: the words on either side that belong to it, and what they are."""

from intake.reading import tags
from intake.reading.kinds import EVENT, FIELDS, HEADS, LINK, NOUNS
from intake.reading.mention import HARD
from intake.reading.scan import Named, Scan

LONGEST = 14  # words on either side of a name that may belong to it


class Phrases:
    """The phrases of a text. ``kinds`` are those of each word as part of one; 0 for a verb or what ends a phrase."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.words, self.tables = scan, scan.words, scan.tables
        self.arabic = scan.arabic
        self.kinds = self._kinds()
        self._glues: dict[str, tuple[bool, str]] = {}

    def _kinds(self) -> list[int]:
        found = self.scan.kinds.copy()
        for mark in self.scan.marks:
            if mark.tags & ~QUIET and (mark.tags & ~_HALF_QUIET or mark.last - mark.first > 1):
                found[mark.first : mark.last] = [0] * (mark.last - mark.first)
        return found

    # --- Letters that Arabic writes together -------------------------------------------------------------

    def glue(self, at: int) -> tuple[bool, str]:
        """Return what is written together with a word: whether "and", and which preposition."""
        word = self.words.norm[at]
        found = self._glues.get(word)
        if found is None:
            found = self._glues[word] = self._glue(word)
        return found

    def _glue(self, word: str) -> tuple[bool, str]:
        glued = len(word) > 3 and word[0] in "وف" and bool(self.tables.kinds_of(word[1:])) and not self._own(word)
        rest = word[1:] if glued else word
        prefix = rest[0] if len(rest) > 3 and rest[0] in "بل" and not self._own(rest) else ""
        return glued, prefix

    def _own(self, word: str) -> bool:
        """Tell whether an Arabic word is in the lists as it stands, so that its first letter is its own."""
        listed = self.tables.words
        return word in listed or word.removeprefix("ال") in listed

    # --- Left and right ----------------------------------------------------------------------------------

    def left(self, name: Named, floor: int) -> tuple[int, int]:
        """Return the first word of what belongs to a name before it, and the kinds of those words."""
        words, gap, name_at, seen, best = self.words, self.words.gap, self.scan.name_at, 0, name.first
        for at in range(name.first - 1, max(floor, name.first - LONGEST) - 1, -1):
            if gap[at + 1] & HARD or name_at[at] >= 0:
                break
            kinds = self.kinds[at]
            if kinds & EVENT and not seen & HEADS:
                return name.first, EVENT
            if kinds & NOUNS:
                seen |= kinds
                best = at
            elif kinds & LINK or self._joins_nouns(at):
                pass
            elif not self.arabic and words.is_capital(at) and self.scan.mark_at[at] < 0 and at > floor:
                best = at
            else:
                break
            if self.arabic and kinds & HEADS and self._opens_phrase(at, kinds):
                break
        if not seen & HEADS:
            # "The Hammouchi Spanish": capitals alone are no phrase.
            return name.first, seen
        return best, seen

    def right(self, name: Named, ceiling: int) -> tuple[int, int]:
        """Return the word after what belongs to a name behind it, and the kinds of those words."""
        words, seen, at = self.words, 0, name.last
        norm = words.norm
        possessive = at < ceiling and norm[at] == "s"
        if possessive:
            at += 1
        adjective = not name.proper or possessive
        organization = bool(name.parties) and name.parties[0].kind != "c"
        if not self.tables.adjective_first and (not adjective or (organization and not possessive)):
            return name.last, 0
        best, capitals = name.last, 0
        while at < ceiling and at - name.last <= LONGEST:
            if words.gap[at] & HARD or self.scan.name_at[at] >= 0:
                break
            kinds = self.kinds[at]
            if self.arabic and at > name.last and self._begins_next(at):
                break
            if not self.tables.adjective_first and kinds & HEADS and not self._follows_link(at):
                break  # after "السعودي" and "espagnol" another person begins
            if kinds & EVENT and words.gap[at] == 0 and (not seen & HEADS or norm[at - 1] in _OF_EVENTS):
                return name.last, EVENT
            if kinds & NOUNS:
                if not adjective and not words.is_capital(at):
                    break
                seen |= kinds
                best = at + 1
            elif (kinds & LINK and norm[at] not in _OTHERS) or self._joins_nouns(at):
                pass
            elif not self.arabic and words.is_capital(at) and self.scan.mark_at[at] < 0:
                capitals += 1
                if not seen & HEADS and capitals > 4:
                    break
            else:
                break
            at += 1
        return (best, seen) if seen & HEADS else (name.last, 0)

    def _opens_phrase(self, at: int, kinds: int) -> bool:
        """Tell whether an Arabic phrase begins here: "and" or a preposition is written together with its first word."""
        glued, prefix = self.glue(at)
        if glued and not kinds & PEOPLE_OR_TITLE and at and not self.words.gap[at]:
            # "وزير العدل والأمن": the "and" is inside one title.
            glued = not self.scan.kinds[at - 1] & FIELDS
        return glued or prefix == "ب"

    def _joins_nouns(self, at: int) -> bool:
        """Tell whether "and" or "in" joins two words of one title: "Minister of Justice and Public Security"."""
        norm, gap, kinds = self.words.norm, self.words.gap, self.scan.kinds
        if norm[at] not in _AND_IN or at + 1 >= len(norm) or at == 0 or gap[at + 1] or gap[at]:
            return False
        return bool(kinds[at + 1] & FIELDS and kinds[at - 1] & FIELDS)

    def _follows_link(self, at: int) -> bool:
        return not self.arabic and self.words.norm[at - 1] in ARTICLES

    def _begins_next(self, at: int) -> bool:
        word = self.words.norm[at]
        return len(word) > 3 and word[0] == "و" and not self._own(word) and bool(self.tables.kinds_of(word[1:]) & HEADS)


PEOPLE_OR_TITLE = HEADS & ~FIELDS
ARTICLES = frozenset({"of", "the", "de", "du", "des", "la", "le", "les", "l", "d", "for", "from"})
_AND_IN = frozenset({"and", "in", "et", "en"})
_OF_EVENTS = frozenset({"general", "executive"})  # "the United Nations General Assembly" has no general
_OTHERS = frozenset({"from", "by", "his", "her", "their", "son", "sa", "un", "une"})  # they begin another phrase
# Marks inside a phrase about people that do not end it.
QUIET = tags.PAST | tags.THING | tags.RELATION | tags.ATTEND | tags.ORDINAL | tags.SUBJECT | tags.LISTING
_HALF_QUIET = QUIET | tags.AND | tags.MULTILATERAL
