"""Pages of what is put in order in memory: some hundred countries, some ten thousand pairs."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.filters import StrictFilterSet
from core.pagination import Page


@dataclass(frozen=True, slots=True)
class Placed:
    """``row`` and its place in the order, a text that no other row has. ``pk`` is what a position ends in."""

    place: str
    row: Any
    pk: int = 0


def page_of_rows(filterset: StrictFilterSet, rows: Iterable[Placed]) -> Page:
    """Return the page of ``rows`` that a valid filter set asks for, as ``StrictFilterSet.page`` does of a table."""
    cleaned = filterset.form.cleaned_data
    order, size = filterset.order, cleaned["size"]
    ordered = sorted(rows, key=lambda placed: placed.place)
    places = [placed.place for placed in ordered]
    first, last = 0, size
    if cleaned["after"]:
        first = bisect_right(places, cleaned["after"][0])
        last = first + size
    elif cleaned["before"]:
        last = bisect_left(places, cleaned["before"][0])
        first = max(0, last - size)
    found = ordered[first:last]
    if not found:
        return Page()
    return Page(
        rows=[placed.row for placed in found],
        after=order.position_of(found[-1]) if last < len(ordered) else None,
        before=order.position_of(found[0]) if first else None,
    )
