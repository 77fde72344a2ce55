"""What follows from several findings at once: the principal's person, who is implied, and what does not add up."""

from dataclasses import replace

from intake.reading import tags
from intake.reading.findings import (
    Actor,
    Confidence,
    Counterpart,
    Event,
    Instrument,
    Principal,
    Signed,
    Standing,
    Total,
)
from intake.reading.headings import Headings
from intake.reading.mention import BODY, PERSON, Mention
from intake.reading.parties import Cast
from intake.reading.rules import Rule
from intake.reading.scan import Scan, said

NEAR = 14  # words between "met" and "his counterpart"


def principal(scan: Scan, found: Cast, mentions_of: dict[int, list[Mention]], headings: Headings) -> Principal | None:
    """Return the principal with what the first sentence about it says of institution, person and title."""
    if found.principal is None:
        return None
    best: Mention | None = None
    for mentions in mentions_of.values():
        for mention in mentions:
            if mention.party != found.principal or mention.head not in (PERSON, BODY):
                continue
            if best is None or (mention.person and not best.person and best.head == BODY):
                best = mention
        if best is not None and best.person:
            break
    actor = scan.gazetteer.actor(found.principal)
    if best is None or not best.person:
        institution, person, title, first, last = headings.leader(scan.words, scan)
        if person and (best is None or found.rule is not Rule.SUBJECT):
            passage = scan.passage(first, last)
            return Principal(passage, found.rule, found.confidence, actor, institution, person, title)
    if best is None:
        name = next((name for name in scan.named if name.parties and name.parties[0] == found.principal), None)
        first, last = (name.first, name.last) if name else (0, 1)
        return Principal(scan.passage(first, last), found.rule, found.confidence, actor)
    passage = scan.passage(best.first, max(best.end, best.last))
    return Principal(passage, found.rule, found.confidence, actor, best.institution, best.person, best.title)


def with_shared(parties: list[Counterpart], shared: tuple[str, ...]) -> list[Counterpart]:
    """Give every meeting that was held the topics of all."""
    return [
        replace(party, topics=tuple(dict.fromkeys([*shared, *party.topics])))
        if party.standing is Standing.HELD
        else party
        for party in parties
    ]


def with_host(scan: Scan, parties: list[Counterpart], found: Cast, host: str, event: Event | None) -> list[Counterpart]:
    """Take the host of a visit for "his counterpart" where the text says no more: a guess, and marked as one."""
    if (
        not host
        or found.principal is None
        or any(party.standing is Standing.HELD for party in parties)
        or (event is not None and not event.is_visit)
    ):
        return parties
    key = f"c:{host}"
    if str(found.principal) == key or found.rule is Rule.LEAD:
        return parties
    for sentence in scan.words.sentences:
        marks = scan.marks_of.get(sentence.first, ())
        met = next((mark for mark in marks if mark.tags & _MET), None)
        if met is None or said(marks) & _NOT_HELD:
            continue
        for at in range(met.last, min(sentence.last, met.last + NEAR)):
            if scan.words.norm[at] in _COUNTERPARTS:
                actor = scan.gazetteer.actors[key]
                passage = scan.passage(met.first, at + 1)
                guess = Counterpart(passage, Rule.HOST, Confidence.LOW, actor, Standing.HELD)
                return [guess, *(party for party in parties if party.party != actor)]
    return parties


def with_implied(
    scan: Scan, parties: list[Counterpart], instruments: list[Instrument], found: Cast
) -> list[Counterpart]:
    """Add the meetings that a signature implies: signed now by the principal with a party that no list names."""
    host = scan.gazetteer.actor(found.principal) if found.principal else None
    parties = list(parties)
    by_party: dict[Actor, int] = {party.party: number for number, party in enumerate(parties)}
    for instrument in instruments:
        if instrument.signed is not Signed.NOW or host not in instrument.parties or len(instrument.parties) != 2:
            continue
        other = next(party for party in instrument.parties if party != host)
        number = by_party.get(other)
        if number is not None and parties[number].standing in _TOLD:
            continue
        implied = Counterpart(
            instrument.passage,
            Rule.SIGNED_WITH,
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


def warnings(parties: list[Counterpart], instruments: list[Instrument], totals: tuple[Total, ...]) -> tuple[str, ...]:
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


_MET = tags.MEET | tags.PASSIVE | tags.LIGHT
_NOT_HELD = tags.FUTURE | tags.PAST | tags.NEGATED | tags.CANCELLED
_TOLD = (Standing.HELD, Standing.ANNOUNCED, Standing.CANCELLED)
_COUNTERPARTS = frozenset(["counterpart", "homologue", "نظيره", "نظيرها", "ministre", "minister"])
