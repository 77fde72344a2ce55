"""The formats of a list: each makes an iterator of bytes of a table and its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from opendata import limits
from opendata.formats import calendar, delimited, objects, workbook
from opendata.lists import Asked

Write = Callable[[Asked, dict[str, Any]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """``most`` is how many rows it can hold, None for any number; ``kinds`` the lists it is for, empty for all."""

    name: str
    label: str
    content_type: str
    write: Write
    most: int | None = None
    kinds: frozenset[str] = frozenset()

    def is_for(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("csv", "CSV", "text/csv; charset=utf-8; header=present", delimited.write),
        Format(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook.write,
            most=limits.XLSX_ROWS,
        ),
        Format("json", "JSON", "application/json", objects.write),
        Format("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", objects.write_lines),
        Format(
            "ics",
            "iCalendar",
            "text/calendar; charset=utf-8",
            calendar.write,
            most=limits.ICAL_ROWS,
            kinds=frozenset(calendar.WHEN),
        ),
    )
}
