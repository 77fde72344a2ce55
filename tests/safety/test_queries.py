"""Questions to the database a page: as many for thirty of everything as for three, and no more than is written here."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.keeping import forget
from tests.safety.addresses import api_addresses, api_routes, arguments_of, public_pages, routes, total_of

pytestmark = pytest.mark.django_db

# Cold: nothing is remembered of this state of the register; warm: somebody has asked the same before.
# A page that needs more than this has become slower: find out why before raising its number.
MOST = {
    "pages:home": (27, 1),
    "pages:about": (1, 1),
    "pages:method": (1, 1),
    "opendata:data": (10, 1),
    "opendata:codebook": (1, 1),
    "healthz": (0, 0),
    "readyz": (2, 2),
    "meetings:list": (15, 1),
    "meetings:detail": (14, 1),
    "meetings:continents": (8, 1),
    "meetings:continent": (21, 1),
    "meetings:region": (21, 1),
    "meetings:search": (1, 1),
    "meetings:countries": (7, 1),
    "meetings:country": (30, 1),
    "meetings:pair": (24, 1),
    "meetings:delegations": (2, 2),
    "meetings:delegation": (22, 1),
    "meetings:organizations": (2, 2),
    "meetings:organization": (28, 2),
    "meetings:events": (2, 2),
    "meetings:event": (32, 2),
    "meetings:mous": (8, 8),
    "meetings:mou": (7, 1),
    "meetings:topics": (8, 1),
    "meetings:topic": (26, 2),
    "meetings:sources": (2, 2),
    "meetings:source": (27, 1),
}
API = {
    "api:root": 1, "api:description": 1, "api:problems": 1, "api:problem": 1, "api:meetings": 12, "api:meeting": 12,
    "api:mous": 12, "api:mou": 12, "api:events": 4, "api:event": 4, "api:delegations": 2, "api:delegation": 2,
    "api:organizations": 2, "api:organization": 2, "api:countries": 3, "api:country": 3, "api:regions": 2,
    "api:region": 2, "api:topics": 2, "api:topic": 2, "api:sources": 2, "api:source": 2, "api:reported-totals": 2,
    "api:reported-total": 2, "api:facets": 12, "api:pairs": 6, "api:pair": 14, "api:changes": 3,
}  # fmt: skip
LISTS = {
    "/meetings/?q=police": (23, 1),
    "/countries/?q=mor": (8, 2),
    "/topics/?q=topic": (9, 2),
    "/search/?q=morocco": (40, 1),
    "/search/suggestions/?q=mor": (20, 1),
}


def fill(number: int) -> dict[str, dict[str, str]]:
    """Publish ``number`` of everything, the same mix whatever the number, all of it on one event, topic and source."""
    event = factories.EventFactory(slug="assembly", country=factories.country("MA"), place="Marrakech")
    host = factories.OrganizationFactory(slug="host")
    topic, source = factories.TopicFactory(slug="cybercrime"), factories.SourceFactory()
    first = factories.meeting("MA", "ES", event=event, topics=[topic], source=source, summary="Police cooperation.")
    factories.meeting("MA", host, event=event, topics=[topic], source=source)
    mou = factories.mou("MA", "ES", event=event, meeting=first, topics=[topic], source=source)
    signed = factories.mou("MA", host, event=event, topics=[topic], source=source)
    codes = ["ES", "FR", "DE", "SN", "KE", "IN", "CL", "EE"]
    for n in range(number):
        other = factories.TopicFactory()
        meeting = factories.meeting("MA", "ES", event=event, topics=[topic, other], source=source)
        factories.cite(first, locator=f"paragraph {n}")
        factories.cite(mou, locator=f"paragraph {n}", supports=["signing"])
        factories.cite(event, source, locator=f"paragraph {n}", supports=["date"])
        factories.mou("MA", "ES", event=event, meeting=first, topics=[topic, other], source=source)
        body = factories.OrganizationFactory()
        elsewhere = factories.EventFactory(organizer=host, country=factories.country(codes[n % 3]))
        factories.meeting("MA", body, event=event, topics=[topic], source=source)
        factories.meeting(body, "MA", event=elsewhere, topics=[other], source=source)
        factories.meeting(host, "ES", event=elsewhere, topics=[other], source=source)
        factories.mou("MA", host, event=elsewhere, topics=[topic], source=source)
        factories.meeting("MA", codes[n % 3], event=factories.EventFactory(), topics=[other])
        guest = factories.DelegationFactory(event=event, country=factories.country("FR"), institution=str(n))
        signed.signatures.create(delegation=guest)
        factories.ReportedTotalFactory(event=event, principal=first.principal, source=source, locator=str(n))
        factories.ReportedTotalFactory(event=event, principal=guest, value=n)
        assert meeting.counterpart == first.counterpart
    return arguments_of(first, mou, event, host, topic, source)


def asked(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return [query["sql"] for query in queries.captured_queries]


def measure(client: Client, number: int) -> dict[str, tuple[int, int]]:
    """Return how many questions each page asks, cold and warm, with ``number`` of everything."""
    forget()
    arguments = fill(number)
    api = api_addresses(arguments | total_of(factories.Event.objects.get(slug="assembly")))
    pages = public_pages(arguments) | api | {address: address for address in LISTS}
    found = {}
    for name, address in pages.items():
        forget()
        cold = len(asked(client, address))
        found[name] = (cold, len(asked(client, address)))
    return found


def test_pages_ask_as_much_of_thirty_as_of_three(client: Client) -> None:
    few = measure(client, 3)
    for row in (factories.Event, factories.Organization, factories.Topic):
        for made in row.objects.filter(slug__in=["assembly", "host", "cybercrime"]):
            row.objects.filter(pk=made.pk).update(slug=f"old-{made.slug}")
    many = measure(client, 30)
    assert many == few
    allowed = MOST | LISTS | {name: (cold, cold) for name, cold in API.items()}
    risen = {
        name: counts
        for name, counts in few.items()
        if any(n > most for n, most in zip(counts, allowed[name], strict=True))
    }
    assert risen == {}


def test_every_public_page_is_counted() -> None:
    assert {route.name for route in routes(admin=False)} == set(MOST)
    assert {route.name for route in api_routes()} == set(API)
