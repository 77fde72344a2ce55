"""The squashed migrations make what those before them made."""

from typing import Any

from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from django.db.migrations.state import ModelState

OURS = ("accounts", "core", "delegations", "desk", "meetings")
# The one function that a later migration replaced.
AT_FIRST, LATER = ("core", "0002_register_state"), ("core", "0007_state_has_a_moment")


def squashed_of(graph: MigrationGraph) -> dict[str, Migration]:
    return {key[0]: node for key, node in graph.nodes.items() if node and node.replaces and key[0] in OURS}


def statements(migration: Migration) -> list[str]:
    return [str(each.sql) for each in migration.operations if isinstance(each, RunSQL)]


def triggers(model: ModelState) -> dict[str, Any]:
    return {each.name: each for each in model.options.pop("triggers", ())}


def test_both_ways_lead_to_the_same_models() -> None:
    """Both ways round: Django says what a new migration would have to do to come from the one to the other."""
    short = MigrationLoader(None).project_state()
    loader = MigrationLoader(None, replace_migrations=False)
    for app, migration in squashed_of(loader.graph).items():
        loader.graph.remove_replacement_node((app, migration.name), migration.replaces)
    long = loader.project_state()
    assert short.models.keys() == long.models.keys()
    for key, model in short.models.items():
        # Compiled already, which is what the detector of triggers cannot read.
        assert triggers(model) == triggers(long.models[key]), key
    for one, other in ((short, long), (long, short)):
        found = MigrationAutodetector(one, other).changes(loader.graph)
        assert {key: value for key, value in found.items() if key in OURS} == {}


def test_every_statement_of_the_old_ones_is_in_the_new() -> None:
    disk = MigrationLoader(None, replace_migrations=False).disk_migrations
    squashed = {key[0]: each for key, each in disk.items() if each.replaces and key[0] in OURS}
    assert squashed.keys() == set(OURS)
    for app, migration in squashed.items():
        new = set(statements(migration))
        for key in migration.replaces:
            if key not in (AT_FIRST, LATER):
                assert new.issuperset(statements(disk[key])), (app, key)
    (last,) = statements(disk[LATER])
    assert last.replace("CREATE OR REPLACE", "CREATE") in statements(squashed["core"])
