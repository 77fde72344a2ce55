"""Every role × every page of the admin and of the desk × every method: the table is ``tests/desk/role_table.txt``.

The addresses come from the URLconf: one without a row in the table fails, and so does a row without an address. Each
cell is asked for, and what it wrote is taken back. Nothing but what the table marks with ``d`` writes a row.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone
from django.views import defaults

from accounts.models import User
from core.history import acting
from delegations.models import Region
from desk.comments.services import write
from desk.duplicates import services as duplicates
from desk.history.steps import page_of
from desk.history.tracks import history_of
from desk.models import ImportBatch, ImportRow, NotDuplicate
from meetings.models import Meeting, ReportedTotal
from meetings.services import revisions
from tests import factories
from tests.admin.test_pages import InlineCode

pytestmark = pytest.mark.django_db

WHO = ("visitor", "no role", "contributor", "editor", "publisher", "administrator")
TABLE = Path(__file__).with_name("role_table.txt")
# Not a session, nor the token of a form, which is taken and given back where the form is refused.
WRITES = re.compile(r'\b(INSERT INTO|UPDATE|DELETE FROM)\s+(ONLY )?"(?!django_session|core_formtoken)')
CODES = {200: "o", 400: "b", 403: "f", 404: "n", 405: "m", 409: "c"}
# Rendered, and searched for inline code; the other lists and forms are made of the same templates.
RENDERED = re.compile(
    r"desk:|intake:|admin:(meetings_(meeting|citation)|delegations_(event|country)|accounts_user|[a-z]+$|app_list)"
)
IMPORT_PAGES = ("import", "import-columns", "import-rows", "import-undo", "import-again", "import-discard")
OTHERS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
Row = tuple[str, str]


def read_table() -> dict[Row, tuple[str, str]]:
    """Return the cells of GET and of POST, a letter for each of ``WHO``, by view and row."""
    lines = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    assert all(len(line) == 4 and len(line[2]) == len(line[3]) == len(WHO) for line in lines)
    return {(view, row): (get, post) for view, row, get, post in lines}


def views(resolver: Any = None, prefix: str = "", namespace: str = "") -> Iterator[str]:
    """Yield the name of every address below ``admin/``; one without a name by its pattern."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern, path, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif path.startswith("admin"):
            yield namespace + (pattern.name or path.replace("<path:object_id>", "…").replace("(?P<url>.*)$", "…"))


# --- Something of each kind --------------------------------------------------------------------------------------


def record(kind: str, state: str, by: User) -> Any:
    with acting(by, via="form"):
        make = {"meeting": factories.meeting, "mou": factories.mou}[kind]
        return revisions.begin(make(status="published"), None) if state == "revision" else make(status=state)


