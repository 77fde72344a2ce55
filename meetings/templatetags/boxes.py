"""What the filter panel offers to choose: joined, not rendered, since a panel has hundreds of choices.

A template takes thirty times as long for each of them, and the panel is made anew after every change of the register.
"""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.numbers import grouped
from meetings.panel import Facet

register = template.Library()

BOX = (
    '<li><label class="choice" for="f-{0}-{1}"><input type="checkbox" id="f-{0}-{1}" name="{0}" value="{1}"{2}> '
    '<span class="choice__label" dir="auto">{3}</span> <span class="choice__count">{4}</span></label></li>'
)
OPTION = '<option value="{}">{} ({})</option>'


@register.simple_tag
def boxes(facet: Facet) -> SafeString:
    """Return the frequent choices, each a box to tick in a line of a list."""
    return format_html_join(
        "",
        BOX,
        (
            (facet.name, choice.value, " checked" if choice.is_on else "", choice.label, grouped(choice.count))
            for choice in facet.choices
        ),
    )


@register.simple_tag
def options(facet: Facet) -> SafeString:
    """Return the other choices, each an option of a list to pick from."""
    return format_html_join("", OPTION, ((choice.value, choice.label, grouped(choice.count)) for choice in facet.rest))
