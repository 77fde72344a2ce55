"""Who met whom: each verb or noun of meeting in a sentence, with the parties on either side of it and whether it was.

A frame is one such statement. Its objects are the list of parties after "met", "talks with", "received"; its subjects
are the parties before the verb (in Arabic, between the verb and the objects). Which of them is the principal, and so
which are counterparts, is decided for the text as a whole: ``intake.reading.parties``.
"""

from intake.reading import tags
from intake.reading.forms import Forms
from intake.reading.frame import Frame
from intake.reading.kinds import EVENT, GATHERING
from intake.reading.mention import BODY, PERSON, Mention
from intake.reading.rules import Rule
from intake.reading.scan import Mark
from intake.reading.sides import SIDELINES
from intake.reading.words import COMMA, Sentence

MOST_TRIGGERS = 14  # in one sentence; with more it is no prose


class Framer(Forms):
    """Reads the frames of one sentence after the other."""

    def of(self, sentence: Sentence, marks: list[Mark], found: list[Mention]) -> list[Frame]:
        frames: list[Frame] = []
        self._marks = marks
        floor = sentence.first
        skip_to = -1
        tried = 0
        for number, mark in enumerate(marks):
            if mark.first < skip_to or not mark.tags & tags.TRIGGERS:
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
            if mark.tags & (tags.MEET | tags.MEET_PRESENT | tags.PASSIVE | tags.CALL_ON | tags.LIGHT_BASE):
                return mark.first
        return sentence.last

    def _frame(
        self, sentence: Sentence, mark: Mark, marks: list[Mark], found: list[Mention], floor: int, ceiling: int
    ) -> Frame | None:
        if self._is_setting(mark):
            return None
        opening = self._opening(sentence, mark, found)
        if opening:
            # "Received by the Portuguese minister, the president of Cape Verde …": the subject is after the comma.
            objects = self._direct(mark, marks, found, opening[0].first)
            if not objects:
                return None
            passive = bool(mark.tags & tags.PASSIVE)
            rule = Rule.RECEIVED_BY if passive else Rule.MET
            return self._made(sentence, mark, marks, rule, opening, objects, floor, ceiling, passive=passive)
        if mark.tags & tags.PASSIVE:
            objects = self._direct(mark, marks, found, ceiling)
            subjects = self.subjects(found, floor, mark.first)
            if not (subjects or objects) or (not subjects and self._is_of_thing(mark)):
                return None
            return self._made(sentence, mark, marks, Rule.RECEIVED_BY, subjects, objects, floor, ceiling, passive=True)
        if mark.tags & tags.VERBS:
            is_noun = mark.tags & tags.MEET_GERUND and not mark.tags & tags.MEET and not self._is_gerund(mark, floor)
            if is_noun:
                return self._of_noun(sentence, mark, marks, found, floor, ceiling) if mark.tags & tags.NOUN else None
            return self._of_verb(sentence, mark, marks, found, floor, ceiling)
        if mark.tags & tags.DISCUSS:
            return self._of_discuss(sentence, mark, marks, found, floor, ceiling)
        if mark.tags & tags.NOUN:
            return self._of_noun(sentence, mark, marks, found, floor, ceiling)
        return self._of_listing(sentence, mark, marks, found, floor, ceiling)

    def _opening(self, sentence: Sentence, mark: Mark, found: list[Mention]) -> list[Mention]:
        """Return the subject of a participle that opens a sentence: the first party after its comma."""
        if mark.first != sentence.first or not mark.tags & (tags.PASSIVE | tags.MEET_GERUND):
            return []
        words = self.words
        if not mark.tags & tags.PASSIVE and (mark.tags & tags.MEET or words.norm[mark.last] not in _HIS):
            return []
        comma = next((at for at in range(mark.last + 1, sentence.last) if words.gap[at] & COMMA), sentence.last)
        after = next((m for m in found if m.first >= comma), None)
        if after is None or after.head not in (PERSON, BODY) or after.first - comma > 3:
            return []
        return [after]

    def _is_of_thing(self, mark: Mark) -> bool:
        """Tell whether a gathering was hosted, and nobody: "a breakfast hosted by Germany"."""
        at = mark.first - 1
        number = self.scan.mark_at[at] if at >= 0 else -1
        said = self.scan.marks[number].tags if number >= 0 else 0
        return bool(said & (tags.NOUN | tags.MULTILATERAL)) or (at >= 0 and bool(self.kinds[at] & (EVENT | GATHERING)))

    def _is_gerund(self, mark: Mark, floor: int) -> bool:
        """Tell whether "meeting" is a verb: after "before", "after", "by", and with somebody at once behind it."""
        return mark.first > floor and self.words.norm[mark.first - 1] in _BEFORE_GERUND

    def _is_setting(self, mark: Mark) -> bool:
        """Tell whether a noun of meeting names the occasion: "on the sidelines of the meeting of ministers"."""
        if not mark.tags & tags.NOUN:
            return False
        norm = self.words.norm
        return any(norm[at] in SIDELINES for at in range(max(0, mark.first - 4), mark.first))


_HIS = frozenset(["his", "her", "their", "with", "son", "ses", "leur"])
_BEFORE_GERUND = frozenset(["before", "after", "by", "while", "and", "also", "besides", "then"])
