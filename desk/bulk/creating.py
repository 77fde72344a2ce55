"""The drafts of a list, created once for each form, all or none."""

from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from core.form_tokens import made, once
from core.history import acting
from meetings.models import Meeting
from meetings.services.entering import Programme, enter

MADE = "desk.bulk"  # what the token of the form says that it made; its key is what the history calls the batch


def create(programme: Programme, by: User, data: QueryDict) -> tuple[UUID, list[Meeting]]:
    """Save the drafts in one transaction; return what their history calls it, and the meetings in order.

    What the database refuses is raised, and nothing is kept; so is what ``core.form_tokens`` says of the form's
    ``data``: sent before, or without a token.
    """
    with acting(by, via="bulk") as context:
        batch: UUID = context.id
        with transaction.atomic(), once(data, MADE) as sent:
            meetings = enter(programme)
            made(sent, batch)
    return batch, meetings
