"""From a text to all that was understood of it: the rules in their order. No database, no clock, no network."""

import hashlib
from collections import defaultdict
from dataclasses import replace

from intake.reading import tags
from intake.reading.dates import Dates, Found, months_in
from intake.reading.events import Events
from intake.reading.findings import (
    Actor,
    Confidence,
    Counterpart,
    Event,
    Instrument,
    Passage,
    Principal,
    Reading,
    Signed,
    Standing,
    Topic,
    Total,
    When,
)
from intake.reading.frames import Frame, Framer
from intake.reading.gazetteer import Gazetteer
from intake.reading.headings import Headings
from intake.reading.instruments import Signing, Signings, settled
from intake.reading.language import guessed
from intake.reading.mention import BODY, PERSON, Mention
from intake.reading.mentions import Mentions
from intake.reading.parties import Cast, Claim, Persons, cast, counterparts
from intake.reading.places import Places
from intake.reading.published import Published
from intake.reading.scan import Mark, Scan
from intake.reading.topics import topics_in
from intake.reading.totals import distinct, may_count, totals_of
from intake.reading.words import Sentence, Words

LONGEST = 1_050_000  # characters; a longer text is refused before anything is read
MOST_WORDS = 260_000  # what a megabyte of prose has, and half as much again


LEAD = 60  # sentences in which who is who is looked for, whatever else they say
MOST_FRAMES = 2500  # statements of meetings; an article that has more is none


class TooLong(ValueError):
    """The text has more characters than an article can have."""


def read(text: str, gazetteer: Gazetteer, *, published: str = "", language: str = "") -> Reading:
    """Return what ``text`` reports. The same text, names and date give the same reading.

    ``published`` is a day, a month or a year ("2025-11"); it completes dates without a year. ``language`` is guessed
    where it is not given. Raises TooLong beyond ``LONGEST`` characters or ``MOST_WORDS``, and nothing else.
    """
    if len(text) > LONGEST:
        raise TooLong(f"A text of {len(text):,} characters is no article: at most {LONGEST:,} are read.")
    return _Engine(text, gazetteer, published, language or guessed(text)).reading()


