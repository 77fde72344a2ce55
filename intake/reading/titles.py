"""Who a mention speaks of: title, institution and person, from the phrase and from the words after it."""

from intake.reading.kinds import (
    FIELD,
    FIELDS,
    HEADS,
    HONORIFIC,
    INSTITUTION,
    LINK,
    NOUNS,
    PARTICLE,
    PEOPLE,
    SKIPPED,
    TITLE,
)
from intake.reading.mention import HARD, Mention
from intake.reading.phrases import ARTICLES, PEOPLE_OR_TITLE, Phrases
from intake.reading.words import COMMA

LONGEST_NAME = 6  # words of a person's name


class Titles:
    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.scan, self.words = phrases, phrases.scan, phrases.words
        self.tables, self.arabic, self.kinds = phrases.tables, phrases.arabic, phrases.kinds

    def tell(self, mention: Mention, ceiling: int) -> None:
        """Fill in title, institution and person."""
        words, kinds, first, name = self.words, self.kinds, mention.first, mention.name
        around = [*range(first, name.first), *range(max(first, name.last), mention.last)]
        heads = [at for at in around if kinds[at] & PEOPLE_OR_TITLE]
        bodies = [at for at in around if kinds[at] & INSTITUTION]
        if bodies and (not heads or heads[0] < bodies[0] or heads[0] > bodies[-1]):
            start, stop = self._around(mention, bodies)
            mention.institution = words.raw(start, stop)
            before = [at for at in heads if at < start]
            after = [at for at in heads if at >= stop]
            if before:
                mention.title = words.raw(before[0], self._last_title(before[0], start))
            elif after:
                mention.title = words.raw(stop, after[-1] + 1)
        elif heads:
            start = heads[0]
            while start > first and not self._in_name(start - 1, mention) and kinds[start - 1] & FIELDS:
                start -= 1
            stop = self._stop(mention, heads)
            if self.tables.adjective_first and heads[0] >= name.last:
                stop = heads[-1] + 1
                while stop < mention.last and kinds[stop] & FIELDS and not words.gap[stop]:
                    stop += 1
            mention.title = words.raw(start, stop)
        if mention.glued and self.arabic:
            mention.title = mention.title.removeprefix("و")
            mention.institution = mention.institution.removeprefix("و")
        # The title of one person: "minister", not "officials".
        if not any(self.scan.kinds[at] & TITLE for at in heads):
            mention.title = ""
        self._person(mention, ceiling)

    def _stop(self, mention: Mention, heads: list[int]) -> int:
        """Return where a title ends: before the link to the party's name, or where the phrase does."""
        name = mention.name
        if heads[0] >= name.first:
            return mention.last
        stop = name.first
        while stop > heads[0] + 1 and self._is_link(stop - 1):
            stop -= 1
        if not name.proper and mention.last > name.last:
            return mention.last
        return stop

    def _last_title(self, start: int, stop: int) -> int:
        last = stop
        while last > start + 1 and self.words.norm[last - 1] in ARTICLES:
            last -= 1
        return last

    def _around(self, mention: Mention, bodies: list[int]) -> tuple[int, int]:
        """Return the span of an institution: its words, the party's name, and what stands between."""
        kinds, name = self.kinds, mention.name
        start, stop = min(bodies[0], name.first), max(bodies[-1] + 1, name.last)
        while start > mention.first and self._is_of_body(start - 1):
            start -= 1
        while stop < mention.last and not kinds[stop] & PEOPLE_OR_TITLE and kinds[stop] & (FIELDS | LINK):
            stop += 1
        while stop > name.last and self._is_link(stop - 1):
            stop -= 1
        return start, stop

    def _is_of_body(self, at: int) -> bool:
        """Tell whether a word belongs to an institution after it; "national" may belong to a title as well."""
        kinds = self.kinds[at]
        return bool(kinds & FIELDS) and not kinds & (PEOPLE if kinds & FIELD else PEOPLE_OR_TITLE)

    def _is_link(self, at: int) -> bool:
        return self.kinds[at] & (LINK | NOUNS) == LINK

    def _in_name(self, at: int, mention: Mention) -> bool:
        return mention.name.first <= at < mention.name.last

    def _person(self, mention: Mention, ceiling: int) -> None:
        """Find the person's name behind the phrase, after a comma and honorifics at most."""
        words, at = self.words, mention.last
        if at < ceiling and words.gap[at] & HARD and not words.gap[at] & COMMA:
            return
        start, last, seen = at, at, 0
        while at < ceiling and at - start < LONGEST_NAME + 4:
            if at > start and words.gap[at] & (HARD & ~COMMA if not seen else HARD):
                break
            if self.scan.name_at[at] >= 0:
                break
            kinds = self.scan.kinds[at]
            if self.scan.mark_at[at] >= 0 and not kinds & HONORIFIC:
                break
            if kinds & HONORIFIC or (kinds & PARTICLE and (seen or self.arabic)):
                pass
            elif self.arabic:
                if kinds & _NO_NAME or self.phrases.glue(at)[0]:
                    break
                if self._looks_glued(at) or (seen >= 3 and words.norm[at - 1] not in _ARABIC_PARTICLES):
                    break
                seen += 1
                last = at + 1
            elif words.is_capital(at) and not kinds & PEOPLE_OR_TITLE:
                seen += 1
                last = at + 1
            else:
                break
            at += 1
        if seen and last > start and (seen > 1 or not self.arabic):
            mention.person_first = start
            mention.person = words.raw(start, last)
            mention.end = last

    def _looks_glued(self, at: int) -> bool:
        word = self.words.norm[at]
        return len(word) > 4 and word[0] == "و" and word[1:3] == "ال"


_NO_NAME = HEADS | SKIPPED | LINK
_ARABIC_PARTICLES = frozenset({"بن", "ابن", "ال", "ابو", "عبد", "ولد"})
