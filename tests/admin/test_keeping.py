"""A form that meets an ended session, a token of an older sign-in or a database that is away keeps what was typed."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.keeping import carried
from core.keeping.answers import SAVED
from meetings.models import Meeting, Source
from tests import factories
from tests.admin.pages import address, fields_of, messages_of, shown

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
PASSWORD = "a throw-away password"


@pytest.fixture
def ana(db: None) -> User:
    return User.objects.create_superuser("ana", password=PASSWORD)


@pytest.fixture
def desk(ana: User) -> Client:
    client = Client()
    client.force_login(ana)
    return client


def hidden(html: str) -> dict[str, str]:
    """Return the hidden fields that a page sends along with what is typed."""
    found = re.findall(r'<input type="hidden"\s+name="(_\w+|next)"\s+value="([^"]*)"', html)
    return {name: unescape(value) for name, value in found}


def opened(desk: Client, url: str, **typed: Any) -> dict[str, Any]:
    page = desk.get(url)
    data = fields_of(page) if "adminform" in page.context else {}
    return {**hidden(page.content.decode()), **data, **typed}


def sign_in(desk: Client, page: Any, name: str = "ana") -> Any:
    kept = hidden(page.content.decode())
    return desk.post(LOGIN, {**kept, "username": name, "password": PASSWORD}, follow=True)


def test_ended_session_leads_through_sign_in_back_to_the_form_as_it_was(desk: Client) -> None:
    record = factories.aged(factories.meeting(status="draft"))
    url = address(Meeting, "change", record.pk)
    typed = {"place": "Rabat", "summary": "They <met>.\nTwice.", "citations-0-locator": "page 77", "_save": "1"}
    data = opened(desk, url, **typed)
    desk.logout()
    page = desk.post(url, data)
    assert page.status_code == 200
    assert "What you typed is kept" in page.content.decode()
    back = sign_in(desk, page)
    assert back.redirect_chain == [(url, 302)]
    html = back.content.decode()
    assert 'value="Rabat"' in html
    assert "They &lt;met&gt;.\nTwice." in html
    assert 'value="page 77"' in html
    assert "It is not saved yet." in html
    record.refresh_from_db()
    assert record.place == ""
    again = {name: value for name, value in fields_of(back).items() if not name.startswith("_take")}
    assert desk.post(url, again).status_code == 302
    record.refresh_from_db()
    assert (record.place, record.citations.get().locator) == ("Rabat", "page 77")
    # Given back once.
    assert 'value="page 77"' in desk.get(url).content.decode()
    assert "It is not saved yet." not in desk.get(url).content.decode()


def test_new_row_comes_back_with_its_token(desk: Client) -> None:
    url = address(Source, "add")
    data = opened(desk, url, title="A report", publisher="Agency")
    desk.logout()
    back = sign_in(desk, desk.post(url, data))
    assert back.context["token"] == data["_token"]
    assert desk.post(url, fields_of(back)).status_code == 302
    assert Source.objects.get().title == "A report"


def test_form_that_became_stale_meanwhile_comes_back_side_by_side(desk: Client) -> None:
    record = factories.aged(factories.meeting(status="draft"))
    url = address(Meeting, "change", record.pk)
    data = opened(desk, url, place="Rabat")
    Meeting.objects.filter(pk=record.pk).update(place="Fez")
    desk.logout()
    back = sign_in(desk, desk.post(url, data))
    (side,) = back.context["sides"]
    assert (side.mine_words, side.theirs_words, side.is_conflict) == ("Rabat", "Fez", True)


def test_another_person_who_signs_in_gets_nothing(desk: Client) -> None:
    User.objects.create_superuser("bea", password=PASSWORD)
    url = address(Source, "add")
    data = opened(desk, url, title="A secret report")
    desk.logout()
    other = sign_in(desk, desk.post(url, data), "bea")
    assert "was not handed to you" in messages_of(other)[0]
    assert carried.SESSION not in desk.session
    assert "A secret report" not in desk.get(url).content.decode()


def test_wrong_password_keeps_what_was_typed(desk: Client) -> None:
    url = address(Source, "add")
    data = opened(desk, url, title="A report")
    desk.logout()
    page = desk.post(url, data)
    wrong = desk.post(LOGIN, {**hidden(page.content.decode()), "username": "ana", "password": "wrong"})
    assert 'value="A report"' in sign_in(desk, wrong).content.decode()


@pytest.mark.parametrize("kept", ["", "x", "a:b:c", "\0", "x" * 10_000])
def test_made_up_text_is_not_handed_over(desk: Client, kept: str) -> None:
    desk.logout()
    response = desk.post(LOGIN, {"username": "ana", "password": PASSWORD, "next": "/admin/", "_kept": kept})
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_what_is_not_ours_or_too_long_only_leads_to_sign_in(client: Client, ana: User) -> None:
    url = address(Source, "add")
    for data in ({"title": "x"}, {"title": "x", "_person": f"{ana.pk}:forged"},
                 {"title": "x" * 600_000, "_person": carried.for_whom(ana)}):  # fmt: skip
        response = client.post(url, data)
        assert response.status_code == 302
        assert response["Location"].startswith(LOGIN)


def test_passwords_are_never_carried(desk: Client) -> None:
    url = address(User, "add")
    data = opened(desk, url, username="new", password1="much longer words", password2="much longer words")
    desk.logout()
    back = sign_in(desk, desk.post(url, data)).content.decode()
    assert 'value="new"' in back
    assert "much longer words" not in back


def test_token_of_an_older_sign_in_saves_nothing_and_gives_the_form_back(ana: User) -> None:
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(ana)
    url = address(Source, "add")
    data = opened(desk, url, title="A report") | {"csrfmiddlewaretoken": "0" * 64}
    response = desk.post(url, data, follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert "signed in anew" in messages_of(response)[0]
    assert 'value="A report"' in response.content.decode()
    assert not Source.objects.exists()


def test_forged_form_is_refused_as_ever(ana: User) -> None:
    desk = Client(enforce_csrf_checks=True)
    desk.force_login(ana)
    bea = User.objects.create_superuser("bea")
    for person in ("", "forged", carried.for_whom(bea)):
        assert desk.post(address(Source, "add"), {"title": "x", "_person": person}).status_code == 403
    assert carried.SESSION not in desk.session


def test_what_is_given_back_does_nothing(desk: Client) -> None:
    record = factories.meeting(status="published")
    url = reverse("admin:meetings_meeting_withdraw", args=[record.pk])
    page = desk.post(url, {"reason": "A <reason>.", "_restore": "1", **shown(record)})
    assert "A &lt;reason&gt;." in page.content.decode()
    comments = reverse("desk:comments", args=["meeting", record.pk])
    page = desk.post(comments, {"text": "A <word>.", "_restore": "1"})
    assert "A &lt;word&gt;." in page.content.decode()
    bulk = reverse("desk:bulk")
    page = desk.post(bulk, {"names": "Spain & France", "_restore": "1", "_create": "1"})
    assert "Spain &amp; France" in page.content.decode()
    record.refresh_from_db()
    assert record.status == "published"
    assert Meeting.objects.count() == 1


def test_saved_form_is_named_to_the_browser_and_others_are_not(desk: Client) -> None:
    url, form = address(Source, "add"), "0b9a1d36-4f0c-4a49-9a70-7c1f0e6f1b6a"
    wrong = desk.post(url, opened(desk, url, title="", _form=form))
    assert f'name="_form" value="{form}"' in wrong.content.decode()
    assert not desk.cookies.keys() & {f"{SAVED}{form}"}
    assert desk.post(url, opened(desk, url, title="A report", _form=form)).status_code == 302
    assert desk.cookies[f"{SAVED}{form}"].value == "1"
    desk.post(url, opened(desk, url, title="Another", _form="x; path=/"))
    assert len([name for name in desk.cookies if name.startswith(SAVED)]) == 1


def test_database_away_keeps_the_form_on_the_page(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    url = address(Source, "add")
    data = opened(desk, url, title="A <report>")

    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("core.admin.once", away)
    page = desk.post(url, data)
    assert page.status_code == 503
    html = page.content.decode()
    assert f'action="{url}"' in html
    assert 'name="title" value="A &lt;report&gt;"' in html
    monkeypatch.undo()
    assert desk.post(url, {**data, **hidden(html)}).status_code == 302


def test_database_away_says_nothing_of_a_password(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    monkeypatch.setattr("core.admin.once", away)
    page = desk.post(address(User, "add"), {"username": "x", "password1": "much longer words"})
    assert "much longer words" not in page.content.decode()
    assert page.status_code == 503
