"""The pages that are timed: the ones with most to show, so that nothing is flattered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse

from delegations.models import Country
from meetings.models import Meeting

TRIVIAL, NOTHING = "/bench/trivial/", "/bench/nothing/"


@dataclass(frozen=True, slots=True)
class Subject:
    """A page to time; ``signed_in`` says that only editors open it."""

    name: str
    url: str
    signed_in: bool = False


def subjects() -> list[Subject]:
    """Return the pages of this database: its busiest country, year, pair, event and topic."""
    public = Meeting.objects.published().order_by()
    topic = _busiest(public, "topics__slug")
    country = _busiest(public, "principal_country")
    year = _busiest(public.filter(principal_country=country).annotate(y=ExtractYear("held_from")), "y")
    partner = _busiest(public.filter(principal_country=country), "counterpart_country")
    event = _busiest(public, "event__slug")
    signed = public.filter(mous__status="published", topics__isnull=False).order_by("pk").first()
    detail = signed or public.order_by("pk").first()
    if detail is None:
        raise LookupError("There is no published meeting to time.")
    listed, edited = reverse("meetings:list"), reverse("admin:meetings_meeting_changelist")
    found = reverse("meetings:search")
    names = " ".join(Country.objects.filter(pk__in=[country, partner]).values_list("name", flat=True))
    pair = sorted([country.lower(), partner.lower()])
    return [
        Subject("home", reverse("pages:home")),
        Subject("list", listed),
        Subject("list, two filters", f"{listed}?continent=europe&topic={topic}"),
        Subject("list, country and year", f"{listed}?country={country.lower()}&year={year}"),
        Subject("list, a word", f"{listed}?q=cybercrime"),
        Subject("search, a word", f"{found}?q=cybercrime"),
        Subject("search, two countries", f"{found}?{urlencode({'q': names})}"),
        Subject("search, suggestions", f"{reverse('meetings:suggestions')}?{urlencode({'q': names[:3]})}"),
        Subject("continent with facets", reverse("meetings:continent", args=["africa"])),
        Subject("country", reverse("meetings:country", args=[country.lower()])),
        Subject("pair", reverse("meetings:pair", args=pair)),
        Subject("event", reverse("meetings:event", args=[event])),
        Subject("detail", detail.get_absolute_url()),
        Subject("desk", reverse("admin:index"), signed_in=True),
        Subject("desk, meetings", edited, signed_in=True),
        Subject("desk, search", f"{edited}?q=cybercrime", signed_in=True),
    ]


def _busiest(rows: QuerySet[Meeting], column: str) -> str:
    found = rows.exclude(**{column: None}).values_list(column).annotate(n=Count("pk")).order_by("-n", column).first()
    if found is None:
        raise LookupError(f"No published meeting has a {column}.")
    return str(found[0])
