"""What a filter set asks for, as a name under which an answer to it is kept for a state of the register."""

import hashlib
import json
from collections.abc import Collection

from meetings.filters import PRESENTATION, MeetingFilterSet


def key_of(filterset: MeetingFilterSet, *, leaving_out: Collection[str] = (), **more: object) -> str:
    """Name the question, whatever its order in the address; the order and the place in the list do not count.

    ``leaving_out`` names filters on which the answer does not depend, ``more`` what it depends on beside filters.
    """
    asked = {**asked_of(filterset, leaving_out), "scope": filterset.scope}
    asked |= {f"more {name}": value for name, value in more.items()}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def asked_of(filterset: MeetingFilterSet, leaving_out: Collection[str] = ()) -> dict[str, object]:
    """Return the values of each filter that is asked for, by the address or the page, without those left out."""
    found = {
        name: sorted({value.strip() for value in filterset.data.getlist(name)} - {""})
        for name in filterset.data
        if name in filterset.filters and name not in PRESENTATION and name not in leaving_out
    }
    return {name: values for name, values in found.items() if values}
