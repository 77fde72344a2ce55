"""Into which classes of a few colours a set of counts falls, so that the colours are far apart and the legend short."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

MOST = 5
# Which of the five colours a class has where there are fewer: always from pale to strong, and never the palest alone.
COLOURS = {1: (4,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
NARROW = 5


@dataclass(frozen=True, slots=True)
class Class:
    """The counts from ``first`` to ``last``; ``colour`` is 1 (pale) to 5 (strong)."""

    first: int
    last: int
    colour: int


@dataclass(frozen=True, slots=True)
class Classes:
    classes: tuple[Class, ...] = ()

    def of(self, count: int) -> Class:
        """Return the class of one of the counts that the classes were made from."""
        return self.classes[bisect_right([group.first for group in self.classes], count) - 1]


def classes_of(counts: Iterable[int]) -> Classes:
    """Return at most five classes of the positive counts, from the least to the greatest of them; none is empty.

    Up to five different counts have a class each. Otherwise the breaks are round numbers: at equal steps where the
    greatest is not many times the least, else at growing ones (1, 2, 5, 10, 20 …), since a register has few countries
    with many meetings and many with few.
    """
    values = sorted({count for count in counts if count > 0})
    if not values:
        return Classes()
    if len(values) <= MOST:
        ranges = [(value, value) for value in values]
    else:
        ranges = [(low, high - 1) for low, high in pairwise([*_breaks(values), values[-1] + 1])]
        ranges = [(low, high) for low, high in ranges if any(low <= value <= high for value in values)]
    colours = COLOURS[len(ranges)]
    return Classes(tuple(Class(low, high, colour) for (low, high), colour in zip(ranges, colours, strict=True)))


def _breaks(values: list[int]) -> list[int]:
    """Return where the classes start, the least value first."""
    least, greatest = values[0], values[-1]
    if greatest < least * NARROW:
        step = next(step for step in _round_numbers() if least // step + MOST > greatest // step)
        return [least, *range((least // step + 1) * step, greatest + 1, step)]
    ratio = (greatest / least) ** (1 / MOST)
    later = {_rounded(least * ratio**power) for power in range(1, MOST)}
    return [least, *sorted(start for start in later if least < start <= greatest)]


def _round_numbers() -> Iterable[int]:
    size = 1
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _rounded(number: float) -> int:
    """Return the number of 1, 2, 5, 10, 20, 50 … that is nearest by ratio."""
    lower = 1
    for step in _round_numbers():
        if step >= number:
            return step if step * lower <= number * number else lower
        lower = step
    raise AssertionError("there is always a greater round number")
