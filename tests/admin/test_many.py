"""Every list and form of the admin asks the database as often at 3,000 records as at 30."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from delegations.models import CountryName, Delegation, Event, Organization
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal, Source, Topic
from tests import factories
from tests.admin.pages import MODELS, address
from tests.admin.test_pages import pages_of, queries_of

pytestmark = pytest.mark.django_db

FEW, MANY = 30, 3_000


def fill(number: int, event: Event, host: Delegation) -> None:
    """Add ``number`` of everything, at one event; without triggers, which take their time with each row."""
    names = [f"{number}-{each}" for each in range(number)]
    bodies = Organization.objects.bulk_create(
        Organization(name=f"Body {name}", slug=f"body-{name}", kind="other") for name in names
    )
    Event.objects.bulk_create(Event(name=f"Event {name}", slug=f"event-{name}", held_on="2025") for name in names)
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {name}", slug=f"topic-{name}") for name in names)
    sources = Source.objects.bulk_create(
        Source(title=f"Article {name}", url=f"https://example.org/{name}", failing_since=NOW, gone_at=NOW)
        for name in names
    )
    guests = Delegation.objects.bulk_create(Delegation(event=event, organization=body) for body in bodies)
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
            Citation(**{field: row}, source=source, supports=["date"])
            for row, source in zip(rows, sources, strict=True)
        )
    Meeting.topics.through.objects.bulk_create(
        Meeting.topics.through(meeting=meeting, topic=topic) for meeting, topic in zip(meetings, topics, strict=True)
    )
    ReportedTotal.objects.bulk_create(
        ReportedTotal(event=event, principal=guest, source=source, value=1)
        for guest, source in zip(guests, sources, strict=True)
    )
    User.objects.bulk_create(User(username=name) for name in names)
    Group.objects.bulk_create(Group(name=name) for name in names)


NOW = timezone.now()


def test_lists_and_forms_ask_as_often_for_three_thousand_rows_as_for_thirty(desk: Client) -> None:
    made = factories.meeting("MA", "ES", event=factories.EventFactory(country=factories.country("MA")))
    signed = factories.mou("MA", "ES", event=made.event)
    assert CountryName.objects.exists()
    # The event's own page has an inline of its citations and totals, which it shows all: another one holds the many.
    busy = factories.EventFactory()
    host = factories.delegation("MA", busy)
    ReportedTotal.objects.create(event=made.event, principal=made.principal, source=Source.objects.first(), value=1)
    objects: dict[str, Any] = {"meeting": made, "mou": signed, "event": made.event, "delegation": made.principal}
    counts = []
    for number in (FEW, MANY - FEW):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            fill(number, busy, host)
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.execute("ANALYZE")  # as autovacuum does, but for the rows of a test
        objects.setdefault("group", Group.objects.order_by("pk").first())
        pages = {url for model in MODELS for url in pages_of(model, objects)}
        pages = {url for url in pages if not url.endswith(("/delete/", "/history/"))}
        lists = ("?q=mou", "?q=body", "?whose=mine", "?sources=dead", "?sources=missing", "?revision=yes")
        pages |= {address(model, "changelist") + query for model in (Meeting, MoU) for query in lists}
        pages |= {"/admin/", "/fr/admin/", f"{address(Source, 'changelist')}?address=dead"}
        counts.append({url: len(queries_of(desk, url)) for url in sorted(pages)})
    few, many = counts
    assert {url: (few[url], many[url]) for url in few if many[url] > few[url]} == {}
    assert max(many.values()) <= 40
