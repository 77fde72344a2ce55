"""JSON, one object with the rows in it, and JSON Lines, one object a line."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from opendata.lists import Asked
from opendata.reading import rows_of

# Rows that are put together before they are sent.
TOGETHER = 500
_encode = DjangoJSONEncoder(ensure_ascii=False).encode


def write(asked: Asked, about: dict[str, Any]) -> Iterator[bytes]:
    head = json.dumps(about, ensure_ascii=False)[:-1]
    yield f'{head}, "rows": ['.encode()
    before = "\n"
    for lines in _together(_objects(asked)):
        yield (before + ",\n".join(lines)).encode()
        before = ",\n"
    yield b"\n]}\n"


def write_lines(asked: Asked, about: dict[str, Any]) -> Iterator[bytes]:
    for lines in _together(_objects(asked)):
        yield ("\n".join(lines) + "\n").encode()


def _objects(asked: Asked) -> Iterator[str]:
    names = asked.table.headings()
    moments = [column.kind == "datetime" for column in asked.table.columns]
    for row in rows_of(asked.table, asked.rows, asked.order):
        values = [
            f"{value:%Y-%m-%dT%H:%M:%SZ}" if is_moment and value else value
            for is_moment, value in zip(moments, row, strict=True)
        ]
        yield _encode(dict(zip(names, values, strict=True)))


def _together(lines: Iterator[str]) -> Iterator[list[str]]:
    while found := list(islice(lines, TOGETHER)):
        yield found
