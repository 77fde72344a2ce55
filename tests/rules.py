"""Rules of the database, put to the proof behind the backs of forms and of ``save()``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import Model

Values = dict[str, Any] | Callable[[Any], dict[str, Any]]

BELL, REVERSED = "a\x07b", "a\u202eb"
# What an honest text may hold: line ends as browsers send them, a tab, the plain marks of direction.
HONEST = "one\r\n\ttwo \u200f\u061c"
# Nothing that shows: no-break and ideographic space, zero width, a mark of direction, a filler, blank Braille, a tag.
HIDDEN = "\u00a0\u3000\u200b\ufeff\u200f\u3164\u2800\U000e0020"


@dataclass(frozen=True)
class Rule:
    """One constraint: a stored row, changes of it that the database takes and changes that it refuses.

    ``ignoring`` names triggers ("meetings.Meeting:keep_reference") and ``without`` a constraint that would speak
    first; both are gone for the length of the test only.
    """

    constraint: str
    make: Callable[[], Model]
    passing: list[Values]
    failing: list[Values]
    ignoring: tuple[str, ...] = ()
    without: str = ""


def tables(*rules: Rule) -> list[Any]:
    """Return ``rules`` as the parameters of a test, each under the name of its constraint."""
    return [pytest.param(rule, id=rule.constraint) for rule in rules]


def prove(rule: Rule) -> None:
    """Write every passing and every failing change of ``rule`` with ``update()``, which asks no form."""
    row = rule.make()
    rows = type(row)._base_manager.filter(pk=row.pk)
    if rule.without:
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # a table with pending triggers cannot be altered
        run_sql(f'ALTER TABLE "{row._meta.db_table}" DROP CONSTRAINT "{rule.without}"')
        run_sql("SET CONSTRAINTS ALL DEFERRED")
    with ignored(*rule.ignoring):
        for number, values in enumerate(rule.passing):
            with undone():
                assert rows.update(**of(values, row)) == 1, f"passing {number}"
        for number, values in enumerate(rule.failing):
            changed = of(values, row)
            with refused(rule.constraint, f"failing {number}: {changed}"):
                rows.update(**changed)
    assert rows.exists()


def of(values: Values, row: Model) -> dict[str, Any]:
    return values(row) if callable(values) else values


@contextmanager
def refused(constraint: str | None, about: str = "") -> Iterator[None]:
    """Expect the database to refuse what happens inside, by the rule of that name (None: a trigger without name)."""
    with pytest.raises((IntegrityError, InternalError)) as caught, transaction.atomic():
        yield
    assert broken(caught.value) == constraint, about


def broken(error: BaseException) -> str | None:
    """Return the name of the rule that ``error`` says was broken."""
    return getattr(error.__cause__, "diag").constraint_name  # noqa: B009 -- unknown to the type of the cause


@contextmanager
def undone() -> Iterator[None]:
    """Roll back what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def ignored(*triggers: str) -> Iterator[None]:
    if not triggers:
        yield
        return
    with pgtrigger.ignore(*triggers):
        yield


def run_sql(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def as_at_commit() -> None:
    """Ask for the deferred rules as COMMIT would, and leave them deferred as they were."""
    with undone():
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")


def not_blank(table: str, make: Callable[[], Model], field: str) -> Rule:
    passing: list[Values] = [{field: "é"}, {field: f"{HIDDEN}١"}]
    return Rule(f"{table}_{field}_not_blank", make, passing, [{field: text} for text in ("", " \t\r\n", HIDDEN)])


def clean_text(table: str, make: Callable[[], Model], *fields: str, honest: str = HONEST) -> Rule:
    return Rule(
        f"{table}_clean_text",
        make,
        [{field: honest} for field in fields],
        [{field: text} for field in fields for text in (BELL, REVERSED)],
    )


def at_most(table: str, make: Callable[[], Model], field: str, length: int) -> Rule:
    # Characters, not bytes: each of these takes two.
    return Rule(f"{table}_{field}_length", make, [{field: "é" * length}], [{field: "é" * (length + 1)}])


def one_of(table: str, make: Callable[[], Model], field: str, values: list[str], **extra: Any) -> Rule:
    """Every value that the form offers passes, so that choices and constraint stay one list."""
    return Rule(
        f"{table}_{field}_known", make, [{field: value} for value in values], [{field: "x"}, {field: ""}], **extra
    )
