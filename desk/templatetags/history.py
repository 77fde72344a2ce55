"""Where the list of a model leads to what was deleted of it."""

from typing import Any

from django import template
from django.urls import reverse

from desk.history.tracks import history_of

register = template.Library()


@register.simple_tag
def gone_address(opts: Any) -> str:
    """Return the address of the list of what was deleted of a model; an empty text if it has no history."""
    if history_of(opts.model) is None:
        return ""
    return reverse("desk:history-gone", args=[opts.app_label, opts.model_name])
