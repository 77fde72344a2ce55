"""The constraints of imports, put to the proof behind the backs of the pages."""

import pytest
from django.utils import timezone

from accounts.models import User
from desk.imports.kinds import KINDS
from desk.models import ImportBatch, ImportedMeeting, ImportMapping, ImportRow
from desk.models.imports import KINDS as STORED_KINDS
from desk.models.imports import STATES
from tests import factories
from tests.rules import Rule, clean_text, not_blank, one_of, prove, tables

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def editor() -> User:
    return User.objects.get_or_create(username="editor")[0]


def batch() -> ImportBatch:
    return ImportBatch.objects.create(kind="meeting", name="table.csv", by=editor(), sha256="0" * 64)


def row() -> ImportRow:
    made = batch()
    ImportRow.objects.create(batch=made, line=1)
    return ImportRow.objects.create(batch=made, line=2)


def imported() -> ImportedMeeting:
    source = factories.SourceFactory()
    ImportedMeeting.objects.create(meeting=factories.meeting(), source=source, external_key="1")
    return ImportedMeeting.objects.create(meeting=factories.meeting(), source=source, external_key="2")


def mapping() -> ImportMapping:
    ImportMapping.objects.create(kind="meeting", headings="a", by=editor())
    return ImportMapping.objects.create(kind="meeting", headings="b", by=editor())


def stated(state: str) -> dict[str, object]:
    done = {"applied_at": NOW} if state in ("applied", "undoing", "undone") else {}
    return {"state": state, **done, **({"undone_at": NOW} if state == "undone" else {})}


RULES = tables(
    one_of("desk_importbatch", batch, "kind", STORED_KINDS),
    Rule(
        "desk_importbatch_state_known",
        batch,
        [stated(state) for state in STATES],
        [{"state": "x"}, {"state": ""}],
    ),
    clean_text("desk_importbatch", batch, "name"),
    Rule("desk_importbatch_applied", batch, [stated("applied")], [{"state": "applied"}, {"applied_at": NOW}]),
    Rule(
        "desk_importbatch_undone",
        batch,
        [stated("undone")],
        [{"undone_at": NOW}, {"state": "undone", "applied_at": NOW}],
    ),
    Rule(
        "desk_importrow_verdict_known",
        row,
        [{"verdict": value} for value in ImportRow.Verdict.values],
        [{"verdict": "x"}],
    ),
    Rule(
        "desk_importrow_outcome_known",
        row,
        [{"outcome": value} for value in ImportRow.Outcome.values],
        [{"outcome": "x"}],
    ),
    Rule("desk_importrow_once", row, [{"line": 3}], [{"line": 1}]),
    Rule(
        "desk_importrow_included",
        row,
        [{"included": True, "verdict": value} for value in ("", "new", "update", "duplicate")],
        [{"included": True, "verdict": value} for value in ("error", "unchanged")],
    ),
    Rule("desk_importedmeeting_once", imported, [{"external_key": "3"}], [{"external_key": "1"}]),
    not_blank("desk_importedmeeting", imported, "external_key"),
    clean_text("desk_importedmeeting", imported, "external_key"),
    one_of("desk_importmapping", mapping, "kind", STORED_KINDS),
    Rule(
        "desk_importmapping_once", mapping, [{"headings": "c"}, {"kind": "mou", "headings": "a"}], [{"headings": "a"}]
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_constraint(rule: Rule) -> None:
    prove(rule)


def test_every_constraint_of_these_models_has_its_test() -> None:
    models = (ImportBatch, ImportRow, ImportedMeeting, ImportMapping)
    said = [constraint.name for model in models for constraint in model._meta.constraints]
    assert sorted(said) == sorted(parameter.values[0].constraint for parameter in RULES)


def test_every_kind_can_be_stored() -> None:
    assert set(KINDS) == set(STORED_KINDS)
    assert set(STATES) == set(ImportBatch.State.values)
