"""Lists with and without headings: "Africa: Benin, Mali", "In Europe, …", bullets after "held meetings with:"."""

from intake.reading import tags
from intake.reading.findings import Standing
from intake.reading.frame import Frame
from intake.reading.kinds import FIELD, FIELDS, INSTITUTION, LINK, TITLE
from intake.reading.mention import OTHER, Mention
from intake.reading.mentions import Mentions, national_bodies
from intake.reading.rules import Rule
from intake.reading.scan import Mark, Scan
from intake.reading.words import BULLET, COLON, COMMA, DASH, LINE, STOP, Sentence, Words

LONGEST_HEADING = 9  # words
LONGEST_ITEM = 45  # words of a line that goes on with a list
LONGEST_GROUPING = 120  # characters, as a citation's


class Headings:
    """Remembers, sentence by sentence, which list is open and under which heading."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.words = scan, scan.words
        self.open: Frame | None = None  # a statement whose list is still to come
        self.awaits = False  # its colon was the last thing said
        self.grouping = ""
        self._asked: Sentence | None = None
        self._answer = ""

    # --- Headings ----------------------------------------------------------------------------------------

    def of(self, sentence: Sentence) -> str:
        """Return the grouping that a sentence opens with: a region, or "in the realm of …", up to a comma or colon."""
        if self._asked is not sentence:
            self._asked, self._answer = sentence, self._heading(sentence)
        return self._answer

    def _heading(self, sentence: Sentence) -> str:
        words, norm, gap = self.words, self.words.norm, self.words.gap
        first, limit = sentence.first, min(sentence.last, sentence.first + LONGEST_HEADING)
        end = 0
        for at in range(first + 1, min(limit + 1, sentence.last)):
            if gap[at] & (COMMA | COLON | DASH):
                end = at
                break
        if not end:
            whole_line = sentence.last - first <= 5 and gap[sentence.last] & LINE and not gap[sentence.last] & STOP
            if not whole_line:
                return self._region(first, limit) if self.scan.arabic else ""
            end = sentence.last
        if region := self._region(first, end):
            return region
        for phrase in _INTRODUCED.get(norm[first], ()):
            length = len(phrase)
            if tuple(norm[first : first + length]) == phrase and end - first > length:
                raw = words.raw(first + length, end)
                return raw if len(raw) <= LONGEST_GROUPING else ""
        return ""

    def _region(self, first: int, last: int) -> str:
        """Return the first name in a run of words, where it is a region's."""
        for number in self.scan.name_at[first:last]:
            if number >= 0:
                name = self.scan.named[number]
                return self.words.raw(name.first, name.last) if name.is_region else ""
        return ""

    # --- Open lists --------------------------------------------------------------------------------------

    def note(self, sentence: Sentence, marks: list[Mark], saying: int, fresh: list[Frame]) -> None:
        """Remember what a sentence leaves open: a held statement without a list, a colon, a heading.

        ``saying`` are the tags of all its ``marks``, ``fresh`` the statements that it made.
        """
        colon = bool(self.words.gap[sentence.last] & COLON)
        heading = self.of(sentence)
        if heading:
            self.grouping = heading
        if fresh and fresh[-1].rule is not Rule.LISTED:
            self.awaits = colon
            if colon:
                self.open = fresh[-1]
            return
        trigger = None
        if not fresh and saying & _OPENING and (colon or (saying & tags.NOUN and saying & _HELD)):
            trigger = next((mark for mark in reversed(marks) if _opens(mark)), None)
        if trigger is not None:
            kinds = [kind for mark in marks if (kind := tags.kind_in(mark.tags))]
            kind = kinds[-1] if kinds else "bilateral"
            self.open = Frame(sentence, trigger, Rule.LISTED, _standing(saying), kind=kind)
            self.awaits = colon
        elif colon and self.open is not None and saying & (tags.LISTING | tags.ATTEND):
            if saying & tags.ATTEND:
                self.open = None
            else:
                self.awaits = True
        elif not heading and not fresh:
            self.awaits = False
            if colon:
                self.open = None

    def may_list(self, sentence: Sentence) -> bool:
        """Tell whether a line may go on with an open list."""
        if self.open is None:
            return False
        return self.awaits or bool(self.words.gap[sentence.first] & BULLET) or bool(self.of(sentence))

    def listed(self, sentence: Sentence, marks: list[Mark], found: list[Mention], mentions: Mentions) -> list[Frame]:
        """Return the frame of a line that goes on with an open list; none where it is prose."""
        if self.open is None or not found:
            return []
        words = self.words
        bullet = bool(words.gap[sentence.first] & BULLET)
        heading = self.of(sentence)
        colon_inside = any(
            words.gap[at] & (COLON | DASH)
            for at in range(sentence.first + 1, min(sentence.last, sentence.first + LONGEST_HEADING))
        )
        if not (self.awaits or bullet or (heading and colon_inside)):
            return []
        if any(
            mark.tags & tags.TRIGGERS or mark.tags & (tags.ATTEND | tags.SIGN)
            for mark in marks
            if not mark.tags & (tags.LISTING | tags.NOUN | tags.DISCUSS)
        ):
            return []
        items = [mention for mention in found if mention.head != OTHER]
        if not items or (not bullet and sentence.last - sentence.first > LONGEST_ITEM and len(items) < 8):
            return []
        kept = [items[0]]
        for mention in items[1:]:
            if not mentions.joined(kept[-1], mention):
                break
            kept.append(mention)
        if not heading and not bullet and items[0].first - sentence.first > 6:
            return []
        if heading:
            self.grouping = heading
        opened = self.open
        return [
            Frame(
                sentence,
                opened.trigger,
                Rule.LISTED,
                opened.standing,
                opened.subjects,
                kept,
                False,
                opened.kind,
                opened.subject_from,
                opened.subject_to,
            )
        ]

    # --- The principal's person --------------------------------------------------------------------------

    def leader(self, words: Words, scan: Scan) -> tuple[str, str, str, int, int]:
        """Return institution, person and title of who is reported on where no adjective tells the state.

        "Director General Abdelatif Hammouchi" in the first sentences, and the institution that they name before.
        """
        kinds_at = scan.kinds
        institution = ""
        for sentence in words.sentences[:4]:
            at = sentence.first
            while at < sentence.last:
                kinds = kinds_at[at]
                if not institution and kinds & INSTITUTION and (scan.arabic or words.is_capital(at)):
                    institution = self._body(sentence, at)
                if kinds & TITLE and scan.name_at[at] < 0:
                    end = at
                    while end < sentence.last and kinds_at[end] & TITLE and (end == at or not words.gap[end] & ~1):
                        end += 1
                    stop = self._person_end(sentence, end)
                    if stop and words.raw(end, stop) and not scan.arabic:
                        return institution, words.raw(end, stop), words.raw(at, end), at, stop
                    at = end
                    continue
                at += 1
        return institution, "", "", 0, 1

    def _is_own(self, at: int) -> bool:
        """Tell whether a word is no other party's name: none's, or that of a national body."""
        number = self.scan.name_at[at]
        return number < 0 or self.scan.named[number].key in national_bodies()

    def _person_end(self, sentence: Sentence, at: int) -> int:
        words, kinds = self.words, self.scan.kinds
        end = at
        while (
            end < sentence.last
            and end - at < 5
            and words.is_capital(end)
            and self.scan.mark_at[end] < 0
            and self.scan.name_at[end] < 0
            and not kinds[end] & (FIELDS | TITLE)
            and not (words.gap[end] & (COLON | DASH | LINE))
        ):
            end += 1
        return end if end - at >= 2 else 0

    def _body(self, sentence: Sentence, at: int) -> str:
        """Return the name of an institution around the word ``at``: capitals, with the links between them."""
        words, kinds = self.words, self.scan.kinds
        first, last = at, at + 1
        while (
            first > sentence.first
            and words.is_capital(first - 1)
            and self.scan.name_at[first - 1] < 0
            and not words.gap[first] & (COMMA | DASH)
        ):
            first -= 1
        position = last
        while position < sentence.last and position - last < 3 and not words.gap[position] & (COMMA | DASH | COLON):
            if words.is_capital(position) and self._is_own(position):
                last = position + 1
            elif not (kinds[position] & (LINK | FIELD) or words.norm[position] in ("and", "et")):
                break
            position += 1
        return words.raw(first, last) if last - first > 1 else ""


