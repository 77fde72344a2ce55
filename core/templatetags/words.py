"""Names in a row and numbers, in the language of the page. Every template has these without loading them."""

from collections.abc import Iterable

from django import template
from django.utils.translation import pgettext_lazy

from core import joins, numbers

register = template.Library()


@register.filter
def all_of(names: Iterable[str]) -> str:
    """``{{ names|all_of }}``: "a, b and c"."""
    return joins.all_of(names)


@register.filter
def elide(text: str) -> str:
    """``{{ sentence|elide }}``: « d’Europe » for « de Europe », in French only."""
    return joins.elide(text)


@register.filter
def grouped(n: int) -> str:
    """``{{ total|grouped }}``: "12,500"."""
    return numbers.grouped(n)


@register.filter
def one_of(names: Iterable[str]) -> str:
    """``{{ names|one_of }}``: "a, b or c"."""
    return joins.one_of(names)


# Marks between what a template puts side by side, each with the space behind it and, in French, the one before it.
_MARKS = {
    ",": pgettext_lazy("between words", ", "),
    ":": pgettext_lazy("between words", ": "),
    ";": pgettext_lazy("between words", "; "),
}


@register.simple_tag
def mark(sign: str) -> str:
    """``{% mark ":" %}``: ": " in English, « : » in French; a comma is «، » in Arabic."""
    return str(_MARKS[sign])
