"""What makes two records of a kind look the same, in SQL: one definition for the form, the import and the queue.

In it ``p`` is what one side says (typed, imported or stored) and ``o`` a stored row. ``match`` uses indexes: the
columns that it compares are computed by the database (``core.likeness``). ``touched`` names the rows that may be one of
a pair, in one pass over an index, so that the queue of a large register without duplicates costs no more than that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, Event, Organization
from desk.duplicates import looks
from meetings.models import Meeting, MoU, Source

# What the dates of a row say: an open start stands at the beginning (``held_order``), an open end at no day at all.
OVERLAP = "p.first <= coalesce(o.{last}, 'infinity') AND o.{first} <= coalesce(p.last, 'infinity')"
# Two that overlap; of one without any date, the other is at the same event.
SAME_DAYS = f"""
        CASE WHEN (o.{{first}} = '0001-01-01' AND o.{{last}} IS NULL) OR (p.first = '0001-01-01' AND p.last IS NULL)
             THEN o.{{event}} = p.event
             ELSE {OVERLAP} END
"""


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of record that may be entered twice."""

    name: str
    model: type[Model]
    words: Any
    # The columns of ``p``: what each makes of a text that is typed, and the SQL that reads them from a stored row.
    columns: Mapping[str, str]
    stored: str
    # The texts of a record, in the order of the columns; None where there is too little to compare.
    look: Callable[[Any], tuple[Any, ...] | None]
    match: str
    touched: str = field(default="", kw_only=True)
    # Instead, where the rows are few and what they are compared by has to be put together: all pairs, as newer, older.
    pairs: str = field(default="", kw_only=True)
    # Words of a reason, and the SQL that tells whether it holds; the strongest first.
    reasons: Mapping[str, tuple[Any, str]]
    # Which stored rows count at all, of the row ``o`` or ``m``.
    counts: str = "TRUE"

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def counted(self, row: str) -> str:
        return self.counts.format(row=row)


def overlapping(rows: str, by: str) -> str:
    """Return the SQL of the rows whose days overlap with another's of the same ``by``; ``rows`` has first and last."""
    return f"""
        SELECT id FROM (
            SELECT id, first, last, lead(first) OVER ({by}) AS next,
                   max(coalesce(last, 'infinity'))
                       OVER ({by} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
              FROM {rows} m
        ) row
         WHERE first <= before OR next <= greatest(before, coalesce(last, 'infinity'))
    """


def repeated(table: str, by: str, where: str) -> str:
    """Return the SQL of the rows that share ``by`` with another."""
    counted = f"SELECT m.id, count(*) OVER (PARTITION BY {by}) AS times FROM {table} m WHERE {where}"
    return f"SELECT id FROM ({counted}) row WHERE times > 1"


ON_THE_ROAD = "{row}.status <> 'withdrawn' AND {row}.revises_id IS NULL"

MEETING = Kind(
    "meeting",
    Meeting,
    _("meetings"),
    columns={"pair": "{}", "first": "{}::date", "last": "{}::date", "stated": "{}", "event": "{}::bigint"},
    stored="m.party_pair, m.held_order, m.held_to, m.held_on, m.event_id",
    look=looks.of_meeting,
    match=f"""
        o.party_pair = p.pair
        AND {SAME_DAYS.format(first="held_order", last="held_to", event="event_id")}
    """,
    touched=overlapping(
        f"""(SELECT m.id, m.party_pair, m.held_order AS first, m.held_to AS last
               FROM meetings_meeting m WHERE {ON_THE_ROAD.format(row="m")})""",
        "PARTITION BY party_pair ORDER BY first, id",
    ),
    reasons={
        "event": (_("the same two parties at the same event"), "o.event_id = p.event"),
        "stated": (_("the same two parties, the same date"), "o.held_on = p.stated AND p.stated <> ''"),
        "days": (_("the same two parties, overlapping dates"), "TRUE"),
    },
    counts=ON_THE_ROAD,
)

SIGNED = "meetings_mouparty s JOIN delegations_delegation d ON d.id = s.delegation_id"
PARTY = """coalesce(d.country_id::text, d.organization_id::text) COLLATE "C" """
PARTIES = f"string_agg(DISTINCT {PARTY}, ' ' ORDER BY {PARTY})"
PARTIES_OF = f"(SELECT {PARTIES} FROM {SIGNED} WHERE s.mou_id = {{row}}.id)"

MOU = Kind(
    "mou",
    MoU,
    _("MoUs"),
    columns={
        "parties": "{}",
        "first": "{}::date",
        "last": "{}::date",
        "event": "{}::bigint",
        "title_key": "entente_plain({})",
    },
    stored=f"{PARTIES_OF.format(row='m')}, m.signed_order, m.signed_to, m.event_id, entente_plain(m.title)",
    look=looks.of_mou,
    # The dates first, for the parties of each candidate have to be put together.
    match=f"""
        {SAME_DAYS.format(first="signed_order", last="signed_to", event="event_id")}
        AND {PARTIES_OF.format(row="o")} = p.parties
    """,
    pairs=f"""
        WITH signed AS MATERIALIZED (
            SELECT m.id, m.signed_order AS first, m.signed_to AS last, m.event_id AS event, signatures.parties
              FROM meetings_mou m
              JOIN (SELECT s.mou_id, {PARTIES} AS parties FROM {SIGNED} GROUP BY s.mou_id) signatures
                ON signatures.mou_id = m.id
             WHERE {ON_THE_ROAD.format(row="m")}
        )
        SELECT p.id AS newer, o.id AS older FROM signed p JOIN signed o ON o.parties = p.parties AND o.id < p.id
         WHERE {SAME_DAYS.format(first="first", last="last", event="event")}
    """,
    reasons={
        "title": (_("the same parties, the same title"), "p.title_key > '' AND entente_plain(o.title) = p.title_key"),
        "event": (_("the same parties at the same event"), "o.event_id = p.event"),
        "days": (_("the same parties, overlapping dates"), "TRUE"),
    },
    counts=ON_THE_ROAD,
)

