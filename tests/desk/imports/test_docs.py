"""docs/imports.md names every column and every limit."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from desk.imports import limits
from desk.imports.jobs import SMALL_ROWS
from desk.imports.kinds import KINDS
from desk.imports.templates import EXAMPLES
from meetings.models import Citation, Meeting, MoU

TEXT = (Path(settings.BASE_DIR) / "docs" / "imports.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", TEXT))


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_column_is_documented_and_no_other(kind: object) -> None:
    assert {column.name for column in kind.columns} <= NAMED
    assert set(EXAMPLES[kind.name]) <= {column.name for column in kind.taken()}


def test_every_value_of_a_list_is_documented() -> None:
    choices = (Meeting.Kind, Meeting.Attestation, MoU.Kind, MoU.Lifecycle, Citation.Supports)
    assert {value for each in choices for value in each.values} <= NAMED


def test_limits_are_those_of_the_code() -> None:
    words = (
        f"{limits.LARGEST_FILE // limits.MIB} MB", f"{limits.MOST_ROWS:,} rows", f"{limits.MOST_COLUMNS} columns",
        f"{limits.LONGEST_CELL:,} characters", f"{limits.MOST_MEMORY // 2**30} GiB", f"{limits.MOST_CPU_S} seconds",
        f"{limits.MOST_INFLATED // limits.MIB} MB", f"From {SMALL_ROWS} rows",
    )  # fmt: skip
    plain = " ".join(TEXT.split())
    assert [each for each in words if each not in plain] == []
