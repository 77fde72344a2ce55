"""Every list, form and deletion page opens, in a number of queries that does not grow, without inline code."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from delegations.models import Event
from meetings.models import Meeting, MoU, Topic
from tests import factories
from tests.admin.pages import MODELS, address, fill_register

pytestmark = pytest.mark.django_db


def pages_of(model: type[Model], objects: dict[str, Model]) -> Iterator[str]:
    row = objects.get(model._meta.model_name or "") or model._default_manager.order_by("pk").first()
    assert row is not None, f"the test makes no {model._meta.label}"
    yield address(model, "changelist")
    if model is not User:
        yield address(model, "add")
    yield address(model, "change", row.pk)
    yield address(model, "history", row.pk)
    yield address(model, "delete", row.pk)


def queries_of(client: Client, url: str) -> list[str]:
    client.get(url)  # content types are remembered from the first time
    with CaptureQueriesContext(connection, ) as captured:
        response = client.get(url)
    assert response.status_code in (200, 403), url
    return [query["sql"] for query in captured]


def test_pages_open_with_as_many_queries_for_thirty_rows_as_for_three(desk: Client) -> None:
    Group = next(model for model in MODELS if model._meta.model_name == "group")
    Group.objects.create(name="Editors")
    few: dict[str, list[str]] = {}
    small = fill_register(3)
    urls = {model: [u for u in pages_of(model, small)] for model in MODELS}
    for model, addresses in urls.items():
        for number, url in enumerate(addresses):
            few[f"{model._meta.label} {number}"] = queries_of(desk, url)
    large = fill_register(30)
    for number in range(30):
        User.objects.create(username=f"editor{number}")
    worse = []
    for model in MODELS:
        for number, url in enumerate(pages_of(model, large)):
            many = queries_of(desk, url)
            name = f"{model._meta.label} {number}"
            # The page of a deletion names what stands in the way.
            if len(many) > len(few[name]) or len(many) > 40:
                worse.append((name, url, len(few[name]), len(many), many[-3:]))
    assert worse == []
