"""The event: the gathering beside which the meetings were held, or the visit that they were."""

from collections import Counter
from dataclasses import dataclass

from core.text import normalise
from intake.reading import tags
from intake.reading.findings import Confidence, Event, Passage
from intake.reading.kinds import EVENT, EVENT_LINK, FIELD, GATHERING, PLACED, SKIPPED, TITLE
from intake.reading.rules import Rule
from intake.reading.scan import Scan, said
from intake.reading.words import BREAKS, HYPHEN, OPEN, QUOTE, Sentence

LONGEST = 14
LOOKED_AT = 400  # sentences: the event stands near the beginning


@dataclass(slots=True)
class _Candidate:
    first: int
    last: int
    sentence: Sentence
    score: float


class Events:
    def __init__(self, scan: Scan) -> None:
        self.scan, self.words = scan, scan.words
        self.on = scan.tables.phrase_set("events", "on")
        self.visits = scan.tables.phrase_set("events", "visit")
        dates = scan.tables.raw["dates"]
        self.days = frozenset(normalise(word) for word in (*dates["weekdays"], *dates["months"]))

    def event(self) -> tuple[Event | None, Sentence | None]:
        """Return the likeliest event and the sentence that names it first."""
        found: list[_Candidate] = []
        for number, sentence in enumerate(self.words.sentences[:LOOKED_AT]):
            past = said(self.scan.marks_of.get(sentence.first, ())) & tags.PAST
            found += self._in(sentence, number, bool(past))
        if found:
            counted = Counter(self._core(candidate) for candidate in found)
            best = max(found, key=lambda c: (c.score + min(3, counted[self._core(c)]) - 1, -c.first))
            if best.score > 0:
                passage = self._passage(best.sentence, best.first, best.last)
                sure = Confidence.HIGH if best.score >= 4 else Confidence.MEDIUM
                return Event(passage, Rule.EVENT, sure, self.words.raw(best.first, best.last)), best.sentence
        return self._visit()

    def _core(self, candidate: _Candidate) -> str:
        return next((self.words.norm[at] for at in range(candidate.first, candidate.last) if self._is_strong(at)), "")

    def _passage(self, sentence: Sentence, first: int, last: int) -> Passage:
        return Passage(self.words.start[first], self.words.end[last - 1], sentence.paragraph, sentence.number)

    def _in(self, sentence: Sentence, number: int, past: bool) -> list[_Candidate]:
        found, at = [], sentence.first
        while at < sentence.last:
            if not self._is_noun(at):
                at += 1
                continue
            candidate = self._around(at, sentence)
            if candidate is None:
                at += 1
                continue
            first, last = candidate
            score = 1.0 if self._is_strong(at) else 0.0
            score += 3 if self._is_introduced(first, sentence.first) else 0
            score += 2 if number == 0 else 1 if number < 4 else 0
            score += 1 if any(self.words.norm[i][0].isdigit() or self._is_ordinal(i) for i in range(first, last)) else 0
            score += 1 if last - first > 2 else 0
            score -= 4 if past else 0
            if score >= 3:
                found.append(_Candidate(first, last, sentence, score))
            at = max(at + 1, last)
        return found

    def _is_noun(self, at: int) -> bool:
        """Tell whether a word is that of a gathering; in the name of a party ("European Commission") it is not."""
        number = self.scan.name_at[at]
        return bool(self.scan.kinds[at] & GATHERING) and not (number >= 0 and self.scan.named[number].parties)

    def _is_strong(self, at: int) -> bool:
        return bool(self.scan.kinds[at] & EVENT)

    def _is_ordinal(self, at: int) -> bool:
        mark = self.scan.mark_at[at]
        return self.words.norm[at] in _ORDINALS or (mark >= 0 and bool(self.scan.marks[mark].tags & tags.ORDINAL))

    def _around(self, at: int, sentence: Sentence) -> tuple[int, int] | None:
        if self._is_time(at):
            return None
        if self.scan.arabic:
            return self._arabic(at, sentence)
        english = self.scan.language == "en"
        if not self.words.is_capital(at) and (english or not self._is_introduced(at, sentence.first)):
            return None
        first, last = at, at + 1
        # To the left: capitals, ordinals, names; "session de la".
        position = at - 1
        while (
            position >= sentence.first
            and at - position <= LONGEST
            and not self.words.gap[position + 1] & (BREAKS & ~HYPHEN)
        ):
            if (self._is_part(position) and not (position == sentence.first and self._is_function(position))) or (
                not english and self._is_noun(position)
            ):
                first = position
            elif not (self._is_link(position) and position > sentence.first and first - position <= 3):
                break
            position -= 1
        if not english:
            last = self._french_end(at, sentence)
        else:
            position = at + 1
            while (
                position < sentence.last
                and position - at <= LONGEST
                and not self.words.gap[position] & (BREAKS & ~HYPHEN)
            ):
                if self._is_part(position):
                    last = position + 1
                elif not (self._is_link(position) and position - last < 3) or (
                    self.words.norm[position] in ("in", "on", "to", "and", "s")
                    and not self._goes_on(position, sentence)
                ):
                    break
                position += 1
        while first < last and self.words.norm[first] in (
            "the",
            "le",
            "la",
            "les",
            "l",
            "his",
            "this",
            "a",
            "au",
            "aux",
            "de",
            "du",
            "d",
            "une",
            "un",
        ):
            first += 1
        return (first, last) if last - first > 1 else None

    def _is_time(self, at: int) -> bool:
        """Tell whether "week" is no event but a time: "next week"."""
        number = self.scan.mark_at[at]
        return number >= 0 and bool(self.scan.marks[number].tags & (tags.FUTURE_TIME | tags.PAST))

    def _french_end(self, at: int, sentence: Sentence) -> int:
        """Return where a French name ends: it has few capitals, so read on to a verb, a city or a date."""
        last, position = at + 1, at + 1
        while (
            position < sentence.last and position - at <= LONGEST and not self.words.gap[position] & (BREAKS & ~HYPHEN)
        ):
            word, number = self.words.norm[position], self.scan.mark_at[position]
            mark = self.scan.marks[number] if number >= 0 else None
            if (
                mark is not None
                and mark.tags & (tags.MEET | tags.LIGHT | tags.FUTURE | tags.WITH)
                and not mark.tags & tags.NOUN
            ):
                break
            if (
                mark is not None
                and mark.tags & tags.STOP
                and self.words.norm[mark.first] not in ("sur", "contre", "pour")
            ):
                break
            if word in _FRENCH_ENDS:
                break
            if word in ("a", "au", "aux", "en", "du", "les", "des") and position + 1 < sentence.last:
                name = self.scan.name_at[position + 1]
                if (name >= 0 and self.scan.named[name].city.country) or self.words.norm[position + 1][0].isdigit():
                    break
            if not self._is_link(position):
                last = position + 1
            position += 1
        return last

    def _goes_on(self, at: int, sentence: Sentence) -> bool:
        """Tell whether "in" or "and" is inside the name: what follows is no city and no country, and the like."""
        norm = self.words.norm[at]
        if at + 1 >= sentence.last:
            return False
        name = self.scan.name_at[at + 1]
        if norm in ("in", "to"):
            return name >= 0 and self.scan.named[name].is_region
        if norm == "s":
            return True
        return self.words.is_capital(at + 1) and norm in ("and", "on") and self.words.norm[at + 1] not in self.days

    def _is_part(self, at: int) -> bool:
        words = self.words
        number = self.scan.mark_at[at]
        if number >= 0 and self.scan.marks[number].tags & (tags.MEET | tags.LIGHT):
            return False
        return words.is_capital(at) or words.norm[at][0].isdigit() or (self._is_ordinal(at))

    def _is_function(self, at: int) -> bool:
        return self._is_link(at) or not self.scan.kinds[at] & ~(SKIPPED | PLACED) or (self.scan.mark_at[at] >= 0)

    def _is_link(self, at: int) -> bool:
        return bool(self.scan.kinds[at] & EVENT_LINK)

    def _arabic(self, at: int, sentence: Sentence) -> tuple[int, int] | None:
        """Read on from the noun: names, adjectives and genitives, up to a verb, a preposition or a city."""
        last, position = at + 1, at + 1
        while (
            position < sentence.last
            and position - at <= 9
            and not self.words.gap[position] & (BREAKS & ~HYPHEN & ~QUOTE & ~OPEN)
        ):
            number = self.scan.mark_at[position]
            word = self.words.norm[position]
            if (
                number >= 0
                and self.scan.marks[number].tags
                & (tags.MEET | tags.LIGHT | tags.STOP | tags.WITH | tags.ATTEND | tags.FUTURE)
                and not word.startswith("ال")
            ):
                break
            name = self.scan.name_at[position]
            if name >= 0 and self.scan.named[name].city.country and self.scan.named[name].prefix:
                break
            if word in _ARABIC_ENDS or (name < 0 and self.scan.kinds[position] & (TITLE | FIELD) == TITLE):
                break
            last = position + 1
            position += 1
        return (at, last) if last - at > 1 else None

    def _is_introduced(self, first: int, floor: int) -> bool:
        norm = self.words.norm
        for phrase in self.on:
            for shift in range(4):
                start = first - len(phrase) - shift
                if start >= floor and tuple(norm[start : start + len(phrase)]) == phrase:
                    return True
        if self.scan.arabic:
            word = norm[first]
            return word[:1] == "ب" or word[:2] == "لل"
        return False

    def _visit(self) -> tuple[Event | None, Sentence | None]:
        norm = self.words.norm
        starts = {phrase[0] for phrase in self.visits}
        for sentence in self.words.sentences[:30]:
            for at in range(sentence.first, sentence.last):
                bases = [norm[at], norm[at][1:]] if self.scan.arabic else [norm[at]]
                for base in bases:
                    if base not in starts:
                        continue
                    for phrase in self.visits:
                        if phrase[0] == base and tuple(norm[at + 1 : at + len(phrase)]) == phrase[1:]:
                            last = self._visited(at + len(phrase), sentence)
                            if last:
                                name = self.words.raw(at, last)[len(norm[at]) - len(base) :]
                                passage = self._passage(sentence, at, last)
                                return Event(passage, Rule.VISIT, Confidence.MEDIUM, name, is_visit=True), sentence
        return None, None

    def _visited(self, at: int, sentence: Sentence) -> int:
        """Return the word after the place visited, within a few words; 0 where there is none."""
        for position in range(at, min(at + 8, sentence.last)):
            number = self.scan.name_at[position]
            if number >= 0:
                # "visiting Australian police" are no visit to Australia.
                name = self.scan.named[number]
                return name.last if name.proper else 0
            if (self.words.gap[position] & BREAKS and position > at) or self.scan.kinds[position] & TITLE:
                return 0
        return 0


