"""``{% keeping %}``: inside a form whose view can give it back."""

from typing import Any

from django import template
from django.utils.html import format_html

from core.keeping.carried import FORM, PERSON, for_whom, form_id_of

register = template.Library()


@register.simple_tag(takes_context=True)
def keeping(context: Any) -> str:
    """Say for whom the form is made, and go on with what the browser keeps of it."""
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    person = format_html('<input type="hidden" name="{}" value="{}">', PERSON, for_whom(request.user))
    form = form_id_of(request.POST)
    return person + format_html('<input type="hidden" name="{}" value="{}">', FORM, form) if form else person
