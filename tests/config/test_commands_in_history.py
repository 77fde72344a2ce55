"""Every command that writes says in the history that it was a command, and which."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.management.commands import changepassword
from django.core.management import call_command, get_commands
from django.db.models import Max

import manage
from accounts.models import User
from core.commands import OF_DJANGO
from core.replay import histories
from meetings.management.commands import check_sources
from meetings.models import Meeting
from meetings.sources.checking import check
from meetings.sources.fetching import Result
from pages.demo import loading
from pages.management.commands import load_register
from tests import factories
from tests.world import write_regions_and_countries

pytestmark = pytest.mark.django_db

# They write no row that has a history, call others of these, or work for a person (tests/desk/imports asks of it).
NOT_HERE = {"check_history", "intake", "release", "serve", "run_import"}
# What they write has no part in a history: whether an address answers, and a password.
WITHOUT_HISTORY = {"check_sources", "changepassword"}
PASSWORD = "a throw-away password"
Work = Iterator[None]


# Each makes what it needs, and after that works.


def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setattr(load_register, "REFERENCE", write_regions_and_countries(tmp_path / "reference.json"))
    yield
    call_command("load_register", verbosity=0)


def load_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setattr(loading, "REFERENCE", write_regions_and_countries(tmp_path / "reference.json"))
    yield
    call_command("load_demo", meetings=3, verbosity=0)


def check_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    Meeting.objects.filter(pk=factories.meeting(status="draft").pk).update(held_from="1999-01-01")
    yield
    call_command("check_register", fix=True, verbosity=0)


def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    factories.SourceFactory()
    monkeypatch.setattr(check_sources, "check", lambda rows, pause: check(rows, 0, lambda url: Result.MISSING))
    yield
    call_command("check_sources")


def make_admin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setenv("ENTENTE_ADMIN_PASSWORD", PASSWORD)
    yield
    call_command("make_admin", name="ana")


OURS: dict[str, Callable[..., Work]] = {
    "load_register": load,
    "load_demo": load_demo,
    "check_register": check_register,
    "check_sources": ask,
    "make_admin": make_admin,
}


def start(*arguments: str) -> None:
    """Do what ``manage.py`` does."""
    sys.argv[:] = ["manage.py", *arguments]
    manage.main()


def loaddata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    (tmp_path / "topic.json").write_text(
        json.dumps([{"model": "meetings.topic", "pk": 1, "fields": {"slug": "police", "name": "Police"}}])
    )
    yield
    start("loaddata", str(tmp_path / "topic.json"))


def createsuperuser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    yield
    start("createsuperuser", "--no-input", "--username=ana", "--email=ana@example.org")


def changepassword_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    User.objects.create_user("ana")
    monkeypatch.setattr(changepassword.getpass, "getpass", lambda prompt="": PASSWORD)
    yield
    start("changepassword", "ana")


def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    topic = factories.TopicFactory()
    yield
    start("shell", f"--command=from meetings.models import Topic; Topic.objects.filter(pk={topic.pk}).update(name='P')")


DJANGOS: dict[str, Callable[..., Work]] = {
    "loaddata": loaddata,
    "createsuperuser": createsuperuser,
    "changepassword": changepassword_,
    "shell": shell,
}


def test_every_command_is_in_these_tables() -> None:
    ours = {config.name for config in apps.get_app_configs() if "site-packages" not in config.path}
    assert {name for name, app in get_commands().items() if app in ours} == OURS.keys() | NOT_HERE
    assert DJANGOS.keys() == OF_DJANGO


@pytest.mark.parametrize("name", [*OURS, *DJANGOS])
def test_what_a_command_writes_is_by_that_command(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [])
    # The command line closes the connection in the end, on which the test stands.
    monkeypatch.setattr(manage, "execute_from_command_line", lambda argv: call_command(*argv[1:]))
    work = (OURS | DJANGOS)[name](tmp_path, monkeypatch)
    next(work)
    last = {history: history.objects.aggregate(last=Max("pgh_id"))["last"] or 0 for history in histories()}
    next(work, None)
    ways: set[Any] = set()
    for history, before in last.items():
        rows = history.objects.filter(pgh_id__gt=before)
        ways |= set(rows.values_list("pgh_context__metadata__via", "pgh_context__metadata__command"))
    assert ways == (set() if name in WITHOUT_HISTORY else {("command", name)})
