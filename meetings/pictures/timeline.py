"""When the meetings of a list were held, as far as their dates say.

A meeting counts to a bar only where its date leaves no doubt: all its possible days lie in that month or year. One
that may lie in several is drawn as a range over all of them, never put into one. The bars stand in equal columns,
placed in per cent of the width, so that the same SVG fits a phone and a desk and its text keeps its size.
"""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.numbers import grouped
from meetings.pictures.links import Link
from meetings.pictures.time_scale import LABEL_ROW, Label, Scale, percent, px, round_steps

Span = tuple[datetime.date | None, datetime.date | None]

NUMBERED = 12  # so few bars carry their numbers
LANES = 4

# In pixels.
PLOT = 170
LANE = 26
DIGIT = 9


@dataclass(frozen=True, slots=True)
class Bar:
    """One month, year or longer: ``count`` meetings surely lie in it, and ``possible`` more may."""

    name: str
    count: int
    possible: int
    url: str
    x: str
    width: str
    middle: str
    hit_x: str
    hit_width: str
    y: str
    height: str
    text_y: str
    says: str
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class Range:
    """``count`` meetings, each on one day of the same several months or years; an open end leaves the picture."""

    name: str
    count: int
    is_drawn: bool
    from_open: bool
    to_open: bool
    x1: str = ""
    x2: str = ""
    width: str = ""
    middle: str = ""
    y: int = 0

    @property
    def text_y(self) -> int:
        return self.y - 8

    @property
    def band_y(self) -> int:
        return self.y - 3

    @property
    def top(self) -> int:
        return self.y - 6

    @property
    def bottom(self) -> int:
        return self.y + 6


@dataclass(frozen=True, slots=True)
class Timeline:
    prefix: str
    title: str
    description: str
    grain: str
    bars: list[Bar]
    ranges: list[Range]
    labels: list[Label]
    grid: list[tuple[str, str]]
    undated: str
    undrawn: str
    height: int
    base: int
    axis: int

    @property
    def drawn(self) -> list[Range]:
        return [span for span in self.ranges if span.is_drawn]

    @property
    def table_bars(self) -> list[Bar]:
        """The bars that a table has rows for: a hundred empty years are no data."""
        return [bar for bar in self.bars if bar.count or bar.possible]


def build(spans: Mapping[Span, int], link: Link, *, title: str = "", prefix: str = "timeline") -> Timeline | None:
    """Return the timeline of meetings counted by first and last possible day; None for fewer than two with a date.

    By month, in whole calendar years, where all dates lie within about two years, else by year; by decade or century
    where the years are too many. A bar leads to its list: the meetings that surely lie in it and those that may.
    """
    dated = {span: n for span, n in spans.items() if n and span != (None, None)}
    if sum(dated.values()) < 2:
        return None
    scale = Scale.of(day for span in dated for day in span if day)
    certain: Counter[int] = Counter()
    vague: Counter[tuple[int | None, int | None]] = Counter()
    for (first, last), n in dated.items():
        bounds = (scale.bucket(first), scale.bucket(last))
        if bounds[0] is not None and bounds[0] == bounds[1]:
            certain[bounds[0]] += n
        else:
            vague[bounds] += n
    lanes = _lanes(vague, scale)
    used = max(lanes.values(), default=-1) + 1
    base = used * LANE + LABEL_ROW + PLOT
    top, steps = round_steps(max(certain.values(), default=1))
    bars = _bars(certain, _possible(vague, scale), scale, link, base, top)
    ranges = [_range(bounds, n, scale, lanes.get(bounds), used) for bounds, n in sorted(vague.items(), key=_by_start)]
    undrawn = sum(span.count for span in ranges if not span.is_drawn)
    numbered = len(bars) <= NUMBERED
    grid = [] if numbered else [(grouped(step), px(base - PLOT * step / top)) for step in steps]
    undated = spans.get((None, None), 0)
    return Timeline(
        prefix=prefix,
        title=title or scale.title,
        description=_description(scale, certain, vague),
        grain=scale.heading,
        bars=bars,
        ranges=ranges,
        labels=scale.labels(base, only=next(iter(certain)) if len(certain) == 1 and not vague else None),
        grid=grid,
        undated=_sentence(
            ngettext(
                "%(n)s meeting has no date and is not drawn.", "%(n)s meetings have no date and are not drawn.", undated
            ),
            undated,
        ),
        undrawn=_sentence(
            ngettext(
                "%(n)s more meeting with a vague date is only in the table.",
                "%(n)s more meetings with a vague date are only in the table.",
                undrawn,
            ),
            undrawn,
        ),
        height=base + (2 if scale.months == 1 else 1) * LABEL_ROW + 4,
        base=base,
        axis=max((len(text) for text, _y in grid), default=0) * DIGIT,
    )


def _sentence(text: str, n: int) -> str:
    return text % {"n": grouped(n)} if n else ""


