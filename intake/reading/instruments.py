"""MoUs and other instruments: which parties signed, whether now, earlier or in future, and about what."""

import bisect
from collections import defaultdict
from dataclasses import dataclass, replace

from delegations.lexicon import Party
from intake.reading import tags
from intake.reading.findings import Confidence, Instrument, Passage, Signed
from intake.reading.frames import Framer
from intake.reading.mention import BODY, OTHER, PERSON, Mention
from intake.reading.numbers import number_at
from intake.reading.parties import Cast
from intake.reading.rules import Rule
from intake.reading.scan import Mark, Scan
from intake.reading.topics import topics_in
from intake.reading.words import SEMICOLON, Sentence

_NOUNS = tags.MEMORANDUM | tags.AGREEMENT | tags.PROTOCOL | tags.LETTER_OF_INTENT | tags.ACTION_PLAN


@dataclass(slots=True)
class Signing:
    """What one sentence says of instruments, before it is known who the principal is."""

    sentence: Sentence
    noun: Mark
    kind: str
    signed: Signed
    groups: list[list[Mention]]  # the parties of each instrument, as far as they are named
    between: bool  # whether all parties of it are named
    first: int = 0
    last: int = 0
    count: int = 1
    explicit: bool = True


class Signings:
    def __init__(self, scan: Scan, framer: Framer, year: int) -> None:
        self.scan, self.words, self.framer, self.year = scan, scan.words, framer, year

    def of(self, sentence: Sentence, marks: list[Mark], found: list[Mention]) -> list[Signing]:
        signs = [mark for mark in marks if mark.tags & tags.SIGN]
        if not signs:
            return []
        nouns = [mark for mark in marks if mark.tags & _NOUNS]
        if not nouns:
            return []
        noun = min(nouns, key=lambda mark: min(abs(mark.first - sign.first) for sign in signs))
        sign = min(signs, key=lambda mark: abs(mark.first - noun.first))
        if abs(sign.first - noun.first) > 24:
            return []
        if not noun.tags & tags.MEMORANDUM:
            better = [mark for mark in nouns if mark.tags & tags.MEMORANDUM and abs(mark.first - sign.first) < 14]
            noun = better[0] if better else noun
        kind = next(name for bit, name in tags.INSTRUMENTS.items() if noun.tags & bit)
        signed = self._signed(sentence, marks, noun, sign)
        groups, between = self._groups(sentence, marks, found, noun, sign)
        start, stop = min(noun.first, sign.first), max(noun.last, sign.last)
        return [Signing(sentence, noun, kind, signed, groups, between, start, stop, self._count(noun))]

    # --- When --------------------------------------------------------------------------------------------

    def _signed(self, sentence: Sentence, marks: list[Mark], noun: Mark, sign: Mark) -> Signed:
        norm = self.words.norm
        first, last = min(noun.first, sign.first), max(noun.last, sign.last)
        near = [mark for mark in marks if first - 12 <= mark.first <= last + 16]
        if any(mark.tags & (tags.PAST | tags.EARLIER) and not mark.tags & tags.SIGN for mark in near):
            return Signed.EARLIER
        for at in range(max(sentence.first, first - 12), min(sentence.last, last + 30)):
            word = norm[at]
            is_past = self.year and len(word) == 4 and word.isdigit() and 1900 < int(word) < self.year
            if is_past and _SINCE.isdisjoint(norm[max(0, at - 2) : at]):  # "the first since 1983" is signed now
                return Signed.EARLIER
        if any(mark.tags & (tags.CANCELLED | tags.NEGATED) for mark in near if abs(mark.first - sign.first) < 8):
            return Signed.PLANNED
        before = [
            mark for mark in marks if first - 10 <= mark.first < max(sign.first, noun.first) or mark.first == sign.first
        ]
        if any(mark.tags & tags.FUTURE_TIME for mark in near):
            return Signed.PLANNED
        if any(mark.tags & tags.FUTURE for mark in before):
            return Signed.PLANNED
        if norm[sign.first] in _INFINITIVES or (norm[sign.first] == "sign" and sign.last - sign.first == 1):
            return Signed.PLANNED
        return Signed.NOW

    # --- Who ---------------------------------------------------------------------------------------------

    def _count(self, noun: Mark) -> int:
        for back in range(1, 5):
            at = noun.first - back
            if at < 0:
                break
            number = number_at(self.words, at, self.scan.language)
            if number and number.last <= noun.first and number.value > 1:
                return min(number.value, 50)
        word = self.words.norm[noun.first]
        return 2 if self.scan.arabic and (word.endswith(("تين", "تان", "تي", "تا")) and len(word) > 5) else 1

    def _groups(
        self, sentence: Sentence, marks: list[Mark], found: list[Mention], noun: Mark, sign: Mark
    ) -> tuple[list[list[Mention]], bool]:
        start = min(noun.first, sign.first)
        if self._with_pronoun(sign, sentence):
            return [], False
        groups: list[list[Mention]] = []
        for number, mark in enumerate(marks):
            if mark.first < start or not mark.tags & (tags.WITH | tags.BETWEEN):
                continue
            if mark.tags & tags.WITH and self._is_relation(mark, marks, groups):
                continue
            ceiling = next((other.first for other in marks[number + 1 :] if other.tags & tags.WITH), sentence.last)
            objects = self.framer.list_from(mark.last, found, ceiling, direct=False)
            if not objects:
                continue
            if mark.tags & tags.BETWEEN and len({m.party for m in objects}) > 1:
                return [objects], True
            taken = {m.party for group in groups for m in group}
            fresh = [m for m in objects if m.party not in taken]
            if fresh:
                groups.append(fresh)
        if groups:
            return groups, False
        if self.scan.tables.subject_first:
            subjects = self.framer.subjects(found, sentence.first, sign.first)
            if len({m.party for m in subjects}) > 1:
                return [subjects], True
            people = [m for m in found if m.head in (PERSON, BODY) and m.first > sign.last]
        else:
            people = [m for m in found if m.head in (PERSON, BODY) and m.first >= start]
        if people:
            several = [m for m in people if m.head != OTHER]
            parties = {m.party for m in several}
            if len(parties) > 1:
                return [several], True
            if self.scan.tables.subject_first and any(m.first <= sign.last for m in found if m.head in (PERSON, BODY)):
                first = [m for m in found if m.head in (PERSON, BODY) and m.first <= sign.last][-1:]
                if {m.party for m in first} != parties:
                    return [[*first, *several]], True
            return [several], False
        adjectives = [m for m in found if abs(m.name.first - noun.first) <= 6 and m.head == OTHER]
        if len({m.party for m in adjectives}) == 2:
            return [adjectives], True
        single = [m for m in found if m.head in (PERSON, BODY) and m.end <= sign.first]
        return ([single[-1:]] if single else []), False

    def _with_pronoun(self, sign: Mark, sentence: Sentence) -> bool:
        """Tell whether it was signed "with him": with whom the sentence or the one before speaks of as met."""
        norm = self.words.norm
        return any(
            norm[at] in _PRONOUNS
            or (norm[at] in ("with", "avec") and norm[at + 1] in ("him", "her", "them", "lui", "elle", "eux"))
            for at in range(sign.last, min(sign.last + 2, sentence.last - 1))
        )

    def _is_relation(self, mark: Mark, marks: list[Mark], groups: list[list[Mention]]) -> bool:
        """Tell whether "with" belongs to "cooperation with" and not to the instrument."""
        norm = self.words.norm
        if mark.first == 0:
            return False
        before = norm[mark.first - 1]
        number = self.scan.mark_at[mark.first - 1]
        is_noun = number >= 0 and bool(self.scan.marks[number].tags & (_NOUNS | tags.SIGNED_BY | tags.EARLIER))
        relation = number >= 0 and self.scan.marks[number].tags & tags.RELATION and not is_noun
        return (relation and bool(groups)) or before in ("contact", "line", "accordance", "conformite")


