"""Which passages support which facts of a record: the citations, numbered as the page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.models import Citation


@dataclass(frozen=True, slots=True)
class Passage:
    """A citation with its number on the page; the list of passages has its id there (see ``components/_citations``)."""

    number: int
    citation: Citation

    @property
    def anchor(self) -> str:
        return f"citation-{self.number}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """``beside`` has the passages of each fact by its name in ``Citation.Supports``, those without any left out."""

    passages: list[Passage]
    beside: dict[str, list[Passage]] = field(default_factory=dict)

    def of(self, *facts: str) -> list[Passage]:
        """Return the passages that support one of ``facts`` at least, in their order, each once."""
        found = {passage.number: passage for fact in facts for passage in self.beside.get(fact, [])}
        return [found[number] for number in sorted(found)]

    @property
    def citations(self) -> list[Citation]:
        return [passage.citation for passage in self.passages]


def evidence_of(citations: Iterable[Citation]) -> Evidence:
    """Number the citations in the order given, and sort them to the facts that each says it supports."""
    passages = [Passage(number, citation) for number, citation in enumerate(citations, start=1)]
    beside: dict[str, list[Passage]] = {}
    for passage in passages:
        for fact in passage.citation.supports:
            beside.setdefault(fact, []).append(passage)
    return Evidence(passages, beside)
