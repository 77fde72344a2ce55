"""Of what each date of the text is: of the event, of a meeting, or of something else."""

from intake.reading import tags
from intake.reading.dates import Found
from intake.reading.findings import Confidence, Event, Passage, Standing, When
from intake.reading.frame import Frame
from intake.reading.rules import Rule
from intake.reading.scan import Scan
from intake.reading.words import COLON, DASH, LINE, OPEN, Sentence

DATELINE = 5  # words that may stand before the day of the news
_AFTER_DATELINE = COLON | DASH | LINE | OPEN


class Dated:
    def __init__(self, scan: Scan, year: int, event: Event | None, frames: list[Frame]) -> None:
        self.scan, self.year, self.event = scan, year, event
        self.meetings: dict[int, Standing] = {
            frame.sentence.first: frame.standing
            for frame in frames
            if frame.standing in (Standing.HELD, Standing.ANNOUNCED)
        }

    def when(self, dates: list[Found]) -> tuple[When, ...]:
        words = self.scan.words
        found: list[When] = []
        for date in dates:
            sentence = words.sentence_at(date.first)
            passage = Passage(words.start[date.first], words.end[date.last - 1], sentence.paragraph, sentence.number)
            found.append(When(passage, Rule.DATE, _sure(date), date.edtf, self._of(date, sentence)))
        return tuple(found)

    def _of(self, date: Found, sentence: Sentence) -> str:
        event, standing = self.event, self.meetings.get(sentence.first)
        if self._is_past(date, sentence) or self._is_dateline(date) or (len(date.edtf) <= 7 and not date.span):
            return "other"
        if date.span and (event is not None or sentence.paragraph <= 3):
            return "event"
        if date.is_weak:
            return "meeting" if standing is Standing.HELD else "other"
        if standing is not None:
            return "meeting"
        if event is not None and sentence.paragraph - event.passage.paragraph in (0, 1):
            return "event"
        return "other"

    def _is_dateline(self, date: Found) -> bool:
        """Tell whether it is the day of the news: "New York, Sept 24 (PTI)", "Kigali, 9 October 2025 – …"."""
        return not date.span and date.first <= DATELINE and bool(self.scan.words.gap[date.last] & _AFTER_DATELINE)

    def _is_past(self, date: Found, sentence: Sentence) -> bool:
        if date.year and self.year and date.year < self.year - 1:
            return True
        return any(
            mark.tags & tags.PAST and date.first - 14 <= mark.first <= date.last + 8
            for mark in self.scan.marks_of.get(sentence.first, ())
        )


def _sure(date: Found) -> Confidence:
    if date.is_weak or "~" in date.edtf or "X" in date.edtf:
        return Confidence.MEDIUM
    return Confidence.HIGH if date.year else Confidence.MEDIUM
