"""The pages that the browser opens: one of each kind, by its name in the URLconf, and the states worth a look."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation

# What the Marrakech record holds.
RECORDS: dict[str, dict[str, str | int]] = {
    "meetings:continent": {"slug": "europe"},
    "meetings:region": {"slug": "western-asia"},
    "meetings:country": {"code": "ma"},
    "meetings:pair": {"first": "es", "second": "ma"},
    "meetings:detail": {"reference": "M000051"},
    "meetings:delegation": {"pk": 1},
    "meetings:organization": {"slug": "interpol"},
    "meetings:event": {"slug": "interpol-general-assembly-2025"},
    "meetings:mou": {"reference": "A000001"},
    "meetings:topic": {"slug": "organized-crime"},
    "meetings:source": {"pk": 1},
}
PREFIXES = {"en": "", "ar": "/ar"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page by the name of its URL; ``asked`` follows the "?"."""

    name: str
    asked: str = ""
    arguments: dict[str, str | int] = field(default_factory=dict)

    def address(self, language: str = "en") -> str:
        with translation.override("en"):
            path = reverse(self.name, kwargs=self.arguments or RECORDS.get(self.name, {}))
        return PREFIXES[language] + path + (f"?{self.asked}" if self.asked else "")


PAGES = {
    "home": Place("pages:home"),
    "continents": Place("meetings:continents"),
    "continent": Place("meetings:continent"),
    "region": Place("meetings:region"),
    "countries": Place("meetings:countries"),
    "country": Place("meetings:country"),
    "pair": Place("meetings:pair"),
    "list": Place("meetings:list"),
    "list, filtered": Place("meetings:list", "continent=africa&topic=cybercrime&q=police"),
    "list, not understood": Place("meetings:list", "continent=atlantis&from=2025-02-30"),
    "list, empty": Place("meetings:list", "year=1999"),
    "list, map": Place("meetings:list", "view=map"),
    "list, timeline": Place("meetings:list", "view=timeline"),
    "list, matrix": Place("meetings:list", "view=matrix"),
    "meeting": Place("meetings:detail"),
    "delegations": Place("meetings:delegations"),
    "delegation": Place("meetings:delegation"),
    "organizations": Place("meetings:organizations"),
    "organization": Place("meetings:organization"),
    "events": Place("meetings:events"),
    "event": Place("meetings:event"),
    "MoUs": Place("meetings:mous"),
    "MoU": Place("meetings:mou"),
    "topics": Place("meetings:topics"),
    "topic": Place("meetings:topic"),
    "sources": Place("meetings:sources"),
    "source": Place("meetings:source"),
    "search": Place("meetings:search"),
    "search, found": Place("meetings:search", "q=morocco+spain"),
    "search, nothing": Place("meetings:search", "q=maroco+%22secret+police%22"),
    "about": Place("pages:about"),
    "method": Place("pages:method"),
    "data": Place("opendata:data"),
    "codebook": Place("opendata:codebook"),
    "missing": Place("meetings:detail", arguments={"reference": "M999999"}),
    "sign-in": Place("admin:login"),
}
