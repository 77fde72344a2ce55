"""What editors said of a record, for the page of its form."""

from typing import Any
from uuid import uuid4

from django import template

from desk.comments.services import comments_on

register = template.Library()


@register.simple_tag(takes_context=True)
def comments_of(context: dict[str, Any], record: Any) -> dict[str, Any]:
    """Return the comments on ``record``, how many are open, and a token for the form. Two queries at most."""
    said = list(comments_on(record, context["request"].user))
    return {"said": said, "open": sum(not each.is_resolved for each in said), "token": uuid4()}
