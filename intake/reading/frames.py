"""Who met whom: each verb or noun of meeting in a sentence, with the parties on either side of it and whether it was.

A frame is one such statement. Its objects are the list of parties after "met", "talks with", "received"; its subjects are
the parties before the verb (in Arabic, between the verb and the objects). Which of them is the principal, and so which
are counterparts, is decided for the text as a whole: ``intake.reading.parties``.
"""

import re
from dataclasses import dataclass, field

from intake.reading.findings import Standing
from intake.reading.mentions import BARE, BODY, OTHER, PERSON, Mention, Mentions
from intake.reading.scan import Mark, Scan
from intake.reading.words import BULLET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, SEMICOLON, Sentence

REACH = 16  # words between a noun of meeting and its "with"
FREE = 8  # unknown words between a verb and its first object
MOST_TRIGGERS = 14  # in one sentence; with more it is no prose
_VERBS = ("frames.meet", "frames.meet_weak", "frames.meet_present", "frames.meet_gerund", "frames.meet_base", "frames.call_on")
_NOUN = ("frames.nouns",)
TRIGGERS = frozenset({*_VERBS, *_NOUN, "frames.passive", "frames.discuss", "frames.listing"})
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(slots=True)
class Frame:
    """One statement of a meeting. ``rule`` names the form; ``symmetric`` that neither side is the subject."""

    sentence: Sentence
    trigger: Mark
    rule: str
    standing: Standing
    subjects: list[Mention] = field(default_factory=list)
    objects: list[Mention] = field(default_factory=list)
    symmetric: bool = False
    kind: str = "bilateral"
    subject_from: int = 0  # the words before the trigger that may name the subject, for what has no party
    subject_to: int = 0
    sure: bool = True
    passive: bool = False
    either: bool = False  # the only object may as well be the subject


