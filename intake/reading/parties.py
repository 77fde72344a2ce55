"""Principal and counterparts: whose meetings the text reports, and with whom, made of all its frames."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from core.text import normalise
from delegations.lexicon import Party
from intake.reading.findings import Confidence, Counterpart, Passage, Standing
from intake.reading.frame import Frame
from intake.reading.kinds import FIELD, HONORIFIC, PARTICLE, PEOPLE, TITLE
from intake.reading.mention import BODY, PERSON, Mention
from intake.reading.rules import Rule
from intake.reading.scan import Scan
from intake.reading.tables import table
from intake.reading.words import Sentence

_ORDER = {
    Standing.HELD: 0,
    Standing.CANCELLED: 1,
    Standing.ANNOUNCED: 2,
    Standing.MULTILATERAL: 3,
    Standing.MENTIONED: 4,
}
_LEAD = 3  # sentences that introduce who is reported on


@dataclass(slots=True)
class Claim:
    """What one frame says of one party."""

    party: Party
    standing: Standing
    mention: Mention
    frame: Frame
    grouping: str = ""
    topics: tuple[str, ...] = ()
    sure: bool = True


@dataclass(slots=True)
class Cast:
    """Who is who: the principal's party and how it was found, and the claims about the others."""

    principal: Party | None
    rule: Rule
    confidence: Confidence
    claims: list[Claim] = field(default_factory=list)


