"""Every rule has words for people, in every language; the JSON keeps its name."""

from pathlib import Path

import pytest
from django.utils import translation

from intake.reading.findings import Finding
from intake.reading.rules import Rule
from intake.reading.tables import LANGUAGES, tables
from intake.sheet.whys import BY_HAND, WHYS, why

READING = Path(__file__).resolve().parents[2] / "intake" / "reading"


def test_every_rule_has_words():
    assert set(WHYS) == {*Rule, BY_HAND}
    # mypy refuses any other name in a finding.
    assert Finding.__annotations__["rule"] is Rule


def test_every_rule_is_used_by_the_reading():
    code = "\n".join(path.read_text("utf-8") for path in READING.glob("*.py") if path.stem != "rules")
    unused = {rule for rule in Rule if f"Rule.{rule.name}" not in code and not rule.startswith("total of ")}
    assert not unused


def test_everything_that_is_counted_has_a_rule():
    for language in LANGUAGES:
        counts = tables(language).raw["counts"]
        for what in {*counts, *counts.get("dual", {})} - {"dual"}:
            assert Rule(f"total of {what}") in WHYS


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_words_are_translated(language):
    with translation.override("en"):
        english = {rule: why(rule) for rule in WHYS}
    with translation.override(language):
        assert not [rule for rule in WHYS if why(rule) == english[rule]]


def test_rule_of_another_extractor_keeps_its_name():
    assert why("a local model") == "a local model"
