"""What was understood of a text: findings, each with its passage, the rule that made it, and how sure it is."""

from dataclasses import dataclass, field
from enum import StrEnum

from intake.reading.rules import Rule


class Confidence(StrEnum):
    """High: the text says so in a form that leaves no choice. Medium: a usual form. Low: a guess that wants a look."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Standing(StrEnum):
    """What the text says of a party beside the principal; only the first becomes a meeting."""

    HELD = "held"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"
    MULTILATERAL = "multilateral"
    MENTIONED = "mentioned"


class Signed(StrEnum):
    NOW = "signed"
    EARLIER = "earlier"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]``; paragraphs (lines with words) and the sentences in each count from 1."""

    start: int
    end: int
    paragraph: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Finding:
    passage: Passage
    rule: Rule
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Actor:
    """A party as the gazetteer knows it: a country by its ISO codes or an organization by its name.

    ``key`` is the lexicon's ("c:ES", "o:12"); an organization that the register does not have has "x:" and its name.
    """

    key: str
    name: str
    iso3: str = ""

    @property
    def code(self) -> str:
        return self.iso3 or self.name


@dataclass(frozen=True, slots=True)
class Event(Finding):
    name: str
    is_visit: bool = False


@dataclass(frozen=True, slots=True)
class Place(Finding):
    name: str
    country: Actor | None = None


@dataclass(frozen=True, slots=True)
class When(Finding):
    """``edtf`` has X for the digits of a year that neither the text nor a publication date gives."""

    edtf: str
    of: str  # "event", "meeting" or "other"

    @property
    def is_complete(self) -> bool:
        return "X" not in self.edtf


@dataclass(frozen=True, slots=True)
class Principal(Finding):
    party: Actor | None
    institution: str = ""
    person: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Counterpart(Finding):
    party: Actor
    standing: Standing
    attestation: str = "named"
    kind: str = "bilateral"
    grouping: str = ""
    institution: str = ""
    person: str = ""
    title: str = ""
    named: str = ""  # the words that name the party
    others: tuple[Actor, ...] = ()  # who else the name may mean
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument(Finding):
    kind: str
    signed: Signed
    parties: tuple[Actor, ...]
    signatories: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    subject: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic(Finding):
    slug: str


@dataclass(frozen=True, slots=True)
class Total(Finding):
    counts: str  # as ReportedTotal.Counts
    value: int
    qualifier: str = "exactly"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of one text, in the order of the text."""

    sha256: str
    language: str
    published: str
    principal: Principal | None = None
    event: Event | None = None
    place: Place | None = None
    dates: tuple[When, ...] = ()
    counterparts: tuple[Counterpart, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    topics: tuple[Topic, ...] = ()
    totals: tuple[Total, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def held(self) -> tuple[Counterpart, ...]:
        return tuple(found for found in self.counterparts if found.standing is Standing.HELD)
