"""The pictures of the style guide: drawn by what draws those of the pages, from invented figures.

Invented, so that every class of the map, a vague date and a count that was only estimated are there to be looked at,
whatever the register holds.
"""

import datetime
from collections import Counter

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from delegations.gazetteer import Gazetteer
from meetings import drawings
from meetings.facets import Span
from meetings.models import Meeting, ReportedTotal, Source
from meetings.parties import Party
from meetings.programmes import Programme

COUNTRIES = {"IN": 81, "DE": 40, "SN": 27, "CL": 14, "FR": 9, "SG": 6, "KE": 3, "EE": 2, "MV": 2, "ES": 1}
HOST = "MA"
DAYS: dict[Span, int] = {
    (datetime.date(2024, 11, 4), datetime.date(2024, 11, 4)): 3,
    (datetime.date(2025, 2, 10), datetime.date(2025, 2, 10)): 7,
    (datetime.date(2025, 5, 30), datetime.date(2025, 6, 2)): 4,
    (datetime.date(2025, 6, 1), datetime.date(2025, 8, 31)): 2,
    (datetime.date(2025, 9, 8), datetime.date(2025, 9, 8)): 11,
}
PAIRS = {("MA", "FR"): 9, ("MA", "SN"): 27, ("MA", "IN"): 14, ("FR", "SN"): 3, ("FR", "DE"): 1, ("IN", "CL"): 5}


def pictures(gazetteer: Gazetteer, meeting: Meeting | None, source: Source | None) -> list[SafeString]:
    """Return the pictures; reported against recorded needs a delegation and a source, which an empty register lacks."""
    path = reverse("meetings:list")
    known = gazetteer.countries
    countries = {code: n for code, n in COUNTRIES.items() if code in known}
    pairs = Counter(
        {
            (Party(one, None), Party(other, None)): n
            for (one, other), n in PAIRS.items()
            if one in known and other in known
        }
    )
    drawn = [
        drawings.world(countries, gazetteer, title=_("Map"), own=HOST, organizations=4),
        drawings.time(Counter(DAYS), path),
        drawings.parties(countries, gazetteer, path, _("Bars")),
        drawings.who_met_whom(pairs, gazetteer, path),
    ]
    if meeting and source:
        drawn.append(drawings.reported([_programme(meeting, source)], path))
    return drawn


def _programme(meeting: Meeting, source: Source) -> Programme:
    def said(value: int, qualifier: str) -> ReportedTotal:
        counts = ReportedTotal.Counts.MEETINGS
        return ReportedTotal(counts=counts, value=value, qualifier=qualifier, source=source)

    exact, about = ReportedTotal.Qualifier.EXACTLY, ReportedTotal.Qualifier.ABOUT
    return Programme(meeting.principal, named=36, implied=4, reported=[said(43, exact), said(50, about)])
