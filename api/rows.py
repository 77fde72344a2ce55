"""What records are shown with: read for a whole page at once, as many queries for a hundred rows as for one.

Everything that has a status of its own, or is public only through what has, is asked for ``published()``.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from delegations.gazetteer import Gazetteer
from delegations.models import Country, CountryName, Organization, Region
from meetings.models import Citation, Meeting, MoU
from meetings.rows import attach

LANGUAGES = ("en", "fr", "ar", "es")
_REGION_NAMES = {"en": "name", "fr": "name_fr", "ar": "name_ar", "es": "name_es"}


def with_citations(rows: Sequence[Any]) -> Sequence[Any]:
    """Give each meeting, MoU or event its published citations, as ``citation_list``."""
    cited = Citation.objects.published().in_order()
    prefetch_related_objects(rows, Prefetch("citations", cited, to_attr="citation_list"))
    return rows


def complete_meetings(meetings: list[Meeting], gazetteer: Gazetteer) -> list[Meeting]:
    attach(meetings, gazetteer)
    signed = MoU.objects.published().order_by("pk").only("reference", "title", "meeting")
    prefetch_related_objects(meetings, Prefetch("mous", signed, to_attr="mou_list"))
    with_citations(meetings)
    return meetings


def complete_mous(mous: list[MoU]) -> list[MoU]:
    prefetch_related_objects(
        mous,
        "signatures__delegation__country",
        "signatures__delegation__organization",
        "event",
        "topics",
        Prefetch("meeting", Meeting.objects.only("reference", "status")),
    )
    with_citations(mous)
    for mou in mous:
        shown: Any = mou
        shown.party_list = [signature.delegation for signature in mou.signatures.all()]
        shown.topic_list = list(mou.topics.all())
        shown.public_meeting = mou.meeting if mou.meeting and mou.meeting.is_published else None
    return mous


def complete_organizations(organizations: list[Organization]) -> list[Organization]:
    for row in organizations:
        row.other_name_list = [name.strip() for name in row.other_names.splitlines() if name.strip()]  # type: ignore[attr-defined]  # for the serializer, of this row alone
    return organizations


def complete_regions(regions: list[Region]) -> list[Region]:
    for region in regions:
        shown: Any = region
        shown.kind = "region" if region.parent_id else "continent"
        shown.names = {code: getattr(region, column) or region.name for code, column in _REGION_NAMES.items()}
    return regions


def complete_countries(countries: list[Country]) -> list[Country]:
    """Give each its names; where a language has none, the English one."""
    kinds = (CountryName.Kind.SHORT, CountryName.Kind.OFFICIAL)
    rows = CountryName.objects.published().filter(country__in=countries, kind__in=kinds).order_by("-pk")
    names = {(row.country_id, row.kind, row.language): row.name for row in rows}
    for country in countries:
        shown: Any = country
        short = {code: names.get((country.pk, "short", code), country.name) for code in LANGUAGES}
        shown.short_names = short
        shown.long_names = {
            code: names.get((country.pk, "official", code), country.official_name if code == "en" else short[code])
            for code in LANGUAGES
        }
        shown.code = country.pk.lower()
    return countries
