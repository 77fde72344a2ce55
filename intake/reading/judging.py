"""Whether a meeting took place: held, announced, cancelled, among several, or only spoken of."""

import re

from intake.reading.findings import Standing
from intake.reading.mention import Mention
from intake.reading.mentions import Mentions
from intake.reading.scan import Mark, Scan
from intake.reading.sides import SIDELINES, Sides
from intake.reading.words import Sentence

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Judging(Sides):
    """Judges a statement by the words about it."""

    def __init__(self, scan: Scan, mentions: Mentions, year: int, months_back: dict[int, int]) -> None:
        super().__init__(scan, mentions)
        self.year = year
        # Words that name a month alone ("in July") → how many months before the publication it was.
        self.months_back = months_back

    def light_before(self, mark: Mark, marks: list[Mark], floor: int, reach: int = 14) -> Mark | None:
        found = None
        for other in marks:
            if floor <= other.first < mark.first and other.has("frames.light", "frames.light_base"):
                found = other
        return found if found and mark.first - found.last <= reach else None

    def standing(
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
        finite = mark.has(
            "frames.meet", "frames.meet_weak", "frames.call_on", "frames.passive", "frames.discuss"
        ) and not mark.has("frames.meet_base")
        light = self.light_before(mark, marks, floor) if mark.has("frames.nouns") else None
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
            ahead = [o for o in left if mark.first - o.last <= 20] + [
                o for o in right if o.first - after <= 8 and mark.has("frames.nouns")
            ]
            if any(o.has("modality.future") for o in ahead) or mark.has("modality.future"):
                return Standing.ANNOUNCED, True
            if mark.has("frames.meet_base") and any(o.has("frames.enabling") for o in left):
                return Standing.HELD, False
            if mark.has("frames.meet_base") and not mark.has("frames.meet", "frames.meet_present"):
                return Standing.ANNOUNCED, False
            if light is not None and not mark.has("frames.nouns"):
                return Standing.ANNOUNCED, False
        elif any(
            o.has("modality.future") and not o.has("frames.light") for o in tight if o.last == (light or mark).first
        ):
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
        return any(norm[at] in SIDELINES for at in range(max(0, mark.first - 10), mark.first))

    def _is_past(self, near: list[Mark], floor: int, after: int, ceiling: int) -> bool:
        if any(other.has("modality.past") for other in near):
            return True
        if self.months_back and any(self.months_back.get(at, 0) >= 2 for at in range(floor, min(ceiling, after + 10))):
            return True
        if not self.year:
            return False
        for at in range(floor, min(ceiling, after + 10)):
            word = self.words.norm[at]
            if len(word) == 4 and _YEAR.fullmatch(word) and int(word) < self.year:
                return True
        return False


# With one party named these are no meeting of two; of the others ("workshop", "plenary") only the place is told.
_NEVER_TWO = frozenset(
    ["trilateral", "tripartite", "quadrilateral", "quadripartite", "trilaterale", "gala", "banquet", "reception",
     "cocktail", "dinner", "diner", "iftar", "حفل", "مادبه", "ثلاثي", "ثلاثيه", "عشاء", "افطار"]
)  # fmt: skip
_MEALS_FOR_TWO = frozenset(["lunch", "dejeuner", "breakfast", "غداء"])
