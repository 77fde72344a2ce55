"""From a text to all that was understood of it: the rules in their order. No database, no clock, no network."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from delegations.lexicon import Party
from intake.reading import joining
from intake.reading.dated import Dated
from intake.reading.dates import Dates, Found, months_in
from intake.reading.discussed import Discussed
from intake.reading.events import Events
from intake.reading.findings import Reading, Signed, Standing
from intake.reading.frames import Framer
from intake.reading.gazetteer import Gazetteer
from intake.reading.headings import Headings
from intake.reading.instruments import Signing, Signings, settled
from intake.reading.language import guessed
from intake.reading.mentions import Mentions
from intake.reading.parties import Persons, cast, counterparts
from intake.reading.places import Places
from intake.reading.published import Published
from intake.reading.scan import Scan
from intake.reading.statements import stated
from intake.reading.totals import totals_in
from intake.reading.words import Words

LONGEST = 1_050_000  # characters; a longer text is refused before anything is read
MOST_WORDS = 260_000  # what a megabyte of prose has, and half as much again


class TooLong(ValueError):
    """The text has more characters than an article can have."""


def read(text: str, gazetteer: Gazetteer, *, published: str = "", language: str = "") -> Reading:
    """Return what ``text`` reports. The same text, names and date give the same reading.

    ``published`` is a day, a month or a year ("2025-11"); it completes dates without a year. ``language`` is guessed
    where it is not given. Raises TooLong beyond ``LONGEST`` characters or ``MOST_WORDS``, and nothing else.
    """
    if len(text) > LONGEST:
        raise TooLong(f"A text of {len(text):,} characters is no article: at most {LONGEST:,} are read.")
    words = Words(text)
    if len(words) > MOST_WORDS:
        raise TooLong(f"A text of {len(words):,} words is no article: at most {MOST_WORDS:,} are read.")
    day = Published.read(published)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    blank = Reading(digest, language or guessed(words), published if day else "")
    if not words.sentences:
        return blank
    with _without_collector():
        return _understood(blank, words, gazetteer, day)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the search for cycles: a reading makes none, and to go through its objects takes a sixth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _understood(blank: Reading, words: Words, gazetteer: Gazetteer, day: Published | None) -> Reading:
    scan = Scan(words, blank.language, gazetteer)
    dates = Dates(words, blank.language, day).all()
    year = _year(dates, day)
    mentions, headings, persons = Mentions(scan), Headings(scan), Persons(scan)
    framer = Framer(scan, mentions, year, _months_back(scan, dates, day))
    statements = stated(scan, mentions, framer, Signings(scan, framer, year), headings, persons)
    mentions_of = statements.mentions_of

    event, named_in = Events(scan).event()
    place = Places(scan).place(event, named_in)
    host = place.country.key.removeprefix("c:") if place and place.country else ""
    found = cast(scan, statements.frames, mentions_of, host, persons, _signers(statements.signings))
    for claim in found.claims:
        claim.grouping = statements.groupings.get(claim.frame.sentence.first, "")
    topics, shared = Discussed(scan).topics(found)
    held = [(claim.mention.first, claim.party) for claim in found.claims if claim.standing is Standing.HELD]
    instruments = settled(scan, statements.signings, found, sorted(held, key=lambda pair: pair[0]))

    parties = joining.with_shared(counterparts(scan, found, mentions_of), shared)
    parties = joining.with_host(scan, parties, found, host, event)
    parties = joining.with_implied(scan, parties, instruments, found)
    totals = totals_in(scan)
    return Reading(
        blank.sha256,
        blank.language,
        blank.published,
        joining.principal(scan, found, mentions_of, headings),
        event,
        place,
        Dated(scan, year, event, statements.frames).when(dates),
        tuple(parties),
        tuple(instruments),
        topics,
        totals,
        joining.warnings(parties, instruments, totals),
    )


def _year(dates: list[Found], day: Published | None) -> int:
    """Return the year that the text speaks from: that of its publication, or the latest that it gives to a day."""
    return day.year if day else max((found.year for found in dates if found.year), default=0)


def _months_back(scan: Scan, dates: list[Found], day: Published | None) -> dict[int, int]:
    """Return the words that name a month without a day, and how many months before the publication it was."""
    if day is None or not day.month:
        return {}
    taken = {at for found in dates for at in range(found.first, found.last)}
    months = months_in(scan.words, scan.language)
    return {at: (day.month - month) % 12 for at, month in months if at not in taken}


def _signers(signings: list[Signing]) -> set[Party]:
    """Return the parties that somebody unnamed signed with now."""
    return {
        mention.party
        for signing in signings
        if signing.signed is Signed.NOW and not signing.between and len(signing.groups) == 1
        for mention in signing.groups[0]
        if mention.party is not None
    }
