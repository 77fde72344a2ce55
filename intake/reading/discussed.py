"""Which topics the text says were discussed with whom, and which at all its meetings."""

from collections import defaultdict

from intake.reading import tags
from intake.reading.findings import Confidence, Standing, Topic
from intake.reading.parties import Cast, Claim
from intake.reading.rules import Rule
from intake.reading.scan import Scan, said
from intake.reading.topics import topics_in
from intake.reading.words import Sentence

OPENING = 6  # words at the beginning of a sentence in which it says that it speaks of the meetings


class Discussed:
    def __init__(self, scan: Scan) -> None:
        self.scan, self.words = scan, scan.words
        self._every: dict[str, Topic] = {}
        self._shared: dict[str, None] = {}

    def topics(self, found: Cast) -> tuple[tuple[Topic, ...], tuple[str, ...]]:
        """Give each claim the topics that its sentence says were discussed; return all, and those of all meetings."""
        claims: dict[int, list[Claim]] = defaultdict(list)
        for claim in found.claims:
            if claim.standing is Standing.HELD:
                claims[claim.frame.sentence.first].append(claim)
        lone = len({claim.party for several in claims.values() for claim in several}) == 1
        for sentence in self.words.sentences:
            if sentence.first in claims:
                self._of_these(sentence, claims[sentence.first])
            elif lone or self._speaks_of_all(sentence):
                self._of_all(sentence)
        self._give_own(found)
        return tuple(sorted(self._every.values(), key=lambda topic: topic.passage.start)), tuple(self._shared)

    def _speaks_of_all(self, sentence: Sentence) -> bool:
        for mark in self.scan.marks_of.get(sentence.first, ()):
            if mark.first - sentence.first > OPENING:
                break
            if mark.tags & tags.NOUN:
                return True
        return False

    def _of_all(self, sentence: Sentence) -> None:
        if said(self.scan.marks_of.get(sentence.first, ())) & tags.SIGN:
            return
        for slug, (first, last) in self._discussed(sentence.first, sentence.last).items():
            self._shared.setdefault(slug)
            if slug not in self._every:
                passage = self.scan.passage(first, last)
                self._every[slug] = Topic(passage, Rule.OF_ALL, Confidence.MEDIUM, slug)

    def _of_these(self, sentence: Sentence, claims: list[Claim]) -> None:
        frames = list({id(claim.frame): claim.frame for claim in claims}.values())
        stops = [*(frame.trigger.first for frame in frames[1:]), sentence.last]
        for frame, stop in zip(frames, stops, strict=True):
            own = [claim for claim in claims if claim.frame is frame]
            start = max(claim.mention.last for claim in own)
            topics = self._discussed(min(start, stop), stop)
            if not topics:
                continue
            for claim in own:
                claim.topics = tuple(dict.fromkeys([*claim.topics, *topics]))
            for slug, (first, last) in topics.items():
                if slug not in self._every:
                    passage = self.scan.passage(first, last)
                    self._every[slug] = Topic(passage, Rule.OF_THESE, Confidence.HIGH, slug)

    def _discussed(self, first: int, last: int) -> dict[str, tuple[int, int]]:
        """Return the topics in a run of words, but those after "in the context of" and the like."""
        norm = self.words.norm
        for at in range(first, last - 1):
            if norm[at] in _SETTING_WORDS or (norm[at] in _SETTINGS and norm[at + 1] in _SETTINGS[norm[at]]):
                last = at
                break
        return topics_in(self.scan, first, last) if first < last else {}

    def _give_own(self, found: Cast) -> None:
        """Let what a relative clause says of the last party of a list be that party's alone: "X and Y, where …"."""
        of_frame: dict[int, list[Claim]] = defaultdict(list)
        for claim in found.claims:
            of_frame[id(claim.frame)].append(claim)
        for claim in found.claims:
            if claim.standing is not Standing.HELD or not self._is_split(claim.mention.end):
                continue
            own = topics_in(self.scan, claim.mention.end, claim.frame.sentence.last)
            for other in of_frame[id(claim.frame)]:
                if other is not claim:
                    other.topics = tuple(slug for slug in other.topics if slug not in own)

    def _is_split(self, at: int) -> bool:
        return at < len(self.words) and self.scan.mark_at[at] >= 0 and self.words.norm[at] in _RELATIVE


_RELATIVE = frozenset(["where", "whose", "who", "which", "qui", "dont", "ou", "الذي", "التي", "حيث"])
_SETTINGS = {
    "context": ("of",), "contexte": ("de", "du"), "backdrop": ("of",), "which": ("has",)
}  # fmt: skip
_SETTING_WORDS = frozenset({"amid", "سياق"})
