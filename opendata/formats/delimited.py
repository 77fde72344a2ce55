"""CSV: UTF-8, commas, a line of headings. PostgreSQL writes it."""

from collections.abc import Iterator
from typing import Any

from opendata.lists import Asked
from opendata.reading import csv_of


def write(asked: Asked, about: dict[str, Any]) -> Iterator[bytes]:
    yield ",".join(asked.table.headings()).encode() + b"\n"
    yield from csv_of(asked.table, asked.rows, asked.order)
