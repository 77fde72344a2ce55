"""Every table, in the order in which the codebook and a release name them."""

from opendata.columns import Table
from opendata.tables.meetings import MEETINGS, MOUS
from opendata.tables.others import (
    CITATIONS,
    COUNTRIES,
    DELEGATIONS,
    EVENTS,
    ORGANIZATIONS,
    REGIONS,
    REPORTED_TOTALS,
    SOURCES,
    TOPICS,
)

TABLES: tuple[Table, ...] = (
    MEETINGS,
    MOUS,
    EVENTS,
    DELEGATIONS,
    ORGANIZATIONS,
    COUNTRIES,
    REGIONS,
    TOPICS,
    SOURCES,
    CITATIONS,
    REPORTED_TOTALS,
)
