"""A form that is sent twice makes one record, whoever sends it again and when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from core.form_tokens import FIELD, PRUNED
from core.models import FormToken, RegisterState
from delegations.models import Organization
from meetings.models import Source, Topic
from tests import factories
from tests.admin.pages import address, errors_of, fields_of, messages_of, post_raw

ADD = address(Source, "add")
TITLE = {"title": "Agency <report>", "publisher": "Agency", "language": "en"}


def opened(desk: Client, **typed: Any) -> dict[str, Any]:
    return fields_of(desk.get(ADD)) | TITLE | typed


@pytest.mark.django_db
def test_form_sent_again_leads_to_what_it_made(desk: Client) -> None:
    form = opened(desk)
    assert desk.post(ADD, form).status_code == 302
    again = desk.post(ADD, form | {"_continue": "1", "_why": "typed after"}, follow=True)
    source = Source.objects.get()
    assert again.redirect_chain == [(address(Source, "change", source.pk), 302)]
    assert "sent before" in messages_of(again)[-1]


@pytest.mark.django_db
def test_form_changed_after_it_was_sent_keeps_what_was_typed_and_saves_nothing(desk: Client) -> None:
    form = opened(desk)
    desk.post(ADD, form)
    other = desk.post(ADD, form | {"title": "Another report"})
    assert other.status_code == 409
    assert Source.objects.count() == 1
    html = other.content.decode()
    assert 'value="Another report"' in html
    assert f'<a href="{address(Source, "change", Source.objects.get().pk)}">Agency &lt;report&gt;' in html
    # Saved on purpose, it is another record.
    assert other.context["token"] != form[FIELD]
    assert desk.post(ADD, fields_of(other)).status_code == 302
    assert set(Source.objects.values_list("title", flat=True)) == {"Agency <report>", "Another report"}


@pytest.mark.django_db
@pytest.mark.parametrize("token", [None, "", "x" * 10_000, "a\0", "\ud800", "{" + "0" * 32 + "}"])
def test_form_without_a_token_comes_back_with_one(desk: Client, token: str | None) -> None:
    form = opened(desk)
    del form[FIELD]
    refused = post_raw(desk, ADD, form if token is None else form | {FIELD: token})
    assert refused.status_code == 409
    assert not Source.objects.exists()
    assert "Save again." in errors_of(refused)["__all__"][0]
    assert desk.post(ADD, fields_of(refused)).status_code == 302
    assert Source.objects.get().title == TITLE["title"]


@pytest.mark.django_db
def test_form_with_an_error_keeps_its_token_free(desk: Client) -> None:
    form = opened(desk, title="")
    wrong = desk.post(ADD, form)
    assert wrong.context["token"] == form[FIELD]
    assert not FormToken.objects.exists()
    assert desk.post(ADD, fields_of(wrong) | TITLE).status_code == 302


@pytest.mark.django_db
def test_window_that_is_sent_again_hands_over_the_same_row(desk: Client) -> None:
    url = address(Topic, "add") + "?_popup=1"
    form = fields_of(desk.get(url)) | {"name": "Borders", "slug": "borders", "_popup": "1"}
    first, second = desk.post(url, form), desk.post(url, form)
    assert first.content == second.content
    assert str(Topic.objects.get().pk) in second.content.decode()


@pytest.mark.django_db
def test_token_of_another_kind_of_form_makes_nothing(desk: Client) -> None:
    form = opened(desk)
    desk.post(ADD, form)
    url = address(Topic, "add")
    other = desk.post(url, {"name": "Borders", "slug": "borders", FIELD: form[FIELD]})
    assert other.status_code == 409
    assert not Topic.objects.exists()
    assert errors_of(other)["__all__"] == [
        "This form was sent before, so nothing was saved. To enter another record, save again."
    ]


@pytest.mark.django_db
def test_old_tokens_are_forgotten_some_at_a_time(desk: Client) -> None:
    old = timezone.now() - timedelta(days=31)
    FormToken.objects.bulk_create(
        FormToken(token=f"{n:032}", kind="meetings.source", key=n, mark="0", at=old) for n in range(PRUNED + 2)
    )
    desk.post(ADD, opened(desk))
    assert FormToken.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one(desk: Client) -> None:
    """Of a row whose slug is unique, too: the second is led to the first, not told that the slug is taken."""
    RegisterState.objects.get_or_create(pk=1)
    url = address(Organization, "add")
    typed = {"name": "Border Agency", "slug": "border-agency", "kind": factories.OrganizationFactory.build().kind}
    form = fields_of(desk.get(url)) | typed
    together = Barrier(2)

    def send(_: int) -> Any:
        try:
            together.wait(timeout=60)
            return desk.post(url, form)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, range(2)))
    assert [answer.status_code for answer in answers] == [302, 302]
    made = Organization.objects.get()
    assert address(Organization, "change", made.pk) in [answer["Location"] for answer in answers]
    assert FormToken.objects.get().key == str(made.pk)
