"""A release: the published register as a Frictionless Data Package, the same byte for byte from the same state.

Beside each package stands a small file that says when it was made and what it weighs; that one is for this site, and no
part of the release.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import override

from core.state import read_state
from meetings.models import Meeting, MoU
from opendata.columns import BETWEEN, Table
from opendata.reading import csv_of, one_state
from opendata.tables import TABLES

NAME = re.compile(r"entente-[0-9]+(\.[0-9]+)?")
# A moment that every file of a package bears, the first that ZIP can write.
NEVER = (1980, 1, 1, 0, 0, 0)
PIECE = 1 << 20
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TYPES = {"list": "string"}


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk. ``made_at`` is when its state was read, ``counts`` the rows of each table."""

    name: str
    path: Path
    made_at: datetime
    size: int
    sha256: str
    counts: dict[str, int]

    @property
    def meetings(self) -> int:
        return self.counts["meetings"]


def folder() -> Path:
    return Path(settings.DATA_DIR) / "releases"


def releases() -> list[Release]:
    """Return the releases there are, the latest first."""
    found = [_read(path) for path in folder().glob("entente-*.json") if NAME.fullmatch(path.stem)]
    return sorted(found, key=lambda release: release.made_at, reverse=True)


def release_named(name: str) -> Release | None:
    path = folder() / f"{name}.json"
    return _read(path) if NAME.fullmatch(name) and path.is_file() else None


def _read(path: Path) -> Release:
    said = json.loads(path.read_text(encoding="utf-8"))
    return Release(
        path.stem,
        path.with_suffix(".zip"),
        datetime.fromisoformat(said["made_at"]),
        said["size"],
        said["sha256"],
        said["counts"],
    )


def withdrawn_since(found: list[Release]) -> dict[str, int]:
    """Return, by the name of each release, how many of its records were withdrawn after it was made.

    A release that holds such a record is not handed out any more: what was withdrawn is gone from everywhere at once.
    """
    if not found:
        return {}
    first = min(release.made_at for release in found)
    gone: list[Any] = []
    for model in (Meeting, MoU):
        rows = model.objects.withdrawn().originals().filter(withdrawn_at__gte=first)
        gone += rows.order_by().values_list("published_at", "withdrawn_at")
    return {
        release.name: sum(published <= release.made_at <= withdrawn for published, withdrawn in gone)
        for release in found
    }


def write() -> tuple[Release, bool]:
    """Write the release of the present state; whether it is new. One that is there already is left as it is."""
    folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder()) as work, one_state(), override("en"):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")  # a large register takes its time
        made_at = timezone.now()
        version = read_state().version
        counts = {table.name: _write_table(table, Path(work)) for table in TABLES}
        _write_words(Path(work), version, counts)
        package = _packed(Path(work))
        size, sha256 = package.stat().st_size, _sha256(package)
        name = _free_name(version, sha256)
        target = folder() / f"{name}.zip"
        if target.exists():
            return _read(target.with_suffix(".json")), False
        said = {"made_at": made_at.isoformat(), "size": size, "sha256": sha256, "counts": counts}
        about = Path(work) / "about.json"
        about.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
        # The package first: what stands beside it says that it is whole.
        os.replace(package, target)
        os.replace(about, target.with_suffix(".json"))
    return _read(target.with_suffix(".json")), True


def _free_name(version: int, sha256: str) -> str:
    """Return the name of the release with this content, or one that none has: a state may be written in other columns
    after the programme has changed."""
    name, number = f"entente-{version}", 1
    while (there := release_named(name)) is not None and there.sha256 != sha256:
        number += 1
        name = f"entente-{version}.{number}"
    return name


def _write_table(table: Table, work: Path) -> int:
    path = work / "data" / f"{table.name}.csv"
    path.parent.mkdir(exist_ok=True)
    rows = table.rows()
    with path.open("wb") as file:
        file.write(",".join(table.headings()).encode() + b"\n")
        for piece in csv_of(table, rows, table.order):
            file.write(piece)
    return int(rows.count())


def _write_words(work: Path, version: int, counts: dict[str, int]) -> None:
    about = {
        "name": "entente",
        "title": "Entente: open register of bilateral security meetings",
        "description": "Who met whom, when, where, about what, what was signed, and which source says so. "
        "README.md has the codebook.",
        "profile": "tabular-data-package",
        "version": str(version),
        "created": _last_change(),
        "licenses": [LICENCE],
        "resources": [_resource(table, work) for table in TABLES],
    }
    (work / "datapackage.json").write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (work / "README.md").write_text("\n".join(_readme(version, counts)) + "\n", encoding="utf-8")


def _last_change() -> str:
    """The day and hour of the last change of a published record: the state's own, not that of the release's making."""
    moments = [
        model.objects.published().order_by().aggregate(last=Max("updated_at"))["last"] for model in (Meeting, MoU)
    ]
    known = [moment for moment in moments if moment]
    return f"{max(known):%Y-%m-%dT%H:%M:%SZ}" if known else "1970-01-01T00:00:00Z"


def _resource(table: Table, work: Path) -> dict[str, Any]:
    path = work / "data" / f"{table.name}.csv"
    return {
        "name": table.name,
        "title": str(table.title),
        "path": f"data/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "licenses": [LICENCE],
        "schema": {
            "fields": [
                {"name": column.name, "type": TYPES.get(column.kind, column.kind), "description": str(column.means)}
                for column in table.columns
            ],
            "missingValues": [""],
            "primaryKey": [table.key],
            "foreignKeys": [
                {"fields": [own], "reference": {"resource": other, "fields": [key]}} for own, other, key in table.refers
            ],
        },
    }


def _readme(version: int, counts: dict[str, int]) -> Iterator[str]:
    yield from (
        "# Entente: open register of bilateral security meetings", "",
        f"State {version} of the register, as a Frictionless Data Package: `datapackage.json` describes the tables in "
        "`data/`.",
        "", f"Licence: {LICENCE['title']}, {LICENCE['path']}", "",
        f"Where a cell holds several values, “{BETWEEN}” stands between them. An apostrophe stands before a text that "
        "a spreadsheet would take for a formula.",
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


def _packed(work: Path) -> Path:
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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
