"""How a record is cited, in each form."""

from typing import Any

from django import template

from core.meta import site_of
from opendata.citations import citable
from opendata.citing import FORMATS

register = template.Library()


@register.inclusion_tag("opendata/_cite.html", takes_context=True)
def cite(context: dict[str, Any], record: Any) -> dict[str, Any]:
    """``{% cite meeting %}``: the record is fetched with its parties, and no more is asked."""
    of = citable(record, site_of(context["request"]))
    name = record._meta.model_name
    return {
        "record": record,
        "citation": of,
        "forms": [(ending, label, write(of)) for ending, (label, _type, write) in FORMATS.items() if ending != "txt"],
        "plain": FORMATS["txt"][2](of),
        "address": f"opendata:cite_{name}",
    }