def world(me: User) -> dict[Row, Model]:
    """Return a row of each model, by its name and by whose it is or where it stands."""
    another = User.objects.create_user("another", is_staff=True)
    another.groups.set(Group.objects.filter(name="editor"))
    rows: dict[Row, Any] = {}
    for kind in ("meeting", "mou"):
        rows[kind, "own"] = record(kind, "draft", me)
        for name, state in (("other", "draft"), ("review", "in_review"), ("public", "published")):
            rows[kind, name] = record(kind, state, another)
        rows[kind, "withdrawn"] = record(kind, "withdrawn", another)
        rows[kind, "revision"] = record(kind, "revision", another)
    makers = {
        "source": factories.SourceFactory,
        "organization": factories.OrganizationFactory,
        "event": factories.EventFactory,
        "delegation": factories.DelegationFactory,
    }
    for kind, make in makers.items():
        for name, person in (("own", me), ("other", another), ("public", another)):
            with acting(person):
                rows[kind, name] = make()
    seen, body = rows["event", "public"], rows["organization", "public"]
    factories.meeting("MA", body, event=seen, source=rows["source", "public"])
    rows["delegation", "public"] = factories.delegation("MA", seen)
    for name in ("own", "other", "public"):
        rows["citation", name] = rows["meeting", name].citations.get()
    for name, person in (("own", me), ("other", another), ("public", another)):
        event = rows["event", name]
        with acting(person):
            rows["reportedtotal", name] = ReportedTotal.objects.create(
                event=event, principal=factories.delegation("MA", event), source=rows["source", name], value=4
            )
    rows["topic", "any"] = factories.TopicFactory()
    rows["country", "any"] = factories.country("EE")
    rows["region", "any"] = Region.objects.create(
        m49="999", name="Nowhere", slug="nowhere", name_fr="Nowhere", name_ar="Nowhere", name_es="Nowhere"
    )
    rows["user", "self"], rows["user", "other"] = me, another
    rows["user", "superuser"] = User.objects.create_superuser("root")
    rows["group", "any"] = Group.objects.get(name="editor")
    rows["comment", "own"] = write(rows["meeting", "own"], me, "Mine.")
    rows["comment", "other"] = write(rows["meeting", "other"], another, "Not mine.")
    rows["comment", "public"] = write(rows["meeting", "public"], another, "Of what readers see.")
    pair = [factories.SourceFactory(title="The same", url="") for _ in range(2)]
    rows["pair", "first"], rows["pair", "second"] = pair
    twins = [factories.SourceFactory(title="The twin", url="") for _ in range(2)]
    root = rows["user", "superuser"]
    for name, person in (("own", me), ("other", another)):
        with acting(person, via="form"):
            rows["meeting", name].place = "Fez"
            rows["meeting", name].save()
        rows["meeting", name].refresh_from_db(fields=["version"])
        for stage in ("ready", "applied", "stopped"):
            rows["import", f"{name}-{stage}"] = import_of(person, stage)
    for name, person in (("own", me), ("other", another)):
        with acting(person, via="intake"):
            rows["article", name] = factories.article(holder=person, held_since=timezone.now())
    rows["article", "free"] = factories.article()
    rows["merge", "any"] = duplicates.merge("source", twins[0].pk, twins[1].pk, root, "One and the same.")
    rows["notduplicate", "any"] = NotDuplicate.objects.create(kind="event", lower=1, higher=2)
    return rows


def import_of(person: User, stage: str) -> ImportBatch:
    """Return an import of one source: it waits to be taken in, was taken in, or was killed while it was compared."""
    state, at = {"ready": ("ready", None), "applied": ("applied", timezone.now()), "stopped": ("matching", None)}[stage]
    mapping = {"0": "title", "1": "publisher"}
    said = {"headings": ["title", "publisher"], "mapping": mapping, "header": 1, "total": 1}
    batch = ImportBatch.objects.create(
        kind="source", name="table.csv", by=person, state=state, applied_at=at, sha256="0" * 64, **said
    )
    ImportRow.objects.create(batch=batch, line=2, cells=["Title", "Publisher"], verdict="new", included=True)
    return batch


def first_of(row: Model) -> int:
    """Return the key of the first version of a row; 0 where it has no history."""
    history = history_of(type(row))
    return int(history.objects.filter(pgh_obj=row.pk).earliest("pgh_id").pgh_id) if history else 0


def batch_of(person: User) -> UUID:
    """Return what the history calls a batch of one meeting that ``person`` entered."""
    with acting(person, via="bulk") as context:
        factories.meeting(status="draft")
    return context.id


def arguments(view: str, row: str, rows: dict[Row, Any], batches: dict[str, UUID]) -> list[Any]:
    """Return what stands in the address of ``view`` for that row of the table."""
    name = view.split(":")[1]
    if view.startswith("intake:"):
        return [rows["article", row].pk] if name in ("article", "let-go") else []
    if name.startswith("history-"):
        if name == "history-gone":
            return row.split(".")
        model, which = row.split("-")
        subject = [rows[model, which]._meta.app_label, model]
        return {
            "history-compare": lambda: [*subject, rows[model, which].pk],
            "history-version": lambda: [*subject, rows[model, which].pk, first_of(rows[model, which])],
        }[name]()
    if view.startswith("desk:"):
        pair = [rows["pair", "first"].pk, rows["pair", "second"].pk]
        return {
            "bulk-created": lambda: [batches[row]],
            "guide-picture": lambda: [row],
            "comments": lambda: [row.split("-")[0], rows[tuple(row.split("-"))].pk],
            "comment-settled": lambda: [rows["comment", row].pk],
            "unmerge": lambda: [rows["merge", "any"].pk],
            "take-back": lambda: [rows["notduplicate", "any"].pk],
            "like": lambda: [row],
            "merge": lambda: ["source", *pair],
            "export": lambda: [*row.split("."), "csv"],
            "import-template": lambda: [row, "csv"],
            **dict.fromkeys(IMPORT_PAGES, lambda: [rows["import", row].pk]),
            "not-duplicate": lambda: ["source", *pair],
        }.get(name, list)()
    if name == "view_on_site":
        return [ContentType.objects.get_for_model(Meeting).pk, rows["meeting", row].pk]
    if name == "app_list":
        return [row]
    if name == "auth_user_password_change":
        return [rows["user", row].pk]
    if re.search(r"_(changelist|add)$", name) or "_" not in name or name.startswith("password"):
        return []
    return [rows[name.split("_")[1], row].pk]


