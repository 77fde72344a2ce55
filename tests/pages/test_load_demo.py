"""The invented register: the same for the same seed, by every rule, and never beside real records."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, F, Model, Q
from django.test.utils import CaptureQueriesContext

from core.models import LoadedDataset
from delegations.models import Country, Delegation, Event, Organization, Region
from meetings.models import Citation, Meeting, MoU, Record, Source, Topic
from meetings.models.meetings import MeetingTopic
from pages.demo import loading
from pages.demo.copying import REFERENCES, SequenceNumbers, write
from pages.demo.plan import Place
from pages.demo.register import TABLES, InventedRegister
from tests import factories
from tests.world import write_regions_and_countries

PEOPLED = {"Africa", "Americas", "Asia", "Europe", "Oceania"}
PLACES = [
    Place(code=f"{continent[1].upper()}{letter}", name=f"Land {letter}", continent=continent, region=continent)
    for continent, letter in itertools.product(sorted(PEOPLED), "PQRSTUVW")
]


class Counting:
    """Numbers without a database."""

    def __init__(self) -> None:
        self.counters: dict[Any, Iterator[int]] = defaultdict(lambda: itertools.count(1))

    def key(self, model: type[Model]) -> int:
        return next(self.counters[model])

    def reference(self, model: type[Record]) -> str:
        return f"{REFERENCES[model][0]}{next(self.counters[model, 'reference']):06}"


def invented(meetings: int = 300, seed: int = 1) -> list[Model]:
    register = InventedRegister(meetings=meetings, seed=seed, places=PLACES, numbers=Counting())
    return list(itertools.chain.from_iterable(register))


def contents(rows: list[Model]) -> list[tuple]:
    return [(type(row), {name: value for name, value in vars(row).items() if not name.startswith("_")}) for row in rows]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the command load the regions and countries only."""
    few = write_regions_and_countries(tmp_path / "reference.json")
    monkeypatch.setattr(loading, "REFERENCE", few)
    return few


@pytest.fixture
def demo(db: None, world: Path) -> None:
    call_command("load_demo", meetings=200, seed=3, verbosity=0)


def test_register_same_seed_same_rows():
    assert contents(invented(seed=7)) == contents(invented(seed=7))


def test_register_other_seed_other_rows():
    assert contents(invented(seed=7)) != contents(invented(seed=8))


def test_register_has_the_number_asked_for():
    counted = [sum(isinstance(row, Meeting) for row in invented(meetings)) for meetings in (1, 20, 333)]

    assert counted == [1, 20, 333]


def test_register_is_skewed_and_varied():
    meetings = [row for row in invented(3000) if isinstance(row, Meeting)]
    principals = Counter(meeting.principal_country_id for meeting in meetings)
    alone = sum(meeting.event_id is None for meeting in meetings) / len(meetings)

    assert sum(count for _country, count in principals.most_common(8)) > len(meetings) / 2
    assert 0.13 < alone < 0.17
    assert 0.025 < sum(meeting.attestation == "implied" for meeting in meetings) / len(meetings) < 0.06
    assert {meeting.status for meeting in meetings} == {"draft", "in_review", "published", "withdrawn"}
    assert {meeting.kind for meeting in meetings} == set(Meeting.Kind.values)
    forms = {"".join("9" if sign.isdigit() else sign for sign in meeting.held_on) for meeting in meetings}
    assert forms >= {"[9999-99-99..9999-99-99]", "9999-99-99", "9999-99", "9999", "9999~"}


def test_register_says_of_everything_that_it_is_invented():
    shown = {Event: "name", Organization: "name", Source: "title", MoU: "title"}
    rows = invented(600)

    for row in rows:
        if type(row) in shown:
            assert "invented" in getattr(row, shown[type(row)]).lower()
        if isinstance(row, Meeting | Event) and row.summary:
            assert row.summary.startswith("Invented: ")
        if isinstance(row, Delegation) and row.institution:
            assert row.institution.startswith("Invented ")
    assert any(isinstance(row, MoU) for row in rows)


