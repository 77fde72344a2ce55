"""The numbers of a run as a table to read and a file to keep."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One page. Times are milliseconds; ``sql`` is the page's own SELECTs through a bare driver cursor, ``pictures``
    the part of a cold request that draws its map, timeline, bars, matrix and comparison."""

    name: str
    url: str
    size: int
    queries_warm: int
    queries_cold: int
    warm: float
    warm_p95: float
    cold: float
    cold_p95: float
    sql_warm: float
    sql_cold: float
    pictures: float
    per_second: float


COLUMNS = (
    "page",
    "kB",
    "queries warm / cold",
    "warm ms (p95)",
    "cold ms (p95)",
    "of it pictures",
    "SQL ms warm / cold",
    "× trivial warm / cold",
    "× SQL warm / cold",
    "req/s",
    "share of trivial",
)


def table(lines: list[Line], trivial: Line) -> str:
    """Return a Markdown table, the trivial page first."""
    return markdown(COLUMNS, [_cells(line, trivial) for line in [trivial, *lines]])


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown: names to the left, figures to the right."""
    rule = ["---" if number == 0 else "---:" for number in range(len(columns))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [columns, rule, *rows])


def _cells(line: Line, trivial: Line) -> tuple[str, ...]:
    return (
        line.name,
        f"{line.size / 1000:.1f}",
        f"{line.queries_warm} / {line.queries_cold}",
        f"{line.warm:.1f} ({line.warm_p95:.1f})",
        f"{line.cold:.1f} ({line.cold_p95:.1f})",
        f"{line.pictures:.1f}" if line.pictures else "–",
        f"{line.sql_warm:.1f} / {line.sql_cold:.1f}",
        f"{line.warm / trivial.warm:.1f} / {line.cold / trivial.warm:.1f}",
        f"{_ratio(line.warm, line.sql_warm)} / {_ratio(line.cold, line.sql_cold)}",
        f"{line.per_second:.0f}",
        f"{line.per_second / trivial.per_second:.0%}",
    )


def _ratio(whole: float, part: float) -> str:
    return f"{whole / part:.1f}" if part else "–"


def keep(
    path: Path, lines: list[Line], trivial: Line, about: dict[str, Any], beside: dict[str, Any] | None = None
) -> None:
    """Write the figures as JSON; ``beside`` is the comparison with an earlier commit, where there was one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"about": about, "trivial": asdict(trivial), "pages": [asdict(line) for line in lines]}
    if beside:
        kept["beside"] = beside
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
