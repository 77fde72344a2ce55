"""Records for tests, built through the models: a published meeting has its citation, as the register demands."""

import datetime
from typing import Any

import factory
import pgtrigger
from django.utils import timezone
from factory.django import DjangoModelFactory

from delegations.models import Country, Delegation, Event, Organization, Region
from meetings.models import Citation, Meeting, MoU, MouParty, ReportedTotal, Source, Topic

CONTINENTS = {"002": "Africa", "019": "Americas", "142": "Asia", "150": "Europe", "009": "Oceania"}
# ISO code: three-letter code, name, region, the region's name, its continent
PLACES = {
    "MA": ("MAR", "Morocco", "015", "Northern Africa", "002"),
    "ES": ("ESP", "Spain", "039", "Southern Europe", "150"),
    "FR": ("FRA", "France", "155", "Western Europe", "150"),
    "DE": ("DEU", "Germany", "155", "Western Europe", "150"),
    "SN": ("SEN", "Senegal", "011", "Western Africa", "002"),
    "KE": ("KEN", "Kenya", "014", "Eastern Africa", "002"),
    "IN": ("IND", "India", "034", "Southern Asia", "142"),
    "CL": ("CHL", "Chile", "005", "South America", "019"),
    "EE": ("EST", "Estonia", "154", "Northern Europe", "150"),
}


def region(m49: str, name: str, parent: Region | None = None) -> Region:
    slug = name.lower().replace(" ", "-")
    names = {"name": name, "name_fr": name, "name_ar": name, "name_es": name}
    return Region.objects.get_or_create(m49=m49, defaults={**names, "slug": slug, "parent": parent})[0]


def country(iso2: str) -> Country:
    """Return the country of that code with its region and continent, made on first use."""
    iso3, name, region_code, region_name, continent = PLACES[iso2]
    existing = Country.objects.filter(pk=iso2).first()
    if existing:
        return existing
    made = Country.objects.create(
        iso2=iso2,
        iso3=iso3,
        name=name,
        official_name=name,
        slug=name.lower(),
        region=region(region_code, region_name, region(continent, CONTINENTS[continent])),
    )
    made.names.create(language="en", name=name, kind="short", normalised=name.lower())
    made.refresh_from_db()
    return made


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Council {n}")
    slug = factory.Sequence(lambda n: f"council-{n}")
    kind = "intergovernmental"


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    name = factory.Sequence(lambda n: f"Assembly {n}")
    slug = factory.Sequence(lambda n: f"assembly-{n}")
    held_on = "2025-11-24/2025-11-27"


class DelegationFactory(DjangoModelFactory):
    class Meta:
        model = Delegation

    event = factory.SubFactory(EventFactory)
    country = factory.LazyFunction(lambda: country("MA"))


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Article {n}")
    publisher = "A newspaper"
    url = "https://example.org/article"


def cite(record: Any, source: Source | None = None, **values: Any) -> Citation:
    """Add a citation to a meeting, an MoU or an event."""
    target = {Meeting: "meeting", MoU: "mou", Event: "event"}[type(record)]
    values = {"locator": "paragraph 1", "supports": ["participation"], **values}
    return Citation.objects.create(**{target: record}, source=source or SourceFactory(), **values)


def delegation(party: str | Organization, event: Event | None, **values: Any) -> Delegation:
    """Return the delegation of a party at an event, made on first use; ``party`` is an ISO code or an organization."""
    key = {"organization": party} if isinstance(party, Organization) else {"country": country(party)}
    return Delegation.objects.get_or_create(event=event, **key, **values)[0]


def meeting(
    principal: str | Organization = "MA",
    counterpart: str | Organization = "ES",
    *,
    event: Event | None = None,
    status: str = "published",
    topics: list[Topic] | None = None,
    source: Source | None = None,
    **values: Any,
) -> Meeting:
    """Return a cited meeting of that status; published ones passed no service, so give what they need."""
    made = Meeting.objects.create(
        principal=delegation(principal, event),
        counterpart=delegation(counterpart, event),
        event=event,
        **{"held_on": "2025-11-24", **values},
    )
    made.topics.set(topics or [])
    cite(made, source)
    return move(made, status)


def mou(*parties: str | Organization, event: Event | None = None, status: str = "published", **values: Any) -> MoU:
    source = values.pop("source", None)
    topics = values.pop("topics", [])
    made = MoU.objects.create(event=event, **{"title": "Police cooperation", "signed_on": "2025-11-25", **values})
    for party in parties or ("MA", "ES"):
        MouParty.objects.create(mou=made, delegation=delegation(party, event))
    made.topics.set(topics)
    cite(made, source, supports=["signing"])
    return move(made, status)


def move(record: Any, status: str) -> Any:
    """Put a record where a test wants it, along the road that the database allows."""
    road = {
        "draft": [],
        "in_review": ["in_review"],
        "published": ["published"],
        "withdrawn": ["published", "withdrawn"],
    }
    for step in road[status]:
        record.status = step
        if step == "published":
            record.published_at = timezone.now()
        if step == "withdrawn":
            record.withdrawn_at, record.withdrawn_reason = timezone.now(), "The source was retracted."
        record.save()
    record.refresh_from_db()
    return record


def aged(record: Any) -> Any:
    """Make ``record`` one of yesterday: what belongs to it and is written now raises its version, as in real life.

    In a test all happens in one transaction, and what is written in the transaction that made a record is a part of
    its first version.
    """
    with pgtrigger.ignore(*(f"{record._meta.label}:{name}" for name in ("version_counted", "published_is_kept"))):
        yesterday = timezone.now() - datetime.timedelta(days=1)
        type(record).objects.filter(pk=record.pk).update(created_at=yesterday)
    record.refresh_from_db()
    return record


class ReportedTotalFactory(DjangoModelFactory):
    class Meta:
        model = ReportedTotal

    source = factory.SubFactory(SourceFactory)
    locator = "paragraph 1"
    value = 43


def article(text: str = "", **values: Any) -> Any:
    """Return a stored article of the intake; without ``text``, one of its own words."""
    # The register stands without that app, and so do these factories.
    from intake.models import Article

    number = Article.objects.count()
    said = {"title": f"Report {number}", "language": "en", "published_on": "2025-11", **values}
    return Article.objects.create(text=text or f"Nobody met anybody, says report {number}.", **said)
