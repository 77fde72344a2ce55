"""The forms in which a text says that people met: "met X", "talks with X", "discussed with X", "talks involved X"."""

from intake.reading import tags
from intake.reading.frame import Frame
from intake.reading.judging import Judging
from intake.reading.kinds import HEADS
from intake.reading.mention import BARE, BODY, PERSON, Mention
from intake.reading.rules import Rule
from intake.reading.scan import Mark
from intake.reading.sides import REACH
from intake.reading.words import COMMA, Sentence


class Forms(Judging):
    """Reads a statement of each form, from its trigger to a frame; none where it is not of that form."""

    def _of_verb(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        if self._is_passive(mark) and (agent := self._agent(mark, found, ceiling)):
            subjects = self.subjects(found, floor, mark.first)
            subjects = subjects or self.list_from(mark.last, found, agent[0].first, direct=True)
            return self._made(sentence, mark, marks, Rule.RECEIVED_BY, subjects, agent, floor, ceiling, passive=True)
        if self.tables.subject_first:
            subjects = self.subjects(found, floor, mark.first)
            objects = self._direct(mark, marks, found, ceiling)
        else:
            self.either = False
            subjects, objects = self._after_verb(mark, marks, found, ceiling)
            if not objects and not subjects:
                subjects = self.subjects(found, floor, mark.first)
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
        if (
            mark.tags & tags.MEET_WEAK
            and not mark.tags & tags.MEET
            and (symmetric or not objects or objects[0].head not in (PERSON, BODY))
        ):
            return None
        frame = self._made(sentence, mark, marks, Rule.MET, subjects, objects, floor, ceiling)
        frame.symmetric = symmetric
        also = self.words.norm[mark.first - 1] in ("كما", "كذلك") if mark.first > sentence.first else False
        # "وباستقبال", "واستقباله": the subject was named before.
        word = self.words.norm[mark.first]
        also = also or word[:1] in "وب" or word.endswith(("ه", "ها"))
        frame.either = self.either and not subjects and not self.tables.subject_first and not also
        return frame

    def _agent(self, mark: Mark, found: list[Mention], ceiling: int) -> list[Mention]:
        """Return who received: the list after the "by" within a few words of "was received at the airport"."""
        for at in range(mark.last, min(ceiling, mark.last + 14)):
            if self.words.norm[at] in ("by", "par"):
                return self.list_from(at + 1, found, ceiling, direct=False)
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
            if other.tags & tags.NOUN and other.first - mark.last < 6:
                return None
            if other.tags & tags.WITH:
                near = other.first - mark.last <= 1
                objects = self.list_from(other.last, found, ceiling, direct=False)
                if not objects or (
                    not near and objects[0].head == BARE and objects[0].party and objects[0].party.kind == "c"
                ):
                    return None
                if other.first - mark.last > REACH:
                    return None
                subjects = (
                    self.subjects(found, floor, mark.first)
                    if self.tables.subject_first
                    else [m for m in found if mark.last <= m.first < other.first and m.head in (PERSON, BODY)][:1]
                )
                return self._made(sentence, mark, marks, Rule.DISCUSSED_WITH, subjects, objects, floor, ceiling)
            if other.tags & tags.STOP and not other.tags & tags.RELATION and other.first > mark.last + 4:
                break
        opening = marks[0]
        if opening.tags & tags.WITH and opening.first - sentence.first <= 1 and opening.last <= mark.first:
            # "With his Kenyan counterpart, the minister discussed …": who stands first.
            objects = self.list_from(opening.last, found, mark.first, direct=False)
            if objects and objects[0].head in (PERSON, BODY):
                subjects = self.subjects(found, objects[-1].end, mark.first)
                return self._made(sentence, mark, marks, Rule.DISCUSSED_WITH, subjects, objects, floor, ceiling)
        if self.tables.subject_first:
            subjects = self.subjects(found, floor, mark.first)
            if self._are_pair(subjects) and norm[mark.first] not in ("were",):
                frame = self._made(sentence, mark, marks, Rule.DISCUSSED, subjects, [], floor, ceiling)
                frame.symmetric, frame.sure = True, False
                return frame
        else:
            subjects, objects = self._after_verb(mark, marks, found, ceiling)
            if objects and self._has_with(mark, marks, objects[0].first):
                return self._made(sentence, mark, marks, Rule.DISCUSSED_WITH, subjects, objects, floor, ceiling)
            if self._are_pair(objects) and all(m.head == PERSON and m.title for m in objects):
                frame = self._made(sentence, mark, marks, Rule.DISCUSSED, objects, [], floor, ceiling)
                frame.symmetric, frame.sure = True, False
                return frame
        return None

    def _of_noun(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        """Read "talks with X", "a meeting between X and Y", in whatever clause."""
        at = mark.last
        for other in marks:
            # "A bilateral with X" is a meeting by its "with".
            if other.first < mark.last and not (other is mark and mark.tags & tags.WITH):
                continue
            if other.first >= ceiling or other.first - at > REACH:
                break
            if other.tags & tags.WITH:
                objects = self.list_from(other.last, found, ceiling, direct=False)
                if not objects:
                    if self.is_sidelines(other):
                        continue
                    return None
                subjects = self._subjects_of_noun(found, floor, mark, other.first)
                return self._made(sentence, mark, marks, Rule.MEETING_WITH, subjects, objects, floor, ceiling)
            if other.tags & tags.BETWEEN:
                objects = self.list_from(other.last, found, ceiling, direct=False)
                if not objects:
                    return None
                objects += self._brought_to(objects[-1], found)
                subjects = (
                    []
                    if len({m.party for m in objects}) > 1
                    else self._subjects_of_noun(found, floor, mark, other.first)
                )
                frame = self._made(sentence, mark, marks, Rule.MEETING_BETWEEN, subjects, objects, floor, ceiling)
                frame.symmetric = not subjects
                return frame
            if other.tags & tags.NOUN or not other.tags & ~_PASSED:
                continue
            if other.tags & tags.MEET or other.tags & tags.PASSIVE:
                break
            if self.words.norm[other.first] in _HELPERS and other.last - other.first == 1:
                continue
            if other.tags & tags.STOP:
                aside = self._past_aside(other, at + REACH, ceiling)
                if aside is None:
                    break
                at = aside
        if self.tables.subject_first:
            light = self.light_before(mark, marks, floor)
            subjects = self.subjects(found, floor, light.first) if light else []
            if light and self._has_unknown_partner(subjects):
                return self._made(sentence, mark, marks, Rule.HELD_TALKS, [], subjects, floor, ceiling)
            if light and self._are_pair(subjects):
                frame = self._made(sentence, mark, marks, Rule.HELD_TALKS, subjects, [], floor, ceiling)
                frame.symmetric = True
                return frame
        elif light := self.light_before(mark, marks, floor, reach=45):
            for other in marks:
                if light.last <= other.first < mark.first and other.tags & tags.WITH:
                    objects = self.list_from(other.last, found, mark.first, direct=False)
                    if objects:
                        subjects = [
                            m
                            for m in found
                            if light.last <= m.first and m.end <= other.first and m.head in (PERSON, BODY)
                        ][:1]
                        return self._made(sentence, mark, marks, Rule.MEETING_WITH, subjects, objects, floor, ceiling)
            pair = self.list_from(light.last, found, mark.first, direct=True)
            if self._are_pair(pair):
                frame = self._made(sentence, mark, marks, Rule.HELD_TALKS, pair, [], floor, ceiling)
                frame.symmetric = True
                return frame
        return None

    def _brought_to(self, one: Mention, found: list[Mention]) -> list[Mention]:
        """Return who follows with "ب" in "جمع وزير الداخلية الليبي بنظيره المالطي": brought together with."""
        at = found.index(one) + 1
        if at == len(found) or found[at].prefix != "ب" or found[at].head != PERSON or found[at].first > one.end + 2:
            return []
        return [found[at]]

    def _has_unknown_partner(self, subjects: list[Mention]) -> bool:
        """Tell whether one party's person is joined by "and" to a person of whom no party is said."""
        if len(subjects) != 1 or subjects[0].head != PERSON or subjects[0].first < 3:
            return False
        words, at = self.words, subjects[0].first - 1
        while at > 0 and words.norm[at] in ("the", "le", "la", "his", "l", "son"):
            at -= 1
        if words.norm[at] not in ("and", "et") or words.gap[at] & ~COMMA:
            return False
        return words.is_capital(at - 1) or bool(self.kinds[at - 1] & HEADS)

    def _of_listing(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        """Read "the talks involved leaders from X": what is said of meetings, and the list at once behind it."""
        if not self.tables.subject_first:
            # "شملت المباحثات رؤساء …": the verb comes first.
            after = next((o for o in marks if mark.last <= o.first <= mark.last + 2 and o.tags & tags.NOUN), None)
            if after is not None:
                objects = self.list_from(after.last, found, ceiling, direct=True)
                if objects and objects[0].first - after.last <= 6:
                    return self._made(sentence, after, marks, Rule.MEETINGS_INCLUDED, [], objects, floor, ceiling)
        before = [other for other in marks if floor <= other.first < mark.first and other.tags & tags.NOUN]
        if not before or any(
            other.tags & (tags.WITH | tags.BETWEEN) for other in marks if before[-1].last <= other.first < mark.first
        ):
            return None
        if mark.first - before[-1].last > 8:
            return None
        if any(floor <= m.first < mark.first and m.head in (PERSON, BODY) for m in found if before[-1].last <= m.first):
            return None
        objects = self.list_from(mark.last, found, ceiling, direct=True)
        if not objects or objects[0].first - mark.last > 6:
            return None
        if any(other.tags & (tags.MULTILATERAL | tags.ATTEND) for other in marks if floor <= other.first < mark.last):
            return None
        return self._made(sentence, mark, marks, Rule.MEETINGS_INCLUDED, [], objects, floor, ceiling)

    def _made(
        self,
        sentence: Sentence,
        mark: Mark,
        marks: list[Mark],
        rule: Rule,
        subjects: list[Mention],
        objects: list[Mention],
        floor: int,
        ceiling: int,
        *,
        passive: bool = False,
    ) -> Frame:
        after = max((mention.end for mention in objects), default=mark.last)
        standing, sure = self.standing(sentence, mark, marks, floor, after, ceiling, objects, subjects)
        kinds = [
            kind
            for other in marks
            if other.tags & _KINDS
            and (min(floor, mark.first) <= other.first < max(after, mark.last) or other is mark)
            and (kind := tags.kind_in(other.tags))
        ]
        kind = kinds[-1] if kinds else "courtesy-call" if mark.tags & tags.CALL_ON else "bilateral"
        return Frame(
            sentence,
            mark,
            rule,
            standing,
            subjects,
            objects,
            False,
            kind,
            floor,
            mark.first,
            sure=sure,
            passive=passive,
        )


_KINDS = sum(tags.KINDS)
_PASSED = (
    tags.AND | tags.BILATERAL | tags.PAST | tags.RELATION | tags.ORDINAL | tags.THING | tags.SUBJECT | tags.ATTEND
    | tags.MULTILATERAL | tags.LISTING | tags.LIGHT
)  # fmt: skip
_HELPERS = frozenset(["was", "were", "been", "has", "have", "had", "ete", "a", "ont"])
_AUXILIARIES = frozenset(["was", "were", "been", "ete"])
