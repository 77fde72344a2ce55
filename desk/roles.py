"""The four roles of the desk, as groups with permissions: a table, and what keeps the groups as the table says."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

RECORDS: Final = ("meetings.meeting", "meetings.mou")
SUPPORTING: Final = (
    "delegations.event",
    "delegations.delegation",
    "delegations.organization",
    "meetings.source",
    "meetings.citation",
    "meetings.reportedtotal",
)
# The parties of an MoU are entered in its form.
PARTS: Final = ("meetings.mouparty",)
WORLD: Final = ("delegations.country", "delegations.countryname", "delegations.region")
TOPICS: Final = ("meetings.topic",)
# Texts that are read at the desk. By their name only: the roles hold where that app is not installed.
ARTICLES: Final = ("intake.article",)
PEOPLE: Final = ("accounts.user",)


def powers(names: str, models: Iterable[str]) -> set[str]:
    """Return the permissions of ``names`` ("add change") over ``models`` ("meetings.meeting")."""
    return {f"{app}.{name}_{model}" for app, model in (each.split(".") for each in models) for name in names.split()}


CONTRIBUTOR: Final = (
    powers("add change delete view", (*RECORDS, *SUPPORTING, *PARTS, *ARTICLES)) | powers("view", (*WORLD, *TOPICS))
)  # fmt: skip
EDITOR: Final = CONTRIBUTOR | powers("edit_any review", RECORDS) | powers("edit_any", (*SUPPORTING, *ARTICLES))
PUBLISHER: Final = (
    EDITOR
    | powers("publish withdraw merge", RECORDS)
    | powers("edit_public", SUPPORTING)
    | powers("add change edit_any edit_public", TOPICS)
)
ADMINISTRATOR: Final = (
    powers("view", (*RECORDS, *SUPPORTING, *PARTS, *ARTICLES))
    | powers("add change view edit_any edit_public", (*WORLD, *TOPICS))
    | powers("add change view", PEOPLE)
)
ROLES: Final = {
    "contributor": CONTRIBUTOR,
    "editor": EDITOR,
    "publisher": PUBLISHER,
    "administrator": ADMINISTRATOR,
}


def keep_roles(**_signal: Any) -> None:
    """Make the four groups hold exactly the permissions of the table; other groups are left alone.

    Run after every migration. A permission whose table is not there yet comes with a later call: the signal is sent
    once for each application.
    """
    wanted = set().union(*ROLES.values())
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission.pk
        for permission in Permission.objects.select_related("content_type").filter(
            Q(codename__in={name.split(".")[1] for name in wanted})
        )
    }
    for name, permissions in ROLES.items():
        group, _created = Group.objects.get_or_create(name=name)
        keys = {found[permission] for permission in permissions if permission in found}
        if keys != set(group.permissions.values_list("pk", flat=True)):
            group.permissions.set(keys)
