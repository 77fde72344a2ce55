"""What sources report of a principal's programme at an event, beside what the register records of it.

The numbers stand side by side and nothing here makes them agree: why they differ is often not known.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from delegations.models import Delegation, Event
from meetings.models import Meeting, MouParty, ReportedTotal


@dataclass(slots=True)
class Programme:
    """The meetings of one principal at one event: counted in the register, and as sources state them."""

    principal: Delegation
    named: int = 0
    implied: int = 0
    mous: int = 0
    reported: list[ReportedTotal] = field(default_factory=list)

    @property
    def recorded(self) -> int:
        return self.named + self.implied

    @property
    def reported_meetings(self) -> list[ReportedTotal]:
        return [total for total in self.reported if total.counts == ReportedTotal.Counts.MEETINGS]

    @property
    def reported_mous(self) -> list[ReportedTotal]:
        return [total for total in self.reported if total.counts == ReportedTotal.Counts.MOUS]

    @property
    def reported_other(self) -> list[ReportedTotal]:
        known = (ReportedTotal.Counts.MEETINGS, ReportedTotal.Counts.MOUS)
        return [total for total in self.reported if total.counts not in known]


def programmes_of(event: Event) -> list[Programme]:
    """Return the programmes at a published event, the largest first. Four queries, whatever their number."""
    counted = (
        Meeting.objects.published()
        .filter(event=event)
        .order_by()
        .values("principal")
        .annotate(
            named=Count("pk", filter=Q(attestation="named")),
            implied=Count("pk", filter=Q(attestation="implied")),
        )
    )
    numbers: dict[int, dict[str, Any]] = {row["principal"]: {**row} for row in counted}
    totals = list(
        ReportedTotal.objects.of_published_principals()
        .filter(event=event)
        .select_related("source")
        .order_by("source", "locator", "pk")
    )
    principals = Delegation.objects.with_party().in_bulk({*numbers, *(total.principal_id for total in totals)})
    signed = dict(
        MouParty.objects.published()
        .filter(delegation__in=principals, mou__event=event)
        .order_by()
        .values_list("delegation")
        .annotate(n=Count("mou", distinct=True))
    )
    programmes = [
        Programme(
            principal,
            named=numbers.get(key, {}).get("named", 0),
            implied=numbers.get(key, {}).get("implied", 0),
            mous=signed.get(key, 0),
            reported=[total for total in totals if total.principal_id == key],
        )
        for key, principal in principals.items()
    ]
    return sorted(programmes, key=lambda programme: (-programme.recorded, programme.principal.pk))
