"""Parties as readers see them: a chip with the ISO code or acronym, and the name, linked."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from delegations.gazetteer import name_of
from delegations.models import Country, Delegation, Organization

register = template.Library()


@register.simple_tag
def party_link(party: Country | Organization) -> SafeString:
    """Link a country or an organization. Tables call this for every cell, so it renders no template."""
    if isinstance(party, Country):
        return format_html(
            '<a class="party" href="{}"><span class="code" aria-hidden="true">{}</span> <bdi>{}</bdi></a>',
            party.get_absolute_url(),
            party.iso2,
            name_of(party),
        )
    return format_html('<a class="party" href="{}"><bdi>{}</bdi></a>', party.get_absolute_url(), party.name)


@register.simple_tag
def delegation_link(delegation: Delegation) -> SafeString:
    """Link the party that the delegation represents."""
    return party_link(delegation.party)
