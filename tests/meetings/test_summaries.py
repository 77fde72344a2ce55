"""Sentences made from the record: plurals, and nothing that the record does not hold."""

import datetime
from collections import Counter

import pytest
from django.utils.translation import override

from meetings import summaries
from meetings.summaries import Years, leaders, years_of

DAY = datetime.date


def test_years_of_known_dates() -> None:
    spans = Counter({(DAY(1990, 5, 1), DAY(1990, 5, 1)): 2, (DAY(2025, 1, 1), DAY(2026, 12, 31)): 1})
    assert years_of(spans) == Years(1990, 2026, True)
    assert str(Years(1990, 2025, True)) == "1990–2025"
    assert str(Years(2025, 2025, True)) == "2025"


@pytest.mark.parametrize("unknown", [(None, None), (None, DAY(1980, 1, 1)), (DAY(2030, 1, 1), None)])
def test_years_of_open_dates_are_no_years(unknown) -> None:
    known = (DAY(2001, 1, 1), DAY(2001, 1, 1))
    assert years_of(Counter({known: 1, unknown: 5})) == Years(2001, 2001, False)
    assert years_of(Counter({unknown: 5})) is None


def test_leaders_only_where_somebody_leads() -> None:
    assert leaders([("Spain", 4), ("France", 4), ("Kenya", 1)]) == ["Spain", "France"]
    assert leaders([("Spain", 4)]) == []
    assert leaders([("Spain", 1), ("France", 1)]) == []
    assert leaders([("Spain", 2), ("France", 2)]) == []
    assert leaders([(name, 2) for name in "abcd"] + [("e", 1)]) == []
    assert leaders([]) == []


def test_party_says_how_many_when_with_whom_and_what_it_signed() -> None:
    found = summaries.party("Morocco", 1052, Years(1990, 2025, True), [("Spain", 12), ("Kenya", 3)], 2)
    assert found == (
        "Morocco is in 1,052 recorded meetings, 1990–2025. Most often with Spain. It signed 2 recorded MoUs."
    )


def test_party_of_one_meeting_of_no_known_date() -> None:
    assert summaries.party("Chile", 1, None, [("Kenya", 1)], 1) == (
        "Chile is in 1 recorded meeting. It signed 1 recorded MoU."
    )


def test_party_says_that_only_some_dates_are_known() -> None:
    found = summaries.party("Chile", 3, Years(2001, 2004, False), [], 0)
    assert found == "Chile is in 3 recorded meetings; the known dates are of 2001–2004."


def test_party_without_meetings() -> None:
    assert summaries.party("Chile", 0, None, [], 0) == "No meeting of Chile is recorded yet."
    assert summaries.party("Chile", 0, None, [], 1).endswith("It signed 1 recorded MoU.")


def test_pair_and_region() -> None:
    assert summaries.pair("Spain", "Morocco", 1, Years(2025, 2025, True), 0) == (
        "1 recorded meeting between Spain and Morocco. It is dated 2025."
    )
    assert summaries.pair("Spain", "Senegal", 0, None, 0) == "No meeting between Spain and Senegal is recorded yet."
    assert summaries.region("Africa", 15, 14, 60) == (
        "15 meetings had a counterpart from Africa. 14 of its 60 countries and territories were met."
    )
    assert summaries.region("Oceania", 0, 0, 29) == "No meeting with a counterpart from Oceania is recorded yet."


def test_event_names_a_single_principal_only() -> None:
    assert summaries.event("Assembly", 52, ["Morocco"], 2) == (
        "52 meetings are recorded at this event. All are of the programme of Morocco. 2 MoUs are recorded."
    )
    assert summaries.event("Assembly", 3, ["Morocco", "Spain"], 0) == (
        "3 meetings are recorded at this event. They are of 2 programmes."
    )
    assert summaries.event("Assembly", 0, [], 1) == "0 meetings are recorded at this event. 1 MoU is recorded."


def test_source_lists_what_rests_on_it() -> None:
    assert summaries.source(52, 2, 1, 2) == "It is cited for 52 meetings, 2 MoUs and 1 event. It states 2 totals."
    assert summaries.source(0, 0, 0, 1) == "It states 1 total."


def test_topic_delegation_and_mou() -> None:
    assert summaries.topic("Fraud", 0, None, 1) == "No recorded meeting was about it. 1 MoU names it."
    assert summaries.delegation("Spain", 1, 0) == "The delegation of Spain: 1 recorded meeting."
    assert summaries.mou("agreement", ["Morocco", "Spain"], "", "signed") == (
        "Agreement of Morocco and Spain. The date of signature is not stated. Lifecycle: signed."
    )


def test_meeting_implied_is_said_to_be() -> None:
    values = {"kind": "bilateral meeting", "citations": 1}
    named = summaries.meeting("Morocco", "Spain", "2025-11-24", "Assembly", is_implied=False, **values)
    assert named == ("Morocco and Spain: bilateral meeting, on 24 November 2025, Assembly. It rests on 1 passage.")
    implied = summaries.meeting("Morocco", "Norway", "", "", is_implied=True, **values)
    assert "implied by what a source says, date not stated." in implied


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_sentence_has_its_values_in_each_language(language: str) -> None:
    """A translation that lost a placeholder, or has another one, would raise or leave a percent sign."""
    with override(language):
        for n in (0, 1, 2, 3, 11, 100):
            for years in (None, Years(1990, 2025, True), Years(1990, 2025, False)):
                texts = [
                    summaries.party("Aaa", n, years, [("Bbb", 3), ("Ccc", 2)], n),
                    summaries.pair("Aaa", "Bbb", n, years, n),
                    summaries.region("Aaa", n, 1, n),
                    summaries.event("Aaa", n, ["Bbb"] * n, n),
                    summaries.topic("Aaa", n, years, n),
                    summaries.source(n, n, n, n),
                    summaries.delegation("Aaa", n, n),
                    summaries.register(n, n, n),
                ]
                assert not [text for text in texts if "%(" in text]
