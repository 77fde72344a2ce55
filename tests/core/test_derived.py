"""Derived columns: written by ``save()`` and ``bulk_create()`` alike, from what the row says."""

import datetime
from typing import Any

import pytest
from django.db import models

from core.derived import BoundField, SearchTextField, SortKeyField
from core.search import starts_with
from delegations.models import CountryName, Event, Organization
from meetings import integrity
from meetings.models import Meeting, MoU, Source, Topic
from tests.factories import DelegationFactory, EventFactory, OrganizationFactory, country, delegation, meeting, mou

DAYS = [
    ("2025-11-24", "2025-11-24", "2025-11-24"),
    ("[2025-11-24..2025-11-27]", "2025-11-24", "2025-11-27"),
    ("1998~", "1998-01-01", "1998-12-31"),  # strict: the text says what is vague
    ("2025-11/..", "2025-11-01", None),
    ("../2025", None, "2025-12-31"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("", None, None),
]


def day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@pytest.mark.django_db
@pytest.mark.parametrize(("stated", "first", "last"), DAYS)
def test_bounds_are_derived_on_save_and_in_bulk(stated: str, first: str | None, last: str | None) -> None:
    saved = EventFactory(held_on=stated)
    (bulk,) = Event.objects.bulk_create([EventFactory.build(held_on=stated)])
    for event in (saved, bulk):
        assert (event.held_from, event.held_to) == (day(first), day(last))  # on the instance as well
        event.refresh_from_db()
        assert (event.held_on, event.held_from, event.held_to) == (stated, day(first), day(last))


@pytest.mark.django_db
def test_bounds_follow_a_changed_date_and_cannot_be_given() -> None:
    made = meeting(held_on="2025-11-24")
    made.held_on, made.held_from = "2026", day("2001-01-01")
    made.save()
    made.refresh_from_db()
    assert (made.held_from, made.held_to) == (day("2026-01-01"), day("2026-12-31"))


@pytest.mark.django_db
def test_bounds_follow_in_a_bulk_update_that_names_them() -> None:
    made = mou(signed_on="2025-11-25")
    made.signed_on = "2026"
    made.signed_from, made.signed_to = day("2026-01-01"), day("2026-12-31")
    MoU.objects.bulk_update([made], ["signed_on", "signed_from", "signed_to"])
    assert list(integrity.differences()) == []


@pytest.mark.django_db
def test_place_in_the_order_of_an_open_start_is_with_the_oldest() -> None:
    for stated, place in (("../2025", "0001-01-01"), ("", "0001-01-01"), ("2025", "2025-01-01")):
        made = EventFactory(held_on=stated)
        made.refresh_from_db()
        assert made.held_order == day(place)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "values", "words"),
    [
        (Organization, {"name": "Conseil d'Été", "acronym": "CÉ", "other_names": "مجلس"}, "conseil d ete ce مجلس"),
        (Topic, {"name": "Organized Crime", "description": "Bandes"}, "organized crime bandes"),
        (Event, {"name": "Assemblée", "place": "Fès"}, "assemblee fes"),
        (
            Source,
            {"title": "Réunion", "publisher": "Le Matin", "url": "https://a.example"},
            "reunion le matin https a example",
        ),
    ],
)
def test_search_text_is_the_normalised_words(model: type[Any], values: dict[str, str], words: str) -> None:
    slug = {"slug": "some-slug"} if model is not Source else {}
    kind = {"kind": "other"} if model is Organization else {}
    saved = model.objects.create(**values, **slug, **kind)
    saved.refresh_from_db()
    assert saved.search_text == words
    saved.delete()
    (bulk,) = model.objects.bulk_create([model(**values, **slug, **kind)])
    bulk.refresh_from_db()
    assert bulk.search_text == words


@pytest.mark.django_db
def test_search_text_of_a_delegation_is_of_its_people_only() -> None:
    made = DelegationFactory(institution="DGSN", head="É. Name", head_title="Director")
    assert made.search_text == "dgsn e name director"
    assert DelegationFactory().search_text == ""


@pytest.mark.django_db
def test_search_vector_follows_the_text() -> None:
    made = OrganizationFactory(name="Ligue des États")
    assert list(Organization.objects.matching("etat")) == [made]
    made.name = "Union"
    made.save()
    assert not Organization.objects.matching("etat").exists()
    assert list(Organization.objects.matching("UNION")) == [made]


@pytest.mark.django_db
def test_sort_key_follows_the_name() -> None:
    made = OrganizationFactory(name="The École")
    assert made.sort_key == "ecole"
    made.name = "Zone"
    made.save()
    assert Organization.objects.get().sort_key == "zone"
    names = country("ES").names
    CountryName.objects.bulk_create([CountryName(country=country("ES"), language="fr", name="Éspagne", kind="short")])
    assert names.get(language="fr").sort_key == names.get(language="fr").normalised == "espagne"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [meeting, mou])
def test_record_is_found_by_its_reference_from_the_first_save(make: Any) -> None:
    record = make(status="draft")
    assert type(record).objects.filter(search_vector=starts_with(record.reference.lower())).get() == record
    assert list(integrity.differences()) == []


@pytest.mark.django_db
def test_summary_is_searched_from_the_first_save_in_bulk_too() -> None:
    sides = {"principal": delegation("MA", None), "counterpart": delegation("ES", None)}
    Meeting.objects.bulk_create([Meeting(**sides, held_on="2025", summary="Échange", place="Fès")])
    assert Meeting.objects.get().search_text == "fes echange"


@pytest.mark.parametrize(
    "field",
    [BoundField("first day", of="held_on", bound="latest"), SearchTextField(), SortKeyField(of="name")],
    ids=lambda field: type(field).__name__,
)
def test_derived_field_survives_a_migration(field: models.Field) -> None:
    _name, _path, args, kwargs = field.deconstruct()
    twin = type(field)(*args, **kwargs)
    assert twin.deconstruct()[1:] == field.deconstruct()[1:]
    assert (twin.editable, twin.blank, twin.null, twin.max_length) == (
        field.editable,
        field.blank,
        field.null,
        field.max_length,
    )
    assert not twin.editable
    assert vars(twin).get("of") == vars(field).get("of")


def test_derived_field_of_a_row_without_words_keeps_what_it_has() -> None:
    """In a migration the model has no methods of its own."""

    class Bare:
        search_text = "kept"

    field = SearchTextField()
    field.set_attributes_from_name("search_text")
    assert field.derive(Bare()) == "kept"  # type: ignore[arg-type]  # what the test gives on purpose