@pytest.mark.usefixtures("demo")
def test_load_demo_keeps_every_rule():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert Meeting.objects.count() == 200
    assert not Meeting.objects.filter(citations=None).exists()
    assert not MoU.objects.annotate(parties_count=Count("parties")).filter(parties_count__lt=2).exists()


@pytest.mark.usefixtures("demo")
def test_load_demo_has_all_peopled_continents():
    either = Q(continent__isnull=False)
    met = Country.objects.filter(either, delegations__meetings_as_counterpart__isnull=False)

    assert set(Region.objects.filter(all_countries__in=met).values_list("name", flat=True)) == PEOPLED


@pytest.mark.usefixtures("demo")
def test_load_demo_derives_what_models_derive():
    for model in (Meeting, Event, Organization, Topic, Source, MoU, Delegation):
        derived = [field for field in model._meta.concrete_fields if hasattr(field, "derive")]
        assert derived
        for row in model.objects.all():
            for field in derived:
                assert getattr(row, field.attname) == field.derive(row)


@pytest.mark.usefixtures("demo")
def test_load_demo_is_in_the_history():
    history = apps.get_model("meetings", "MeetingHistory")._default_manager

    assert history.count() == 200
    assert set(history.values_list("pgh_label", "pgh_context__metadata__command")) == {("insert", "load_demo")}
    assert (
        MeetingTopic.objects.count() == apps.get_model("meetings", "MeetingTopicHistory")._default_manager.count() > 0
    )


def test_rows_agree_with_triggers_without_triggers(db: None, world: Path):
    """The benchmarks write with the triggers off: the rows must bring what the triggers would make."""
    call_command("loaddata", str(world), verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        numbers = SequenceNumbers()
        for group in InventedRegister(meetings=200, seed=1, places=loading.places(), numbers=numbers):
            write(group, TABLES)

        agreeing = Meeting.objects.all()
        for side in ("principal", "counterpart"):
            for party in ("country", "organization"):
                same = Q(**{f"{side}_{party}": F(f"{side}__{party}")})
                agreeing = agreeing.filter(
                    same | Q(**{f"{side}_{party}": None, f"{side}__{party}": None}),
                    Q(event=F(f"{side}__event")) | Q(**{"event": None, f"{side}__event": None}),
                )
        assert agreeing.count() == 200
        assert not Citation.objects.filter(source=None).exists()
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.usefixtures("demo")
def test_load_demo_gives_references_of_the_sequence():
    references = set(Meeting.objects.values_list("reference", flat=True))
    principal, counterpart = (Delegation.objects.create(country_id=code) for code in ("MA", "ES"))
    made = Meeting.objects.create(principal=principal, counterpart=counterpart, held_on="2025")
    made.refresh_from_db()

    assert len(references) == 200
    assert made.reference > max(references)


@pytest.mark.usefixtures("demo")
def test_load_demo_again_does_nothing(capsys: pytest.CaptureFixture[str]):
    with CaptureQueriesContext(connection) as queries:
        call_command("load_demo", meetings=400)

    assert "already" in capsys.readouterr().out
    assert not any(query["sql"].startswith("COPY") for query in queries)
    assert Meeting.objects.count() == 200
    assert LoadedDataset.objects.filter(name=LoadedDataset.DEMO).count() == 1


def test_load_demo_refuses_beside_real_records(db: None):
    factories.meeting()

    with pytest.raises(CommandError, match="never stand beside"):
        call_command("load_demo", meetings=10)

    assert Meeting.objects.count() == 1
    assert not LoadedDataset.objects.filter(name=LoadedDataset.DEMO).exists()


def test_load_demo_refuses_fewer_than_one():
    with pytest.raises(CommandError, match="1 or more"):
        call_command("load_demo", meetings=0)
