"""The two sides of a statement of meeting: which list of parties is its subject, which its object."""

from intake.reading import tags
from intake.reading.kinds import EVENT, HEADS, HONORIFIC, LINK, NOUNS, PARTICLE, PLACED, SKIPPED
from intake.reading.mention import BARE, BODY, OTHER, PERSON, Mention
from intake.reading.mentions import Mentions
from intake.reading.scan import Mark, Scan
from intake.reading.words import BULLET, CLOSE, COLON, COMMA, DASH, LINE, OPEN, SEMICOLON

REACH = 16  # words between a noun of meeting and its "with"
FREE = 8  # unknown words between a verb and its first object
# What names an occasion: "on the sidelines of".
SIDELINES = frozenset(
    ["sidelines", "margins", "fringes", "occasion", "marge", "framework", "cadre", "participation", "part",
     "هامش", "بمناسبه", "اطار"]
)  # fmt: skip


class Sides:
    """Finds subjects and objects among the mentions of a sentence."""

    def __init__(self, scan: Scan, mentions: Mentions) -> None:
        self.scan, self.words, self.mentions = scan, scan.words, mentions
        self.tables = scan.tables
        self.kinds, self.kinds_of = scan.kinds, scan.tables.kinds_of
        self._marks: list[Mark] = []  # of the sentence
        self.either = False  # whether the only party behind a verb may as well be its subject

    def subjects(self, found: list[Mention], floor: int, before: int) -> list[Mention]:
        """Return the parties that are the subject of a verb at ``before``: the last list of people before it."""
        candidates = [m for m in found if floor <= m.first and m.end <= before and m.head != OTHER]
        kept: list[Mention] = []
        for mention in reversed(candidates):
            if kept:
                if not self.mentions.joined(mention, kept[0]):
                    break
            elif self._is_adjunct(mention) or not self._reaches(mention, before):
                continue
            kept.insert(0, mention)
        if kept and self._is_adjunct(kept[0]):
            return []
        return kept

    def _reaches(self, mention: Mention, verb: int) -> bool:
        """Tell whether a mention may be the subject of a verb: no other verb of saying or meeting lies between."""
        if mention.head == BARE and (verb - mention.end > 4 or self._has_pronoun(mention.end, verb)):
            return False
        if mention.head == BODY and verb - mention.end > 12:
            return False
        return verb - mention.end <= 40

    def _has_pronoun(self, first: int, last: int) -> bool:
        """Tell whether a verb's subject is a pronoun, and so not the name before it: "visited Riga, where she met"."""
        return any(word in _PRONOUNS for word in self.words.norm[first:last])

    def _is_adjunct(self, mention: Mention) -> bool:
        """Tell whether a mention stands in a phrase of place or company: "in Spain", "with Morocco", "to Sudan"."""
        before = mention.before
        if mention.prefix in ("ب", "ل") and mention.head == BARE:
            return True
        if self.kinds_of(before) & PLACED or before in _ADJUNCTS:
            return True
        if mention.head == BODY and before in _LINKS:
            return True  # "at the seat of the Spanish ministry"
        if mention.head != BARE:
            return False
        if before in _LINKS:
            # "the capital of Spain": the noun before is none of people, or it would be in the mention.
            return True
        if before == "the" or before in ("la", "le", "les", "l"):
            at = mention.first - 2
            two = self.words.norm[at] if at >= 0 else ""
            return two in _LINKS or two in _ADJUNCTS or bool(self.kinds_of(two) & PLACED)
        return False

    def _subjects_of_noun(self, found: list[Mention], floor: int, mark: Mark, marker: int) -> list[Mention]:
        if not self.tables.subject_first:
            between = [m for m in found if mark.last <= m.first < marker and m.head in (PERSON, BODY)]
            before = [
                m
                for m in found
                if floor <= m.first and m.end <= mark.first and m.head in (PERSON, BODY) and not self._is_adjunct(m)
            ]
            return (between or before)[-1:]
        light = [o for o in self._marks if floor <= o.first < mark.first and o.tags & (tags.LIGHT | tags.LIGHT_BASE)]
        return self.subjects(found, floor, light[-1].first if light else mark.first)

    def _direct(self, mark: Mark, marks: list[Mark], found: list[Mention], ceiling: int) -> list[Mention]:
        """Return the objects of a verb: the list behind it, at once or after "with"."""
        return self.list_from(mark.last, found, ceiling, direct=True)

    def list_from(self, at: int, found: list[Mention], ceiling: int, *, direct: bool) -> list[Mention]:
        """Return the list of parties that begins at the word ``at`` or after words that may be passed over."""
        start = self._first_item(at, found, ceiling, direct=direct)
        if start is None:
            return []
        kept = [start]
        position = found.index(start)
        for mention in found[position + 1 :]:
            if mention.first >= ceiling:
                break
            if not self.mentions.joined(kept[-1], mention):
                if mention.head == OTHER or self._is_place_item(mention):
                    continue  # in an aside: "led by a colonel from Brazzaville", "the ambassador to Egypt"
                # "the head of the UN police", said again of a party of the list.
                break
            if mention.head == OTHER:
                break
            if self._is_place_item(mention):
                break
            kept.append(mention)
        return kept

    def _is_place_item(self, mention: Mention) -> bool:
        if mention.is_capital and mention.head == BARE:
            return True
        return mention.head == BARE and bool(self.kinds_of(mention.before) & PLACED) and mention.before != "a"

    def _first_item(self, at: int, found: list[Mention], ceiling: int, *, direct: bool) -> Mention | None:
        words, unknown, people = self.words, 0, False
        affiliated: Mention | None = None  # "the director of the academy in Singapore": who, if nobody follows
        by_start = {mention.first: mention for mention in found}
        inside: dict[int, Mention] = {}
        for each in found:
            for position in range(each.first, each.name.last):
                inside.setdefault(position, each)
        start = at
        while at < ceiling:
            mention: Mention | None = by_start.get(at)
            if mention is None and at in inside and at == start:
                mention = inside[at]
            if mention is not None:
                if mention.head == OTHER:
                    if not people or mention.first - start > FREE or self._is_event(mention):
                        return affiliated
                    # "the head of the Canadian training mission": a person, although not every word is known.
                    mention.head = PERSON
                if (
                    mention.head == BARE
                    and self._stands_for_place(mention, start)
                    and not (people and self._begins_list(mention, found))
                ) or (mention.is_capital and mention.head == BARE and not self._is_agent(mention)):
                    if people and mention.name.parties and mention.first - start <= 20:
                        affiliated = affiliated or mention
                    at = mention.end
                    continue
                return mention
            if (
                at > start
                and words.gap[at] & (LINE | SEMICOLON)
                and not words.gap[at] & BULLET
                and not words.gap[at - 1] & COLON
            ):
                return affiliated
            if words.gap[at] & (OPEN | CLOSE):
                unknown += 1
            number = self.scan.mark_at[at]
            if number >= 0:
                mark = self.scan.marks[number]
                if (
                    mark.tags & tags.THING
                    and not people
                    and direct
                    and mark.last - mark.first == 1
                    and not self._is_role(at)
                ):
                    return affiliated
                if mark.tags & tags.RELATION and not people:
                    unknown += 3
                if mark.tags & tags.STOP and not mark.tags & (tags.RELATION | tags.LISTING) and at > start:
                    aside = self._past_aside(mark, at + REACH, ceiling)
                    if aside is None:
                        return affiliated
                    at = max(at + 1, aside)
                    continue
                if mark.tags & tags.TRIGGERS and not mark.tags & _SOFT and at > start + 1:
                    return affiliated
                at = max(at + 1, mark.last if mark.last <= ceiling else ceiling)
                continue
            kinds = self.kinds[at]
            if kinds & HEADS:
                people = True
            if not kinds & _PASSABLE and not words.norm[at].isdigit():
                capital = not self.scan.arabic and words.is_capital(at)
                unknown += 0 if capital else 1
                if unknown > (FREE if self.scan.arabic or people else 3):
                    return affiliated
            at += 1
        return affiliated

    def _is_event(self, mention: Mention) -> bool:
        return any(kinds & EVENT for kinds in self.kinds[max(0, mention.first - 3) : mention.last + 3])

    def _begins_list(self, mention: Mention, found: list[Mention]) -> bool:
        """Tell whether bare names follow each other: "the heads of the agencies in Jordan, Syria and Lebanon"."""
        at = found.index(mention) + 1
        return (
            not mention.is_capital
            and at < len(found)
            and found[at].head == BARE
            and not found[at].is_capital
            and self.mentions.joined(mention, found[at])
        )

    def _is_role(self, at: int) -> bool:
        return bool(self.kinds[at] & HEADS)

    def _is_agent(self, mention: Mention) -> bool:
        return mention.before in ("with", "avec", "مع", "between", "entre", "بين")

    def _stands_for_place(self, mention: Mention, start: int) -> bool:
        """Tell whether a bare name is where it happened ("met in Spain with"), not who."""
        if mention.prefix == "ب" and mention.name.proper:
            return mention.first != start or bool(mention.name.city.country)
        before = mention.before
        two = self.words.norm[mention.first - 2] if mention.first >= 2 else ""
        if before in ("the", "la", "le", "les", "l"):
            before = two
        return (before != "a" and bool(self.kinds_of(before) & PLACED)) or (
            before in ("a", "en", "au", "aux") and mention.head == BARE
        )

    def _past_aside(self, mark: Mark, limit: int, ceiling: int) -> int | None:
        """Return the word after an aside between commas that begins with ``mark``; none where it is no aside.

        "held talks, on the sidelines of the forum, with …": only what follows a comma and is closed by one.
        """
        words = self.words
        sidelines = self.is_sidelines(mark)
        if not words.gap[mark.first] & (COMMA | DASH | OPEN) and not sidelines:
            return None
        for at in range(mark.last, min(limit + 8, ceiling)):
            if words.gap[at] & (COMMA | DASH | CLOSE):
                return at
            if sidelines and (self.scan.mark_at[at] >= 0 and self.scan.marks[self.scan.mark_at[at]].tags & tags.WITH):
                return at
        return None

    def is_sidelines(self, mark: Mark) -> bool:
        norm = self.words.norm
        return any(norm[at] in SIDELINES for at in range(mark.first, min(mark.last + 1, len(norm))))

    def _after_verb(
        self, mark: Mark, marks: list[Mark], found: list[Mention], ceiling: int
    ) -> tuple[list[Mention], list[Mention]]:
        """Return subject and objects where both follow the verb, as in Arabic.

        With a marker between them the sides are clear. Without one, a first mention that no "and" joins to the next is
        the subject; a single mention, or a list, is the object.
        """
        limit = ceiling
        for other in marks:
            if (
                other.first >= mark.last
                and other.first < ceiling
                and other.tags & tags.STOP
                and not self.is_sidelines(other)
            ) and self._past_aside(other, other.first + REACH, ceiling) is None:
                limit = other.first
                break
        for mention in found:
            if mark.last <= mention.first < limit:
                near = mention.head == OTHER and mention.first - mark.last <= 6 and not self._is_event(mention)
                if near and self.kinds[mark.last] & HEADS:
                    mention.head = PERSON
                break
        inside = [m for m in found if mark.last <= m.first < limit and m.head != OTHER and not self._is_place(m, mark)]
        marker = next(
            (o.last for o in marks if mark.last <= o.first < limit and o.tags & tags.WITH),
            None,
        )
        if not inside:
            return [], []
        each_of = self._each_of(mark.last, limit)
        if each_of is not None:
            objects = self.list_from(each_of, found, limit, direct=False)
            if objects:
                return [m for m in inside if m.end <= each_of and m.head in (PERSON, BODY)][:1], objects
        glued = next((m for m in inside if m.prefix == "ب" and m.head in (PERSON, BODY)), None)
        if marker is not None:
            objects = self.list_from(marker, found, limit, direct=False)
            if objects:
                return [m for m in inside if m.end <= marker and m.head in (PERSON, BODY)][:1], objects
        if glued is not None:
            objects = self.list_from(glued.first, found, limit, direct=False)
            return [m for m in inside if m.end <= glued.first][:1], objects
        if not self._near(mark, inside[0]):
            return [], []
        first = self.list_from(inside[0].first, found, limit, direct=True)
        if not first:
            return [], []
        self.either = len(first) == 1 and first[0].first - mark.last <= 1 and self._is_one_person(first[0])
        if len(first) > 1 and first[0].head == first[1].head == PERSON and first[0].title and not first[1].glued:
            # Two titled persons and only a comma between them: who met, and whom.
            return first[:1], first[1:]
        rest = [m for m in inside if m.first >= first[-1].end]
        if len({m.party for m in first}) == 1 and rest and rest[0].head == PERSON:
            objects = self.list_from(rest[0].first, found, limit, direct=True)
            if objects:
                return first[:1], objects
        return [], first

    def _each_of(self, first: int, last: int) -> int | None:
        """Return the word after "كلا من" ("each of"), which opens a list of objects."""
        norm = self.words.norm
        for at in range(first, min(last - 1, first + 40)):
            if norm[at] in ("كل", "كلا") and norm[at + 1] == "من":
                return at + 2
        return None

    def _is_place(self, mention: Mention, mark: Mark) -> bool:
        if mention.head != BARE:
            return False
        if mention.is_capital or mention.prefix == "ب":
            return True
        return bool(self.kinds_of(mention.before) & PLACED)

    def _near(self, mark: Mark, mention: Mention) -> bool:
        return mention.first - mark.last <= 45

    def _is_one_person(self, mention: Mention) -> bool:
        """Tell whether a mention is one titled person of a state: "the Saudi director of civil defence"."""
        norm = self.words.norm
        return mention.head == PERSON and bool(mention.title) and norm[mention.first] not in ("وفد", "وفدا")

    def _has_with(self, mark: Mark, marks: list[Mark], at: int) -> bool:
        return any(other.tags & tags.WITH and mark.last <= other.first < at for other in marks)

    def _are_pair(self, subjects: list[Mention]) -> bool:
        return len({mention.party for mention in subjects}) > 1


_PASSABLE = NOUNS | LINK | HONORIFIC | PARTICLE | SKIPPED
_SOFT = tags.WITH | tags.LISTING | tags.NOUN
_PRONOUNS = frozenset(["he", "she", "they", "we", "it", "il", "elle", "ils", "elles"])
_ADJUNCTS = frozenset(["with", "avec", "مع", "by", "par", "between", "entre", "بين", "against", "contre"])
_LINKS = frozenset(["of", "from", "de", "du", "des", "d", "من"])
