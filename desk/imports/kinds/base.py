"""What every kind of table can do."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from core.text import normalise
from desk.imports.columns import Column
from desk.imports.entries import Entry
from desk.imports.facts import Facts

Done = tuple[str, Any, Any]  # the outcome, the row of the register, what it said before


class Kind:
    """The columns of one model's tables, and how their rows are compared with the register and written to it."""

    name: ClassVar[str]
    model: ClassVar[Any]
    columns: Sequence[Column]

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def permission(self, power: str) -> str:
        return f"{self.model._meta.app_label}.{power}_{self.model._meta.model_name}"

    def taken(self) -> list[Column]:
        """Return the columns that an import takes."""
        return [column for column in self.columns if not column.is_shown_only]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def meaning(self) -> dict[str, str]:
        """Return the column of each heading, normalised; of a heading that two could mean, the first."""
        found: dict[str, str] = {}
        for column in self.taken():
            found.setdefault(normalise(column.name.replace("_", " ")), column.name)
        for column in self.taken():
            for heading in sorted(column.headings()):
                found.setdefault(heading, column.name)
        return found

    # --- Comparing ---------------------------------------------------------------------------------------

    def queryset(self, rows: Any) -> Any:
        """Return ``rows`` with all that their cells show, in as many queries for a thousand as for ten."""
        return rows

    def identify(self, entries: list[Entry], facts: Facts, *, lock: bool) -> None:
        """Find the stored row that each entry means; ``lock`` it for the transaction."""
        raise NotImplementedError

    def judge(self, entries: list[Entry], facts: Facts) -> None:
        """Fill in what each entry would change, what speaks against it, and ``made``."""
        raise NotImplementedError

    def compared(self, entry: Entry) -> list[Column]:
        """Return the columns in which the entry says something else than its target. The keys are no part of it."""
        return [
            column
            for column in self.taken()
            if column.name in entry.values and column.get(entry.target) != entry.values[column.name]
        ]

    def change(self, entry: Entry, column: Column) -> list[str]:
        return [column.label, column.text(entry.target), entry.texts[column.name]]

    def likes_of(self, entry: Entry) -> Any:
        """Return the record that ``entry`` would make, for the search for duplicates; None where nothing is like it."""
        return entry.made

    # --- Writing -----------------------------------------------------------------------------------------

    def create(self, entries: list[Entry], facts: Facts) -> list[Any]:
        """Save the new rows, in as many queries for a thousand as for ten."""
        raise NotImplementedError

    def write(self, entry: Entry, facts: Facts) -> Done:
        """Change the row that the entry means, or propose a revision of it."""
        raise NotImplementedError

    # --- Afterwards --------------------------------------------------------------------------------------

    def fingerprints(self, rows: Iterable[Any]) -> dict[Any, str]:
        """Return for each row, by its key, what tells whether it says the same later."""
        raise NotImplementedError

    def words(self, row: Any) -> str:
        """Return how a stored row is called."""
        return str(row)

    def title(self, entry: Entry, row: Any) -> str:
        """Return how the row that an entry made or changed is called where all that came in is listed."""
        return self.words(row)


def fingerprint(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def missing(entry: Entry, columns: Iterable[Column]) -> None:
    """Say which columns a new row must fill."""
    said = {name for name, _sentence in entry.problems}
    for column in columns:
        if column.required and column.name not in entry.values and column.label not in said:
            entry.wrong(column.label, _("This is missing."))
