"""What a release is packed of: the tables in one format, a description of them, a codebook in words.

Nothing in it tells of when, where and by whom it was made: the same state gives the same bytes.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opendata import parquet
from opendata.columns import BETWEEN, Table
from opendata.reading import csv_of
from opendata.states import last_change, written
from opendata.tables import TABLES

# A moment that every file of a package bears, the first that ZIP can write.
NEVER = (1980, 1, 1, 0, 0, 0)
PIECE = 1 << 20
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True, slots=True)
class Form:
    """In which format a release holds its tables; ``types`` are what the description calls a kind of column, where it
    has another name there. ``write`` writes one table whole, and returns its number of rows."""

    format: str
    mediatype: str
    write: Callable[[Table, Path], int]
    types: dict[str, str]
    suffix: str = ""
    remarks: str = ""


def file_of(table: Table, form: Form, work: Path) -> Path:
    return work / "data" / f"{table.name}.{form.format}"


def _write_csv(table: Table, path: Path) -> int:
    rows = table.rows()
    with path.open("wb") as file:
        file.write(",".join(table.headings()).encode() + b"\n")
        for piece in csv_of(table, rows, table.order):
            file.write(piece)
    return int(rows.count())


CSV = Form(
    "csv",
    "text/csv",
    _write_csv,
    {"list": "string"},
    remarks=f"Where a cell holds several values, “{BETWEEN}” stands between them. An apostrophe stands before a text "
    "that a spreadsheet would take for a formula.",
)
PARQUET = Form(
    "parquet",
    "application/vnd.apache.parquet",
    parquet.write,
    {"list": "array"},
    suffix="-parquet",
    remarks="The tables are Apache Parquet: days and moments have types of their own, several values are a list.",
)


def write_words(work: Path, form: Form, version: int, counts: dict[str, int]) -> None:
    """Write the description and the codebook beside the tables, which are there already."""
    about = {
        "name": "entente",
        "title": "Entente: open register of bilateral security meetings",
        "description": "Who met whom, when, where, about what, what was signed, and which source says so. "
        "README.md has the codebook.",
        "profile": "tabular-data-package" if form is CSV else "data-package",
        "version": str(version),
        "created": written(last_change()),
        "licenses": [LICENCE],
        "resources": [_resource(table, form, work) for table in TABLES],
    }
    (work / "datapackage.json").write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (work / "README.md").write_text("\n".join(_readme(form, version, counts)) + "\n", encoding="utf-8")


def _resource(table: Table, form: Form, work: Path) -> dict[str, Any]:
    path, kinds = file_of(table, form, work), form.types
    return {
        "name": table.name,
        "title": str(table.title),
        "path": path.relative_to(work).as_posix(),
        **({"profile": "tabular-data-resource", "encoding": "utf-8"} if form is CSV else {"profile": "data-resource"}),
        "format": form.format,
        "mediatype": form.mediatype,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "licenses": [LICENCE],
        "schema": {
            "fields": [
                {"name": column.name, "type": kinds.get(column.kind, column.kind), "description": str(column.means)}
                for column in table.columns
            ],
            "missingValues": [""],
            "primaryKey": [table.key],
            "foreignKeys": [
                {"fields": [own], "reference": {"resource": other, "fields": [key]}} for own, other, key in table.refers
            ],
        },
    }


def _readme(form: Form, version: int, counts: dict[str, int]) -> Iterator[str]:
    yield from (
        "# Entente: open register of bilateral security meetings", "",
        f"State {version} of the register, as a Frictionless Data Package: `datapackage.json` describes the tables in "
        "`data/`.",
        "", f"Licence: {LICENCE['title']}, {LICENCE['path']}", "",
        form.remarks,
    )  # fmt: skip
    for table in TABLES:
        yield from (
            "",
            f"## {table.name}",
            "",
            f"{counts[table.name]} rows.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        )
        yield from (f"| `{column.name}` | {column.kind} | {column.means} |" for column in table.columns)


def packed(work: Path) -> Path:
    """Pack the files of a folder in the order of their names, with nothing in it of when, where and by whom."""
    package = work / "package.zip"
    files = sorted(path for path in work.rglob("*") if path.is_file())
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(work).as_posix(), NEVER)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            with path.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, PIECE)
    return package


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
