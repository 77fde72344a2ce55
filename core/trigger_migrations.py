"""pgtrigger's migration operations, without rendering half of all models anew for each of some three hundred triggers.

A trigger is compiled into its migration and changes no column, so the models that a migration works with stay as they
are; only the list of triggers in their state, which ``makemigrations`` compares, has to grow. Upstream renders the
model and all that are related to it each time: 46 seconds of processor time for an empty database instead of 30.
"""

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger


def _add(self: AddTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, self.model_name_lower].options
    options["triggers"] = [*options.get("triggers", ()), self.trigger]


def _remove(self: RemoveTrigger, app_label: str, state: ProjectState) -> None:
    options = state.models[app_label, self.model_name_lower].options
    options["triggers"] = [trigger for trigger in options.get("triggers", ()) if trigger.name != self.name]


def render_less() -> None:
    AddTrigger.state_forwards = _add  # type: ignore[method-assign]  # on purpose
    RemoveTrigger.state_forwards = _remove  # type: ignore[method-assign]  # the same