def settled(scan: Scan, signings: list[Signing], cast: Cast, held: list[tuple[int, Party]]) -> list[Instrument]:
    """Return the instruments with all their parties; ``held`` are the meetings, as (word, party)."""
    found: list[Instrument] = []
    by_parties: dict[frozenset[str], list[int]] = defaultdict(list)
    for signing in signings:
        for parties, mentions in _parties(signing, cast, held):
            if len(parties) < 2 and signing.signed is Signed.NOW and not signing.groups and found:
                continue
            instrument = _made(scan, signing, parties, mentions)
            same = by_parties[frozenset(party.key for party in instrument.parties)]
            known = next((n for n in same if _is_same(found[n], instrument, signing)), None)
            if known is None:
                if len(parties) > 1:
                    same.append(len(found))
                    found.append(instrument)
            else:
                found[known] = _merged(found[known], instrument)
    return found


def _parties(
    signing: Signing, cast: Cast, held: list[tuple[int, Party]]
) -> list[tuple[tuple[Party, ...], list[Mention]]]:
    principal = cast.principal
    if signing.between and signing.groups:
        group = signing.groups[0]
        parties = tuple(dict.fromkeys(m.party for m in group if m.party is not None))
        if len(parties) > 2 and principal in parties and signing.count == len(parties) - 1:
            return [
                ((principal, party), [m for m in group if m.party == party]) for party in parties if party != principal
            ]
        return [(parties, group)]
    results: list[tuple[tuple[Party, ...], list[Mention]]] = []
    for group in signing.groups:
        others = [m for m in group if m.party is not None and m.party != principal]
        distinct = list(dict.fromkeys(m.party for m in others if m.party is not None))
        if not distinct:
            continue
        split = len(distinct) > 1 and (signing.count >= len(distinct) or signing.count > 1)
        if split:
            results += [(_with(principal, [party]), [m for m in others if m.party == party]) for party in distinct]
        else:
            results.append((_with(principal, distinct), others))
    if not results:
        at = bisect.bisect_left(held, signing.last, key=lambda pair: pair[0])
        before = next((party for _at, party in reversed(held[max(0, at - 20) : at]) if party != principal), None)
        if before is not None:
            results.append((_with(principal, [before]), []))
    return results


