"""Pages of a long list by position, not by number: the millionth row is as near as the first.

An order ends in the primary key, so that no two rows share a place; a position is the place of one row, written
into the address as ``after=`` or ``before=``.
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

MAX_KEY = 2**63 - 1
SIZES = (10, 25, 50, 100)
DEFAULT_SIZE = 25

Position = tuple[Any, int]


@dataclass(frozen=True, slots=True)
class Order:
    """One way to order a list: by ``column``, never NULL (``kind``: "date", "moment", "text", or "key" for
    the key itself), then by key."""

    name: str
    label: Any
    column: str
    kind: str = "date"
    is_descending: bool = True

    def columns(self, *, reverse: bool = False) -> tuple[str, str]:
        sign = "-" if self.is_descending != reverse else ""
        return f"{sign}{self.column}", f"{sign}pk"

    def position_of(self, row: Any) -> str:
        value = getattr(row, self.column)
        if self.kind == "moment":
            value = _microseconds(value)
        return f"{value}.{row.pk}"

    def read(self, text: str) -> Position:
        """Return the position that ``text`` names; raises ValidationError for anything that is none."""
        match = re.fullmatch(r"(.{1,200})\.([0-9]{1,19})", text, re.ASCII | re.DOTALL)
        try:
            if match is None or (key := int(match[2])) > MAX_KEY:
                raise ValueError(text)
            return self._read_value(match[1]), key
        except (ValueError, OverflowError) as error:
            raise ValidationError(
                _("This is no place in the list. Start again from its beginning."), code="position"
            ) from error

    def _read_value(self, text: str) -> Any:
        if self.kind == "date":
            return datetime.date.fromisoformat(text)
        if self.kind == "key":
            return int(text)
        if self.kind == "moment":
            return EPOCH + datetime.timedelta(microseconds=int(text))
        if "\0" in text:
            raise ValueError(text)
        return text

    def beyond(self, position: Position, *, forwards: bool) -> Q:
        """Return the condition of the rows after ``position`` (before it, where not ``forwards``)."""
        value, key = position
        sign = "lt" if self.is_descending == forwards else "gt"
        # The first condition follows from the second, and lets the database start at the place in the index.
        return Q(**{f"{self.column}__{sign}e": value}) & (
            Q(**{f"{self.column}__{sign}": value}) | Q(**{f"pk__{sign}": key})
        )


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def _microseconds(moment: datetime.datetime) -> int:
    return (moment - EPOCH) // datetime.timedelta(microseconds=1)


@dataclass(slots=True)
class Page:
    """The rows of one page, and the positions from which its neighbours are read (None: there is none)."""

    rows: list[Any] = field(default_factory=list)
    after: str | None = None
    before: str | None = None


def page_of(
    queryset: QuerySet[Any],
    order: Order,
    *,
    size: int = DEFAULT_SIZE,
    after: Position | None = None,
    before: Position | None = None,
) -> Page:
    """Read one page in one query. One row more than ``size`` is asked for, to know whether there is a next page."""
    backwards = before is not None and after is None
    position = before if backwards else after
    rows = queryset.order_by(*order.columns(reverse=backwards))
    if position is not None:
        rows = rows.filter(order.beyond(position, forwards=not backwards))
    found = list(rows[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page()
    has_next = True if backwards else has_more
    has_previous = has_more if backwards else position is not None
    return Page(
        rows=found,
        after=order.position_of(found[-1]) if has_next else None,
        before=order.position_of(found[0]) if has_previous else None,
    )