class _Engine:
    def __init__(self, text: str, gazetteer: Gazetteer, published: str, language: str) -> None:
        self.text, self.gazetteer, self.language = text, gazetteer, language
        self.published = Published.read(published)
        self.published_text = published if self.published else ""
        self.words = Words(text)
        if len(self.words) > MOST_WORDS:
            raise TooLong(f"A text of {len(self.words):,} words is no article: at most {MOST_WORDS:,} are read.")
        self.scan = Scan(self.words, language, gazetteer)
        self.mentions = Mentions(self.scan)
        self.dates = Dates(self.words, language, self.published).all()
        self.year = self._year()
        self.framer = Framer(self.scan, self.mentions, self.year, self._months_back(published))
        self.signings = Signings(self.scan, self.framer, self.year)
        self.headings = Headings(self.scan)
        self.persons = Persons(self.scan)
        self.marks_of: dict[int, list[Mark]] = self._marks_of()
        self.mentions_of: dict[int, list[Mention]] = {}

    def _year(self) -> int:
        """Return the year that the text speaks from: that of its publication, or the latest that it gives to a day."""
        if self.published:
            return self.published.year
        years = [found.year for found in self.dates if found.year]
        return max(years, default=0)

    def _months_back(self, published: str) -> dict[int, int]:
        """Return the words that name a month without a day, and how many months before the publication it was."""
        if self.published is None or not self.published.month:
            return {}
        taken = {at for found in self.dates for at in range(found.first, found.last)}
        months = months_in(self.words, self.language)
        return {at: (self.published.month - month) % 12 for at, month in months if at not in taken}

    def _marks_of(self) -> dict[int, list[Mark]]:
        found: dict[int, list[Mark]] = defaultdict(list)
        sentences, at = self.words.sentences, 0
        for mark in self.scan.marks:
            while at + 1 < len(sentences) and sentences[at].last <= mark.first:
                at += 1
            found[sentences[at].first].append(mark)
        return found

    def reading(self) -> Reading:
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        if not self.words.sentences:
            return Reading(digest, self.language, self.published_text)
        frames, signings, groupings = self._statements()
        event, named_in = Events(self.scan).event(self.marks_of)
        place = Places(self.scan).place(event, named_in)
        host = place.country.key.removeprefix("c:") if place and place.country else ""
        signers = {
            mention.party
            for signing in signings
            if signing.signed is Signed.NOW and not signing.between and len(signing.groups) == 1
            for mention in signing.groups[0]
            if mention.party is not None
        }
        found = cast(self.scan, frames, self.mentions_of, host, self.persons, signers)
        for claim in found.claims:
            claim.grouping = groupings.get(claim.frame.sentence.first, "")
        topics, shared = self._topics(frames, found)
        held = [(c.mention.first, c.party) for c in found.claims if c.standing is Standing.HELD]
        instruments = settled(self.scan, signings, found, sorted(held, key=lambda pair: pair[0]))
        parties = counterparts(self.scan, found, self.mentions_of)
        parties = [self._with_shared(party, shared) for party in parties]
        parties = self._with_host(parties, found, host, event, frames)
        parties = self._with_implied(parties, instruments, found)
        totals = self._totals()
        return Reading(
            digest,
            self.language,
            self.published_text,
            self._principal(found),
            event,
            place,
            self._when(event, frames),
            tuple(parties),
            tuple(instruments),
            topics,
            totals,
            self._warnings(parties, instruments, totals),
        )

    # --- Statements --------------------------------------------------------------------------------------

    def _statements(self) -> tuple[list[Frame], list[Signing], dict[int, str]]:
        """Read every sentence that may say something: its mentions, frames, signings, and its heading."""
        frames: list[Frame] = []
        signings: list[Signing] = []
        groupings: dict[int, str] = {}
        sentences = self.words.sentences
        names_from = self._names_from()
        for number, sentence in enumerate(sentences):
            marks = self.marks_of.get(sentence.first, [])
            has_names = names_from[number] < sentence.last
            heading = self.headings.of(sentence)
            if heading:
                groupings[sentence.first] = heading
            if not has_names:
                signings += self.signings.of(sentence, marks, [])
                self.headings.note(sentence, marks, [], frames)
                continue
            telling = any(mark.tags & _TELLING for mark in marks)
            if not telling and number > LEAD and not self.headings.may_list(sentence):
                self.headings.note(sentence, marks, [], frames)
                continue
            found = self.mentions.of(sentence.first, sentence.last)
            self.mentions_of[sentence.first] = found
            for mention in found:
                self.persons.learn(mention)
            fresh: list[Frame] = []
            if len(frames) > MOST_FRAMES:
                continue
            if telling:
                fresh = self.framer.of(sentence, marks, found)
            if not fresh:
                fresh = self.headings.listed(sentence, marks, found, self.mentions)
                if fresh and self.headings.grouping and sentence.first not in groupings:
                    groupings[sentence.first] = self.headings.grouping
            frames += fresh
            signings += self.signings.of(sentence, marks, found)
            self.headings.note(sentence, marks, fresh, frames)
        return frames, signings, groupings

    def _names_from(self) -> list[int]:
        """Return, for each sentence, the first word of the first name in or after it."""
        starts = [name.first for name in self.scan.named if name.parties or name.city.country]
        found, at = [], 0
        for sentence in self.words.sentences:
            while at < len(starts) and starts[at] < sentence.first:
                at += 1
            found.append(starts[at] if at < len(starts) else len(self.words))
        return found

    # --- Results -----------------------------------------------------------------------------------------

    def _principal(self, found: Cast) -> Principal | None:
        """Return the principal with what the first sentence about it says of institution, person and title."""
        best: Mention | None = None
        for mentions in self.mentions_of.values():
            for mention in mentions:
                if mention.party != found.principal or mention.head not in (PERSON, BODY):
                    continue
                if best is None or (mention.person and not best.person and best.head == BODY):
                    best = mention
            if best is not None and best.person:
                break
        if found.principal is None:
            return None
        actor = self.gazetteer.actor(found.principal)
        stated = self.headings.leader(self.words, self.scan)
        if best is None or not best.person:
            institution, person, title, first, last = stated
            if person and (best is None or found.rule != "subject of the meetings"):
                return Principal(
                    self._passage(first, last), found.rule, found.confidence, actor, institution, person, title
                )
        if best is None:
            name = next((name for name in self.scan.named if name.parties and name.parties[0] == found.principal), None)
            first, last = (name.first, name.last) if name else (0, 1)
            return Principal(self._passage(first, last), found.rule, found.confidence, actor)
        return Principal(
            self._passage(best.first, max(best.end, best.last)),
            found.rule,
            found.confidence,
            actor,
            best.institution,
            best.person,
            best.title,
        )

    def _passage(self, first: int, last: int) -> Passage:
        sentences = self.words.sentences
        low, high = 0, len(sentences)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (middle, high) if sentences[middle].first <= first else (low, middle)
        sentence = sentences[low]
        return Passage(self.words.start[first], self.words.end[last - 1], sentence.paragraph, sentence.number)

    def _when(self, event: Event | None, frames: list[Frame]) -> tuple[When, ...]:
        sentences: dict[int, Standing] = {
            frame.sentence.first: frame.standing
            for frame in frames
            if frame.standing in (Standing.HELD, Standing.ANNOUNCED)
        }
        found: list[When] = []
        at = 0
        for date in self.dates:
            while at + 1 < len(self.words.sentences) and self.words.sentences[at].last <= date.first:
                at += 1
            sentence = self.words.sentences[at]
            passage = Passage(
                self.words.start[date.first], self.words.end[date.last - 1], sentence.paragraph, sentence.number
            )
            found.append(When(passage, "date", self._sure(date), date.edtf, self._of(date, sentence, sentences, event)))
        return tuple(found)

    def _sure(self, date: Found) -> Confidence:
        if date.is_weak or "~" in date.edtf or "X" in date.edtf:
            return Confidence.MEDIUM
        return Confidence.HIGH if date.year else Confidence.MEDIUM

    def _of(self, date: Found, sentence: Sentence, held: dict[int, Standing], event: Event | None) -> str:
        marks = self.marks_of.get(sentence.first, [])
        near = [mark for mark in marks if date.first - 14 <= mark.first <= date.last + 8]
        if any(mark.tags & tags.PAST for mark in near) or (date.year and self.year and date.year < self.year - 1):
            return "other"
        if len(date.edtf) <= 7 and not date.span:
            return "other"
        if date.span and (event is not None or sentence.paragraph <= 3):
            return "event"
        if date.is_weak:
            return "meeting" if held.get(sentence.first) is Standing.HELD else "other"
        if sentence.first in held:
            return "meeting"
        if event is not None and sentence.paragraph - event.passage.paragraph in (0, 1):
            return "event"
        return "other"

    def _totals(self) -> tuple[Total, ...]:
        found: list[Total] = []
        norm = self.words.norm
        counts = {word: may_count(word, self.language) for word in set(norm)}
        places = [at for at, word in enumerate(norm) if counts[word]]
        following = 0
        for sentence in self.words.sentences:
            marks = self.marks_of.get(sentence.first, [])
            while following < len(places) and places[following] < sentence.first:
                following += 1
            if marks and following < len(places) and places[following] < sentence.last:
                passage = Passage(0, 0, sentence.paragraph, sentence.number)
                found += totals_of(self.scan, sentence, marks, passage)
        return distinct(found)

    # --- Topics ------------------------------------------------------------------------------------------

    def _topics(self, frames: list[Frame], found: Cast) -> tuple[tuple[Topic, ...], tuple[str, ...]]:
        """Give each claim the topics that its sentence says were discussed; return all, and those of all meetings."""
        claims: dict[int, list[Claim]] = defaultdict(list)
        for claim in found.claims:
            if claim.standing is Standing.HELD:
                claims[claim.frame.sentence.first].append(claim)
        shared: dict[str, None] = {}
        every: dict[str, Topic] = {}
        lone = len({claim.party for claim in found.claims if claim.standing is Standing.HELD}) == 1
        for sentence in self.words.sentences:
            own = claims.get(sentence.first, [])
            marks = self.marks_of.get(sentence.first, [])
            is_general = not own and self._speaks_of_all(sentence, marks)
            if not own and not is_general and not lone:
                continue
            if any(mark.tags & tags.SIGN for mark in marks) and not own:
                continue
            spans = [
                (max([c.mention.end for c in own if c.frame is frame] or [sentence.first]), frame)
                for frame in {id(c.frame): c.frame for c in own}.values()
            ]
            if not own:
                for slug, (first, last) in self._discussed(sentence, sentence.first, sentence.last, marks).items():
                    shared.setdefault(slug)
                    every.setdefault(
                        slug, Topic(self._passage(first, last), "of all meetings", Confidence.MEDIUM, slug)
                    )
                continue
            for number, (start, frame) in enumerate(spans):
                stop = spans[number + 1][1].trigger.first if number + 1 < len(spans) else sentence.last
                start = max(c.mention.last for c in own if c.frame is frame)
                topics = self._discussed(sentence, min(start, stop), stop, marks)
                if not topics:
                    continue
                for claim in own:
                    if claim.frame is frame:
                        claim.topics = tuple(dict.fromkeys([*claim.topics, *topics]))
                for slug, (first, last) in topics.items():
                    every.setdefault(
                        slug, Topic(self._passage(first, last), "of these meetings", Confidence.HIGH, slug)
                    )
        of_frame: dict[int, list[Claim]] = defaultdict(list)
        for claim in found.claims:
            of_frame[id(claim.frame)].append(claim)
        for claim in found.claims:
            if claim.standing is Standing.HELD and self._is_split(claim):
                self._give_own(claim, of_frame[id(claim.frame)])
        return tuple(sorted(every.values(), key=lambda topic: topic.passage.start)), tuple(shared)

    def _is_split(self, claim: Claim) -> bool:
        """Tell whether a relative clause after one party of a list speaks of that party alone ("X and Y, where …")."""
        number = self.scan.mark_at[claim.mention.end] if claim.mention.end < len(self.words) else -1
        return number >= 0 and self.words.norm[claim.mention.end] in _RELATIVE

    def _give_own(self, claim: Claim, claims: list[Claim]) -> None:
        """Let what a relative clause says of the last party of a list be that party's alone."""
        own = topics_in(self.scan, claim.mention.end, claim.frame.sentence.last)
        for other in claims:
            if other is not claim:
                other.topics = tuple(slug for slug in other.topics if slug not in own)

    def _speaks_of_all(self, sentence: Sentence, marks: list[Mark]) -> bool:
        return any(mark.tags & tags.NOUN and mark.first - sentence.first <= 6 for mark in marks)

    def _discussed(self, sentence: Sentence, first: int, last: int, marks: list[Mark]) -> dict[str, tuple[int, int]]:
        """Return the topics in a run of words, but those after "in the context of" and the like."""
        norm = self.words.norm
        for at in range(first, last - 1):
            if (norm[at], norm[at + 1]) in _SETTING or norm[at] in _SETTING_WORDS:
                last = at
                break
        return topics_in(self.scan, first, last) if first < last else {}

    def _with_shared(self, party: Counterpart, shared: tuple[str, ...]) -> Counterpart:
        if party.standing is not Standing.HELD:
            return party
        return replace(party, topics=tuple(dict.fromkeys([*shared, *party.topics])))

    def _with_host(
        self, parties: list[Counterpart], found: Cast, host: str, event: Event | None, frames: list[Frame]
    ) -> list[Counterpart]:
        """Take the host of a visit for "his counterpart" where the text says no more: a guess, and marked as one."""
        if (
            not host
            or found.principal is None
            or any(p.standing is Standing.HELD for p in parties)
            or (event is not None and not event.is_visit)
        ):
            return parties
        key = f"c:{host}"
        if str(found.principal) == key or found.rule == "host or lead":
            return parties
        for sentence in self.words.sentences:
            marks = self.marks_of.get(sentence.first, [])
            met = [m for m in marks if m.tags & (tags.MEET | tags.PASSIVE) or m.tags & tags.LIGHT]
            if not met or any(m.tags & (tags.FUTURE | tags.PAST | tags.NEGATED | tags.CANCELLED) for m in marks):
                continue
            for at in range(met[0].last, min(sentence.last, met[0].last + 14)):
                if self.words.norm[at] in _COUNTERPARTS:
                    actor = self.gazetteer.actors[key]
                    passage = self._passage(met[0].first, at + 1)
                    guess = Counterpart(passage, "host of the visit", Confidence.LOW, actor, Standing.HELD)
                    return [guess, *(party for party in parties if party.party != actor)]
        return parties

    def _with_implied(
        self, parties: list[Counterpart], instruments: list[Instrument], found: Cast
    ) -> list[Counterpart]:
        """Add the meetings that a signature implies: signed now by the principal with a party that no list names."""
        principal = self.gazetteer.actor(found.principal) if found.principal else None
        by_party: dict[Actor, int] = {party.party: number for number, party in enumerate(parties)}
        for instrument in instruments:
            if (
                instrument.signed is not Signed.NOW
                or principal not in instrument.parties
                or len(instrument.parties) != 2
            ):
                continue
            other = next(party for party in instrument.parties if party != principal)
            number = by_party.get(other)
            if number is not None and parties[number].standing in (
                Standing.HELD,
                Standing.ANNOUNCED,
                Standing.CANCELLED,
            ):
                continue
            implied = Counterpart(
                instrument.passage,
                "signed with",
                Confidence.MEDIUM,
                other,
                Standing.HELD,
                attestation="implied",
                institution=next(iter(instrument.institutions), ""),
                person=next(iter(instrument.signatories), ""),
                named=parties[number].named if number is not None else "",
                topics=instrument.topics,
            )
            if number is None:
                by_party[other] = len(parties)
                parties.append(implied)
            else:
                parties[number] = implied
        return sorted(parties, key=lambda party: party.passage.start)

    def _warnings(
        self, parties: list[Counterpart], instruments: list[Instrument], totals: tuple[Total, ...]
    ) -> tuple[str, ...]:
        """Say where the text's own numbers and what was found in it do not agree; nobody makes them agree."""
        found = {
            "meetings": sum(party.standing is Standing.HELD for party in parties),
            "mous": sum(instrument.signed is Signed.NOW for instrument in instruments),
        }
        return tuple(
            f"{total.counts}: {total.value} reported, {found[total.counts]} found"
            for total in totals
            if total.counts in found and total.value != found[total.counts]
        )


_TELLING = tags.TRIGGERS | tags.SIGN
_COUNTERPARTS = frozenset(["counterpart", "homologue", "نظيره", "نظيرها", "ministre", "minister"])
_RELATIVE = frozenset(["where", "whose", "who", "which", "qui", "dont", "ou", "الذي", "التي", "حيث"])
_SETTING = frozenset(
    {("context", "of"), ("contexte", "de"), ("contexte", "du"), ("backdrop", "of"), ("which", "has"), ("amid", "the")}
)
_SETTING_WORDS = frozenset({"amid", "سياق"})
