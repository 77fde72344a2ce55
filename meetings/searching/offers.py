"""What is offered while somebody types: the names that the words may become, each a page of its own."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.searching.answers import answers
from meetings.searching.hits import Search

MOST = 8
# Of each kind, so that thirty countries do not hide the one event.
EACH = 3


@dataclass(frozen=True, slots=True)
class Offer:
    url: str
    title: SafeString
    what: str
    code: str = ""


def offers(search: Search) -> list[Offer]:
    """Return at most ``MOST`` pages: where to go at once, then countries, organizations, events and topics."""
    found = [Offer(row.url, format_html("{}", row.title), row.what) for row in answers(search)]
    parties = ((_("country"), search.countries(EACH)), (_("organization"), search.organizations(EACH)))
    # A party may have been found by a name that is not shown; of the others only the names are offered.
    others = ((_("event"), search.events(EACH)), (_("topic"), search.topics(EACH)))
    found += [Offer(hit.url, hit.title, what, hit.code) for what, (_total, hits) in parties for hit in hits]
    found += [
        Offer(hit.url, hit.title, what) for what, (_total, hits) in others for hit in hits if "<mark>" in hit.title
    ]
    return found[:MOST]