def _opens(mark: Mark) -> bool:
    return bool(mark.tags & _OPENING) and not mark.tags & tags.LISTING


def _standing(saying: int) -> Standing:
    """Return what a sentence says of the meetings whose list it opens."""
    if saying & tags.CANCELLED:
        return Standing.CANCELLED
    if saying & (tags.PAST | tags.NEGATED):
        return Standing.MENTIONED
    if saying & (tags.FUTURE | tags.FUTURE_TIME) and not saying & _HELD:
        return Standing.ANNOUNCED
    if saying & tags.MULTILATERAL and not saying & tags.BILATERAL:
        return Standing.MULTILATERAL
    return Standing.HELD


_OPENING = tags.TRIGGERS & ~tags.LISTING
_HELD = tags.LIGHT | tags.MEET
_INTRODUCED: dict[str, list[tuple[str, ...]]] = {}
for _phrase in (
        "in the realm of", "in the field of", "in the area of", "on the level of", "at the level of", "in terms of",
        "au niveau de la", "au niveau de l", "au niveau du", "au plan", "sur le plan", "sur le volet",
        "في مجال", "علي مستوي", "وعلي مستوي", "علي صعيد", "وعلي صعيد", "في اطار", "وفي مجال",
):  # fmt: skip
    _INTRODUCED.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