def _with(principal: Party | None, parties: list[Party]) -> tuple[Party, ...]:
    return (principal, *parties) if principal is not None else tuple(parties)


def _made(scan: Scan, signing: Signing, parties: tuple[Party, ...], mentions: list[Mention]) -> Instrument:
    sentence = signing.sentence
    last = max([signing.last, *(m.end for m in mentions)])
    first = min([signing.first, *(m.first for m in mentions)])
    passage = Passage(scan.words.start[first], scan.words.end[last - 1], sentence.paragraph, sentence.number)
    subject, topics = _subject(scan, signing, mentions)
    return Instrument(
        passage,
        Rule.SIGNED_BETWEEN if signing.between else Rule.SIGNED_WITH,
        Confidence.HIGH if signing.groups and signing.signed is Signed.NOW else Confidence.MEDIUM,
        signing.kind,
        signing.signed,
        tuple(scan.gazetteer.actor(party) for party in parties),
        tuple(dict.fromkeys(m.person for m in mentions if m.person)),
        tuple(dict.fromkeys(m.institution for m in mentions if m.institution)),
        subject,
        topics,
    )


def _subject(scan: Scan, signing: Signing, mentions: list[Mention]) -> tuple[str, tuple[str, ...]]:
    """Return the words that say what it is about, up to the next semicolon or ordinal, and the topics in them."""
    words, sentence = scan.words, signing.sentence
    start = max([m.end for m in mentions if m.first > signing.noun.first], default=signing.noun.last)
    at = None
    for position in range(start, sentence.last):
        number = scan.mark_at[position]
        if (
            number >= 0
            and scan.marks[number].tags & (tags.SUBJECT | tags.STOP)
            and not scan.marks[number].tags & tags.SIGN
        ):
            at = position
            break
    if at is None:
        return "", ()
    stop = sentence.last
    for position in range(at + 1, sentence.last):
        number = scan.mark_at[position]
        if words.gap[position] & SEMICOLON or (
            number >= 0
            and scan.marks[number].tags & tags.ORDINAL
            and position - at > 3
            and words.norm[position] not in ("one", "un", "une", "other", "autre")
        ):
            stop = position
            break
    raw = words.raw(at, stop)
    return (raw if len(raw) <= 300 else ""), tuple(topics_in(scan, at, stop))


def _is_same(one: Instrument, two: Instrument, signing: Signing) -> bool:
    if set(one.parties) == set(two.parties):
        if one.signed is not two.signed and Signed.EARLIER in (one.signed, two.signed):
            return False
        return one.kind == two.kind or not signing.explicit
    return False


def _merged(one: Instrument, two: Instrument) -> Instrument:
    return replace(
        one,
        signatories=one.signatories or two.signatories,
        institutions=one.institutions or two.institutions,
        subject=one.subject or two.subject,
        topics=one.topics or two.topics,
        signed=Signed.NOW if Signed.NOW in (one.signed, two.signed) else one.signed,
    )


_SINCE = frozenset({"since", "depuis", "منذ"})
_PRONOUNS = frozenset(["معه", "معها", "معهم"])
_INFINITIVES = frozenset(["signer", "parapher", "conclure", "يوقع", "توقع", "signera", "signeront", "سيوقع", "ستوقع"])
