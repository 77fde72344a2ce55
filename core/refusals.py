"""What the database refuses, in words; and asking it before COMMIT, where its refusal would be a server error."""

from django.apps import apps
from django.db import DataError, IntegrityError, InternalError, connection
from django.utils.translation import gettext as _

REFUSALS: tuple[type[Exception], ...] = (IntegrityError, DataError, InternalError)


def check_deferred_rules() -> None:
    """Ask now for the rules that the database keeps at COMMIT, where their refusal would be a server error."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def words_of_refusal(error: Exception) -> list[str]:
    """Return why ``error`` refused to save or delete, in words for an editor.

    A service says it itself (``reasons``); a constraint is looked up by its name, for the message written with
    it; a trigger raises its own words, which stand in the catalogues as well.
    """
    if reasons := getattr(error, "reasons", None):
        return [str(reason) for reason in reasons]
    diagnostics = getattr(error.__cause__, "diag", None)
    name = getattr(diagnostics, "constraint_name", None)
    for model in apps.get_models() if name else ():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return [str(constraint.get_violation_error_message())]
    message = getattr(diagnostics, "message_primary", None)
    if name and message and getattr(diagnostics, "table_name", None) is None:
        return [_(message)]
    return [_("The register refused this: %(reason)s.") % {"reason": message or type(error).__name__}]
