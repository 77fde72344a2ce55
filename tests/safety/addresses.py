"""Every address of the site, read from the URLconf itself, so that a page added tomorrow is walked as well."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, get_resolver

from delegations.models import Delegation, Event, Organization
from meetings.models import Meeting, MoU, Source, Topic
from tests import factories

ARGUMENT = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")
ADDRESS_ONLY = {
    "pages:home", "pages:about", "pages:method", "opendata:data", "opendata:codebook", "healthz", "readyz",
}  # fmt: skip
# Files, not pages: tests/opendata walks them, with the same hidden records and the same bad values.
FILES = {
    *(f"opendata:{name}" for name in ("list", "source", "delegation", "feed", "list_feed", "release")),
    *(f"opendata:cite_{name}" for name in ("meeting", "mou", "other", "list")),
    "robots", "sitemap", "sitemap_part",
}  # fmt: skip
# For the staff, and for a form that is sent: they have tests of their own.
NOT_FOR_READERS = {"pages:styleguide", "pages:theme"}
# Pages that read no filter: what follows the "?" is not theirs, and does not matter to them.
PLAIN = ADDRESS_ONLY | {f"meetings:{name}" for name in ("continents", "detail", "mou")}
# A fragment for the box of the search, no page: tests/safety/test_search.py.
FRAGMENTS = {"meetings:suggestions"}


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf; ``template`` is its address with ``<converter:argument>`` in it."""

    name: str
    template: str

    @property
    def arguments(self) -> list[str]:
        return [match["name"] for match in ARGUMENT.finditer(self.template)]

    def address(self, values: Mapping[str, str]) -> str:
        """Return the address with ``values`` (percent-encoded already) for the arguments."""
        return ARGUMENT.sub(lambda match: values[match["name"]], self.template)


def routes(*, admin: bool) -> list[Route]:
    """Return the routes of the admin, or all that are public."""
    found = _walk(get_resolver().url_patterns, "/", "")
    # Cards are pictures, not pages: tests/meetings/test_cards.py. The API answers programs: api_routes.
    return [
        route
        for route in found
        if route.template.startswith("/admin/") == admin
        and not route.name.startswith(("cards:", "api:"))
        and route.name not in NOT_FOR_READERS | FRAGMENTS | FILES
    ]


def api_routes() -> list[Route]:
    """Return the routes of the API, without its page for people and the one that answers for all that is none."""
    found = _walk(get_resolver().url_patterns, "/", "")
    return [route for route in found if route.name.startswith("api:") and route.name not in ("api:docs", "api:nothing")]


def api_addresses(arguments: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return every address of the API by its name, filled with the ``arguments`` of the pages."""
    pages = {
        "api:reported-total": "total", "api:problem": "problem", "api:meeting": "meetings:detail",
        "api:region": "meetings:region", "api:country": "meetings:country", "api:pair": "meetings:pair",
    }  # fmt: skip
    known = {**arguments, "problem": {"name": "not-found"}}
    return {
        route.name: route.address(
            known.get(pages.get(route.name, route.name.replace("api:", "meetings:")), {}) if route.arguments else {}
        )
        for route in api_routes()
    }


def _walk(patterns: Any, before: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        text = str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(namespace + (pattern.name or ""), before + _plain(text))
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, before + _plain(text), namespace + inner)


def _plain(pattern: str) -> str:
    """Write a regular expression, of which the admin has two, as the others are written."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", pattern).strip("^$")


def quoted(value: str | bytes) -> str:
    return quote(value, safe="")


# --- A small register with one of everything ---------------------------------------------------------------


def one_of_everything() -> dict[str, dict[str, str]]:
    """Publish one of everything; return the arguments of every page with an address of its own, by its name."""
    factories.country("IN")  # met nobody
    event = factories.EventFactory(slug="assembly", country=factories.country("MA"), place="Marrakech")
    body = factories.OrganizationFactory(slug="council")
    topic = factories.TopicFactory(slug="cybercrime")
    source = factories.SourceFactory()
    first = factories.meeting("MA", "ES", event=event, topics=[topic], source=source, summary="They met.")
    factories.meeting("MA", body, event=event, topics=[topic], source=source)
    mou = factories.mou("MA", "ES", event=event, meeting=first, topics=[topic], source=source)
    factories.cite(event, source, supports=["date"])
    factories.ReportedTotalFactory(event=event, principal=first.principal, source=source)
    return arguments_of(first, mou, event, body, topic, source)


def arguments_of(
    meeting: Meeting, mou: MoU, event: Event, organization: Organization, topic: Topic, source: Source
) -> dict[str, dict[str, str]]:
    delegation: Delegation = meeting.counterpart
    return {
        "meetings:detail": {"reference": meeting.reference},
        "meetings:mou": {"reference": mou.reference},
        "meetings:event": {"slug": event.slug},
        "meetings:organization": {"slug": organization.slug},
        "meetings:topic": {"slug": topic.slug},
        "meetings:source": {"pk": str(source.pk)},
        "meetings:delegation": {"pk": str(delegation.pk)},
        "meetings:continent": {"slug": "europe"},
        "meetings:region": {"slug": "southern-europe"},
        "meetings:country": {"code": "ma"},
        "meetings:pair": {"first": "es", "second": "ma"},
    }


def total_of(event: Event) -> dict[str, dict[str, str]]:
    """Return the argument of a reported total, which has an address in the API alone."""
    return {"total": {"pk": str(event.reported_totals.order_by("pk")[0].pk)}}


def public_pages(arguments: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return the address of every public page by its name, filled with ``arguments``."""
    return {
        route.name: route.address(arguments.get(route.name, {}))
        for route in routes(admin=False)
        if route.name in arguments or not route.arguments
    }
