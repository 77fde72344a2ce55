"""The columns of a timeline: months, years, decades or centuries, their names, addresses and labels."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.dates import short_month
from meetings.pictures.links import Link

MONTHLY = 26  # dates within so many months are drawn by month
MOST_BUCKETS = 60
LABELS_WIDE, LABELS_NARROW = 12, 6
LABEL_ROW = 18  # pixels


@dataclass(frozen=True, slots=True)
class Label:
    """A name under the bars; one that is not ``is_narrow`` is left out where there is little room."""

    text: str
    x: str
    y: int
    is_narrow: bool
    is_start: bool = False


def px(value: float) -> str:
    """Write a length so that no locale turns its point into a comma."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def percent(part: float, whole: float) -> str:
    return px(100 * part / whole) + "%"


@dataclass(frozen=True, slots=True)
class Scale:
    """Columns of ``months`` months each, from the number ``first`` to ``last`` counted since the year nought."""

    months: int
    first: int
    last: int

    @classmethod
    def of(cls, days: Iterable[datetime.date]) -> "Scale":
        months = [day.year * 12 + day.month - 1 for day in days]
        first, last = min(months) // 12, max(months) // 12
        if max(months) - min(months) < MONTHLY:
            return cls(1, first * 12, last * 12 + 11)
        size = next(size for size in (1, 10, 100, 1000) if last // size - first // size < MOST_BUCKETS or size == 1000)
        return cls(12 * size, first // size, last // size)

    @property
    def size(self) -> int:
        return self.last - self.first + 1

    @property
    def title(self) -> str:
        return {1: _("Meetings by month"), 12: _("Meetings by year")}.get(self.months, _("Meetings through time"))

    @property
    def heading(self) -> str:
        return {1: _("Month"), 12: _("Year")}.get(self.months, _("Years"))

    def bucket(self, day: datetime.date | None) -> int | None:
        return None if day is None else (day.year * 12 + day.month - 1) // self.months

    def years(self, bucket: int) -> tuple[int, int]:
        """Return the first and the last year of a column; no year comes before 1."""
        return max(bucket * self.months // 12, 1), min(((bucket + 1) * self.months - 1) // 12, 9999)

    def name(self, bucket: int) -> str:
        first, last = self.years(bucket)
        if self.months == 1:
            return str(date_format(datetime.date(first, bucket % 12 + 1, 1), "YEAR_MONTH_FORMAT"))
        return str(first) if first == last else f"{first}–{last}"

    def url(self, bucket: int, link: Link) -> str:
        first, last = (f"{year:04}" for year in self.years(bucket))
        if self.months == 12 and first in link.applied.get("year", [first]):
            return link(year=first)
        if self.months == 1:
            first = last = f"{first}-{bucket % 12 + 1:02}"
        # Days asked for already stay where they are narrower than the column.
        asked = {key: (link.applied.get(key) or [""])[0] for key in ("from", "to")}
        earliest = max(first, asked["from"])
        latest = min((day for day in (last, asked["to"]) if day), key=_end)
        # A column may lie outside those days: what may have been held in it may have been held in them as well.
        return link(**{"from": earliest, "to": latest}) if earliest <= _end(latest) else ""

    def labels(self, base: int, only: int | None = None) -> list[Label]:
        """Return the labels below ``base``; on a phone ``only`` is named, where it is the only column with a bar."""
        wide = self._step()
        narrow = (
            wide * 3
            if self.months == 1
            else next(
                wide * times for times in (1, 2, 5, 10) if self.size / (wide * times) <= LABELS_NARROW or times == 10
            )
        )
        labels = []
        for bucket in range(self.first, self.last + 1):
            place = bucket - self.first
            if self.months == 1 and bucket % 12 == 0:
                labels.append(
                    Label(str(bucket // 12), percent(place, self.size), base + 2 * LABEL_ROW, True, is_start=True)
                )
            if bucket == only or (bucket % wide == 0 and (only is None or wide == 1)):
                if self.months == 1:
                    text = short_month(datetime.date(2000, bucket % 12 + 1, 1))
                else:
                    text = str(self.years(bucket)[0])
                middle = percent(place + 0.5, self.size)
                is_narrow = bucket % narrow == 0 if only is None else bucket == only
                labels.append(Label(text, middle, base + LABEL_ROW, is_narrow))
        return labels

    def _step(self) -> int:
        """Return of how many columns one is named where there is room."""
        if self.months == 1:
            return self.size // 12
        return next((step for step in (1, 2, 4, 5, 10) if self.size / step <= LABELS_WIDE), 20)


def _end(day: str) -> str:
    """Make the last of the days that "2025" or "2025-11" means comparable with other days, as text."""
    return day.ljust(10, "~")


def round_steps(most: int) -> tuple[int, list[int]]:
    """Return the number at the top of the plot, a round one, and those that get a line."""
    size = 1
    while most / size > 4:
        size = size * 5 // 2 if str(size)[0] == "2" else size * 2
    top = -(-most // size) * size
    return top, list(range(size, top + 1, size))
