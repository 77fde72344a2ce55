"""The constraints of topics, sources, citations and reported totals: each kept by the database, whoever writes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.models import Citation, ReportedTotal, Source
from tests.factories import (
    EventFactory,
    ReportedTotalFactory,
    SourceFactory,
    TopicFactory,
    cite,
    delegation,
    meeting,
    mou,
)
from tests.rules import Rule, at_most, clean_text, not_blank, one_of, prove, refused, run_sql, tables

pytestmark = pytest.mark.django_db

TOPIC, SOURCE = "meetings_topic", "meetings_source"
CITATION, TOTAL = "meetings_citation", "meetings_reportedtotal"
NOW = timezone.now()


def citation() -> Citation:
    """A citation of a draft, which may lose it."""
    return cite(meeting(status="draft"))


def total() -> ReportedTotal:
    """The second of two totals that one source states: the first counts MoUs."""
    event = EventFactory()
    principal = delegation("MA", event)
    first = ReportedTotalFactory(event=event, principal=principal, counts="mous", value=2)
    return ReportedTotalFactory(event=event, principal=principal, source=first.source, counts="meetings")


RULES = tables(
    not_blank(TOPIC, TopicFactory, "name"),
    clean_text(TOPIC, TopicFactory, "name", "description"),
    at_most(TOPIC, TopicFactory, "description", 2000),
    not_blank(SOURCE, SourceFactory, "title"),
    clean_text(SOURCE, SourceFactory, "title", "publisher"),
    Rule(
        f"{SOURCE}_language",
        SourceFactory,
        [{"language": text} for text in ("en", "ar", "fra", "zh-Hant-TW", "es-419")],
        [{"language": text} for text in ("", "e", "EN", "english", "en_GB", "en-", "en-GB ")],
    ),
    Rule(
        f"{SOURCE}_sha256",
        SourceFactory,
        [{"sha256": ""}, {"sha256": "0a" * 32}],
        [{"sha256": "0A" * 32}, {"sha256": "0a" * 31}, {"sha256": "xy" * 32}],
    ),
    Rule(
        f"{SOURCE}_http",
        SourceFactory,
        [{"url": ""}, {"url": "http://example.org"}, {"archived_url": "https://example.org/é"}],
        [
            {name: text}
            for name in ("url", "archived_url")
            for text in (
                "javascript:alert(1)",
                "example.org",
                " https://example.org",
                "ftp://example.org",
                "x\nhttps://a",
            )
        ],
    ),
    Rule(
        f"{SOURCE}_check_result_known",
        SourceFactory,
        [{"check_result": value} for value in Source.CheckResult.values],
        [{"check_result": "x"}],
    ),
    Rule(
        f"{SOURCE}_gone",
        SourceFactory,
        [{"gone_at": None, "failing_since": NOW}, {"gone_at": NOW, "failing_since": NOW - timedelta(days=1)}],
        [{"gone_at": NOW}, {"gone_at": NOW - timedelta(days=1), "failing_since": NOW}],
    ),
    clean_text(CITATION, citation, "locator", "grouping", "note", "quote"),
    at_most(CITATION, citation, "note", 2000),
    at_most(CITATION, citation, "quote", 600),
    Rule(
        f"{CITATION}_one_target",
        citation,
        [lambda row: {"meeting": None, "mou": mou()}, lambda row: {"meeting": None, "event": EventFactory()}],
        [
            {"meeting": None},
            lambda row: {"mou": mou()},
            lambda row: {"event": EventFactory()},
            lambda row: {"meeting": None, "mou": mou(), "event": EventFactory()},
        ],
    ),
    Rule(
        f"{CITATION}_supports",
        citation,
        [{"supports": [value]} for value in Citation.Supports.values] + [{"supports": Citation.Supports.values}],
        [{"supports": []}, {"supports": ["weather"]}, {"supports": ["date", "weather"]}, {"supports": [""]}],
    ),
    clean_text(TOTAL, total, "locator"),
    one_of(TOTAL, total, "counts", [value for value in ReportedTotal.Counts.values if value != "mous"]),
    one_of(TOTAL, total, "qualifier", ReportedTotal.Qualifier.values),
    Rule(f"{TOTAL}_value", total, [{"value": 0}, {"value": 1_000_000}], [{"value": 1_000_001}]),
    Rule(
        f"{TOTAL}_once",
        total,
        [{"counts": "mous", "locator": "paragraph 9"}, {"counts": "countries"}],
        [{"counts": "mous"}],
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_constraint_holds_behind_the_form(rule: Rule) -> None:
    prove(rule)


@pytest.mark.parametrize("name", ["url", "archived_url"])
def test_address_of_a_source_is_clean(name: str) -> None:
    prove(
        Rule(
            f"{SOURCE}_clean_text",
            SourceFactory,
            [{name: "https://example.org/مراكش"}],
            [{name: "https://example.org/\x07"}, {name: "https://example.org/\u202e"}],
        )
    )


def test_total_below_zero_is_refused() -> None:
    made = total()
    with refused(f"{TOTAL}_value_check"):
        ReportedTotal.objects.filter(pk=made.pk).update(value=-1)


# --- Triggers: a total is of its principal's event --------------------------------------------------------


def test_total_of_another_event_is_refused() -> None:
    made, other = total(), EventFactory()
    with refused(f"{TOTAL}_of_event"):
        ReportedTotal.objects.filter(pk=made.pk).update(event=other)
    with refused(f"{TOTAL}_of_event"):
        ReportedTotal.objects.bulk_create(
            [ReportedTotalFactory.build(event=other, principal=made.principal, source=made.source)]
        )
    abroad = delegation("ES", None)
    with refused(f"{TOTAL}_of_event"):
        run_sql("UPDATE meetings_reportedtotal SET principal_id = %s", abroad.pk)


def test_principal_with_a_total_cannot_leave_the_event() -> None:
    made, other = total(), EventFactory()
    with refused(f"{TOTAL}_of_event"):
        type(made.principal).objects.filter(pk=made.principal_id).update(event=other)


def test_total_and_principal_move_together() -> None:
    made, other = total(), EventFactory()
    run_sql("SET CONSTRAINTS ALL DEFERRED")
    ReportedTotal.objects.update(event=other)
    type(made.principal).objects.filter(pk=made.principal_id).update(event=other)
    run_sql("SET CONSTRAINTS ALL IMMEDIATE")
    assert set(ReportedTotal.objects.values_list("event", flat=True)) == {other.pk}
