"""A name with the words about it: "the Director General of the Spanish National Police, Francisco Pardo".

``head`` tells whether it stands for people who can meet (a person, a body, a bare party) or only colours another thing
("Moroccan experience").
"""

from dataclasses import dataclass

from delegations.lexicon import Party
from intake.reading.scan import Named
from intake.reading.words import BREAKS, LINE, STOP

PERSON, BODY, BARE, OTHER = "person", "body", "bare", "other"
HARD = BREAKS | LINE | STOP
"""What stands between two words that are not of one phrase."""


@dataclass(slots=True, eq=False)
class Mention:
    """The words ``first`` up to ``last`` about the name ``name``; ``end`` is after the person's name."""

    name: Named
    party: Party | None
    first: int
    last: int
    end: int
    head: str
    before: str  # the word before it, normalised
    glued: bool  # an Arabic "and" is written together with its first word
    prefix: str  # another letter that is: "ب" in "بوزير"
    is_capital: bool = False  # a capital that may stand for its state
    title: str = ""
    institution: str = ""
    person: str = ""
    person_first: int = -1