DELEGATION = Kind(
    "delegation",
    Delegation,
    _("delegations"),
    columns={
        "event": "{}::bigint",
        "country": "{}",
        "organization": "{}::bigint",
        "institution_key": "entente_plain({})",
    },
    stored="m.event_id, m.country_id, m.organization_id, m.institution_key",
    look=looks.of_delegation,
    match="""
        o.event_id = p.event AND o.country_id IS NOT DISTINCT FROM p.country
        AND o.organization_id IS NOT DISTINCT FROM p.organization
        AND (o.institution_key = '' OR p.institution_key IN ('', o.institution_key))
    """,
    touched=repeated("delegations_delegation", "event_id, country_id, organization_id", "event_id IS NOT NULL"),
    reasons={
        "institution": (
            _("the same party at the same event, the same institution"),
            "o.institution_key <> '' AND o.institution_key = p.institution_key",
        ),
        "event": (_("the same party at the same event"), "TRUE"),
    },
)

SOURCE = Kind(
    "source",
    Source,
    _("sources"),
    columns={
        "address_key": "entente_address({})",
        "title_key": "entente_plain({})",
        "publisher_key": "entente_plain({})",
        "published_on": "{}::date",
    },
    stored="m.address_key, m.title_key, m.publisher_key, m.published_on",
    look=looks.of_source,
    # Of publisher and date one may be unstated on either side; the other is stated and agrees.
    match="""
        o.id IN (
            SELECT s.id FROM meetings_source s WHERE s.address_key = p.address_key AND s.address_key > ''
            UNION ALL
            SELECT s.id FROM meetings_source s
             WHERE s.title_key = p.title_key AND s.title_key > '' AND s.published_on = p.published_on
               AND (s.publisher_key = '' OR p.publisher_key IN ('', s.publisher_key))
            UNION ALL
            SELECT s.id FROM meetings_source s
             WHERE s.title_key = p.title_key AND s.title_key > '' AND s.published_on IS NULL
               AND s.publisher_key <> '' AND s.publisher_key = p.publisher_key
            UNION ALL
            SELECT s.id FROM meetings_source s
             WHERE s.title_key = p.title_key AND s.title_key > '' AND p.published_on IS NULL
               AND s.publisher_key <> '' AND s.publisher_key = p.publisher_key
        )
    """,
    touched=f"""
        {repeated("meetings_source", "m.address_key", "m.address_key > ''")}
        UNION {repeated("meetings_source", "m.title_key", "m.title_key > ''")}
    """,
    reasons={
        "address": (_("the same address"), "o.address_key > '' AND o.address_key = p.address_key"),
        "title": (_("the same title, publisher and date"), "TRUE"),
    },
)

WORDS = "string_to_array({key}, ' ')"
# Three of five words of the shorter name are in the other one as well.
SIMILAR = f"""(
    SELECT count(*) * 5 >= 3 * least(
               (SELECT count(DISTINCT w) FROM unnest({WORDS.format(key="o.name_key")}) w),
               (SELECT count(DISTINCT w) FROM unnest({WORDS.format(key="p.name_key")}) w))
      FROM (SELECT unnest({WORDS.format(key="o.name_key")})
            INTERSECT SELECT unnest({WORDS.format(key="p.name_key")})) AS common
)"""

EVENT = Kind(
    "event",
    Event,
    _("events"),
    columns={
        "name_key": "entente_plain({})",
        "place_key": "entente_plain({})",
        "country": "{}",
        "first": "{}::date",
        "last": "{}::date",
    },
    stored="m.name_key, m.place_key, m.country_id, m.held_order, m.held_to",
    look=looks.of_event,
    match=f"""
        {OVERLAP.format(first="held_order", last="held_to")}
        AND (o.name_key = p.name_key AND o.name_key <> ''
             OR o.country_id IS NOT DISTINCT FROM p.country AND o.place_key = p.place_key
                AND (o.place_key <> '' OR o.country_id IS NOT NULL) AND {SIMILAR})
    """,
    touched=f"""
        {
        overlapping(
            "(SELECT id, country_id, place_key, held_order AS first, held_to AS last FROM delegations_event)",
            "PARTITION BY country_id, place_key ORDER BY first, id",
        )
    }
        UNION {repeated("delegations_event", "m.name_key", "m.name_key <> ''")}
    """,
    reasons={
        "name": (_("the same name, overlapping days"), "o.name_key = p.name_key"),
        "place": (_("a similar name at the same place, overlapping days"), "TRUE"),
    },
)

ORGANIZATION = Kind(
    "organization",
    Organization,
    _("organizations"),
    columns={"name_key": "entente_plain({})", "acronym_key": "entente_plain({})"},
    stored="m.name_key, m.acronym_key",
    look=looks.of_organization,
    match="""
        (o.name_key = p.name_key AND o.name_key <> '' OR o.acronym_key = p.acronym_key AND o.acronym_key <> '')
    """,
    touched=f"""
        {repeated("delegations_organization", "m.name_key", "m.name_key <> ''")}
        UNION {repeated("delegations_organization", "m.acronym_key", "m.acronym_key <> ''")}
    """,
    reasons={
        "name": (_("the same name"), "o.name_key = p.name_key"),
        "acronym": (_("the same acronym"), "TRUE"),
    },
)

KINDS = {kind.name: kind for kind in (MEETING, MOU, DELEGATION, SOURCE, EVENT, ORGANIZATION)}