class Persons:
    """The persons of a text by the words of their names, so that a surname alone tells the party."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.parties: dict[str, Party | None] = {}

    def learn(self, mention: Mention) -> None:
        if mention.person_first < 0 or mention.party is None:
            return
        norm, kinds = self.scan.words.norm, self.scan.kinds
        span = range(mention.person_first, mention.end)
        # The last name, and of a prince, who is called by it, the first.
        kept = [span[-1], *(span[:1] if any(norm[at] in ("bin", "بن") for at in span) else ())]
        for at in kept:
            word = norm[at]
            if len(word) < 4 or kinds[at] & _NOT_NAMES:
                continue
            known = self.parties.get(word, mention.party)
            self.parties[word] = mention.party if known == mention.party else None

    def party_in(self, first: int, last: int) -> Party | None:
        """Return the party of the person named in the words, the nearest to the end."""
        norm = self.scan.words.norm
        for at in range(last - 1, max(first, last - 16) - 1, -1):
            found = self.parties.get(norm[at])
            if found is not None:
                return found
        return None


def cast(
    scan: Scan,
    frames: list[Frame],
    mentions_of: dict[int, list[Mention]],
    place: str,
    persons: Persons,
    signers: set[Party],
) -> Cast:
    """Decide who the principal is and what the frames say of the others. ``place`` is an ISO code or empty.

    ``signers`` are the parties that somebody unnamed signed with.
    """
    sides = [_sides(frame, persons) for frame in frames]
    principal, rule, confidence = _principal(scan, frames, sides, mentions_of, place, signers)
    found = Cast(principal, rule, confidence)
    for frame, (subjects, objects) in zip(frames, sides, strict=True):
        found.claims += _claims(frame, subjects, objects, principal)
    return found


def _sides(frame: Frame, persons: Persons) -> tuple[list[Party], list[Party]]:
    subjects = [m.party for m in frame.subjects if m.party is not None]
    objects = [m.party for m in frame.objects if m.party is not None]
    if not subjects and not frame.symmetric:
        known = persons.party_in(frame.subject_from, frame.subject_to)
        if known is not None and known not in objects:
            subjects = [known]
    return subjects, objects


def _principal(
    scan: Scan,
    frames: list[Frame],
    sides: list[tuple[list[Party], list[Party]]],
    mentions_of: dict[int, list[Mention]],
    place: str,
    signers: set[Party],
) -> tuple[Party | None, Rule, Confidence]:
    scores: dict[Party, float] = defaultdict(float)
    unresolved = 0.0
    objects_of_unresolved: set[Party] = set()
    host = Party("c", place) if place else None
    for frame, (subjects, objects) in zip(frames, sides, strict=True):
        weight = 3.0 if frame.standing is Standing.HELD else 1.5 if frame.standing is not Standing.MENTIONED else 0.7
        if frame.standing is Standing.MULTILATERAL:
            weight = 0.5
        if frame.symmetric:
            several = list(dict.fromkeys([*subjects, *objects]))
            if len(several) == 2:
                # "The Austrian minister and his Slovak counterpart met": the first is reported on, wherever it was.
                told = _has_counterpart(scan, frame)
                for number, party in enumerate(several):
                    leading = 1.0 if told else 0.6
                    scores[party] += weight * (leading if number == 0 else 0.9 if party == host and not told else 0.5)
            continue
        if not subjects and frame.either:
            early = frame.sentence.first == 0
            scores[objects[0]] += weight * (0.6 if early else 0.2)
            continue
        if not subjects:
            unresolved += weight
            objects_of_unresolved |= set(objects)
            continue
        alone = len(set(subjects)) == 1
        for party in dict.fromkeys(subjects):
            scores[party] += weight * (1.0 if not frame.passive else 0.8 if alone else 0.3)
        for party in dict.fromkeys(objects):
            scores[party] += weight * (0.75 if frame.passive else 0.4) / max(1, len(objects))
    if unresolved:
        guess = _unnamed(scan, mentions_of, objects_of_unresolved, host, scores)
        if guess is not None:
            scores[guess] += unresolved
    for party in list(scores):
        if party in objects_of_unresolved and unresolved:
            scores[party] -= 2
    lead = _lead(scan, mentions_of)
    for party in lead:
        if party in scores:
            scores[party] += 1.0 if party == lead[0] else 0.4
    scores = {party: score for party, score in scores.items() if score > 0}
    if not scores:
        if not frames:
            # Who signed with the one reported on is not the one.
            first = _unnamed(scan, mentions_of, signers, host, scores) if signers else next(iter(lead), host)
            return (first, Rule.LEAD, Confidence.LOW) if first else (None, Rule.LEAD, Confidence.LOW)
        return None, Rule.LEAD, Confidence.LOW
    best = max(scores, key=lambda party: (scores[party], party == host))
    explicit = any(best in subjects for subjects, _objects in sides)
    return (
        best,
        Rule.SUBJECT if explicit else Rule.LEAD,
        (Confidence.HIGH if explicit else Confidence.MEDIUM),
    )


def _has_counterpart(scan: Scan, frame: Frame) -> bool:
    later = [*frame.subjects, *frame.objects][1:]
    return any(word in _COUNTERPART for mention in later for word in scan.words.norm[mention.first : mention.last])


def _lead(scan: Scan, mentions_of: dict[int, list[Mention]], sentences: int = _LEAD) -> list[Party]:
    """Return the parties whose people or bodies the first sentences name, in order."""
    found: list[Party] = []
    for sentence in scan.words.sentences[:sentences]:
        for mention in mentions_of.get(sentence.first, []):
            if mention.head not in (PERSON, BODY) or mention.party is None:
                continue
            if mention.party not in found:
                found.append(mention.party)
    return found


def _unnamed(
    scan: Scan,
    mentions_of: dict[int, list[Mention]],
    objects: set[Party],
    host: Party | None,
    scores: dict[Party, float],
) -> Party | None:
    """Return who "the Director General" is when no adjective says it: the lead's, the host's, the most named."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    named = [party for party, score in ranked if party not in objects and score >= 1.5]
    if named:
        return named[0]
    lead = _lead(scan, mentions_of)
    opening = _lead(scan, mentions_of, 1)
    for party in (*opening, *_by_agency(scan), *lead):
        if party not in objects:
            return party
    often = [party for party, _count in scan.named_counts.most_common() if party not in objects and party.kind == "c"]
    if host is not None and host not in objects and (host in often or not often):
        return host
    if often:
        return often[0]
    for key, _count in scan.hints.most_common():
        party = Party(*key.split(":", 1))
        if party not in objects and party.kind == "c":
            return party
    return None


def _by_agency(scan: Scan) -> list[Party]:
    """Return the states whose news agency or way of speaking the text shows: "SPA", "خادم الحرمين الشريفين"."""
    found = []
    for words, code in _agencies():
        for at in scan.at_the_ends(words[0]):
            if tuple(scan.words.norm[at : at + len(words)]) == words and (scan.arabic or scan.words.is_capital(at)):
                found.append(Party("c", code))
                break
    return found


@cache
def _agencies() -> list[tuple[tuple[str, ...], str]]:
    return [
        (tuple(normalise(name).split()), code)
        for code, several in table("apart")["agencies"].items()
        for name in several
    ]


