"""A name with the words about it: "the Director General of the Spanish National Police, Francisco Pardo".

A mention tells whether its name stands for people who can meet (a person, a body, a bare party) or only colours another
thing ("Moroccan experience"), and which word introduces it ("in", "with").
"""

from dataclasses import dataclass
from functools import cache

from core.text import normalise
from delegations.lexicon import Party
from intake.reading.scan import Named, Scan
from intake.reading.tables import table
from intake.reading.words import (
    AMPERSAND,
    BREAKS,
    BULLET,
    COMMA,
    DASH,
    LINE,
    SEMICOLON,
    STOP,
)

LONGEST = 14  # words on either side of a name that may belong to it
LONGEST_NAME = 6  # words of a person's name
_HARD = BREAKS | LINE | STOP

PERSON, BODY, BARE, OTHER = "person", "body", "bare", "other"


@dataclass(slots=True)
class Mention:
    """The words ``first`` up to ``last`` about the name ``name``; ``end`` is after the person's name."""

    name: Named
    party: Party | None
    first: int
    last: int
    end: int
    head: str
    before: str  # the word before it, normalised
    glued: bool  # an Arabic "and" is written together with its first word
    prefix: str  # another letter that is: "ب" in "بوزير"
    is_capital: bool = False  # a capital that may stand for its state
    title: str = ""
    institution: str = ""
    person: str = ""
    person_first: int = -1


