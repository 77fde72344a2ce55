"""How often things happen in the invented register: a few very often, most of them hardly ever."""

import random
from bisect import bisect
from collections.abc import Sequence
from heapq import nlargest
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Wheel(Generic[T]):
    """Draws from ``items``, each as often as its weight says."""

    def __init__(self, items: Sequence[T], weights: Sequence[float]) -> None:
        self.items, self.weights = tuple(items), tuple(weights)
        self._sums = tuple(accumulate(self.weights))

    def draw(self, chance: random.Random) -> T:
        return self.items[bisect(self._sums, chance.random() * self._sums[-1], hi=len(self.items) - 1)]

    def draw_distinct(self, chance: random.Random, count: int) -> list[T]:
        """Return up to ``count`` different items, the likely ones more often and rather first."""
        if count * 4 < len(self.items):
            found: dict[int, T] = {}
            for _ in range(count * 40):
                index = bisect(self._sums, chance.random() * self._sums[-1], hi=len(self.items) - 1)
                found.setdefault(index, self.items[index])
                if len(found) == count:
                    break
            return list(found.values())
        # Weighted sampling without replacement (Efraimidis and Spirakis): the largest u ** (1 / weight).
        keys = [(chance.random() ** (1 / weight), index) for index, weight in enumerate(self.weights)]
        return [self.items[index] for _key, index in nlargest(count, keys)]


def zipf(items: Sequence[T], steepness: float = 0.9) -> Wheel[T]:
    """Return a wheel on which the n-th item weighs ``1 / n ** steepness``."""
    return Wheel(items, [1 / rank**steepness for rank in range(1, len(items) + 1)])


def happens(chance: random.Random, probability: float) -> bool:
    return chance.random() < probability


def size(chance: random.Random, least: int, most: int, steepness: float) -> int:
    """Return a whole number of a Pareto distribution, cut off at ``most``: a few are many times the usual."""
    return min(most, int(least * chance.paretovariate(steepness)))