def _claims(frame: Frame, subjects: list[Party], objects: list[Party], principal: Party | None) -> list[Claim]:
    everyone = list(dict.fromkeys([*subjects, *objects]))
    mention_of: dict[Party, Mention] = {}
    for mention in [*frame.objects, *frame.subjects]:
        if mention.party is not None:
            mention_of.setdefault(mention.party, mention)
    standing = frame.standing
    others = [party for party in everyone if party != principal]
    of_principal = principal in everyone or not subjects or principal is None
    if frame.symmetric:
        of_principal = principal in everyone
        if len(everyone) > 2 and standing is Standing.HELD:
            standing = Standing.MULTILATERAL
    elif (
        not frame.passive
        and len(set(subjects)) > 1
        and objects
        and standing is Standing.HELD
        and set(objects) - set(subjects)
    ):
        standing = Standing.MULTILATERAL
    elif subjects and principal in objects and len(set(objects)) > 1 and standing is Standing.HELD:
        # Another's round of meetings: of it only the one with the principal counts.
        others = [party for party in others if party in subjects]
    if not of_principal:
        standing = Standing.MENTIONED
    return [
        Claim(party, standing, mention_of[party], frame, sure=frame.sure) for party in others if party in mention_of
    ]


def counterparts(
    scan: Scan,
    found: Cast,
    mentions_of: dict[int, list[Mention]],
) -> list[Counterpart]:
    """Return one finding for each party: the best claim about it, or that it is merely mentioned."""
    best: dict[Party, Claim] = {}
    for claim in found.claims:
        known = best.get(claim.party)
        if known is None or _ORDER[claim.standing] < _ORDER[known.standing]:
            best[claim.party] = claim
    results = [_counterpart(scan, claim, mentions_of) for claim in best.values()]
    seen = set(best)
    for name in scan.named:
        if not name.parties or name.parties[0] in seen or name.parties[0] == found.principal:
            continue
        party = name.parties[0]
        seen.add(party)
        sentence = scan.words.sentence_at(name.first)
        passage = _passage(scan, sentence, name.first, name.last)
        results.append(
            Counterpart(
                passage,
                Rule.NAMED,
                Confidence.HIGH if name.certain else Confidence.LOW,
                scan.gazetteer.actor(party),
                Standing.MENTIONED,
                named=scan.words.raw(name.first, name.last),
                others=tuple(scan.gazetteer.actor(other) for other in name.parties[1:]) if not name.certain else (),
            )
        )
    return sorted(results, key=lambda result: result.passage.start)


def _passage(scan: Scan, sentence: Sentence, first: int, last: int) -> Passage:
    return Passage(scan.words.start[first], scan.words.end[last - 1], sentence.paragraph, sentence.number)


def _counterpart(scan: Scan, claim: Claim, mentions_of: dict[int, list[Mention]]) -> Counterpart:
    mention = claim.mention
    at = scan.words.sentence_at(mention.first)
    institution, person, title = mention.institution, mention.person, mention.title
    for other in mentions_of.get(at.first, []):
        if other.party == claim.party and other is not mention and other.head in (PERSON, BODY):
            institution, person = institution or other.institution, person or other.person
            # "the fund, whose head of operations": the phrase as it stands, for "head" alone says little.
            title = title or (
                scan.words.raw(other.first, other.last)
                if other.head == PERSON and not other.person and other.title
                else other.title
            )
    certain = mention.name.certain
    sure = (
        Confidence.LOW
        if not certain
        else Confidence.HIGH
        if claim.sure and claim.standing in (Standing.HELD, Standing.MENTIONED)
        else Confidence.MEDIUM
    )
    assert mention.party is not None
    return Counterpart(
        _passage(scan, at, mention.first, max(mention.end, mention.last)),
        claim.frame.rule,
        sure,
        scan.gazetteer.actor(mention.party),
        claim.standing,
        kind=claim.frame.kind,
        grouping=claim.grouping,
        institution=institution,
        person=person,
        title=title,
        named=scan.words.raw(mention.name.first, mention.name.last),
        others=tuple(scan.gazetteer.actor(p) for p in mention.name.parties[1:]) if not certain else (),
        topics=claim.topics,
    )


_COUNTERPART = frozenset(["counterpart", "homologue", "نظيره", "نظيرها", "ونظيره", "ونظيرها", "نظيرته", "ونظيرته"])
_NOT_NAMES = HONORIFIC | PARTICLE | PEOPLE | TITLE | FIELD
