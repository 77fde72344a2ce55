"""The description says what is there, validates, and holds against a machine that tries it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import signals
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from api.filters import (
    ChangesForm,
    CountryFilterSet,
    MeetingsFilterSet,
    RegionFilterSet,
    ReportedTotalFilterSet,
    TopicFilterSet,
)
from api.openapi import description
from api.parameters import MEANINGS
from config.wsgi import application
from delegations.filters import DelegationFilterSet, EventFilterSet, OrganizationFilterSet
from meetings.list_filters import MouFilterSet, SourceFilterSet
from tests.safety.addresses import api_routes, one_of_everything

pytestmark = pytest.mark.django_db


def test_description_is_openapi_3_1_without_a_warning() -> None:
    GENERATOR_STATS.reset()
    found = SchemaGenerator().get_schema(request=None, public=True)
    assert not GENERATOR_STATS, "see manage.py spectacular --validate"
    validate_schema(found)
    assert found["openapi"].startswith("3.1")


def test_every_address_is_described() -> None:
    described = set(description()["paths"])
    assert described == {
        re.sub(r"<\w+:(\w+)>", r"{\1}", route.template).replace("{pk}", "{id}") for route in api_routes()
    }
    for path in description()["paths"].values():
        assert set(path) == {"get"}


def test_every_parameter_has_a_meaning() -> None:
    sets = (
        MeetingsFilterSet, MouFilterSet, EventFilterSet, DelegationFilterSet, OrganizationFilterSet, SourceFilterSet,
        CountryFilterSet, RegionFilterSet, TopicFilterSet, ReportedTotalFilterSet,
    )  # fmt: skip
    names = {name for one in sets for name in one.get_filters()} | set(ChangesForm.base_fields)
    assert names == set(MEANINGS)


def test_page_of_the_description_needs_this_server_only(client: Client) -> None:
    response = client.get("/api/v1/docs/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert addresses and all(address.startswith("/") for address in addresses)
    for address in addresses:
        if address.startswith(settings.STATIC_URL):
            assert finders.find(address.removeprefix(settings.STATIC_URL)), address
    assert "<style" not in page and "<script>" not in page and "style=" not in page
    library = Path(finders.find("drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css")).read_text("utf-8")
    assert "@import" not in library and "url(http" not in library


# --- Tried by a machine -----------------------------------------------------------------------------------

# Not asked: that whatever fits the description is found, for a slug of the right form may be nobody's. What does not
# fit is sent by tests/safety/test_api.py, which knows what must be said of it.
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, unsupported_method,
]  # fmt: skip


@pytest.fixture
def described() -> Iterator[Any]:
    """The description as the machine reads it, over a register with one of everything."""
    one_of_everything()
    # The transaction of the test would end with the connection, at the end of the first request.
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    found = schemathesis.openapi.from_dict(json.loads(json.dumps(description())))
    found.app = application
    yield found
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


def test_machine_finds_no_failure(described: Any) -> None:
    tried = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @hypothesis_settings(
            max_examples=3,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
        def asks(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        asks()
        tried += 1
    assert tried == len(description()["paths"])
