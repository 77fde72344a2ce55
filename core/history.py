"""History of a table, written by triggers: form, bulk write and raw SQL alike are in it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import pghistory
import pgtrigger
from django.db.models import Index, Q

if TYPE_CHECKING:
    # The command line asks for a context before there are models.
    from django.contrib.auth.base_user import AbstractBaseUser

# Kept by triggers beside the version; the context of each row of history says who and when.
APART = ("created_at", "updated_at", "entered_by", "changed_by")


class NeverEmptied(pgtrigger.Trigger):
    """Refuses TRUNCATE: it asks no row, so a history would be gone, or a table without a word in its history."""

    name = "never_emptied"
    level = pgtrigger.Statement
    when = pgtrigger.Before
    operation = pgtrigger.Truncate
    func = "RAISE EXCEPTION 'entente: Cannot truncate the table %, its rows have a history.', TG_TABLE_NAME;"


def acting(by: "AbstractBaseUser | None", via: str = "", reason: str = "", **more: Any) -> Any:
    """Return the context in which every change is ``by`` a person, ``via`` a way of work, and for a ``reason``.

    ``via`` is "form", "bulk", "import", "intake", "merge", "revision", "restore" or "command". Inside another context
    this one adds what it knows: an empty ``via`` or ``reason`` and ``by`` None leave open, or as it was, what they
    stand for.
    """
    known = {"user": by.pk if by else None, "via": via, "reason": reason, **more}
    return pghistory.context(**{name: value for name, value in known.items() if value not in (None, "")})


def keep_history(name: str, *, without: Iterable[str] = ()) -> Callable[[Any], Any]:
    """Keep every state of the decorated model's rows in a model ``name``, deletions included.

    ``without`` names the columns that the database or ``save()`` computes again from the others.
    """

    def decorate(model: Any) -> Any:
        apart = [field.name for field in model._meta.fields if field.name in APART]
        pgtrigger.register(NeverEmptied())(model)
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            model_name=name,
            exclude=[*without, *apart],
            obj_field=pghistory.ObjForeignKey(related_name="history"),
            # Beside ``append_only``, which refuses UPDATE and DELETE of its rows.
            meta={
                "triggers": [NeverEmptied()],
                # What was deleted, the latest first, is asked for by itself.
                "indexes": [
                    Index(fields=["-pgh_id"], condition=Q(pgh_label="delete"), name=f"{name.lower()}_deleted"),
                ],
            },
        )(model)

    return decorate
