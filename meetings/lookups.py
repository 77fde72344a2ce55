"""What the register holds already: the event and source that are named in words, and meetings like those entered."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from core.admin import contains_words
from core.search import first_words, starts_with
from core.text import normalise
from delegations.lexicon import Party
from delegations.models import Delegation, Event
from meetings.models import Meeting, Source

NAMED = 5  # of several that are meant by the same words, as many are named in the message


def found_event(named: str) -> tuple[Event | None, str]:
    """Return the event that has all these words, or why there is not exactly one."""
    condition = Q()
    for word in first_words(named):
        condition &= Q(search_vector=starts_with(word))
    rows = Event.objects.filter(condition).latest_first() if condition else Event.objects.none()
    return _only(rows, "name", named)


def found_source(named: str) -> tuple[Source | None, str]:
    words = first_words(named)
    rows = (
        Source.objects.filter(contains_words("search_text", words)).order_by("-pk") if words else Source.objects.none()
    )
    return _only(rows, "title", named)


def _only(rows: Any, name: str, named: str) -> tuple[Any, str]:
    found = list(rows[: NAMED + 1])
    same = [row for row in found if normalise(getattr(row, name)) == normalise(named)]
    if len(found) == 1 or len(same) == 1:
        return (same or found)[0], ""
    if not found:
        return None, _("There is none with the words “%(words)s”.") % {"words": named}
    names = "; ".join(getattr(row, name) for row in found[:NAMED])
    return None, _("Several have these words: %(names)s. Write more of the name.") % {"names": names}


def usual_principal(event: Event) -> Delegation | None:
    """Return the principal of the meeting that was entered last at ``event``."""
    last = Meeting.objects.originals().filter(event=event).select_related("principal").order_by("-pk").first()
    return last.principal if last else None


def party_of(row: Any, side: str = "") -> Party:
    country = getattr(row, f"{side}country_id")
    return Party("c", country) if country else Party("o", str(getattr(row, f"{side}organization_id")))


def recorded_with(event: Event, principal: Party) -> dict[Party, list[Meeting]]:
    """Return the meetings of ``principal`` at ``event``, by the party that it met; what was withdrawn is left out."""
    mine = {"country_id": principal.key} if principal.kind == "c" else {"organization_id": int(principal.key)}
    condition = Q()
    for side in ("principal", "counterpart"):
        condition |= Q(**{f"{side}_{name}": key for name, key in mine.items()})
    found: dict[Party, list[Meeting]] = defaultdict(list)
    rows = Meeting.objects.originals().filter(condition, event=event).exclude(status="withdrawn")
    for row in rows.only(*_SHOWN).order_by("pk")[:2000]:
        other = "counterpart_" if party_of(row, "principal_") == principal else "principal_"
        found[party_of(row, other)].append(row)
    return found


_SHOWN = (
    "reference", "status", "principal_country", "principal_organization", "counterpart_country",
    "counterpart_organization",
)  # fmt: skip


def delegations_at(event: Event, parties: set[Party]) -> dict[Party, list[Delegation]]:
    """Return the delegations that these parties have at ``event``, each party's oldest first."""
    found: dict[Party, list[Delegation]] = defaultdict(list)
    codes = [party.key for party in parties if party.kind == "c"]
    keys = [int(party.key) for party in parties if party.kind == "o"]
    for row in Delegation.objects.filter(event=event).of(countries=set(codes), organizations=set(keys)).order_by("pk"):
        found[party_of(row)].append(row)
    return found