def _meetings(n: int) -> str:
    return ngettext("%(n)s meeting", "%(n)s meetings", n) % {"n": grouped(n)}


def _possible(vague: Counter[tuple[int | None, int | None]], scale: Scale) -> dict[int, int]:
    """Return how many vague meetings may lie in each column."""
    change: Counter[int] = Counter()
    for (first, last), n in vague.items():
        change[scale.first if first is None else first] += n
        change[(scale.last if last is None else last) + 1] -= n
    found, running = {}, 0
    for bucket in range(scale.first, scale.last + 1):
        running += change[bucket]
        found[bucket] = running
    return found


def _bars(certain: Counter[int], possible: dict[int, int], scale: Scale, link: Link, base: int, top: int) -> list[Bar]:
    bars = []
    gap = 0.12 if scale.size > 6 else 0.2
    for bucket in range(scale.first, scale.last + 1):
        n, more, place = certain[bucket], possible[bucket], bucket - scale.first
        height = PLOT * n / top
        says = _("%(when)s: %(meetings)s") % {"when": scale.name(bucket), "meetings": _meetings(n)}
        if more:
            says += " " + ngettext("and %(n)s that may lie in it", "and %(n)s that may lie in it", more) % {
                "n": grouped(more)
            }
        bars.append(
            Bar(
                name=scale.name(bucket),
                count=n,
                possible=more,
                url=scale.url(bucket, link) if n or more else "",
                x=percent(place + gap, scale.size),
                width=percent(1 - 2 * gap, scale.size),
                middle=percent(place + 0.5, scale.size),
                hit_x=percent(place, scale.size),
                hit_width=percent(1, scale.size),
                y=px(base - height),
                height=px(height),
                text_y=px(base - height - 5),
                says=says,
                is_numbered=scale.size <= NUMBERED and n > 0,
            )
        )
    return bars


def _lanes(vague: Counter[tuple[int | None, int | None]], scale: Scale) -> dict[tuple[int | None, int | None], int]:
    """Give each range a lane in which it touches no other, the largest first and nearest to the bars.

    What finds no lane is left to the table.
    """
    room = 1 if scale.size <= 24 else 2
    lanes: list[list[tuple[int, int]]] = []
    given = {}
    for bounds, _n in sorted(vague.items(), key=lambda item: (-item[1], _by_start(item))):
        first = scale.first if bounds[0] is None else bounds[0]
        last = scale.last if bounds[1] is None else bounds[1]
        free = (
            index
            for index, lane in enumerate(lanes)
            if all(last + room <= start or end + room <= first for start, end in lane)
        )
        index = next(free, len(lanes))
        if index == LANES:
            continue
        if index == len(lanes):
            lanes.append([])
        lanes[index].append((first, last))
        given[bounds] = index
    return given


def _by_start(item: tuple[tuple[int | None, int | None], int]) -> tuple[int, int]:
    first, last = item[0]
    return (-1 if first is None else first), (10**6 if last is None else last)


def _range(bounds: tuple[int | None, int | None], n: int, scale: Scale, lane: int | None, used: int) -> Range:
    first, last = bounds
    if first is None:
        name = _("%(last)s or earlier") % {"last": scale.name(last or 0)}
    elif last is None:
        name = _("%(first)s or later") % {"first": scale.name(first)}
    elif last == first + 1:
        name = _("%(first)s or %(last)s") % {"first": scale.name(first), "last": scale.name(last)}
    else:
        name = _("between %(first)s and %(last)s") % {"first": scale.name(first), "last": scale.name(last)}
    if lane is None:
        return Range(name, n, False, first is None, last is None)
    start = 0 if first is None else first - scale.first + 0.15
    end = scale.size if last is None else last - scale.first + 0.85
    return Range(
        name,
        n,
        True,
        first is None,
        last is None,
        x1=percent(start, scale.size),
        x2=percent(end, scale.size),
        width=percent(end - start, scale.size),
        middle=percent((start + end) / 2, scale.size),
        y=(used - 1 - lane) * LANE + LANE - 6,
    )


def _description(scale: Scale, certain: Counter[int], vague: Counter[tuple[int | None, int | None]]) -> str:
    parts = [_("Bars from %(first)s to %(last)s.") % {"first": scale.name(scale.first), "last": scale.name(scale.last)}]
    if certain:
        bucket, n = max(certain.items(), key=lambda item: (item[1], item[0]))
        parts.append(_("The highest: %(when)s, %(meetings)s.") % {"when": scale.name(bucket), "meetings": _meetings(n)})
    if vague:
        n = vague.total()
        parts.append(
            ngettext(
                "%(n)s meeting with a vaguer date is drawn as a line over its possible dates.",
                "%(n)s meetings with vaguer dates are drawn as lines over their possible dates.",
                n,
            )
            % {"n": grouped(n)}
        )
    return " ".join(parts)
