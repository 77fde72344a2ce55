"""``{% boxes facet %}``: what the filter panel offers to tick, joined and not rendered.

A panel has some hundred boxes and is made anew after every change of the register; a template takes twice as long.
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
