"""The pieces of the benchmarks work; how fast anything is, no test says."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from pytest_django import Settings

from benchmarks import database, inside, outside, report
from benchmarks.subjects import NOTHING, TRIVIAL, subjects
from core.models import LoadedDataset, RegisterState
from meetings.models import Meeting
from tests.world import write_regions_and_countries

LINE = report.Line("list", "/meetings/", 12_000, 6, 14, 20.0, 30.0, 50.0, 70.0, 4.0, 25.0, 5.0, 80.0)
QUICK = replace(
    LINE,
    name="trivial",
    queries_warm=0,
    queries_cold=0,
    warm=2.0,
    cold=2.0,
    sql_warm=0,
    sql_cold=0,
    pictures=0,
    per_second=800,
)


@pytest.fixture
def register(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "REFERENCE", write_regions_and_countries(tmp_path / "reference.json"))
    database.load(300, seed=1)


@pytest.mark.usefixtures("register")
def test_load_fills_and_says_that_it_is_invented():
    assert Meeting.objects.count() == 300
    assert LoadedDataset.objects.filter(name=LoadedDataset.DEMO).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('session_replication_role')")
        assert cursor.fetchone() == ("origin",)


@pytest.mark.usefixtures("register")
def test_subjects_answer():
    pages = subjects()

    assert len({page.url for page in pages}) == len(pages) >= 10
    cookie = database.cookie_of_an_editor()
    for page in pages:
        client = Client(headers={"cookie": cookie} if page.signed_in else None)
        assert client.get(page.url).status_code == 200, page
    assert len([page for page in pages if page.signed_in]) == 3


@pytest.mark.usefixtures("register")
def test_selects_of_a_page_for_editors():
    assert len(inside.selects("/admin/", warm=True, cookie=database.cookie_of_an_editor())) > 10
    with pytest.raises(inside.UnexpectedAnswer):
        inside.selects("/admin/", warm=True)


@pytest.mark.usefixtures("register")
def test_bump_version_raises_it():
    before = RegisterState.objects.get().version
    database.bump_version()

    assert RegisterState.objects.get().version == before + 1


@pytest.mark.usefixtures("register")
def test_selects_more_when_cold(settings: Settings):
    cache = {"BACKEND": "core.kept.KeptObjects"}
    settings.CACHES = {**settings.CACHES, "register": cache}
    warm, cold = (inside.selects("/meetings/", warm=warm) for warm in (True, False))

    assert 0 < len(warm) < len(cold)
    assert inside.milliseconds_of(cold, rounds=1) > 0


@pytest.mark.usefixtures("register")
def test_pictures_are_timed_where_there_are_any():
    urls = {page.name: page.url for page in subjects()}

    assert inside.milliseconds_of_pictures(urls["event"], rounds=1) > 0
    assert inside.milliseconds_of_pictures(urls["detail"], rounds=1) == 0


def test_selects_refuses_a_page_that_does_not_answer(db: None):
    with pytest.raises(inside.UnexpectedAnswer):
        inside.selects("/meetings/M999999/", warm=True)


@override_settings(ROOT_URLCONF="benchmarks.urls")
def test_views_to_compare_with_ask_nothing(client: Client):
    # Without the mark for a database, a query would fail the test.
    assert client.get(TRIVIAL).status_code == 200
    assert client.get(NOTHING).status_code == 204


def test_fingerprint_tells_parameters_apart():
    assert database.fingerprint(300, 1) == database.fingerprint(300, 1)
    assert len({database.fingerprint(300, 1), database.fingerprint(300, 2), database.fingerprint(301, 1)}) == 3


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"here"
        self.send_response(200 if self.path == "/" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def answering() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_one_after_the_other_times_each_and_prepares_each():
    prepared: list[None] = []
    with answering() as port:
        times = outside.one_after_the_other(port, "/", requests=5, warm_up=2, before_each=lambda: prepared.append(None))

    assert times.size == 4
    assert 0 < times.median <= times.p95
    assert len(prepared) == 7


def test_at_once_counts_answers_and_tells_failures():
    with answering() as port:
        assert outside.at_once(port, "/", clients=2, seconds=0.1) > 0
        with pytest.raises(outside.UnexpectedAnswer):
            outside.at_once(port, "/missing", clients=2, seconds=0.1)


def test_table_has_ratios_to_the_trivial_page_and_to_sql():
    rows = report.table([LINE], QUICK).splitlines()

    assert [len(row.split("|")) for row in rows] == [len(report.COLUMNS) + 2] * 4
    assert "| 10.0 / 25.0 | 5.0 / 2.0 | 80 | 10% |" in rows[3]
    assert "| – / – |" in rows[2]


def test_keep_writes_json(tmp_path: Path):
    report.keep(tmp_path / "new" / "run.json", [LINE], QUICK, {"meetings": 300})
    kept = json.loads((tmp_path / "new" / "run.json").read_text(encoding="utf-8"))

    assert kept["about"] == {"meetings": 300}
    assert [page["name"] for page in kept["pages"]] == ["list"]
