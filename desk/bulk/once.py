"""A form that is sent twice (a double click, a reload, a retry after a crash) makes its meetings once.

The form carries a token of its own. The history of what it made bears the mark of the token and of all that was sent
with it, and is asked for while the event is locked: so the second of two requests finds what the first one made. A
form that was changed in between is another form; its rows are then marked as recorded.
"""

import hashlib
import json
from uuid import UUID, uuid4

from django.apps import apps
from django.http import QueryDict

from delegations.models import Event

FIELD = "_token"
LONGEST = 64
APART = ("csrfmiddlewaretoken",)


class MadeAlready(Exception):
    """The form was sent before; ``batch`` is what the history calls what it made."""

    def __init__(self, batch: UUID) -> None:
        self.batch = batch
        super().__init__(str(batch))


def token_of(data: QueryDict) -> str:
    """Return the token of a form that is shown again, or a new one."""
    return (data.get(FIELD, ""))[:LONGEST] or str(uuid4())


def mark_of(data: QueryDict) -> str:
    sent = sorted((name, values) for name, values in data.lists() if name not in APART)
    return hashlib.sha256(json.dumps(sent).encode()).hexdigest()


def made_of(event: Event, mark: str) -> UUID | None:
    """Return what the history calls what the form with this mark made at ``event``, if it was sent before."""
    history = apps.get_model("meetings", "MeetingHistory").objects
    made = history.filter(event=event.pk, pgh_label="insert", pgh_context__metadata__form=mark)
    batch: UUID | None = made.order_by("pgh_id").values_list("pgh_context", flat=True).first()
    return batch
