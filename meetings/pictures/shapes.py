"""The shapes of the world map, as scripts/world-map made them: read once for a process, and never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import hypot, inf
from pathlib import Path
from types import MappingProxyType

WORLD = "world"
DATA = Path(__file__).parent / "world.json"
# Radii in tenths of a pixel of a picture 1000 pixels wide: of a dot, and of what can be clicked around it.
DOT = {True: 32, False: 54}
TARGET = 110


@dataclass(frozen=True, slots=True)
class Place:
    """Where a country is: its ``path``, blank for what is too small for one, and a dot at ``x``, ``y`` if it is small.

    ``reach`` is the radius within which a click means this dot: as far as it takes nothing from a neighbour.
    """

    path: str
    x: int
    y: int
    is_dot: bool
    reach: int


@dataclass(frozen=True, slots=True)
class View:
    """One picture's worth of shapes: the world, or a continent and what lies around it.

    ``outline`` is the edge of the world, ``lines`` the net of degrees, ``land`` what belongs to no entry of the list.
    """

    width: int
    height: int
    outline: str
    lines: str
    land: str
    dot: int
    places: Mapping[str, Place]


def view(name: str = WORLD) -> View:
    """Return the world, or a continent by its M49 code."""
    return _views()[name]


@cache
def _views() -> Mapping[str, View]:
    return MappingProxyType({name: _view(raw, name) for name, raw in json.loads(DATA.read_text("utf-8")).items()})


def _view(raw: dict, name: str) -> View:
    dot = DOT[name == WORLD]
    marks = [(x, y, bool(is_dot)) for _path, x, y, is_dot in raw["places"].values()]
    places = {
        code: Place(path, x, y, bool(is_dot), _reach(x, y, dot, marks) if is_dot else 0)
        for code, (path, x, y, is_dot) in raw["places"].items()
    }
    return View(raw["width"], raw["height"], raw["sphere"], raw["lines"], raw["land"], dot, MappingProxyType(places))


def _reach(x: int, y: int, dot: int, marks: list[tuple[int, int, bool]]) -> int:
    """Return half the way to the nearest dot or a little more to the middle of the nearest shape, within limits."""
    nearest = {True: inf, False: inf}
    for other_x, other_y, is_dot in marks:
        if (other_x, other_y) != (x, y):
            nearest[is_dot] = min(nearest[is_dot], hypot(other_x - x, other_y - y))
    return round(max(dot, min(TARGET, nearest[True] / 2, nearest[False] * 0.6)))
