"""The place: where the event, or the visit, was."""

from collections import defaultdict

from intake.reading import tags
from intake.reading.events import LOOKED_AT
from intake.reading.findings import Actor, Confidence, Event, Passage, Place
from intake.reading.kinds import TITLE
from intake.reading.rules import Rule
from intake.reading.scan import Scan
from intake.reading.words import BREAKS, COLON, COMMA, DASH, HYPHEN, OPEN, Sentence

_IN = frozenset(["in", "at", "a", "en", "au", "aux", "في", "visited", "to", "الي", "near"])


class Places:
    def __init__(self, scan: Scan) -> None:
        self.scan, self.words = scan, scan.words

    def place(self, event: Event | None, named_in: Sentence | None) -> Place | None:
        """Return where it was: the city beside the event, the one most often said to be it, or the dateline's."""
        scores: dict[str, float] = defaultdict(float)
        first: dict[str, tuple[int, int, Sentence, str]] = {}
        for number, sentence in enumerate(self.words.sentences[:LOOKED_AT]):
            for at in range(sentence.first, sentence.last):
                index = self.scan.name_at[at]
                if index < 0 or self.scan.named[index].first != at:
                    continue
                name = self.scan.named[index]
                country = name.city.country or (
                    name.parties[0].key if name.parties and name.parties[0].kind == "c" and name.proper else ""
                )
                if not country:
                    continue
                weight = self._weight(name.first, name.last, name.prefix, sentence, number)
                if not name.city.country:
                    if self._is_of_people(name.first, sentence.first):
                        continue
                    weight *= 0.3
                elif name.parties:
                    weight *= 0.6
                if weight and named_in is not None and sentence is named_in:
                    weight += 2.5 if name.city.country else 0.5
                if weight <= 0:
                    continue
                key = name.city.name or name.key
                scores[key] += weight
                first.setdefault(key, (name.first, name.last, sentence, country))
        if not scores:
            return None
        best = max(scores, key=lambda key: (scores[key], -first[key][0]))
        start, stop, sentence, country = first[best]
        actor: Actor | None = self.scan.gazetteer.actors.get(f"c:{country}")
        sure = Confidence.HIGH if scores[best] >= 3 else Confidence.MEDIUM
        named = self.scan.named[self.scan.name_at[start]]
        raw = self.words.raw(start, stop)[len(named.prefix) + named.glued :]
        city = self.scan.named[self.scan.name_at[start]].city.name
        return Place(
            Passage(self.words.start[start], self.words.end[stop - 1], sentence.paragraph, sentence.number),
            Rule.PLACE,
            sure,
            city or raw,
            actor,
        )

    def _is_of_people(self, at: int, floor: int) -> bool:
        """Tell whether a country belongs to a title before it: "the minister of interior in the Kingdom of Bahrain"."""
        for before in range(at - 1, max(floor, at - 7) - 1, -1):
            if self.words.gap[before + 1] & BREAKS:
                return False
            if self.scan.kinds[before] & TITLE:
                return True
        return False

    def _is_dated(self, at: int) -> bool:
        """Tell whether the day of the news follows a city: "ميونيخ في 15 فبراير", "New York, Sept 24"."""
        return any(word[0].isdigit() for word in self.words.norm[at : at + 2])

    def _weight(self, first: int, last: int, prefix: str, sentence: Sentence, number: int) -> float:
        words = self.words
        marks = self.scan.mark_at
        before = words.norm[first - 1] if first > sentence.first else ""
        two = words.norm[first - 2] if first > sentence.first + 1 else ""
        if (
            number < 2 and first <= sentence.first + 1 and words.gap[last] & (DASH | COMMA | OPEN | HYPHEN | COLON)
        ) or (number == 0 and first == sentence.first and words.gap[last] & (DASH | OPEN | COMMA | COLON)):
            return 1.5
        if number == 0 and first == sentence.first and self._is_dated(last):
            return 1.5
        if words.gap[first] & BREAKS & ~COMMA:
            return 0.0
        placed = before in _IN or (
            before in ("the", "la", "le", "capital", "city", "ville", "capitale", "مدينه", "العاصمه")
            and two in (*_IN, "city", "ville", "de", "capital")
        )
        placed = placed or prefix == "ب" or before in ("بمدينه", "العاصمه", "بالعاصمه")
        if not placed:
            return 0.0
        near = [self.scan.marks[marks[at]] for at in range(sentence.first, sentence.last) if marks[at] >= 0]
        if any(mark.tags & tags.PAST for mark in near):
            return 0.2
        return 1.0 if number < 12 else 0.5