class Mentions:
    """Makes the mentions of a sentence, and joins those that are one list."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.words, self.tables = scan, scan.words, scan.tables
        self.classes_of = scan.tables.classes_of
        self.arabic = scan.arabic
        self.national = national_bodies()

    def of(self, first: int, last: int) -> list[Mention]:
        """Return the mentions of parties in the words ``first`` up to ``last``, in their order."""
        found: list[Mention] = []
        name_at, named = self.scan.name_at, self.scan.named
        at = first
        while at < last:
            number = name_at[at]
            if number < 0:
                at += 1
                continue
            name = named[number]
            if name.parties or name.city.country:
                floor = found[-1].end if found else first
                mention = self._mention(name, max(first, floor), last)
                if name.parties or name.city.is_capital or mention.head in (PERSON, BODY):
                    found.append(mention)
            at = max(at + 1, name.last)
        self._share_heads(found)
        return found

    # --- One mention -------------------------------------------------------------------------------------

    def _mention(self, name: Named, floor: int, ceiling: int) -> Mention:
        left, left_kinds = self._left(name, floor)
        right, right_kinds = self._right(name, ceiling)
        kinds = left_kinds | right_kinds
        if _EVENT in kinds:
            # "the General Assembly of INTERPOL" is nobody.
            left, right, kinds = name.first, name.last, frozenset({_EVENT})
        party = name.parties[0] if name.parties else Party("c", name.city.country)
        organization = party.kind != "c"
        honorary = left < name.first and not _HONORARY.isdisjoint(self.words.norm[left : name.first])
        if honorary or kinds == _ONLY_EVENT:
            head = OTHER
        elif "people.people" in kinds or "people.titles" in kinds:
            head = PERSON
        elif "people.institutions" in kinds or name.key in self.national:
            head = BODY
        elif name.proper or organization or name.city.country:
            head = BARE
        else:
            head = OTHER
        glued, prefix = name.glued, name.prefix
        if left < name.first and self.arabic:
            glued, prefix = self._glue(left)
        mention = Mention(
            name,
            party,
            left,
            right,
            right,
            head,
            self.words.norm[left - 1] if left > 0 and not self.words.gap[left] & _HARD & ~COMMA else "",
            glued,
            prefix,
            is_capital=not name.parties,
        )
        if head in (PERSON, BODY):
            self._tell(mention, ceiling)
        return mention

    def _glue(self, at: int) -> tuple[bool, str]:
        """Return what is written together with a word: whether "and", and which preposition."""
        word = self.words.norm[at]
        glued = len(word) > 3 and word[0] in "وف" and bool(self.classes_of(word[1:])) and not self._own(word)
        rest = word[1:] if glued else word
        prefix = rest[0] if len(rest) > 3 and rest[0] in "بل" and not self._own(rest) else ""
        return glued, prefix

    def _own(self, word: str) -> bool:
        """Tell whether an Arabic word is in the lists as it stands, so that its first letter is its own."""
        bare = word.removeprefix("ال")
        return any(word in words or bare in words for words in self.tables.classes.values())

    def _kinds(self, at: int) -> frozenset[str]:
        """Return the classes of a word that may stand in the same phrase; none for a verb or what ends a phrase."""
        number = self.scan.mark_at[at]
        if number >= 0:
            mark = self.scan.marks[number]
            if not mark.tags <= _QUIET and not (mark.last - mark.first == 1 and mark.tags <= _HALF_QUIET):
                return _NONE
        return self.classes_of(self.words.norm[at])

    def _left(self, name: Named, floor: int) -> tuple[int, frozenset[str]]:
        words, seen, best, at = self.words, set[str](), name.first, name.first - 1
        while at >= floor and name.first - at <= LONGEST:
            if words.gap[at + 1] & _HARD or self.scan.name_at[at] >= 0:
                break
            kinds = self._kinds(at)
            if _EVENT in kinds and not seen & _HEADS:
                return name.first, frozenset({_EVENT})
            if kinds & _NOUNS:
                seen |= kinds
                best = at
            elif kinds & _LINKING or self._joins_nouns(at):
                pass
            elif not self.arabic and words.is_capital(at) and self.scan.mark_at[at] < 0 and at > floor:
                best = at
            else:
                break
            if self.arabic and at < name.first and self._opens_phrase(at, kinds):
                break
            at -= 1
        if not seen & _HEADS and not name.proper and best < name.first:
            # "The Hammouchi Spanish": capitals alone are no phrase of an adjective.
            best = name.first
        if seen & _HEADS == set() and name.proper:
            best = name.first
        return best, frozenset(seen)

    def _opens_phrase(self, at: int, kinds: frozenset[str]) -> bool:
        """Tell whether an Arabic phrase begins here: "and" or a preposition is written together with its first word."""
        if not kinds & _HEADS:
            return False
        glued, prefix = self._glue(at)
        if glued and not kinds & _PEOPLE and at and not self.words.gap[at]:
            # "وزير العدل والأمن": the "and" is inside one title.
            glued = not self.classes_of(self.words.norm[at - 1]) & _FIELDS
        return glued or prefix == "ب"

    def _joins_nouns(self, at: int) -> bool:
        """Tell whether "and" or "in" joins two words of one title: "Minister of Justice and Public Security"."""
        norm = self.words.norm
        if norm[at] not in _AND_IN or at + 1 >= len(norm) or at == 0 or self.words.gap[at + 1] or self.words.gap[at]:
            return False
        return bool(self.classes_of(norm[at + 1]) & _FIELDS) and bool(self.classes_of(norm[at - 1]) & _FIELDS)

    def _right(self, name: Named, ceiling: int) -> tuple[int, frozenset[str]]:
        words, seen, at = self.words, set[str](), name.last
        norm = words.norm
        possessive = at < ceiling and norm[at] == "s"
        if possessive:
            at += 1
        adjective = not name.proper or possessive
        organization = bool(name.parties) and name.parties[0].kind != "c"
        if organization and not possessive and not self.tables.adjective_first:
            return name.last, frozenset()
        if not adjective and not self.tables.adjective_first:
            return name.last, frozenset()
        best, capitals = name.last, 0
        while at < ceiling and at - name.last <= LONGEST:
            if words.gap[at] & _HARD or (self.scan.name_at[at] >= 0):
                break
            kinds = self._kinds(at)
            if self.arabic and at > name.last and self._begins_next(at):
                break
            if not self.tables.adjective_first and kinds & _HEADS and not self._follows_link(at):
                break  # after "السعودي" and "espagnol" another person begins
            if _EVENT in kinds and not seen & _HEADS and words.gap[at] == 0:
                return name.last, frozenset({_EVENT})
            if kinds & _NOUNS and not (kinds <= _CONJUNCTION):
                if not adjective and not words.is_capital(at):
                    break
                seen |= kinds
                best = at + 1
            elif (
                kinds & _LINKING
                and best > name.first
                and norm[at] not in ("from", "by", "his", "her", "their", "son", "sa", "un", "une")
            ) or self._joins_nouns(at):
                pass
            elif not self.arabic and words.is_capital(at) and self.scan.mark_at[at] < 0:
                capitals += 1
                if not seen & _HEADS and capitals > 4:
                    break
            else:
                break
            at += 1
        if not seen & _HEADS:
            return name.last, frozenset()
        return best, frozenset(seen)

    def _follows_link(self, at: int) -> bool:
        return not self.arabic and self.words.norm[at - 1] in _ARTICLES

    def _begins_next(self, at: int) -> bool:
        word = self.words.norm[at]
        if len(word) > 3 and word[0] == "و" and not self._own(word):
            kinds = self.classes_of(word[1:])
            return bool(kinds & _HEADS)
        return False

    # --- Who ---------------------------------------------------------------------------------------------

    def _tell(self, mention: Mention, ceiling: int) -> None:
        """Fill in title, institution and person from the phrase and from the capitals after it."""
        words, first, last = self.words, mention.first, mention.last
        heads = [at for at in range(first, last) if not self._in_name(at, mention) and self._is_title(at)]
        bodies = [at for at in range(first, last) if not self._in_name(at, mention) and self._is_body(at)]
        name = mention.name
        if bodies and (not heads or heads[0] < bodies[0] or heads[0] > bodies[-1]):
            start, stop = self._around(mention, bodies)
            mention.institution = words.raw(start, stop)
            before = [at for at in heads if at < start]
            after = [at for at in heads if at >= stop]
            if before:
                mention.title = words.raw(before[0], self._last_title(before[0], start))
            elif after:
                mention.title = words.raw(stop, after[-1] + 1)
        elif heads:
            start = heads[0]
            while start > first and not self._in_name(start - 1, mention) and self._kinds(start - 1) & _FIELDS:
                start -= 1
            stop = (
                heads[-1] + 1 if self.tables.adjective_first and heads[0] >= name.last else self._stop(mention, heads)
            )
            mention.title = words.raw(start, stop)
        if mention.glued and self.arabic:
            mention.title = mention.title.removeprefix("و")
            mention.institution = mention.institution.removeprefix("و")
        if not any(self._is_single(at) for at in heads):
            mention.title = mention.title if heads and self._is_single(heads[0]) else ""
        self._person(mention, ceiling)

    def _stop(self, mention: Mention, heads: list[int]) -> int:
        """Return where a title ends: before the link to the party's name, or where the phrase does."""
        name = mention.name
        if heads[0] >= name.first:
            return mention.last
        stop = name.first
        while stop > heads[0] + 1 and self._kinds(stop - 1) & _LINKING and not self._kinds(stop - 1) & _NOUNS:
            stop -= 1
        if not name.proper and mention.last > name.last:
            return mention.last
        return stop

    def _last_title(self, start: int, stop: int) -> int:
        last = stop
        while last > start + 1 and self.words.norm[last - 1] in _ARTICLES:
            last -= 1
        return last

    def _around(self, mention: Mention, bodies: list[int]) -> tuple[int, int]:
        """Return the span of an institution: its words, the party's name, and what stands between."""
        name = mention.name
        start, stop = min(bodies[0], name.first), max(bodies[-1] + 1, name.last)
        while start > mention.first and self._kinds(start - 1) & _FIELDS and not self._is_title(start - 1):
            start -= 1
        while stop < mention.last and not self._is_title(stop) and self._kinds(stop) & (_FIELDS | _LINKING):
            stop += 1
        while stop > name.last and self._kinds(stop - 1) & _LINKING and not self._kinds(stop - 1) & _NOUNS:
            stop -= 1
        return start, stop

    def _in_name(self, at: int, mention: Mention) -> bool:
        return mention.name.first <= at < mention.name.last

    def _is_title(self, at: int) -> bool:
        return bool(self._kinds(at) & _PEOPLE)

    def _is_body(self, at: int) -> bool:
        return "people.institutions" in self._kinds(at)

    def _is_single(self, at: int) -> bool:
        """Tell whether a word is a title of one person: "minister", not "officials"."""
        return "people.titles" in self.classes_of(self.words.norm[at])

    def _person(self, mention: Mention, ceiling: int) -> None:
        """Find the person's name behind the phrase, after a comma and honorifics at most."""
        words, at = self.words, mention.last
        if at < ceiling and words.gap[at] & _HARD and not words.gap[at] & COMMA:
            return
        start, last, seen = at, at, 0
        while at < ceiling and at - start < LONGEST_NAME + 4:
            if at > start and words.gap[at] & (_HARD & ~COMMA if not seen else _HARD):
                break
            if self.scan.name_at[at] >= 0:
                break
            kinds = self.classes_of(words.norm[at])
            if self.scan.mark_at[at] >= 0 and "people.honorifics" not in kinds:
                break
            if "people.honorifics" in kinds or ("people.particles" in kinds and (seen or self.arabic)):
                pass
            elif self.arabic:
                if kinds & (_PEOPLE | {"people.institutions", "lists.skip", "people.of"}) or self._glue(at)[0]:
                    break
                if self._looks_glued(at) or (seen >= 2 and words.norm[at - 1] not in _ARABIC_PARTICLES and seen >= 3):
                    break
                seen += 1
                last = at + 1
            elif words.is_capital(at) and not kinds & _PEOPLE:
                seen += 1
                last = at + 1
            else:
                break
            at += 1
        if seen and last > start and (seen > 1 or not self.arabic):
            mention.person_first = start
            mention.person = words.raw(start, last)
            mention.end = last

    def _looks_glued(self, at: int) -> bool:
        word = self.words.norm[at]
        return len(word) > 4 and word[0] == "و" and word[1:3] == "ال"

    # --- Lists -------------------------------------------------------------------------------------------

    def _share_heads(self, found: list[Mention]) -> None:
        """Give adjectives in a row the head that only one of them has: "the Spanish, Dutch and Italian ministers"."""
        order = reversed(range(len(found) - 1)) if self.tables.adjective_first else range(1, len(found))
        for at in order:
            other = found[at + 1] if self.tables.adjective_first else found[at - 1]
            mine = found[at]
            if mine.head == OTHER and other.head in (PERSON, BODY) and not other.name.proper:
                one, two = (mine, other) if mine.first < other.first else (other, mine)
                if self.joined(one, two):
                    mine.head = other.head

    def _past_aside(self, one: Mention, two: Mention) -> int | None:
        """Return where an aside between commas ends: "the Kenyan minister, who came on Monday, and the head of …"."""
        words, norm = self.words, self.words.norm
        if two.head not in (PERSON, BODY) and two.before not in _ARTICLES | {"with", "avec", "مع"}:
            return None
        if not words.gap[one.end] & COMMA or one.end >= two.first:
            return None
        for at in range(two.first, one.end, -1):
            if words.gap[at] & (STOP | SEMICOLON | DASH):
                return None
            if at < two.first and not (
                self.classes_of(norm[at]) & _LINKING
                or norm[at] in _AND
                or (self.scan.mark_at[at] >= 0 and self.scan.marks[self.scan.mark_at[at]].tags <= _MARKERS)
            ):
                return None
            if words.gap[at] & COMMA:
                inner = range(one.end, at)
                plain = all(
                    self.scan.mark_at[i] < 0 or not self.scan.marks[self.scan.mark_at[i]].tags & _MEETING for i in inner
                )
                and_after = norm[at] in _AND or two.glued
                return at if plain and and_after and len(inner) > 1 else None
        return None

    def joined(self, one: Mention, two: Mention) -> bool:
        """Tell whether two mentions that follow each other are items of one list."""
        words, connected = self.words, two.glued
        if two.first - one.end > 20:
            return False
        aside = self._past_aside(one, two)
        if aside is None and two.first - one.end > 12:
            return False
        if aside is not None:
            return True
        unknown = 0
        for at in range(one.end, two.first + 1):
            gap = words.gap[at]
            if gap & (COMMA | SEMICOLON | BULLET | AMPERSAND):
                connected, unknown = True, 0
            if gap & (STOP | DASH) and not gap & BULLET:
                return False
            if at == two.first:
                break
            norm = words.norm[at]
            number = self.scan.mark_at[at]
            if number >= 0:
                mark = self.scan.marks[number]
                if "lists.and" in mark.tags or mark.tags <= _MARKERS:
                    connected = True
                    continue
                if not mark.tags <= _QUIET:
                    return False
            kinds = self.classes_of(norm)
            if kinds & (_LINKING | _NOUNS) or "people.honorifics" in kinds or "people.particles" in kinds:
                continue
            if self.arabic:
                unknown += 1
                if at - one.end < 12 and unknown < 7 and "lists.skip" not in kinds:
                    continue
                return False
            if words.is_capital(at) or norm in ("s", "both", "respectively"):
                continue
            return False
        # Words unknown after the last comma are no longer the name of the person before it.
        return connected and (not unknown or two.glued) and (two.prefix != "ب" or one.prefix == "ب")


