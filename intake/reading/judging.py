"""Whether a meeting took place: held, announced, cancelled, among several, or only spoken of."""

import re
from bisect import bisect_left

from intake.reading import tags
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
        # Where a year before that of the text is named, or a month alone ("in July") well before its publication.
        years = [word for word in self.words.places if len(word) == 4 and _YEAR.fullmatch(word) and int(word) < year]
        months = [at for at, back in months_back.items() if back >= 2]
        self._dated_back = sorted([*months, *self.words.places_of(years)])

    def light_before(self, mark: Mark, marks: list[Mark], floor: int, reach: int = 14) -> Mark | None:
        found = None
        for other in marks:
            if floor <= other.first < mark.first and other.tags & (tags.LIGHT | tags.LIGHT_BASE):
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
        end = min(ceiling, after + 10)
        near = [o for o in marks if o.tags & _TURNING and floor <= o.first < end]
        left = [o for o in near if o.first < mark.first]
        right = [o for o in near if o.first >= after]
        clause = [o for o in left if mark.first - o.last <= 12]
        tight = [o for o in left if mark.first - o.last <= 4]
        finite = bool(mark.tags & _FINITE) and not mark.tags & tags.MEET_BASE
        light = self.light_before(mark, marks, floor) if mark.tags & tags.NOUN else None
        if light is not None and light.tags & tags.LIGHT and not light.tags & tags.LIGHT_BASE:
            finite = True
            tight = [o for o in left if light.first - o.last <= 3 and o.first < light.first]
        elif light is not None:
            finite = False
        if any(o.tags & tags.CANCELLED for o in clause) or (not finite and any(o.tags & tags.CANCELLED for o in right)):
            return Standing.CANCELLED, True
        if any(o.tags & tags.NEGATED for o in tight):
            return Standing.MENTIONED, True
        past = any(o.tags & tags.PAST and not self._is_of_instrument(o, after, marks) for o in near)
        if past or self._is_dated_back(floor, end):
            return Standing.MENTIONED, True
        if any(o.tags & tags.FUTURE_TIME for o in near):
            return Standing.ANNOUNCED, True
        if not finite:
            ahead = [o for o in left if mark.first - o.last <= 20] + [
                o for o in right if o.first - after <= 8 and mark.tags & tags.NOUN
            ]
            if any(o.tags & tags.FUTURE for o in ahead) or mark.tags & tags.FUTURE:
                return Standing.ANNOUNCED, True
            if mark.tags & tags.MEET_BASE and any(o.tags & tags.ENABLING for o in left):
                return Standing.HELD, False
            if mark.tags & tags.MEET_BASE and not mark.tags & (tags.MEET | tags.MEET_PRESENT):
                return Standing.ANNOUNCED, False
            if light is not None and not mark.tags & tags.NOUN:
                return Standing.ANNOUNCED, False
        elif any(o.tags & tags.FUTURE and not o.tags & tags.LIGHT for o in tight if o.last == (light or mark).first):
            return Standing.ANNOUNCED, True
        several = len({m.party for m in [*objects, *subjects]}) > 2 or not objects
        for other in [*near, mark]:
            if other.tags & tags.MULTILATERAL and not self._is_occasion(other):
                if any(o.tags & tags.BILATERAL for o in near):
                    continue
                if not several and (norm[other.last - 1] in _MEALS_FOR_TWO or norm[other.first] not in _NEVER_TWO):
                    continue
                return Standing.MULTILATERAL, True
        return Standing.HELD, finite or bool(mark.tags & tags.MEET_PRESENT)

    def _is_occasion(self, mark: Mark) -> bool:
        norm = self.words.norm
        return any(norm[at] in SIDELINES for at in range(max(0, mark.first - 10), mark.first))

    def _is_of_instrument(self, past: Mark, after: int, marks: list[Mark]) -> bool:
        """Tell whether a past is that of what was signed: "… and reviewed the agreement concluded last year"."""
        between = [o for o in marks if after <= o.first < past.first]
        nouns = [o for o in between if o.tags & _INSTRUMENTS]
        return bool(nouns) and any(
            0 <= o.first - nouns[-1].last <= 2 and self.words.norm[o.first] in _CONCLUDED for o in between
        )

    def _is_dated_back(self, first: int, last: int) -> bool:
        at = bisect_left(self._dated_back, first)
        return at < len(self._dated_back) and self._dated_back[at] < last


_FINITE = tags.MEET | tags.MEET_WEAK | tags.CALL_ON | tags.PASSIVE | tags.DISCUSS
_INSTRUMENTS = sum(tags.INSTRUMENTS)
_CONCLUDED = frozenset(["signed", "agreed", "concluded", "signe", "signee", "signes", "signees", "conclu", "conclue"])
# What a statement is judged by.
_TURNING = (
    tags.CANCELLED | tags.NEGATED | tags.PAST | tags.FUTURE | tags.FUTURE_TIME | tags.ENABLING | tags.MULTILATERAL
    | tags.BILATERAL
)  # fmt: skip
# With one party named these are no meeting of two; of the others ("workshop", "plenary") only the place is told.
_NEVER_TWO = frozenset(
    ["trilateral", "tripartite", "quadrilateral", "quadripartite", "trilaterale", "gala", "banquet", "reception",
     "cocktail", "panel", "dinner", "diner", "iftar", "حفل", "مادبه", "ثلاثي", "ثلاثيه", "عشاء", "افطار"]
)  # fmt: skip
_MEALS_FOR_TWO = frozenset(["lunch", "dejeuner", "breakfast", "غداء"])
