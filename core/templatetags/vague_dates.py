"""EDTF dates in words; a blank date is said to be missing, never left out."""

from django import template
from django.utils.translation import gettext as _

from core.dates import in_words, short_words

register = template.Library()


@register.filter
def date_in_words(value: str) -> str:
    """ "on one of the days 24–27 November 2025"; "date not stated" where there is none."""
    return in_words(value) if value else _("date not stated")


@register.filter
def date_short(value: str) -> str:
    """ "24–27 Nov 2025", for tables; a dash where there is none."""
    return short_words(value) if value else "–"


@register.filter
def is_several_days(value: str) -> bool:
    """Tell whether the date is one of several possible ones, so that the short words need the long ones beside."""
    return value.startswith("[")
