"""The method page keeps up with the models: what an editor can choose is explained there."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from core.dates import ACCEPTED_FORMS
from meetings.models import Citation, Meeting

METHOD = (Path(settings.BASE_DIR) / "docs" / "method.md").read_text(encoding="utf-8")


def labels(choices: list[tuple[str, str]]) -> list[str]:
    with translation.override("en"):
        return [str(label) for _value, label in choices]


@pytest.mark.parametrize("example", [form.example for form in ACCEPTED_FORMS])
def test_method_names_every_accepted_form_of_date(example: str) -> None:
    assert f"`{example}`" in METHOD


@pytest.mark.parametrize("label", labels(Meeting.Kind.choices) + labels(Meeting.Attestation.choices))
def test_method_explains_every_kind_and_attestation(label: str) -> None:
    assert f"\n| {label} |" in METHOD


@pytest.mark.parametrize("value", Citation.Supports.values)
def test_method_explains_every_fact_a_citation_supports(value: str) -> None:
    assert f"\n| {value} |" in METHOD


def test_method_begins_with_its_title_and_is_of_readable_length() -> None:
    assert METHOD.startswith("# How Entente records meetings\n")
    assert len(METHOD.splitlines()) <= 350
