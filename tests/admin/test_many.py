"""Every page of the admin and of the desk asks the database as often at 3,000 records as at 30."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.models import User
from delegations.models import CountryName, Delegation, Event, Organization
from desk.duplicates.kinds import KINDS
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal, Source, Topic
from tests import factories
from tests.admin.pages import MODELS, address
from tests.admin.test_pages import pages_of
from tests.desk.test_role_table import views

pytestmark = pytest.mark.django_db

FEW, MANY = 30, 3_000
MOST = 300  # of what a page shows one page of, however it is filled: six of them are enough
NOW = timezone.now()


def fill(number: int, event: Event, host: Delegation) -> None:
    """Add ``number`` records with what belongs to them, at one event; without triggers, which take time with each."""
    names, fewer = [f"{number}-{each}" for each in range(number)], [f"{number}-{each}" for each in range(MOST)][:number]
    bodies = Organization.objects.bulk_create(
        Organization(name=f"Body {name}", slug=f"body-{name}", kind="other") for name in fewer
    )
    Event.objects.bulk_create(Event(name=f"Event {name}", slug=f"event-{name}", held_on="2025") for name in fewer)
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {name}", slug=f"topic-{name}") for name in fewer)
    sources = Source.objects.bulk_create(
        Source(title=f"Article {name}", url=f"https://example.org/{name}", failing_since=NOW, gone_at=NOW)
        for name in fewer
    )
    # Each body that came sent two delegations or more, so that some meetings look as if they were one.
    came = bodies[: len(bodies) // 2]
    guests = Delegation.objects.bulk_create(
        Delegation(event=event, organization=came[each % len(came)], institution=name)
        for each, name in enumerate(names)
    )
    sides = {"principal_country": host.country, "event": event}
    meetings = Meeting.objects.bulk_create(
        Meeting(
            principal=host, counterpart=guest, counterpart_organization_id=guest.organization_id, held_on="2025",
            status=status, published_at=NOW if status == "published" else None, **sides,
        )
        for guest, status in zip(guests, ["draft", "in_review", "published"] * number, strict=False)
    )  # fmt: skip
    mous = MoU.objects.bulk_create(MoU(title=f"MoU {name}", event=event, signed_on="2025") for name in names)
    MouParty.objects.bulk_create(
        MouParty(mou=mou, delegation=side) for mou, guest in zip(mous, guests, strict=True) for side in (host, guest)
    )
    for field, rows in (("meeting", meetings), ("mou", mous)):
        Citation.objects.bulk_create(
            Citation(**{field: row}, source=sources[each % len(sources)], supports=["date"])
            for each, row in enumerate(rows)
        )
    Meeting.topics.through.objects.bulk_create(
        Meeting.topics.through(meeting=meeting, topic=topics[each % len(topics)])
        for each, meeting in enumerate(meetings)
    )
    ReportedTotal.objects.bulk_create(
        ReportedTotal(event=event, principal=guest, source=source, value=1)
        for guest, source in zip(guests, sources, strict=False)
    )
    User.objects.bulk_create(User(username=name) for name in fewer)
    Group.objects.bulk_create(Group(name=name) for name in fewer)


def choosers() -> Iterator[str]:
    """Yield the address of every autocomplete of every form and inline, for a word that many have."""
    for model_admin in admin.site._registry.values():
        for each in (model_admin, *(inline(model_admin.model, admin.site) for inline in model_admin.inlines)):
            opts = each.model._meta if hasattr(each, "parent_model") else model_admin.opts
            for field in each.autocomplete_fields:
                query = f"app_label={opts.app_label}&model_name={opts.model_name}&field_name={field}"
                yield f"/admin/autocomplete/?{query}&term=body"


def desk_pages(meeting: Model) -> Iterator[str]:
    """Yield every page of the desk that can be read: those without anything in their address, and one of each other."""
    for view in views():
        if view.startswith("desk:"):
            try:
                yield reverse(view)
            except NoReverseMatch:
                continue  # below
    yield from (f"{reverse('desk:duplicates')}?kind={kind}" for kind in KINDS)
    yield reverse("desk:comments", args=["meeting", meeting.pk])
    yield reverse("desk:merge", args=["source", *Source.objects.order_by("pk").values_list("pk", flat=True)[:2]])


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code in (200, 403, 405), url
    return len(captured)


def test_lists_and_forms_ask_as_often_for_three_thousand_rows_as_for_thirty(desk: Client) -> None:
    made = factories.meeting("MA", "ES", event=factories.EventFactory(country=factories.country("MA")))
    signed = factories.mou("MA", "ES", event=made.event)
    assert CountryName.objects.exists()
    # The event's own page has an inline of its citations and totals, which it shows all: another one holds the many.
    busy = factories.EventFactory()
    host = factories.delegation("MA", busy)
    ReportedTotal.objects.create(event=made.event, principal=made.principal, source=Source.objects.first(), value=1)
    objects: dict[str, Any] = {"meeting": made, "mou": signed, "event": made.event, "delegation": made.principal}
    counts: list[dict[str, int]] = []
    ContentType.objects.get_for_models(*MODELS)  # remembered from the first time
    for number in (FEW, MANY - FEW):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            fill(number, busy, host)
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.execute("ANALYZE")  # as autovacuum does, but for the rows of a test
        objects.setdefault("group", Group.objects.order_by("pk").first())
        pages = {url for model in MODELS for url in pages_of(model, objects)}
        lists = ("?q=mou", "?q=body", "?whose=mine", "?sources=dead", "?sources=missing", "?revision=yes")
        pages |= {address(model, "changelist") + query for model in (Meeting, MoU) for query in lists}
        pages |= {"/admin/", "/fr/admin/", f"{address(Source, 'changelist')}?address=dead"}
        pages |= {*choosers(), *desk_pages(made)}
        counts.append({url: queries_of(desk, url) for url in sorted(pages)})
    few, many = counts
    assert {url: (few[url], many[url]) for url in few if many[url] > few[url]} == {}
    # Every table that says who wrote a row is asked before a person is deleted.
    person = address(User, "delete", objects.get("user", User.objects.order_by("pk").first()).pk)
    assert many.pop(person) <= 60
    assert max(many.values()) <= 40
