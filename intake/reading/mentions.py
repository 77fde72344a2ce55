"""The names of a sentence with the words about them, and whether each stands for people who can meet."""

from functools import cache

from core.text import normalise
from delegations.lexicon import Party
from intake.reading.kinds import EVENT, HONORIFIC, INSTITUTION
from intake.reading.lists import Lists
from intake.reading.mention import BARE, BODY, HARD, OTHER, PERSON, Mention
from intake.reading.phrases import PEOPLE_OR_TITLE, Phrases
from intake.reading.scan import Named, Scan
from intake.reading.tables import table
from intake.reading.titles import Titles
from intake.reading.words import COMMA

_HARD_BUT_COMMA = HARD & ~COMMA


class Mentions:
    """Makes the mentions of a sentence, and joins those that are one list."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.words = scan, scan.words
        self.phrases = Phrases(scan)
        self.titles, self.lists = Titles(self.phrases), Lists(scan)
        self.joined = self.lists.joined
        self.national = national_bodies()

    def of(self, first: int, last: int) -> list[Mention]:
        """Return the mentions of parties in the words ``first`` up to ``last``, in their order."""
        found: list[Mention] = []
        for name in self.scan.named_in(first, last):
            if name.parties or name.city.country:
                floor = found[-1].end if found else first
                mention = self._mention(name, max(first, floor), last)
                if name.parties or name.city.is_capital or mention.head in (PERSON, BODY):
                    found.append(mention)
        self.lists.share_heads(found)
        return found

    def _mention(self, name: Named, floor: int, ceiling: int) -> Mention:
        words, phrases = self.words, self.phrases
        left, left_kinds = phrases.left(name, floor)
        right, right_kinds = phrases.right(name, ceiling)
        kinds = left_kinds | right_kinds
        if kinds & EVENT:
            # "the General Assembly of INTERPOL" is nobody.
            left, right, kinds = name.first, name.last, EVENT
        party = name.parties[0] if name.parties else Party("c", name.city.country)
        honorary = left < name.first and not _HONORARY.isdisjoint(words.norm[left : name.first])
        if honorary or kinds == EVENT:
            head = OTHER
        elif kinds & PEOPLE_OR_TITLE:
            head = PERSON
        elif kinds & INSTITUTION or name.key in self.national:
            head = BODY
        elif name.proper or party.kind != "c" or name.city.country:
            head = BARE
        else:
            head = OTHER
        glued, prefix = name.glued, name.prefix
        if left < name.first and phrases.arabic:
            glued, prefix = phrases.glue(left)
            glued = glued or self._follows_and(left, floor)
        before = words.norm[left - 1] if left > 0 and not words.gap[left] & _HARD_BUT_COMMA else ""
        mention = Mention(name, party, left, right, right, head, before, glued, prefix, not name.parties)
        if head in (PERSON, BODY):
            self.titles.tell(mention, ceiling)
        return mention

    def _follows_and(self, at: int, floor: int) -> bool:
        """Tell whether an "and" is written together with the honorifics before a word: "ومعالي وزير …"."""
        words, kinds_of = self.words, self.phrases.tables.kinds_of
        while at > floor and not words.gap[at] & HARD:
            at -= 1
            word = words.norm[at]
            if not kinds_of(word) & HONORIFIC:
                return False
            if word[0] == "و" and kinds_of(word[1:]) & HONORIFIC:
                return True
        return False


@cache
def national_bodies() -> frozenset[str]:
    """Return the bodies that are one state's by their name alone: "FBI"."""
    return frozenset(normalise(name) for several in table("apart")["bodies"].values() for name in several)


_HONORARY = frozenset({"honorary", "honneur", "الفخري", "honoraire"})
