"""One statement that people met."""

from dataclasses import dataclass, field

from intake.reading.findings import Standing
from intake.reading.mention import Mention
from intake.reading.rules import Rule
from intake.reading.scan import Mark
from intake.reading.words import Sentence


@dataclass(slots=True)
class Frame:
    """One statement of a meeting. ``rule`` names the form; ``symmetric`` that neither side is the subject."""

    sentence: Sentence
    trigger: Mark
    rule: Rule
    standing: Standing
    subjects: list[Mention] = field(default_factory=list)
    objects: list[Mention] = field(default_factory=list)
    symmetric: bool = False
    kind: str = "bilateral"
    subject_from: int = 0  # the words before the trigger that may name the subject, for what has no party
    subject_to: int = 0
    sure: bool = True
    passive: bool = False
    either: bool = False  # the only object may as well be the subject
