"""History of a table, written by triggers: form, bulk write and raw SQL alike are in it."""

from collections.abc import Callable, Iterable
from typing import Any

import pghistory


def keep_history(name: str, *, without: Iterable[str] = ()) -> Callable[[Any], Any]:
    """Keep every state of the decorated model's rows in a model ``name``, deletions included.

    ``without`` names the columns that the database or ``save()`` computes again from the others.
    """
    track: Callable[[Any], Any] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=name,
        exclude=list(without),
        obj_field=pghistory.ObjForeignKey(related_name="history"),
    )
    return track
