"""The day of publication, by which dates that miss a year are completed."""

import datetime
import re
from typing import NamedTuple


class Published(NamedTuple):
    """When the text was published, as far as it is known: a day, a month or a year."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, text: str) -> "Published | None":
        """Read "2025-11-28", "2025-11" or "2025"; none for anything else."""
        found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text.strip())
        if not found:
            return None
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            datetime.date(year or 0, month or 1, day or 1)
        except ValueError:
            return None
        return cls(year or 0, month, day)

    @property
    def date(self) -> datetime.date | None:
        return datetime.date(self.year, self.month, self.day) if self.month and self.day else None

    def year_of(self, month: int) -> int:
        """Return the year in which a day of ``month`` is nearest to the publication."""
        if not self.month:
            return self.year
        distance = month - self.month
        return self.year - 1 if distance > 6 else self.year + 1 if distance < -6 else self.year