def address(view: str, row: str, rows: dict[Row, Any], batches: dict[str, UUID]) -> str:
    if "…" in view:
        pattern = view.removeprefix("admin:")
        model = pattern.split("/")[2] if pattern.count("/") > 2 else ""
        key = next((each.pk for (kind, _state), each in rows.items() if kind == model), "nothing")
        return f"/{pattern.replace('…', str(key))}".replace("^", "")
    found = reverse(view, args=arguments(view, row, rows, batches))
    if view == "desk:history-compare":
        subject = rows[tuple(row.split("-"))]  # type: ignore[index]  # there, or the test fails
        steps = page_of(type(subject), subject.pk).steps if history_of(type(subject)) else ()
        found += "?" + "&".join(f"{name}={step.state}" for name in ("before", "after") for step in steps[:1])
    return found


def data_for(view: str, row: str, rows: dict[Row, Any], batches: dict[str, UUID]) -> dict[str, Any]:
    """Return what is posted: as much as a form needs that goes through without a choice, and for the rest nothing.

    Every form brings what its page gave it: the version that it was opened with, and the token of one that adds.
    """
    name = view.split(":")[1]
    if view.startswith("intake:"):
        return {"new": {"text": "Nobody met anybody."}, "article": {"_take": "1"}}.get(name, {})
    if name.startswith(("history-", "import")):
        return data_of_a_table_or_a_version(name, row, rows)
    key = (name.split("_")[1], row) if "_" in name else ("", "")
    version = {"_version": getattr(rows.get(key), "version", "")}
    if name.endswith("_changelist"):
        mine = next(each for (kind, _state), each in rows.items() if kind == key[0])
        seen = {"_seen": [f"{mine.pk}:{getattr(mine, 'version', '')}"]}
        return {"action": "delete_selected", "_selected_action": [mine.pk], "post": "yes", **seen}
    if name.endswith("_add"):
        return {"_token": uuid4()}
    if name == "bulk-created":
        entered = Meeting.objects.filter(history__pgh_context=batches[row]).distinct()
        return {"_seen": [f"{meeting.pk}:{meeting.version}" for meeting in entered]}
    if name == "merge":
        first, second = rows["pair", "first"], rows["pair", "second"]
        seen = [f"{each.pk}:{each.version}" for each in (first, second)]
        return {"keep": first.pk, "reason": "One and the same.", "_seen": seen}
    known = {"delete": {"post": "yes"}, "comments": {"text": "A word.", "token": uuid4()}}
    reasons = {each: {"reason": "Because."} for each in ("withdraw", "return", "revise", "republish")}
    return {**known, **reasons}.get(name.rsplit("_", 1)[-1], {}) | version


def data_of_a_table_or_a_version(name: str, row: str, rows: dict[Row, Any]) -> dict[str, Any]:
    if name == "imports":
        table = {"source": "title,publisher\nTitle,Publisher", "region": "m49,name\n998,Somewhere"}[row]
        return {"kind": row, "file": SimpleUploadedFile("table.csv", table.encode())}
    if name == "history-version":
        return {"_version": getattr(rows.get(tuple(row.split("-"))), "version", "")}
    columns = {"header": 1, "c-0": "title", "c-1": "publisher"}
    chosen = {"row": [each.pk for each in rows["import", row].rows.all()]} if name == "import-rows" else {}
    return {"import-columns": columns, "import-undo": {"reason": "Because."}, "import-again": {"_again": ""}}.get(
        name, chosen
    )


# --- Asking ------------------------------------------------------------------------------------------------------


