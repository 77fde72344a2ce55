"""Check constraints that many tables need, each with a message for the person who runs into it."""

from django.db.models import CharField, CheckConstraint, F, Q, TextField
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from core.text import INVISIBLE

# Control characters but tab and line ends, and the bidirectional embeddings, overrides and isolates: the
# characters that core.text.validate_clean_text refuses and PostgreSQL would store.
UNCLEAN = r"[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]"

# One character that shows. Spelled out: in the collation C the database knows the white space of ASCII only. Without
# U+0000, which it cannot hold.
VISIBLE = "[^" + "".join(rf"\U{max(first, 1):08X}-\U{last:08X}" for first, last in INVISIBLE) + "]"

# Both are loaded with the models, before any migration asks for a length.
CharField.register_lookup(Length)
TextField.register_lookup(Length)


def not_blank(table: str, field: str) -> CheckConstraint:
    return CheckConstraint(
        name=f"{table}_{field}_not_blank",
        condition=Q(**{f"{field}__regex": VISIBLE}),
        violation_error_message=_("A name or title must not be empty."),
    )


def clean_text(table: str, *fields: str) -> CheckConstraint:
    """No control characters and no bidirectional overrides in any of ``fields``."""
    condition = Q()
    for field in fields:
        condition &= ~Q(**{f"{field}__regex": UNCLEAN})
    return CheckConstraint(
        name=f"{table}_clean_text",
        condition=condition,
        violation_error_message=_(
            "A text holds control characters or marks that reverse the direction of writing. "
            "Remove them; they often come along with copied text."
        ),
    )


def at_most(table: str, field: str, length: int) -> CheckConstraint:
    """No more than ``length`` characters: a forms-only ``max_length`` of a TextField, kept by the database."""
    return CheckConstraint(
        name=f"{table}_{field}_length",
        condition=Q(**{f"{field}__length__lte": length}),
        violation_error_message=_("A text is longer than this field allows."),
    )


def one_of(table: str, field: str, values: list[str]) -> CheckConstraint:
    return CheckConstraint(
        name=f"{table}_{field}_known",
        condition=Q(**{f"{field}__in": values}),
        violation_error_message=_("A value is not in the list of this field."),
    )


def ordered(table: str, first: str, last: str) -> CheckConstraint:
    """``first`` is not after ``last``; an open end (NULL) is always in order."""
    return CheckConstraint(
        name=f"{table}_{first}_order",
        condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**{f"{first}__lte": F(last)}),
        violation_error_message=_("The first day must not be after the last day."),
    )


def dated(table: str, stated: str, first: str, last: str) -> CheckConstraint:
    """A stated date has a bound, and no bound stands without a stated date."""
    without = Q(**{f"{first}__isnull": True, f"{last}__isnull": True})
    return CheckConstraint(
        name=f"{table}_{stated}_bounds",
        condition=(Q(**{stated: ""}) & without) | (~Q(**{stated: ""}) & ~without),
        violation_error_message=_("A date must give at least its first or its last day."),
    )