@cache
def national_bodies() -> frozenset[str]:
    """Return the bodies that are one state's by their name alone: "FBI"."""
    return frozenset(normalise(name) for several in table("apart")["bodies"].values() for name in several)


_NONE: frozenset[str] = frozenset()
_EVENT = "events.strong"
_ONLY_EVENT = frozenset({_EVENT})
_PEOPLE = frozenset({"people.people", "people.titles"})
_HEADS = _PEOPLE | {"people.institutions"}
_FIELDS = frozenset({"people.other", "people.institutions"})
_NOUNS = _HEADS | {"people.other"}
_LINKING = frozenset({"people.of"})
_CONJUNCTION = frozenset({"people.of"})
_HONORARY = frozenset({"honorary", "honneur", "الفخري", "honoraire"})
_AND = frozenset({"and", "et", "puis", "then"})
_MEETING = frozenset(
    {"frames.meet", "frames.meet_present", "frames.passive", "frames.call_on", "frames.light", "instruments.sign"}
)
_AND_IN = frozenset({"and", "in", "et", "en"})
_ARTICLES = frozenset({"of", "the", "de", "du", "des", "la", "le", "les", "l", "d", "for", "from"})
_ARABIC_PARTICLES = frozenset({"بن", "ابن", "ال", "ابو", "عبد", "ولد"})
# Marks inside a phrase about people that do not end it.
_QUIET = frozenset(
    {"people.people", "modality.past", "lists.things", "lists.relation", "modality.attend", "instruments.ordinals",
     "instruments.subject", "frames.listing", "frames.bilateral"}
)  # fmt: skip
_HALF_QUIET = _QUIET | {"lists.and", "modality.multilateral"}
_MARKERS = frozenset({"frames.with", "frames.between", "frames.listing"})