_ORDINALS = frozenset(
    [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "premiere",
        "deuxieme",
        "troisieme",
        "quatrieme",
        "cinquieme",
        "sixieme",
        "septieme",
        "huitieme",
        "neuvieme",
        "dixieme",
        "onzieme",
        "douzieme",
        "annual",
        "general",
        "international",
    ]
)
_FRENCH_ENDS = frozenset(
    [
        "tenu",
        "tenue",
        "tenus",
        "organise",
        "organisee",
        "organises",
        "qui",
        "que",
        "ou",
        "ouvert",
        "ouverte",
        "reuni",
        "reunie",
        "prevu",
        "prevue",
        "accueilli",
        "accueillie",
        "clos",
        "close",
        "inaugure",
        "inauguree",
        "abrite",
        "abritee",
        "il",
        "elle",
        "ils",
        "y",
        "son",
        "sa",
        "leur",
        "dans",
        "entre",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "hier",
        "il_y",
        "a_l",
    ]
)
_ARABIC_TAGS = tags.MEET | tags.LIGHT | tags.STOP | tags.WITH | tags.ATTEND | tags.FUTURE
_ARABIC_ENDS = frozenset(
    [
        "في",
        "من",
        "الي",
        "علي",
        "التي",
        "الذي",
        "المنعقد",
        "المنعقده",
        "المقام",
        "المقامه",
        "الذي",
        "يومي",
        "يوم",
        "ايام",
        "بين",
        "خلال",
        "بمشاركه",
        "اليوم",
        "امس",
        "وذلك",
        "عن",
        "حيث",
        "ان",
        "المنظم",
        "المنظمه",
        "المنعقدين",
        "التي",
        "تحتضنها",
        "بحضور",
        "تحت",
    ]
)
