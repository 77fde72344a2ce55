"""Migrations of triggers: their state says which there are, and no model is rendered anew for one."""

import pgtrigger.compiler
from django.db import migrations, models
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def trigger(name: str) -> pgtrigger.compiler.Trigger:
    return pgtrigger.compiler.Trigger(name=name, sql=pgtrigger.compiler.UpsertTriggerSql(
        func="RETURN NEW;", hash="0", operation="INSERT", pgid=f"pgtrigger_{name}", table="thing", when="BEFORE",
    ))  # fmt: skip


def test_state_knows_the_triggers_and_keeps_its_models() -> None:
    state = ProjectState()
    migrations.CreateModel("Thing", [("id", models.AutoField(primary_key=True))]).state_forwards("probe", state)
    rendered = state.apps.get_model("probe", "Thing")
    for name in ("first", "second"):
        AddTrigger("thing", trigger(name)).state_forwards("probe", state)
    before = state.clone()
    RemoveTrigger("Thing", "first").state_forwards("probe", state)
    assert [each.name for each in state.models["probe", "thing"].options["triggers"]] == ["second"]
    assert [each.name for each in before.models["probe", "thing"].options["triggers"]] == ["first", "second"]
    assert state.apps.get_model("probe", "Thing") is rendered