class Asked:
    """One answer as the table writes it, and what it wrote."""

    def __init__(self, client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> None:
        self.wrote: list[str] = []
        # Signing out is taken back as well.
        before = deepcopy(client.cookies)
        with transaction.atomic(), connection.execute_wrapper(self._watch):
            self.response: HttpResponse = getattr(client, method.lower())(url, data)  # type: ignore[assignment]  # what the test client answers
            transaction.set_rollback(True)
        client.cookies = before

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.search(sql):
            self.wrote.append(sql[:200])
        return execute(sql, params, many, context)

    @property
    def cell(self) -> str:
        status = self.response.status_code
        if status == 302:
            to_sign_in = self.response["Location"].startswith("/admin/login/")
            return "s" if to_sign_in else "d" if self.wrote else "r"
        return CODES.get(status, str(status))


def signed_in(who: str) -> tuple[Client, User]:
    client, person = Client(), User.objects.create_user("who asks", is_staff=True)
    if who in WHO[2:]:
        person.groups.set([Group.objects.get(name=who)])
    if who != "visitor":
        client.force_login(person)
    return client, person


def refused(url: str, person: User) -> dict[str, int]:
    """Return what the view at ``url`` answers to every other method, asked without the middleware: there are many."""
    match, answers = resolve(url), {}
    for method in OTHERS:
        request = RequestFactory().generic(method, url)
        request.user = person
        answers[method] = match.func(request, *match.args, **match.kwargs).status_code
    return answers


@contextmanager
def patched(*, render: bool, refusals: bool = True) -> Iterator[None]:
    """Leave out the rendering of pages whose status alone is asked for: it is most of the time that they take.

    ``refusals`` are the pages of 403 and 404, of which there are more than of any other.
    """

    def unrendered(self: Any) -> Any:
        self.content = b""
        return self

    empty = {"get_template.return_value.render.return_value": ""}
    with (
        nullcontext() if render else patch.object(TemplateResponse, "render", unrendered),
        nullcontext() if refusals else patch.object(defaults, "loader", **empty),
    ):
        yield


def test_table_has_a_row_for_every_address_and_no_other() -> None:
    there, written = {view.replace(" ", "") for view in views()}, {view for view, _row in read_table()}
    assert there - written == set(), "an address without a row in role_table.txt"
    assert written - there == set(), "a row of role_table.txt without an address"


@pytest.fixture
def quiet() -> Iterator[None]:
    """Keep thousands of refusals out of the log, which pytest would put into words."""
    logging.getLogger("django").setLevel(logging.ERROR)
    yield
    logging.getLogger("django").setLevel(logging.NOTSET)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("who", WHO)
def test_every_cell(who: str) -> None:
    client, person = signed_in(who)
    rows = world(person)
    batches = {"own": batch_of(person), "other": batch_of(rows["user", "other"])}  # type: ignore[arg-type]  # what the test gives on purpose
    ContentType.objects.get_for_model(Meeting)
    differing, column, seen = [], WHO.index(who), set()
    for (view, row), expected in read_table().items():
        url = address(view, row, rows, batches)
        with patched(render=RENDERED.match(view) is not None):
            get = Asked(client, "GET", url)
        with patched(render=False, refusals=False):
            # By whose row it is a view does not tell HEAD from GET: once for each view is enough.
            head = get if view in seen else Asked(client, "HEAD", url)
            post = Asked(client, "POST", url, data_for(view, row, rows, batches))
        seen.add(view)
        found = (get.cell, post.cell)
        if found != (wanted := tuple(cells[column] for cells in expected)):
            differing.append(f"{view} {row}: GET, POST are {found}, the table says {wanted}")
        assert head.cell == get.cell, (view, row)
        assert get.wrote == head.wrote == [], (view, row)
        assert bool(post.wrote) is (post.cell == "d"), (view, row, post.wrote)
        assert refused(url, person) == dict.fromkeys(OTHERS, 405), (view, row)
        assert not inline_code(get.response), (view, row)
    assert not differing, "\n".join(differing)


def inline_code(response: HttpResponse) -> list[str]:
    """Return what the strict policy refuses on the page, and the policy itself where it is not strict."""
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    parser = InlineCode()
    parser.feed(response.content.decode())
    policy = response["Content-Security-Policy"]
    return parser.found + ([policy] if "unsafe-inline" in policy else [])
