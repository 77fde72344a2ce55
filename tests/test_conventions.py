"""What every model of the project obeys, and that no rule of the database is without its test."""

import inspect
from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from core.models import FormToken, LoadedDataset, MovedAddress, RegisterState
from tests.delegations.test_rules import RULES as OF_DELEGATIONS
from tests.desk.duplicates.test_rules import OF_ADDRESSES
from tests.factories import EventFactory, OrganizationFactory, ReportedTotalFactory, TopicFactory, meeting, mou
from tests.meetings.test_rules import RULES as OF_MEETINGS
from tests.meetings.test_rules_of_evidence import RULES as OF_EVIDENCE

APPS = ("core", "accounts", "delegations", "meetings")
RECORD = ("delegations", "meetings")
RULES = (*OF_DELEGATIONS, *OF_MEETINGS, *OF_EVIDENCE, *OF_ADDRESSES)
WITHOUT_HISTORY = (RegisterState, LoadedDataset, MovedAddress, FormToken)


def all_models() -> list[Any]:
    """Every model of the four apps, proxies and histories too."""
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def is_history(model: Any) -> bool:
    return issubclass(model, pghistory.models.Event)


MODELS = [model for model in all_models() if not model._meta.proxy and not is_history(model)]
OF_RECORD = [model for model in MODELS if model._meta.app_label in RECORD]
OURS = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
RECORDED = pytest.mark.parametrize("model", OF_RECORD, ids=lambda model: model._meta.label)


def own_fields(model: Any) -> list[Any]:
    """The fields that the model or a base of ours declares, not those of Django's own user."""
    return [
        field
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if model._meta.app_label != "accounts"
    ]


def test_models_are_found() -> None:
    assert {model._meta.app_label for model in MODELS} == set(APPS)
    assert len(OF_RECORD) == 13


# --- Rules ------------------------------------------------------------------------------------------------


def test_every_constraint_has_its_test() -> None:
    stated = [constraint.name for model in all_models() for constraint in model._meta.constraints]
    proved = [parameter.values[0].constraint for parameter in RULES]
    assert sorted(set(proved)) == sorted(stated)
    assert len(proved) == len(set(proved))


def test_every_tested_rule_has_a_passing_and_a_failing_row() -> None:
    for parameter in RULES:
        rule = parameter.values[0]
        assert rule.passing, rule.constraint
        assert rule.failing, rule.constraint


@pytest.mark.django_db
def test_every_constraint_is_in_the_database() -> None:
    for model in MODELS:
        with connection.cursor() as cursor:
            stored = connection.introspection.get_constraints(cursor, model._meta.db_table)
        assert {constraint.name for constraint in model._meta.constraints} <= set(stored), model


@OURS
def test_constraint_is_named_after_its_table_and_says_why(model: Any) -> None:
    default = models.BaseConstraint.default_violation_error_message
    for constraint in model._meta.constraints:
        assert constraint.name.startswith(f"{model._meta.db_table}_")
        assert len(constraint.name) <= 63  # PostgreSQL cuts longer names off
        assert constraint.violation_error_message != default, constraint.name
        assert isinstance(constraint.violation_error_message, Promise), constraint.name  # translated when shown


@OURS
def test_column_of_choices_is_kept_by_the_database(model: Any) -> None:
    names = {constraint.name for constraint in model._meta.constraints}
    for field in own_fields(model):
        if field.choices:
            assert f"{model._meta.db_table}_{field.name}_known" in names


@OURS
def test_text_for_people_is_clean_and_has_a_length(model: Any) -> None:
    """A CharField has a length of its own; a TextField that a form offers says one, and the database keeps it."""
    names = {constraint.name for constraint in model._meta.constraints}
    for field in own_fields(model):
        if type(field) is models.TextField:
            assert field.max_length, field
            assert f"{model._meta.db_table}_{field.name}_length" in names


# --- Fields, names, order ---------------------------------------------------------------------------------


@OURS
def test_model_says_what_a_row_is(model: Any) -> None:
    written = inspect.cleandoc(model.__dict__.get("__doc__") or "")
    assert written
    assert not written.startswith(f"{model.__name__}(")  # Django's own, a list of fields


@OURS
def test_model_has_names_for_people(model: Any) -> None:
    for name in ("verbose_name", "verbose_name_plural"):
        assert isinstance(getattr(model._meta, name), Promise), name


@RECORDED
def test_field_has_a_name_for_people(model: Any) -> None:
    """Those of the record: editors never see a row of ``core``."""
    for field in own_fields(model):
        if field.editable and not field.auto_created:
            assert isinstance(field.verbose_name, Promise), field


@RECORDED
def test_queryset_says_what_is_published(model: Any) -> None:
    assert callable(model.objects.published)
    assert model._default_manager is model.objects


@OURS
def test_foreign_keys_are_named_from_the_other_side_and_protect(model: Any) -> None:
    for field in own_fields(model):
        if isinstance(field, models.ForeignKey):
            assert field.remote_field.on_delete is models.PROTECT, field
        if field.is_relation:
            assert field.remote_field.related_name, field


@RECORDED
def test_order_is_total(model: Any) -> None:
    assert model._meta.ordering
    assert model._meta.ordering[-1] in ("pk", "-pk")


@OURS
def test_file_of_the_model_can_be_read_in_one_sitting(model: Any) -> None:
    lines = inspect.getsource(inspect.getmodule(model)).splitlines()  # type: ignore[arg-type]  # what the test gives on purpose
    assert len(lines) <= 300


# --- History ----------------------------------------------------------------------------------------------


def tracked() -> set[Any]:
    return {model.pgh_tracked_model for model in all_models() if is_history(model)}


@OURS
def test_model_has_a_history(model: Any) -> None:
    assert (model in tracked()) is (model not in WITHOUT_HISTORY)


def test_tables_of_topics_have_a_history() -> None:
    """Django makes them; the proxies stand for them."""
    through = {field.remote_field.through for model in OF_RECORD for field in model._meta.local_many_to_many}
    made_by_django = {model for model in through if model._meta.auto_created}
    assert len(made_by_django) == 2
    assert {model._meta.concrete_model for model in tracked() if model._meta.proxy} == made_by_django


# --- Words ------------------------------------------------------------------------------------------------


def fill() -> None:
    event = EventFactory(organizer=OrganizationFactory())
    made = meeting("MA", OrganizationFactory(), event=event, topics=[TopicFactory()])
    mou("MA", "ES", event=event, meeting=made)
    ReportedTotalFactory(event=event, principal=made.principal)
    LoadedDataset.objects.create(name="demo", sha256="0" * 64)
    RegisterState.objects.get_or_create(pk=1)
    MovedAddress.objects.create(kind="source", old="1", new=2)
    FormToken.objects.create(token="0" * 32, kind="meetings.source", mark="0")
    apps.get_model("accounts.User").objects.create_user("editor")


@pytest.mark.django_db
def test_words_of_a_row_ask_the_database_nothing() -> None:
    fill()
    for model in MODELS:
        row = model._default_manager.first()
        assert row is not None, model
        with CaptureQueriesContext(connection) as asked:
            words = str(row)
        assert words.strip(), model
        assert len(asked) == 0, model


@OURS
def test_words_of_an_empty_row_are_no_error(model: Any) -> None:
    """An admin form that failed shows the row that was never saved."""
    assert isinstance(str(model()), str)
