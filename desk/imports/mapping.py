"""Which column of a file fills which field: proposed by the headings, remembered from the last time."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from accounts.models import User
from core.text import normalise
from desk.imports.kinds import Kind
from desk.models import ImportBatch, ImportMapping


def score_of(kind: Kind) -> Any:
    """Return what tells how many of the cells of a line are headings of ``kind``."""
    meaning = kind.meaning()
    return lambda cells: len({meaning[word] for cell in cells if (word := _plain(cell)) in meaning})


def proposed(kind: Kind, headings: Sequence[str]) -> dict[str, str]:
    """Return the field of each column whose heading is known, by the place of the column; no field twice."""
    meaning = kind.meaning()
    found: dict[str, str] = {}
    for place, heading in enumerate(headings):
        name = meaning.get(_plain(heading))
        if name and name not in found.values():
            found[str(place)] = name
    return found


def remembered(kind: Kind, headings: Sequence[str], by: User) -> dict[str, str] | None:
    """Return what was said of a file with the same headings: by this person, or else by whoever said it last."""
    rows = ImportMapping.objects.filter(kind=kind.name, headings=digest(headings))
    row = rows.filter(by=by).first() or rows.first()
    return known(kind, row.mapping, len(headings)) if row else None


def remember(batch: ImportBatch) -> None:
    ImportMapping.objects.update_or_create(
        by=batch.by, kind=batch.kind, headings=digest(batch.headings), defaults={"mapping": batch.mapping}
    )


def known(kind: Kind, mapping: Mapping[str, Any], columns: int) -> dict[str, str]:
    """Return what of ``mapping`` there still is: a field may have gone since it was remembered."""
    names = {column.name for column in kind.taken()}
    return {str(place): mapping[str(place)] for place in range(columns) if mapping.get(str(place)) in names}


def digest(headings: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps([_plain(heading) for heading in headings]).encode()).hexdigest()


def _plain(heading: str) -> str:
    return normalise(heading.replace("_", " "))
