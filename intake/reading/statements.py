"""The text sentence by sentence: who met whom in each, what was signed, and under which heading it stands."""

from dataclasses import dataclass, field

from intake.reading import tags
from intake.reading.frame import Frame
from intake.reading.frames import Framer
from intake.reading.headings import Headings
from intake.reading.instruments import Signing, Signings
from intake.reading.mention import Mention
from intake.reading.mentions import Mentions
from intake.reading.parties import Persons
from intake.reading.scan import Scan, said

LEAD = 60  # sentences in which who is who is looked for, whatever else they say
MOST_FRAMES = 2500  # statements of meetings; an article that has more is none


@dataclass(slots=True)
class Statements:
    """What the sentences state. ``groupings`` and ``mentions_of`` are by the first word of a sentence."""

    frames: list[Frame] = field(default_factory=list)
    signings: list[Signing] = field(default_factory=list)
    groupings: dict[int, str] = field(default_factory=dict)
    mentions_of: dict[int, list[Mention]] = field(default_factory=dict)


def stated(
    scan: Scan, mentions: Mentions, framer: Framer, signings: Signings, headings: Headings, persons: Persons
) -> Statements:
    """Read every sentence that may say something, in order, for a list goes on under the heading before it."""
    found = Statements()
    frames, groupings = found.frames, found.groupings
    names_from = _names_from(scan)
    for number, sentence in enumerate(scan.words.sentences):
        marks = scan.marks_of.get(sentence.first, [])
        saying = said(marks)
        signs = bool(saying & tags.SIGN)
        heading = headings.of(sentence)
        if heading:
            groupings[sentence.first] = heading
        if names_from[number] >= sentence.last:
            if signs:
                found.signings += signings.of(sentence, marks, [])
            headings.note(sentence, marks, saying, [])
            continue
        telling = bool(saying & _TELLING)
        if not telling and number > LEAD and not headings.may_list(sentence):
            headings.note(sentence, marks, saying, [])
            continue
        here = mentions.of(sentence.first, sentence.last)
        found.mentions_of[sentence.first] = here
        for mention in here:
            persons.learn(mention)
        if len(frames) > MOST_FRAMES:
            continue
        fresh = framer.of(sentence, marks, here) if telling else []
        if not fresh:
            fresh = headings.listed(sentence, marks, here, mentions)
            if fresh and headings.grouping and sentence.first not in groupings:
                groupings[sentence.first] = headings.grouping
        frames += fresh
        if signs:
            found.signings += signings.of(sentence, marks, here)
        headings.note(sentence, marks, saying, fresh)
    return found


def _names_from(scan: Scan) -> list[int]:
    """Return, for each sentence, the first word of the first name in or after it."""
    starts = [name.first for name in scan.named if name.parties or name.city.country]
    found, at = [], 0
    for sentence in scan.words.sentences:
        while at < len(starts) and starts[at] < sentence.first:
            at += 1
        found.append(starts[at] if at < len(starts) else len(scan.words))
    return found


_TELLING = tags.TRIGGERS | tags.SIGN
