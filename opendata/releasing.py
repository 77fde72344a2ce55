"""A release: the published register as a Frictionless Data Package, the same byte for byte from the same state.

Beside each package stands a small file that says when it was made and what it weighs; that one is for this site, and no
part of the release.
"""

import json
import os
import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from core.state import read_state
from meetings.models import Meeting, MoU
from opendata.packaging import CSV, Form, file_of, packed, sha256_of, write_words
from opendata.reading import one_state
from opendata.tables import TABLES

NAME = re.compile(r"entente-[0-9]+(\.[0-9]+)?(-parquet)?")


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


def write(form: Form = CSV) -> tuple[Release, bool]:
    """Write the release of the present state; whether it is new. One that is there already is left as it is."""
    folder().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder()) as work, one_state(), override("en"):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")  # a large register takes its time
        made_at = timezone.now()
        version = read_state().version
        (Path(work) / "data").mkdir()
        counts = {table.name: form.write(table, file_of(table, form, Path(work))) for table in TABLES}
        write_words(Path(work), form, version, counts)
        package = packed(Path(work))
        size, sha256 = package.stat().st_size, sha256_of(package)
        name = _free_name(version, form.suffix, sha256)
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


def _free_name(version: int, suffix: str, sha256: str) -> str:
    """Return the name of the release with this content, or one that none has: a state may be written in other columns
    after the programme has changed."""
    name, number = f"entente-{version}{suffix}", 1
    while (there := release_named(name)) is not None and there.sha256 != sha256:
        number += 1
        name = f"entente-{version}.{number}{suffix}"
    return name
