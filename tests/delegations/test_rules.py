"""The rules of places, organizations, events and delegations: each kept by the database, whoever writes."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.models import RegisterState
from delegations.models import Country, CountryName, Organization, Region
from tests.factories import (
    DelegationFactory,
    EventFactory,
    OrganizationFactory,
    country,
    delegation,
    region,
)
from tests.rules import Rule, at_most, clean_text, not_blank, one_of, prove, refused, run_sql, tables

pytestmark = pytest.mark.django_db

NOVEMBER, DECEMBER = datetime.date(2025, 11, 1), datetime.date(2025, 12, 1)


def oceania() -> Region:
    return region("009", "Oceania")


def morocco() -> Country:
    return country("MA")


def moroccan_name() -> CountryName:
    """One name of three that Morocco has in French; the other two are Maroc (short) and Marocain (demonym)."""
    names = country("MA").names
    names.create(language="fr", name="Maroc", kind="short")
    names.create(language="fr", name="Marocain", kind="demonym")
    return names.create(language="fr", name="Royaume", kind="variant")


REGION, COUNTRY, NAME = "delegations_region", "delegations_country", "delegations_countryname"
ORGANIZATION, EVENT, DELEGATION = "delegations_organization", "delegations_event", "delegations_delegation"


def state() -> RegisterState:
    return RegisterState.objects.get_or_create(pk=1)[0]


RULES = tables(
    Rule(
        "core_registerstate_one_row",
        state,
        [{"id": 1}],
        [{"id": 2}, {"id": 0}],
    ),
    not_blank(REGION, oceania, "name"),
    clean_text(REGION, oceania, "name", "name_fr", "name_ar", "name_es"),
    Rule(f"{REGION}_m49", oceania, [{"m49": "054"}], [{"m49": "54"}, {"m49": "5a4"}, {"m49": ""}]),
    not_blank(COUNTRY, morocco, "name"),
    clean_text(COUNTRY, morocco, "name", "official_name", "note"),
    at_most(COUNTRY, morocco, "note", 1000),
    Rule(
        f"{COUNTRY}_codes",
        morocco,
        [{"iso3": "XYZ"}],
        [{"iso3": "mar"}, {"iso3": "MA"}, {"iso3": "M4R"}, {"iso2": "ma"}, {"iso2": "M"}, {"iso2": "M1"}],
    ),
    Rule(f"{COUNTRY}_m49", morocco, [{"m49": "504"}, {"m49": None}], [{"m49": "50"}, {"m49": ""}, {"m49": "abc"}]),
    not_blank(NAME, moroccan_name, "name"),
    clean_text(NAME, moroccan_name, "name"),
    # English has no short name here, French has one: see the rule on short names.
    one_of(NAME, moroccan_name, "language", CountryName.Language.values),
    one_of(NAME, moroccan_name, "kind", [kind for kind in CountryName.Kind.values if kind != "short"]),
    Rule(
        f"{NAME}_once",
        moroccan_name,
        [{"name": "Marocain"}, {"name": "Royaume", "kind": "demonym"}],
        [{"name": "Marocain", "kind": "demonym"}],
    ),
    Rule(
        f"{NAME}_one_short",
        moroccan_name,
        [{"language": "es", "kind": "short"}],
        [{"kind": "short"}, {"language": "en", "kind": "short"}],
    ),
    not_blank(ORGANIZATION, OrganizationFactory, "name"),
    clean_text(ORGANIZATION, OrganizationFactory, "name", "acronym", "other_names"),
    at_most(ORGANIZATION, OrganizationFactory, "other_names", 2000),
    one_of(ORGANIZATION, OrganizationFactory, "kind", Organization.Kind.values),
    Rule(
        f"{ORGANIZATION}_slug",
        OrganizationFactory,
        [{"slug": "who"}, {"slug": "naif-arab-university-2"}],
        [{"slug": slug} for slug in ("", "ma", "Who", "a--b", "-abc", "abc-", "a b c", "école")],
    ),
    Rule(
        f"{ORGANIZATION}_wikidata",
        OrganizationFactory,
        [{"wikidata": ""}, {"wikidata": "Q8475"}],
        [{"wikidata": text} for text in ("8475", "Q", "Q08", "q8475", "Q8475x")],
    ),
    not_blank(EVENT, EventFactory, "name"),
    clean_text(EVENT, EventFactory, "name", "place", "summary"),
    at_most(EVENT, EventFactory, "summary", 5000),
    Rule(
        f"{EVENT}_held_from_order",
        EventFactory,
        [{"held_from": NOVEMBER, "held_to": NOVEMBER}, {"held_from": None, "held_to": NOVEMBER}, {"held_to": None}],
        [{"held_from": DECEMBER, "held_to": NOVEMBER}],
    ),
    Rule(
        f"{EVENT}_held_on_bounds",
        EventFactory,
        [{"held_on": "", "held_from": None, "held_to": None}],
        [{"held_on": ""}, {"held_from": None, "held_to": None}, {"held_on": "", "held_from": None}],
    ),
    clean_text(DELEGATION, DelegationFactory, "institution", "head", "head_title"),
    Rule(
        f"{DELEGATION}_one_party",
        DelegationFactory,
        [lambda row: {"country": None, "organization": OrganizationFactory()}],
        [{"country": None}, lambda row: {"organization": OrganizationFactory()}],
    ),
)


@pytest.mark.parametrize("rule", RULES)
def test_constraint_holds_behind_the_form(rule: Rule) -> None:
    prove(rule)


# --- Triggers ---------------------------------------------------------------------------------------------


def continent_of(code: str) -> Any:
    return Country.objects.values_list("continent", flat=True).get(pk=code)


def test_continent_is_the_root_of_the_region() -> None:
    region("202", "Sub-Saharan Africa", region("002", "Africa"))
    region("011", "Western Africa", Region.objects.get(pk="202"))
    assert country("SN").continent_id == "002"
    assert country("CL").continent_id == "019"


def test_continent_given_by_hand_is_corrected() -> None:
    country("MA")
    europe = country("ES").continent
    Country.objects.filter(pk="MA").update(continent=europe)
    assert continent_of("MA") == "002"
    run_sql("UPDATE delegations_country SET continent_id = '150' WHERE iso2 = 'MA'")
    assert continent_of("MA") == "002"
    values = {"iso2": "DZ", "iso3": "DZA", "name": "Algeria", "official_name": "Algeria", "slug": "algeria"}
    Country.objects.bulk_create([Country(**values, region_id="015", continent=europe)])
    assert continent_of("DZ") == "002"


def test_continent_moves_with_the_country() -> None:
    country("MA")
    country("ES")
    Country.objects.filter(pk="MA").update(region="039")
    assert continent_of("MA") == "150"


def test_continent_moves_with_the_region() -> None:
    country("MA")
    country("ES")
    Region.objects.filter(pk="015").update(parent="150")
    assert (continent_of("MA"), continent_of("ES")) == ("150", "150")


def test_continent_moves_with_a_region_above_the_region() -> None:
    middle = region("202", "Sub-Saharan Africa", region("002", "Africa"))
    region("011", "Western Africa", middle)
    country("SN")
    region("150", "Europe")
    run_sql("UPDATE delegations_region SET parent_id = '150' WHERE m49 = '202'")
    assert continent_of("SN") == "150"


def test_region_of_its_own_branch_leaves_no_continent_and_is_refused() -> None:
    country("MA")
    with refused(None):
        Region.objects.filter(pk="002").update(parent="015")
    assert continent_of("MA") == "002"


@pytest.mark.parametrize(
    ("table", "key"),
    [("region", "m49 = '015'"), ("country", "iso2 = 'MA'"), ("organization", "true"), ("event", "true")],
)
def test_what_something_refers_to_stays_whoever_deletes(table: str, key: str) -> None:
    gathering = EventFactory(organizer=OrganizationFactory())
    delegation("MA", gathering)
    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql(f"DELETE FROM delegations_{table} WHERE {key}")
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")  # the foreign keys are asked at COMMIT
