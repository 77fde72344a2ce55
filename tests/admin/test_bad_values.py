"""What no person types, and what a mistaken one does: a message, a list without filters, never a 500."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from delegations.models import Country, Delegation, Event
from meetings.models import Meeting
from tests import factories
from tests.admin.pages import MODELS, address, errors_of, fields_of, messages_of, post_raw, shown

pytestmark = pytest.mark.django_db

HUGE = "1" + "0" * 23
QUERIES = [
    f"p={HUGE}", "p=" + "9" * 5000, "p=-1", "p=0", "p=²", "p=abc", f"o={HUGE}", "o=²", "o=-.-", "o=1.2.99", "all=",
    "q=" + "x" * 5000, "q=%ED%A0%80", "q=%F0%9F%98%80", "q=%27%5C%3A*%26", "q=((((", "e=1", "pk__in=²", "pk__in=a",
    f"pk={HUGE}", f"pk__in={HUGE}", "pk__exact=abc", "pk__gt=" + HUGE * 20, "nonsense=1", "pk__nonsense=1",
    "_popup=1", "_changelist_filters=%ED%A0%80", "is_facets=1", "_facets=True",
]  # fmt: skip
MEETING_QUERIES = [
    "held_from__year=10000", "held_from__year=9999", "held_from__year=9999&held_from__month=12",
    "held_from__year=9999&held_from__month=12&held_from__day=31", "held_from__year=0", f"held_from__year={HUGE}",
    "held_from__year=" + "9" * 5000, "held_from__year=²", "held_from__year=2025&held_from__month=13",
    "held_from__year=2025&held_from__month=2&held_from__day=31", "held_from__month=²", f"held_from__month={HUGE}",
    "held_from__day=5", "held_from__year=2025&held_from__day=x", "held_from__gte=yesterday",
    "held_from__gte=2025-02-31",
    "published_at__year=10000", "published_at__year=99999", f"published_at__year__gte={HUGE}",
    "event=²", "event=abc", f"event={HUGE}", "event=-1", "continent=nowhere", "status__exact=nowhere",
    "status__exact=" + "x" * 5000, "event__id__exact=abc", "event__country=%ED%A0%80", "reference__regex=(",
    "reference__regex=(a%2B)%2B%24", "summary__iregex=%5B", "principal__country__iso2__regex=(", "version__lt=1.5",
    "created_at__gte=10000-01-01", "topics=abc", "merged_into__isnull=maybe",
]  # fmt: skip


@pytest.fixture
def _some_rows(administrator: User) -> None:
    for _ in range(52):
        factories.meeting("MA", "ES")


def opens_or_is_refused(desk: Client, url: str, queries: list[str]) -> None:
    """Ask for each; a page that one leads to opens as well, and is not asked for once more by the next."""
    opened = set()
    for query in queries:
        response = desk.get(f"{url}?{query}")
        while response.status_code == 302 and response["Location"] not in opened:
            opened.add(response["Location"])
            response = desk.get(response["Location"])
        assert response.status_code in (200, 302, 400), query
    assert not opened or url in {place.partition("?")[0] for place in opened}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_no_address_of_a_list_is_a_server_error(desk: Client, model: Any) -> None:
    factories.meeting("MA", "ES")
    opens_or_is_refused(desk, address(model, "changelist"), QUERIES)


@pytest.mark.usefixtures("_some_rows")
def test_no_address_of_the_meetings_is_a_server_error(desk: Client) -> None:
    opens_or_is_refused(desk, address(Meeting, "changelist"), MEETING_QUERIES + QUERIES)


def test_value_that_cannot_be_used_is_told(desk: Client) -> None:
    response = desk.get(f"{address(Meeting, 'changelist')}?held_from__year=10000", follow=True)
    assert "a value that it cannot use" in messages_of(response)[0]


def test_nul_in_an_address_is_refused(desk: Client) -> None:
    for url in ("/admin/meetings/meeting/?q=%00", "/admin/delegations/country/%00/change/"):
        assert desk.get(url).status_code == 400


@pytest.mark.parametrize("key", ["²", "abc", HUGE, "-1", "_00", "%ED%A0%80", "x" * 3000, "1.5", "_5F_2F"])
def test_no_key_is_a_server_error(desk: Client, key: str) -> None:
    for model in MODELS:
        base = address(model, "changelist")
        for page in ("change", "delete", "history"):
            assert desk.get(f"{base}{key}/{page}/").status_code in (302, 404)
            assert desk.post(f"{base}{key}/{page}/", {"post": "yes"}).status_code in (302, 403, 404, 405)


def test_selection_that_cannot_be_read_is_told(desk: Client) -> None:
    for model in MODELS:
        for value in ("²", "a\0", "\ud800"):
            data = {"action": "delete_selected", "_selected_action": [value], "index": "9" * 30}
            assert post_raw(desk, address(model, "changelist"), data, follow=True).status_code == 200


FIELDS = ("event", "principal", "counterpart_new_country", "counterpart_new_organization", "place_country", "topics")


@pytest.mark.parametrize("value", ["abc", "²", HUGE, "-1", "a\0", "\ud800", "1,2", "x" * 5000])
def test_no_value_of_a_choice_is_a_server_error(desk: Client, value: str) -> None:
    data = {**fields_of(desk.get(address(Meeting, "add"))), "summary": "What I typed"}
    response = post_raw(desk, address(Meeting, "add"), data | dict.fromkeys(FIELDS, value))
    assert response.status_code == 200
    assert errors_of(response).keys() >= set(FIELDS)
    assert b"What I typed" in response.content
    if "\0" not in value:
        initial = dict.fromkeys(FIELDS, value.encode("utf-8", "surrogatepass"))
        assert desk.get(address(Meeting, "add"), initial).status_code == 200


EMPTY: dict[str, tuple[dict[str, Any], list[str]]] = {}


def form_at(desk: Client, page: str) -> tuple[dict[str, Any], list[str]]:
    """Return what the form of a page says untouched, and its fields. An empty form is asked for once by all tests."""
    if page in EMPTY:
        return EMPTY[page]
    response = desk.get(page)
    data = fields_of(response) if "inline_admin_formsets" in response.context else {}
    found = data, list(response.context["adminform"].form.fields)
    return EMPTY.setdefault(page, found) if page.endswith("/add/") else found


@pytest.mark.parametrize("value", ["a\0b", "a\ud800b", "x" * 20_000, "a\u202eb", "²", "9" * 5000, "10000-01-01"])
def test_no_text_in_a_form_is_a_server_error(desk: Client, value: str) -> None:
    factories.meeting("MA", "ES", event=factories.EventFactory(), status="draft")
    factories.mou("MA", "ES", status="draft")
    for model in MODELS:
        for page in (address(model, "add"), *(address(model, "change", row.pk) for row in model.objects.all()[:1])):
            data, names = form_at(desk, page)
            assert post_raw(desk, page, data | dict.fromkeys(names, value)).status_code in (200, 302), page


@pytest.mark.parametrize("name", ["TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS"])
@pytest.mark.parametrize("value", ["", "abc", "-1", "7", HUGE, "²"])
def test_no_management_form_is_a_server_error(desk: Client, name: str, value: str) -> None:
    meeting = factories.meeting(status="draft")
    url = address(Meeting, "change", meeting.pk)
    data = fields_of(desk.get(url))
    assert desk.post(url, {**data, f"citations-{name}": value}).status_code in (200, 302)


def test_form_that_claims_more_rows_than_it_has_is_answered_with_those(desk: Client) -> None:
    meeting = factories.meeting(status="draft")
    url = address(Meeting, "change", meeting.pk)
    data = {**fields_of(desk.get(url)), "citations-1-locator": "what I typed", "citations-TOTAL_FORMS": HUGE}
    response = desk.post(url, data)
    assert [text for text in errors_of(response)["citations"] if "at most 100" in text]
    formset: Any = next(
        each for each in response.context["inline_admin_formsets"] if each.formset.prefix == "citations"
    )
    assert len(formset.formset.forms) == 2
    assert b"what I typed" in response.content


@pytest.mark.parametrize("key", ["999999", "²", HUGE, "\0"])
def test_no_key_of_an_inline_row_is_a_server_error(desk: Client, key: str) -> None:
    meeting = factories.meeting(status="draft")
    url = address(Meeting, "change", meeting.pk)
    assert desk.post(url, {**fields_of(desk.get(url)), "citations-0-id": key}).status_code == 200


def test_citation_deleted_meanwhile_is_a_message(desk: Client) -> None:
    meeting = factories.meeting(status="draft")
    url = address(Meeting, "change", meeting.pk)
    data = fields_of(desk.get(url))
    meeting.citations.all().delete()
    response = desk.post(url, {**data, "summary": "What I typed"})
    assert response.status_code == 200
    assert "citations" in errors_of(response)
    assert b"What I typed" in response.content


@pytest.mark.parametrize("query", ["term=%ED%A0%80", f"term=a&page={HUGE}", "page=²", "term=" + "x " * 3000, ""])
def test_no_question_of_an_autocomplete_is_a_server_error(desk: Client, query: str) -> None:
    for field in ("event", "principal", "place_country", "topics", "summary", "nonsense"):
        url = f"{reverse('admin:autocomplete')}?app_label=meetings&model_name=meeting&field_name={field}&{query}"
        assert desk.get(url).status_code in (200, 403, 404)


def test_rule_that_only_the_database_keeps_is_a_message(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that misses something (here: its own check of the event) meets the constraint, not the reader."""
    monkeypatch.setattr("meetings.admin.forms.MeetingForm._of_one_event", lambda self: None)
    monkeypatch.setattr(Meeting, "clean", lambda self: None)
    host = factories.delegation("MA", factories.EventFactory())
    guest = factories.delegation("ES", factories.EventFactory())
    url = address(Meeting, "add")
    data = {**fields_of(desk.get(url)), "principal": host.pk, "counterpart": guest.pk, "event": host.event_id}
    response = desk.post(url, {**data, "summary": "What I typed"})
    assert errors_of(response) == {"__all__": ["A meeting and its two delegations must be of the same event."]}
    assert b"What I typed" in response.content


def test_names_of_a_country_are_normalised_by_the_form(desk: Client) -> None:
    country = factories.country("MA")
    url = address(Country, "change", country.pk)
    data = fields_of(desk.get(url))
    row = {"names-TOTAL_FORMS": 2, "names-1-country": "MA", "names-1-language": "fr", "names-1-kind": "variant"}
    assert desk.post(url, {**data, **row, "names-1-name": "Royaume Chérifien"}).status_code == 302
    assert country.names.get(language="fr").normalised == "royaume cherifien"


def test_deleting_what_is_in_use_names_twenty_at_most(desk: Client) -> None:
    event = factories.EventFactory()
    for _ in range(25):
        factories.DelegationFactory(event=event)
    response = desk.get(address(Event, "delete", event.pk))
    assert len(response.context["protected"]) == 21
    assert desk.post(address(Event, "delete", event.pk), {"post": "yes", **shown(event)}).status_code in (200, 403)
    assert Delegation.objects.count() == 25
