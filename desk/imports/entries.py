"""One line of a table while it is compared: its values, what it is found to mean, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from desk.imports.columns import Column, clean_cell
from desk.imports.facts import Facts
from desk.imports.refusals import Wrong

NEW, UPDATE, DUPLICATE, UNCHANGED, ERROR = "new", "update", "duplicate", "unchanged", "error"


@dataclass
class Entry:
    """``values`` hold what is stated only: an empty cell says nothing and changes nothing."""

    line: int
    texts: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[list[str]] = field(default_factory=list)
    changes: list[list[str]] = field(default_factory=list)
    likes: list[dict[str, Any]] = field(default_factory=list)
    target: Any = None
    made: Any = None  # the record that it would become, not saved
    verdict: str = ""
    # What a kind keeps between comparing and writing.
    more: dict[str, Any] = field(default_factory=dict)

    def wrong(self, column: str, sentence: str) -> None:
        """Say what is wrong, and in which field: its name for people, or an empty text for the whole row."""
        self.problems.append([column, sentence])

    @property
    def is_writable(self) -> bool:
        return self.verdict in (NEW, UPDATE, DUPLICATE)


def read_cells(entries: list[Entry], columns: list[Column], facts: Facts) -> None:
    """Turn the texts of all ``entries`` into values; what cannot be read is a problem of its row."""
    for entry in entries:
        for column in columns:
            if column.name in entry.texts:
                try:
                    entry.texts[column.name] = clean_cell(entry.texts[column.name])
                except Wrong as error:
                    entry.texts[column.name] = ""
                    entry.wrong(column.label, str(error))
    for column in columns:
        named = [entry for entry in entries if entry.texts.get(column.name)]
        column.prepare([entry.texts[column.name] for entry in named], facts)
        for entry in named:
            try:
                entry.values[column.name] = column.read(entry.texts[column.name], facts)
            except Wrong as error:
                entry.wrong(column.label, str(error))
