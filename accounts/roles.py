"""How the roles are called. What each may do is a table of the desk (``desk.roles``), above this app."""

from typing import Final

from django.utils.translation import gettext_lazy as _

LABELS: Final = {
    "contributor": _("Contributor: enters drafts of one's own"),
    "editor": _("Editor: changes all drafts, and reviews"),
    "publisher": _("Publisher: publishes, withdraws, merges"),
    "administrator": _("Administrator: people and settings"),
}


def label_of(name: str) -> str:
    """Return what people read for the group ``name``: a role in their language, any other group as it is called."""
    return str(LABELS.get(name, name))
