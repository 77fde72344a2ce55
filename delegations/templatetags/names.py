"""The name of a party or region in the language of the page. Every template has this without loading it."""

from django import template

from delegations.gazetteer import Named
from delegations.gazetteer import name_of as _name_of

register = template.Library()


@register.filter
def name_of(named: Named | str | None) -> str:
    """``{{ meeting.principal.party|name_of }}``; blank for what is not there.

    Words stay as they are, for ``{{ delegation.institution|default:delegation.party|name_of }}``.
    """
    if isinstance(named, str):
        return named
    return _name_of(named) if named is not None else ""
