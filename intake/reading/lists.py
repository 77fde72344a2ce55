"""Which mentions are items of one list: "the heads of the agencies of Spain and France, and the Italian ambassador"."""

from intake.reading import tags
from intake.reading.kinds import HONORIFIC, LINK, NOUNS, PARTICLE, SKIPPED
from intake.reading.mention import BODY, OTHER, PERSON, Mention
from intake.reading.phrases import ARTICLES, QUIET
from intake.reading.scan import Scan
from intake.reading.words import AMPERSAND, BULLET, COMMA, DASH, SEMICOLON, STOP

LONGEST = 20  # words between two items, where an aside is told of the first
USUAL = 12  # words between two items


class Lists:
    def __init__(self, scan: Scan) -> None:
        self.scan, self.words, self.tables, self.arabic = scan, scan.words, scan.tables, scan.arabic

    def share_heads(self, found: list[Mention]) -> None:
        """Give adjectives in a row the head that only one of them has: "the Spanish, Dutch and Italian ministers"."""
        order = reversed(range(len(found) - 1)) if self.tables.adjective_first else range(1, len(found))
        for at in order:
            other = found[at + 1] if self.tables.adjective_first else found[at - 1]
            mine = found[at]
            if mine.head == OTHER and other.head in (PERSON, BODY) and not other.name.proper:
                one, two = (mine, other) if mine.first < other.first else (other, mine)
                if self.joined(one, two):
                    mine.head = other.head

    def joined(self, one: Mention, two: Mention) -> bool:
        """Tell whether two mentions that follow each other are items of one list."""
        words, connected = self.words, two.glued
        if two.first - one.end > LONGEST:
            return False
        if self._is_past_aside(one, two) or self._says_with_again(one, two):
            return True
        if two.first - one.end > USUAL:
            return False
        unknown = 0
        for at in range(one.end, two.first + 1):
            gap = words.gap[at]
            if gap & (COMMA | SEMICOLON | BULLET | AMPERSAND):
                connected, unknown = True, 0
            if gap & (STOP | DASH) and not gap & BULLET:
                return False
            if at == two.first:
                break
            number = self.scan.mark_at[at]
            if number >= 0:
                mark = self.scan.marks[number]
                if mark.tags & tags.AND or not mark.tags & ~_MARKERS:
                    connected = True
                    continue
                if mark.tags & ~QUIET:
                    return False
            kinds = self.scan.kinds[at]
            if kinds & (LINK | NOUNS | HONORIFIC | PARTICLE):
                continue
            if self.arabic:
                unknown += 1
                if unknown < 7 and not kinds & SKIPPED:
                    continue
                return False
            if words.is_capital(at) or words.norm[at] in _PASSED:
                continue
            return False
        # Words unknown after the last comma are no longer the name of the person before it.
        return connected and (not unknown or two.glued) and (two.prefix != "ب" or one.prefix == "ب")

    def _is_past_aside(self, one: Mention, two: Mention) -> bool:
        """Tell whether an aside parts the two: "the Kenyan minister, who came on Monday, and the head of …"."""
        words, norm = self.words, self.words.norm
        if not words.gap[one.end] & COMMA or one.end >= two.first:
            return False
        if two.head not in (PERSON, BODY) and two.before not in _BEFORE_ITEM:
            return False
        for at in range(two.first, one.end, -1):
            if words.gap[at] & (STOP | SEMICOLON | DASH):
                return False
            number = self.scan.mark_at[at]
            if at < two.first and not (
                self.scan.kinds[at] & LINK
                or norm[at] in _AND
                or (number >= 0 and not self.scan.marks[number].tags & ~_MARKERS)
            ):
                return False
            if words.gap[at] & COMMA:
                return at - one.end > 1 and (norm[at] in _AND or two.glued) and self._is_plain(one.end, at)
        return False

    def _says_with_again(self, one: Mention, two: Mention) -> bool:
        """Tell whether a comma or "and", and "with", stand before the second: "with A, who …, with B and with C"."""
        words, at = self.words, two.first - 1
        while at > one.end and self.scan.kinds[at] & (LINK | HONORIFIC) and self.scan.mark_at[at] < 0:
            at -= 1
        if at <= one.end or words.gap[at + 1]:
            return False
        mark = self.scan.marks[self.scan.mark_at[at]] if self.scan.mark_at[at] >= 0 else None
        if mark is None or words.norm[mark.last - 1] not in _WITH or mark.first <= one.end:
            return False
        start = mark.first
        while start > one.end and self._is_another(start - 1):
            start -= 1  # "and another with"
        joined = words.gap[start] & COMMA or words.norm[start] in _AND or words.norm[start - 1] in _AND
        if not joined and not (start < mark.first and words.norm[start][0] == "و"):
            return False
        if any(words.gap[inner] & (STOP | SEMICOLON | DASH) for inner in range(one.end, two.first + 1)):
            return False
        return self._is_plain(one.end, mark.first)

    def _is_another(self, at: int) -> bool:
        number = self.scan.mark_at[at]
        return number >= 0 and bool(self.scan.marks[number].tags & tags.ORDINAL)

    def _is_plain(self, first: int, last: int) -> bool:
        """Tell whether nothing in a run of words says that anybody met."""
        marks = self.scan.marks
        return all(number < 0 or not marks[number].tags & _MEETING for number in self.scan.mark_at[first:last])


_AND = frozenset({"and", "et", "puis", "then"})
_PASSED = frozenset({"s", "to", "both", "respectively"})
_BEFORE_ITEM = ARTICLES | {"with", "avec", "مع"}
_WITH = frozenset({"with", "avec", "مع", "ومع"})
_MARKERS = tags.WITH | tags.BETWEEN | tags.LISTING
_MEETING = tags.MEET | tags.MEET_PRESENT | tags.PASSIVE | tags.CALL_ON | tags.LIGHT | tags.SIGN
