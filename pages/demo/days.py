"""The dates of the invented register, as exactly and as vaguely as sources give them (EDTF)."""

import datetime
import random

from core.dates import one_of_days
from pages.demo.chance import Wheel, happens

FIRST_YEAR, LAST_YEAR = 1996, 2025
# The newer, the more; and the year in which hardly anybody travelled.
YEARS = Wheel(
    range(FIRST_YEAR, LAST_YEAR + 1),
    [1.06 ** (year - FIRST_YEAR) * (0.25 if year == 2020 else 1) for year in range(FIRST_YEAR, LAST_YEAR + 1)],
)
SEASONS = (21, 22, 23, 24)

OF_EVENT = Wheel(("days", "same", "day", "day~", "day?", "month", "list"), (60, 18, 14, 2, 2, 3, 1))
FORMS_ALONE = {
    "day": 56,
    "month": 12,
    "span": 6,
    "year": 5,
    "season": 4,
    "year~": 3,
    "day~": 3,
    "month?": 2,
    "stay": 2,
    "year%": 1,
    "list": 1,
    "open end": 0.8,
    "open start": 0.7,
    "unknown end": 0.7,
    "decade": 0.8,
}
ALONE = Wheel(list(FORMS_ALONE), list(FORMS_ALONE.values()))


def day_in(chance: random.Random, year: int) -> datetime.date:
    return datetime.date(year, 1, 1) + datetime.timedelta(days=chance.randrange(365))


class EventDays:
    """The days of one event, ``text`` as its source states them."""

    def __init__(self, chance: random.Random, year: int, length: int) -> None:
        more = datetime.timedelta(days=length - 1)
        self.first = min(day_in(chance, year), datetime.date(year, 12, 31) - more)
        self.last = self.first + more
        self.text = _interval(self.first, self.last)
        self.is_exact = not happens(chance, 0.08)
        if not self.is_exact:
            self.text = chance.choice((f"{self.first:%Y-%m}", f"{year:04}-{_season(self.first)}", f"{year:04}~"))

    def of_meeting(self, chance: random.Random) -> str:
        """Return a date for a meeting at this event: mostly "one of its days"."""
        form = OF_EVENT.draw(chance) if self.is_exact else "same"
        length = (self.last - self.first).days + 1
        day = self.first + datetime.timedelta(days=chance.randrange(length))
        if form == "same":
            return self.text
        if form == "month":
            return f"{day:%Y-%m}"
        if form == "list" and length > 2:
            return f"[{self.first},{self.last}]"
        if form.startswith("day") and form != "days":
            return f"{day}{form[3:]}"
        return one_of_days(self.first, self.last)


def alone(chance: random.Random) -> str:
    """Return a date for a meeting of no event: all precisions, a few open ends."""
    form, year = ALONE.draw(chance), YEARS.draw(chance)
    day = day_in(chance, year)
    later = day + datetime.timedelta(days=chance.randrange(2, 40))
    if form.startswith("day"):
        return f"{day}{form[3:]}"
    if form.startswith("month"):
        return f"{day:%Y-%m}{form[5:]}"
    if form.startswith("year"):
        return f"{year}{form[4:]}"
    return {
        "span": one_of_days(day, later),
        "stay": _interval(day, later),
        "list": f"[{day},{later}]",
        "season": f"{year}-{_season(day)}",
        "open end": f"{day:%Y-%m}/..",
        "open start": f"../{year}",
        "unknown end": f"{year}/",
        "decade": f"{year // 10}X",
    }[form]


def _interval(first: datetime.date, last: datetime.date) -> str:
    return str(first) if first == last else f"{first}/{last}"


def _season(day: datetime.date) -> int:
    """Return the EDTF season of a day; January and February count as spring, to stay in the year."""
    return SEASONS[max(0, (day.month - 3) // 3)] if day.month < 12 else 24