class Framer:
    """Reads the frames of one sentence after the other; remembers whether a list is still to come."""

    def __init__(self, scan: Scan, mentions: Mentions, year: int, months_back: dict[int, int]) -> None:
        self.scan, self.words, self.mentions, self.year = scan, scan.words, mentions, year
        # Words that name a month alone ("in July") → how many months before the publication it was.
        self.months_back = months_back
        self.tables = scan.tables
        self.classes_of = scan.tables.classes_of
        self._marks: list[Mark] = []  # of the sentence
        self.either = False  # whether the only party behind a verb may as well be its subject

    # --- A sentence --------------------------------------------------------------------------------------

    def of(self, sentence: Sentence, marks: list[Mark], found: list[Mention]) -> list[Frame]:
        frames: list[Frame] = []
        self._marks = marks
        floor = sentence.first
        skip_to = -1
        tried = 0
        for number, mark in enumerate(marks):
            if mark.first < skip_to or not mark.tags & TRIGGERS:
                continue
            tried += 1
            if tried > MOST_TRIGGERS:
                break
            ceiling = self._ceiling(sentence, marks, number)
            frame = self._frame(sentence, mark, marks, found, floor, ceiling)
            if frame is None:
                continue
            frames.append(frame)
            last = max([mention.end for mention in frame.objects], default=mark.last)
            if frame.objects:
                floor = skip_to = last
        return frames

    def _ceiling(self, sentence: Sentence, marks: list[Mark], number: int) -> int:
        """Return where the region of a trigger ends: the next finite verb of meeting or the sentence's end."""
        for mark in marks[number + 1 :]:
            if mark.has("frames.meet", "frames.meet_present", "frames.passive", "frames.call_on", "frames.light_base"):
                return mark.first
        return sentence.last

    def _frame(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        if self._is_setting(mark):
            return None
        if mark.has("frames.passive"):
            objects = self._direct(mark, marks, found, ceiling)
            subjects = self._subjects(found, floor, mark.first)
            if not subjects and not objects:
                return None
            return self._made(sentence, mark, marks, "received by", subjects, objects, floor, ceiling, passive=True)
        if mark.has(*_VERBS):
            if mark.has("frames.meet_gerund") and not mark.has("frames.meet"):
                if not self._is_gerund(mark, floor):
                    if not mark.has("frames.nouns"):
                        return None
                    return self._of_noun(sentence, mark, marks, found, floor, ceiling)
            return self._of_verb(sentence, mark, marks, found, floor, ceiling)
        if mark.has("frames.discuss"):
            return self._of_discuss(sentence, mark, marks, found, floor, ceiling)
        if mark.has("frames.nouns"):
            return self._of_noun(sentence, mark, marks, found, floor, ceiling)
        return self._of_listing(sentence, mark, marks, found, floor, ceiling)

    def _is_gerund(self, mark: Mark, floor: int) -> bool:
        """Tell whether "meeting" is a verb: after "before", "after", "by", and with somebody at once behind it."""
        return mark.first > floor and self.words.norm[mark.first - 1] in _BEFORE_GERUND

    def _is_setting(self, mark: Mark) -> bool:
        """Tell whether a noun of meeting names the occasion: "on the sidelines of the meeting of ministers"."""
        if not mark.has("frames.nouns"):
            return False
        norm = self.words.norm
        return any(norm[at] in _SIDELINES for at in range(max(0, mark.first - 4), mark.first))

    # --- Forms -------------------------------------------------------------------------------------------

    def _of_verb(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        if self._is_passive(mark) and (agent := self._agent(mark, found, ceiling)):
            subjects = self._subjects(found, floor, mark.first)
            subjects = subjects or self._list_from(mark.last, found, agent[0].first, direct=True)
            return self._made(sentence, mark, marks, "received by", subjects, agent, floor, ceiling, passive=True)
        if self.tables.subject_first:
            subjects = self._subjects(found, floor, mark.first)
            objects = self._direct(mark, marks, found, ceiling)
        else:
            self.either = False
            subjects, objects = self._after_verb(mark, marks, found, ceiling)
            if not objects and not subjects:
                subjects = self._subjects(found, floor, mark.first)
        symmetric = False
        if not objects and subjects and self._is_passive(mark):
            # "The delegations of Mali and Chad were also received": those before the verb are the objects.
            subjects, objects = [], subjects
        if not objects:
            if self._has_unknown_partner(subjects):
                subjects, objects = [], subjects
            elif not self._are_pair(subjects):
                return None
            else:
                symmetric = True
        if mark.has("frames.meet_weak") and not mark.has("frames.meet") and (
            symmetric or not objects or objects[0].head not in (PERSON, BODY)
        ):
            return None
        frame = self._made(sentence, mark, marks, "met", subjects, objects, floor, ceiling)
        frame.symmetric = symmetric
        also = self.words.norm[mark.first - 1] in ("كما", "كذلك") if mark.first > sentence.first else False
        also = also or self.words.norm[mark.first][:1] == "و"
        frame.either = self.either and not subjects and not self.tables.subject_first and not also
        return frame

    def _agent(self, mark: Mark, found: list[Mention], ceiling: int) -> list[Mention]:
        """Return who received: the list after the "by" within a few words of "was received at the airport"."""
        for at in range(mark.last, min(ceiling, mark.last + 14)):
            if self.words.norm[at] in ("by", "par"):
                return self._list_from(at + 1, found, ceiling, direct=False)
        return []

    def _is_passive(self, mark: Mark) -> bool:
        norm = self.words.norm
        return any(norm[at] in _AUXILIARIES for at in range(max(0, mark.first - 2), mark.first)) or (
            "ete" in norm[mark.first : mark.last]
        )

    def _of_discuss(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        """Read "discussed with X" and "discussed security cooperation with his Spanish counterpart"."""
        norm = self.words.norm
        for other in marks:
            if other.first < mark.last or other.first >= ceiling:
                continue
            if other.has("frames.nouns") and other.first - mark.last < 6:
                return None
            if other.has("frames.with"):
                near = other.first - mark.last <= 1
                objects = self._list_from(other.last, found, ceiling, direct=False)
                if not objects or (not near and objects[0].head == BARE and objects[0].party and objects[0].party.kind == "c"):
                    return None
                if other.first - mark.last > REACH:
                    return None
                subjects = (
                    self._subjects(found, floor, mark.first)
                    if self.tables.subject_first
                    else [m for m in found if mark.last <= m.first < other.first and m.head in (PERSON, BODY)][:1]
                )
                return self._made(sentence, mark, marks, "discussed with", subjects, objects, floor, ceiling)
            if other.has("lists.stop") and not other.has("lists.relation") and other.first > mark.last + 4:
                break
        if self.tables.subject_first:
            subjects = self._subjects(found, floor, mark.first)
            if self._are_pair(subjects) and norm[mark.first] not in ("were",):
                frame = self._made(sentence, mark, marks, "discussed", subjects, [], floor, ceiling)
                frame.symmetric, frame.sure = True, False
                return frame
        else:
            subjects, objects = self._after_verb(mark, marks, found, ceiling)
            if objects and self._has_with(mark, marks, objects[0].first):
                return self._made(sentence, mark, marks, "discussed with", subjects, objects, floor, ceiling)
        return None

    def _of_noun(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        """Read "talks with X", "a meeting between X and Y", in whatever clause."""
        at = mark.last
        for other in marks:
            if other.first < mark.last:
                continue
            if other.first >= ceiling or other.first - at > REACH:
                break
            if other.has("frames.with"):
                objects = self._list_from(other.last, found, ceiling, direct=False)
                if not objects:
                    if self._is_sidelines(other):
                        continue
                    return None
                subjects = self._subjects_of_noun(found, floor, mark, other.first)
                return self._made(sentence, mark, marks, "meeting with", subjects, objects, floor, ceiling)
            if other.has("frames.between"):
                objects = self._list_from(other.last, found, ceiling, direct=False)
                if not objects:
                    return None
                subjects = [] if len({m.party for m in objects}) > 1 else self._subjects_of_noun(found, floor, mark, other.first)
                frame = self._made(sentence, mark, marks, "meeting between", subjects, objects, floor, ceiling)
                frame.symmetric = not subjects
                return frame
            if other.has("frames.nouns") or other.tags <= _PASSED:
                continue
            if other.has("frames.meet") or other.has("frames.passive"):
                break
            if self.words.norm[other.first] in _HELPERS and other.last - other.first == 1:
                continue
            if other.has("lists.stop"):
                aside = self._past_aside(other, at + REACH, ceiling)
                if aside is None:
                    break
                at = aside
        if self.tables.subject_first:
            light = self._light_before(mark, marks, floor)
            subjects = self._subjects(found, floor, light.first) if light else []
            if light and self._has_unknown_partner(subjects):
                return self._made(sentence, mark, marks, "held talks", [], subjects, floor, ceiling)
            if light and self._are_pair(subjects):
                frame = self._made(sentence, mark, marks, "held talks", subjects, [], floor, ceiling)
                frame.symmetric = True
                return frame
        elif light := self._light_before(mark, marks, floor, reach=45):
            for other in marks:
                if light.last <= other.first < mark.first and other.has("frames.with"):
                    objects = self._list_from(other.last, found, mark.first, direct=False)
                    if objects:
                        subjects = [m for m in found if light.last <= m.first and m.end <= other.first and m.head in (PERSON, BODY)][:1]
                        return self._made(sentence, mark, marks, "meeting with", subjects, objects, floor, ceiling)
            pair = self._list_from(light.last, found, mark.first, direct=True)
            if self._are_pair(pair):
                frame = self._made(sentence, mark, marks, "held talks", pair, [], floor, ceiling)
                frame.symmetric = True
                return frame
        return None

    def _has_unknown_partner(self, subjects: list[Mention]) -> bool:
        """Tell whether one party's person is joined by "and" to a person of whom no party is said."""
        if len(subjects) != 1 or subjects[0].head != PERSON or subjects[0].first < 3:
            return False
        words, at = self.words, subjects[0].first - 1
        while at > 0 and words.norm[at] in ("the", "le", "la", "his", "l", "son"):
            at -= 1
        if words.norm[at] not in ("and", "et") or words.gap[at] & ~COMMA:
            return False
        kinds = self.classes_of(words.norm[at - 1])
        return words.is_capital(at - 1) or bool(kinds & _PEOPLE)

    def _of_listing(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        """Read "the talks involved leaders from X": what is said of meetings, and the list at once behind it."""
        if not self.tables.subject_first:
            # "شملت المباحثات رؤساء …": the verb comes first.
            after = next((o for o in marks if mark.last <= o.first <= mark.last + 2 and o.has("frames.nouns")), None)
            if after is not None:
                objects = self._list_from(after.last, found, ceiling, direct=True)
                if objects and objects[0].first - after.last <= 6:
                    return self._made(sentence, after, marks, "meetings included", [], objects, floor, ceiling)
        before = [other for other in marks if floor <= other.first < mark.first and other.has("frames.nouns")]
        if not before or any(other.has("frames.with", "frames.between") for other in marks if before[-1].last <= other.first < mark.first):
            return None
        if mark.first - before[-1].last > 8:
            return None
        if any(floor <= m.first < mark.first and m.head in (PERSON, BODY) for m in found if before[-1].last <= m.first):
            return None
        objects = self._list_from(mark.last, found, ceiling, direct=True)
        if not objects or objects[0].first - mark.last > 6:
            return None
        if any(other.has("modality.multilateral", "modality.attend") for other in marks if floor <= other.first < mark.last):
            return None
        return self._made(sentence, mark, marks, "meetings included", [], objects, floor, ceiling)

    # --- Sides -------------------------------------------------------------------------------------------

    def _subjects(self, found: list[Mention], floor: int, before: int) -> list[Mention]:
        """Return the parties that are the subject of a verb at ``before``: the last list of people before it."""
        candidates = [m for m in found if floor <= m.first and m.end <= before and m.head != OTHER]
        kept: list[Mention] = []
        for mention in reversed(candidates):
            if kept:
                if not self.mentions.joined(mention, kept[0]):
                    break
            elif self._is_adjunct(mention) or not self._reaches(mention, before):
                continue
            kept.insert(0, mention)
        if kept and self._is_adjunct(kept[0]):
            return []
        return kept

    def _reaches(self, mention: Mention, verb: int) -> bool:
        """Tell whether a mention may be the subject of a verb: no other verb of saying or meeting lies between."""
        if mention.head == BARE and verb - mention.end > 4:
            return False
        if mention.head == BODY and verb - mention.end > 12:
            return False
        return verb - mention.end <= 40

    def _is_adjunct(self, mention: Mention) -> bool:
        """Tell whether a mention stands in a phrase of place or company: "in Spain", "with Morocco", "to Sudan"."""
        before = mention.before
        kinds = self.classes_of(before) if before else frozenset()
        if mention.prefix in ("ب", "ل") and mention.head == BARE:
            return True
        if "lists.place" in kinds or before in _ADJUNCTS:
            return True
        if mention.head == BODY and before in _LINKS:
            return True  # "at the seat of the Spanish ministry"
        if mention.head != BARE:
            return False
        if before in _LINKS:
            # "the capital of Spain": the noun before is none of people, or it would be in the mention.
            return True
        if before == "the" or before in ("la", "le", "les", "l"):
            at = mention.first - 2
            two = self.words.norm[at] if at >= 0 else ""
            return two in _LINKS or two in _ADJUNCTS or "lists.place" in self.classes_of(two)
        return False

    def _subjects_of_noun(self, found: list[Mention], floor: int, mark: Mark, marker: int) -> list[Mention]:
        if not self.tables.subject_first:
            between = [m for m in found if mark.last <= m.first < marker and m.head in (PERSON, BODY)]
            before = [m for m in found if floor <= m.first and m.end <= mark.first and m.head in (PERSON, BODY) and not self._is_adjunct(m)]
            return (between or before)[-1:]
        before = [m for m in self._marks if floor <= m.first < mark.first and m.has("frames.light", "frames.light_base")]
        return self._subjects(found, floor, before[-1].first if before else mark.first)

    def _direct(self, mark: Mark, marks: list[Mark], found: list[Mention], ceiling: int) -> list[Mention]:
        """Return the objects of a verb: the list behind it, at once or after "with"."""
        return self._list_from(mark.last, found, ceiling, direct=True)

    def _list_from(self, at: int, found: list[Mention], ceiling: int, *, direct: bool) -> list[Mention]:
        """Return the list of parties that begins at the word ``at`` or after words that may be passed over."""
        start = self._first_item(at, found, ceiling, direct=direct)
        if start is None:
            return []
        kept = [start]
        position = found.index(start)
        for mention in found[position + 1 :]:
            if mention.first >= ceiling:
                break
            if not self.mentions.joined(kept[-1], mention):
                if mention.head == OTHER or (mention.is_capital and mention.head == BARE):
                    continue  # in an aside: "led by a colonel from Brazzaville"
                # "the head of the UN police", said again of a party of the list.
                break
            if mention.head == OTHER:
                if kept[-1].head == OTHER or not self._colours_people(mention):
                    break
            if self._is_place_item(mention):
                break
            kept.append(mention)
        return kept

    def _colours_people(self, mention: Mention) -> bool:
        return False

    def _is_place_item(self, mention: Mention) -> bool:
        if mention.is_capital and mention.head == BARE:
            return True
        return mention.head == BARE and ("lists.place" in self.classes_of(mention.before) and mention.before != "a")

    def _first_item(self, at: int, found: list[Mention], ceiling: int, *, direct: bool) -> Mention | None:
        words, unknown, people = self.words, 0, False
        affiliated: Mention | None = None  # "the director of the academy in Singapore": who, if nobody follows
        by_start = {mention.first: mention for mention in found}
        inside = {}
        for mention in found:
            for position in range(mention.first, mention.name.last):
                inside.setdefault(position, mention)
        start = at
        while at < ceiling:
            mention = by_start.get(at)
            if mention is None and at in inside and at == start:
                mention = inside[at]
            if mention is not None:
                if mention.head == OTHER:
                    if not people or mention.first - start > FREE or self._is_event(mention):
                        return affiliated
                    # "the head of the Canadian training mission": a person, although not every word is known.
                    mention.head = PERSON
                if (
                    mention.head == BARE
                    and self._stands_for_place(mention, start)
                    and not (people and self._begins_list(mention, found))
                ) or (
                    mention.is_capital and mention.head == BARE and not self._is_agent(mention)
                ):
                    if people and mention.name.parties and mention.first - start <= 20:
                        affiliated = affiliated or mention
                    at = mention.end
                    continue
                return mention
            if at > start and words.gap[at] & (LINE | SEMICOLON) and not words.gap[at] & BULLET and not words.gap[at - 1] & COLON:
                return affiliated
            if words.gap[at] & (OPEN | CLOSE):
                unknown += 1
            number = self.scan.mark_at[at]
            if number >= 0:
                mark = self.scan.marks[number]
                if mark.has("lists.things") and not people and direct and mark.last - mark.first == 1 and not self._is_role(at):
                    return affiliated
                if mark.has("lists.relation") and not people:
                    unknown += 3
                if mark.has("lists.stop") and not mark.has("lists.relation", "frames.listing") and at > start:
                    aside = self._past_aside(mark, at + REACH, ceiling)
                    if aside is None:
                        return affiliated
                    at = max(at + 1, aside)
                    continue
                if mark.tags & TRIGGERS and not mark.tags & _SOFT and at > start + 1:
                    return affiliated
                at = max(at + 1, mark.last if mark.last <= ceiling else ceiling)
                continue
            kinds = self.classes_of(words.norm[at])
            if kinds & _PEOPLE:
                people = True
            if not kinds & _PASSABLE and not words.norm[at].isdigit():
                capital = not self.scan.arabic and words.is_capital(at)
                unknown += 0 if capital else 1
                if unknown > (FREE if self.scan.arabic or people else 3):
                    return affiliated
            at += 1
        return affiliated

    def _is_event(self, mention: Mention) -> bool:
        words = self.words
        return any(
            "events.strong" in self.classes_of(words.norm[at])
            for at in range(max(0, mention.first - 3), min(len(words), mention.last + 3))
        )

    def _begins_list(self, mention: Mention, found: list[Mention]) -> bool:
        """Tell whether bare names follow each other: "the heads of the agencies in Jordan, Syria and Lebanon"."""
        at = found.index(mention) + 1
        return (
            not mention.is_capital
            and at < len(found)
            and found[at].head == BARE
            and not found[at].is_capital
            and self.mentions.joined(mention, found[at])
        )

    def _is_role(self, at: int) -> bool:
        return bool(self.classes_of(self.words.norm[at]) & _PEOPLE)

    def _is_agent(self, mention: Mention) -> bool:
        return mention.before in ("with", "avec", "مع", "between", "entre", "بين")

    def _stands_for_place(self, mention: Mention, start: int) -> bool:
        """Tell whether a bare name is where it happened ("met in Spain with"), not who."""
        if mention.prefix == "ب" and mention.name.proper:
            return mention.first != start or bool(mention.name.city.country)
        before = mention.before
        two = self.words.norm[mention.first - 2] if mention.first >= 2 else ""
        if before in ("the", "la", "le", "les", "l"):
            before = two
        return before != "a" and "lists.place" in self.classes_of(before) or (
            before in ("a", "en", "au", "aux") and mention.head == BARE
        )

    def _past_aside(self, mark: Mark, limit: int, ceiling: int) -> int | None:
        """Return the word after an aside between commas that begins with ``mark``; none where it is no aside.

        "held talks, on the sidelines of the forum, with …": only what follows a comma and is closed by one.
        """
        words = self.words
        sidelines = self._is_sidelines(mark)
        if not words.gap[mark.first] & (COMMA | DASH | OPEN) and not sidelines:
            return None
        for at in range(mark.last, min(limit + 8, ceiling)):
            if words.gap[at] & (COMMA | DASH | CLOSE):
                return at
            if sidelines and (self.scan.mark_at[at] >= 0 and self.scan.marks[self.scan.mark_at[at]].has("frames.with")):
                return at
        return None

    def _is_sidelines(self, mark: Mark) -> bool:
        norm = self.words.norm
        return any(norm[at] in _SIDELINES for at in range(mark.first, min(mark.last + 1, len(norm))))

    def _after_verb(
        self, mark: Mark, marks: list[Mark], found: list[Mention], ceiling: int
    ) -> tuple[list[Mention], list[Mention]]:
        """Return subject and objects where both follow the verb, as in Arabic.

        With a marker between them the sides are clear. Without one, a first mention that no "and" joins to the next is
        the subject; a single mention, or a list, is the object.
        """
        limit = ceiling
        for other in marks:
            if other.first >= mark.last and other.first < ceiling and other.has("lists.stop") and not self._is_sidelines(other):
                if self._past_aside(other, other.first + REACH, ceiling) is None:
                    limit = other.first
                    break
        for mention in found:
            if mark.last <= mention.first < limit:
                if mention.head == OTHER and mention.first - mark.last <= 6 and not self._is_event(mention):
                    if self.classes_of(self.words.norm[mark.last]) & _PEOPLE:
                        mention.head = PERSON
                break
        inside = [m for m in found if mark.last <= m.first < limit and m.head != OTHER and not self._is_place(m, mark)]
        if not inside:
            return [], []
        marker = next(
            (o.last for o in marks if mark.last <= o.first < limit and o.has("frames.with") and not self._is_company(o)), None
        )
        glued = next((m for m in inside if m.prefix == "ب" and m.head in (PERSON, BODY)), None)
        if marker is not None:
            objects = self._list_from(marker, found, limit, direct=False)
            if objects:
                return [m for m in inside if m.end <= marker and m.head in (PERSON, BODY)][:1], objects
        if glued is not None:
            objects = self._list_from(glued.first, found, limit, direct=False)
            return [m for m in inside if m.end <= glued.first][:1], objects
        if not self._near(mark, inside[0]):
            return [], []
        first = self._list_from(inside[0].first, found, limit, direct=True)
        if not first:
            return [], []
        self.either = len(first) == 1 and first[0].first - mark.last <= 1 and self._is_one_person(first[0])
        rest = [m for m in inside if m.first >= first[-1].end]
        if len({m.party for m in first}) == 1 and rest and rest[0].head == PERSON:
            objects = self._list_from(rest[0].first, found, limit, direct=True)
            if objects and not self._is_apposition(first[-1], objects[0]):
                return first[:1], objects
        return [], first

    def _is_company(self, mark: Mark) -> bool:
        return False

    def _is_apposition(self, one: Mention, two: Mention) -> bool:
        return False

    def _is_place(self, mention: Mention, mark: Mark) -> bool:
        if mention.head != BARE:
            return False
        if mention.is_capital or mention.prefix == "ب":
            return True
        return "lists.place" in self.classes_of(mention.before)

    def _near(self, mark: Mark, mention: Mention) -> bool:
        return mention.first - mark.last <= 45

    def _is_one_person(self, mention: Mention) -> bool:
        """Tell whether a mention is one titled person of a state: "the Saudi director of civil defence"."""
        norm = self.words.norm
        return mention.head == PERSON and bool(mention.title) and norm[mention.first] not in ("وفد", "وفدا")

    def _has_with(self, mark: Mark, marks: list[Mark], at: int) -> bool:
        return any(other.has("frames.with") and mark.last <= other.first < at for other in marks)

    def _are_pair(self, subjects: list[Mention]) -> bool:
        return len({mention.party for mention in subjects}) > 1

    # --- Whether it was ----------------------------------------------------------------------------------

    def _light_before(self, mark: Mark, marks: list[Mark], floor: int, reach: int = 14) -> Mark | None:
        found = None
        for other in marks:
            if floor <= other.first < mark.first and other.has("frames.light", "frames.light_base"):
                found = other
        return found if found and mark.first - found.last <= reach else None

    def _made(
        self,
        sentence: Sentence,
        mark: Mark,
        marks: list[Mark],
        rule: str,
        subjects: list[Mention],
        objects: list[Mention],
        floor: int,
        ceiling: int,
        *,
        passive: bool = False,
    ) -> Frame:
        after = max((mention.end for mention in objects), default=mark.last)
        standing, sure = self._standing(sentence, mark, marks, floor, after, ceiling, objects, subjects)
        kinds = [
            tag.removeprefix("kinds.")
            for other in marks
            if min(floor, mark.first) <= other.first < max(after, mark.last) or other is mark
            for tag in other.tags
            if tag.startswith("kinds.")
        ]
        kind = kinds[-1] if kinds else "courtesy-call" if mark.has("frames.call_on") else "bilateral"
        return Frame(
            sentence, mark, rule, standing, subjects, objects, False, kind, floor, mark.first, sure=sure, passive=passive
        )

    def _standing(
        self,
        sentence: Sentence,
        mark: Mark,
        marks: list[Mark],
        floor: int,
        after: int,
        ceiling: int,
        objects: list[Mention],
        subjects: list[Mention],
    ) -> tuple[Standing, bool]:
        norm = self.words.norm
        near = [o for o in marks if floor <= o.first < min(ceiling, after + 10)]
        left = [o for o in near if o.first < mark.first]
        right = [o for o in near if o.first >= after]
        clause = [o for o in left if mark.first - o.last <= 12]
        tight = [o for o in left if mark.first - o.last <= 4]
        finite = mark.has("frames.meet", "frames.meet_weak", "frames.call_on", "frames.passive", "frames.discuss") and not mark.has("frames.meet_base")
        light = self._light_before(mark, marks, floor) if mark.has("frames.nouns") else None
        if light is not None and light.has("frames.light") and not light.has("frames.light_base"):
            finite = True
            tight = [o for o in left if light.first - o.last <= 3 and o.first < light.first]
        elif light is not None:
            finite = False
        if any(o.has("modality.cancelled") for o in clause) or (
            not finite and any(o.has("modality.cancelled") for o in right)
        ):
            return Standing.CANCELLED, True
        if any(o.has("modality.negated") for o in tight):
            return Standing.MENTIONED, True
        if self._is_past(near, floor, after, ceiling):
            return Standing.MENTIONED, True
        if any(o.has("modality.future_time") for o in near):
            return Standing.ANNOUNCED, True
        if not finite:
            ahead = [o for o in left if mark.first - o.last <= 20] + [o for o in right if o.first - after <= 8 and mark.has("frames.nouns")]
            if any(o.has("modality.future") for o in ahead) or mark.has("modality.future"):
                return Standing.ANNOUNCED, True
            if mark.has("frames.meet_base") and any(o.has("frames.enabling") for o in left):
                return Standing.HELD, False
            if mark.has("frames.meet_base") and not mark.has("frames.meet", "frames.meet_present"):
                return Standing.ANNOUNCED, False
            if light is not None and not mark.has("frames.nouns"):
                return Standing.ANNOUNCED, False
        elif any(o.has("modality.future") and not o.has("frames.light") for o in tight if o.last == (light or mark).first):
            return Standing.ANNOUNCED, True
        several = len({m.party for m in [*objects, *subjects]}) > 2 or not objects
        for other in [*near, mark]:
            if other.has("modality.multilateral") and not self._is_occasion(other):
                if any(o.has("modality.bilateral") for o in near):
                    continue
                if not several and (norm[other.last - 1] in _MEALS_FOR_TWO or norm[other.first] not in _NEVER_TWO):
                    continue
                return Standing.MULTILATERAL, True
        return Standing.HELD, finite or mark.has("frames.meet_present")

    def _is_occasion(self, mark: Mark) -> bool:
        norm = self.words.norm
        return any(norm[at] in _SIDELINES for at in range(max(0, mark.first - 10), mark.first))

    def _is_past(self, near: list[Mark], floor: int, after: int, ceiling: int) -> bool:
        if any(other.has("modality.past") for other in near):
            return True
        if self.months_back and any(
            self.months_back.get(at, 0) >= 2 for at in range(floor, min(ceiling, after + 10))
        ):
            return True
        if not self.year:
            return False
        for at in range(floor, min(ceiling, after + 10)):
            word = self.words.norm[at]
            if len(word) == 4 and _YEAR.fullmatch(word) and int(word) < self.year:
                return True
        return False


_PEOPLE = frozenset({"people.people", "people.titles", "people.institutions"})
_PASSABLE = frozenset(
    {"people.people", "people.titles", "people.institutions", "people.other", "people.of", "people.honorifics",
     "people.particles", "lists.skip"}
)  # fmt: skip
_PASSED = frozenset(
    {"lists.and", "modality.bilateral", "modality.past", "lists.relation", "instruments.ordinals", "lists.things",
     "instruments.subject", "modality.attend", "modality.multilateral", "frames.listing", "frames.light", "people.people"}
)  # fmt: skip
_SOFT = frozenset({"frames.with", "frames.listing", "frames.nouns"})
_SIDELINES = frozenset(
    "sidelines margins fringes occasion marge occasion هامش بمناسبه framework cadre اطار participation part".split()
)
_BEFORE_GERUND = frozenset("before after by while and also besides then".split())
_HELPERS = frozenset("was were been has have had ete a ont".split())
_AUXILIARIES = frozenset("was were been ete".split())
_ADJUNCTS = frozenset("with avec مع by par between entre بين against contre".split())
_LINKS = frozenset("of from de du des d من".split())
# With one party named these are no meeting of two; of the others ("workshop", "plenary") only the place is told.
_NEVER_TWO = frozenset(
    "trilateral tripartite quadrilateral quadripartite trilaterale gala banquet reception cocktail حفل مادبه ثلاثي ثلاثيه"
    " dinner diner عشاء iftar افطار".split()
)
_MEALS_FOR_TWO = frozenset("lunch dejeuner breakfast غداء".split())
