"""EDTF dates in words; a blank date is said to be missing, never left out."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.dates import in_words, short_words

register = template.Library()


@register.filter
def date_in_words(value: str) -> str:
    """ "on one of the days 24–27 November 2025"; "date not stated" where there is none."""
    return _in_words(value, get_language()) if value else _("date not stated")


@register.filter
def date_short(value: str) -> str:
    """ "24–27 Nov 2025", for tables; a dash where there is none."""
    return _short_words(value, get_language()) if value else "–"


@register.filter
def is_several_days(value: str) -> bool:
    """Tell whether the date is one of several possible ones, so that the short words need the long ones beside."""
    return value.startswith("[")


@register.simple_tag
def short_date(held_on: str) -> SafeString:
    """``{% short_date meeting.held_on %}``: the date of a row, and whether it is one of several days."""
    vague: str = ""
    if is_several_days(held_on):
        vague = format_html(' <span class="date__vague">{}</span>', _("one of these days"))
    return format_html('<span class="date">{}{}</span>', date_short(held_on), vague)


# The rows of a page often have one date, that of their event.
@lru_cache(maxsize=2000)
def _in_words(value: str, language: str | None) -> str:
    return in_words(value)


@lru_cache(maxsize=2000)
def _short_words(value: str, language: str | None) -> str:
    return short_words(value)
