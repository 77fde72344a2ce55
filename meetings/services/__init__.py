"""What is done to records: every route (button, list, import, command) goes through here."""

from meetings.services.reasons import reasons_against_publishing
from meetings.services.refusals import Refused
from meetings.services.revising import revising
from meetings.services.road import (
    discard,
    discard_all,
    publish,
    publish_all,
    return_to_draft,
    submit,
    withdraw,
)

__all__ = [
    "Refused",
    "discard",
    "discard_all",
    "publish",
    "publish_all",
    "reasons_against_publishing",
    "return_to_draft",
    "revising",
    "submit",
    "withdraw",
]
