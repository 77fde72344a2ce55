"""How a record is cited, in each form."""

from typing import Any

from django import template
from django.utils.translation import override

from core.meta import site_of
from delegations.gazetteer import Gazetteer
from delegations.models import Country
from meetings.models import Record
from opendata.citations import address_of_citation, citable
from opendata.citing import FORMATS

register = template.Library()


@register.inclusion_tag("opendata/_cite.html", takes_context=True)
def cite(context: dict[str, Any], record: Any) -> dict[str, Any]:
    """``{% cite meeting %}``: the record is fetched with its parties, and no more is asked."""
    request = context["request"]
    if isinstance(record, Country):
        # The page's own is named in the language of the page, and citations are in English.
        with override("en"):
            record = Gazetteer.of(request.register).countries[record.iso2]
    of = citable(record, site_of(request))
    return {
        "has_past": isinstance(record, Record),
        "forms": [
            (address_of_citation(record, ending), label, write(of))
            for ending, (label, _type, write) in FORMATS.items()
            if ending != "txt"
        ],
        "plain": FORMATS["txt"][2](of),
    }
