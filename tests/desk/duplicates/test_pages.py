"""The pages of possible duplicates: the queue, one pair, what was decided, and who may do what."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.history import acting
from desk.duplicates import services
from desk.duplicates.kinds import KINDS
from desk.models import Merge, NotDuplicate
from meetings.models import Meeting
from tests.desk.duplicates.test_finding import same_again
from tests.factories import SourceFactory, TopicFactory, cite, meeting, mou

pytestmark = pytest.mark.django_db

WHY = "Entered twice."


@pytest.fixture
def desk(publisher: User) -> Client:
    client = Client()
    client.force_login(publisher)
    return client


def signed_in(*permissions: str) -> Client:
    user = User.objects.create_user(f"user{User.objects.count()}", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def queue(kind: str, **query: str) -> str:
    rest = "".join(f"&{name}={value}" for name, value in query.items())
    return f"{reverse('desk:duplicates')}?kind={kind}{rest}"


def pair_address(kind: str, first: Any, second: Any, name: str = "merge") -> str:
    return reverse(f"desk:{name}", args=[kind, first.pk, second.pk])


def seen(*rows: Any) -> list[str]:
    """Return the versions that the merge form of these rows carries."""
    return [f"{row.pk}:{type(row)._default_manager.get(pk=row.pk).version}" for row in rows]


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


EACH = pytest.mark.parametrize("kind", KINDS)


# --- The queue ------------------------------------------------------------------------------------------------


@EACH
def test_queue_shows_each_pair_with_both_sides_and_why(kind: str, desk: Client) -> None:
    assert "No two records of this kind look the same." in text_of(desk.get(queue(kind)))
    rows = same_again(kind)
    page = desk.get(queue(kind))
    assert page.status_code == 200
    assert text_of(page).count('class="pair ') == 6
    assert pair_address(kind, rows[0], rows[3]) in text_of(page)
    change = reverse(f"admin:{rows[0]._meta.app_label}_{kind}_change", args=[rows[0].pk])
    assert f'href="{change}"' in text_of(page)
    assert not re.search(r"<(script|style)(?![^>]*src=)[^>]*>[^<]|\sstyle=|\son\w+=", page.content.decode())


def test_queue_gives_the_context_that_tells(desk: Client) -> None:
    first, second = meeting(summary="At the airport."), meeting(status="draft")
    cite(first, SourceFactory(title="The gazette"), locator="page 4")
    page = text_of(desk.get(queue("meeting")))
    for words in (first.reference, second.reference, "Morocco – Spain", "The gazette, page 4", "At the airport.",
                  "published", "draft", "24 November 2025", "the same two parties, the same date"):  # fmt: skip
        assert words.lower() in page.lower(), words


def test_queue_pages_from_the_newest_to_the_oldest(desk: Client) -> None:
    for _ in range(8):
        meeting()
    address, seen = queue("meeting"), []
    while address:
        page = desk.get(address)
        seen += re.findall(r"/duplicates/meeting/(\d+)/(\d+)/not/", page.content.decode())
        found = re.search(r'href="([^"]*before=[^"]*)" rel="next"', text_of(page))
        address = found.group(1).replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 28
    assert "No more pairs." in text_of(desk.get(queue("meeting", before="1-1")))


@pytest.mark.parametrize("kind", ["country", "", "²", "meeting%00", "x" * 3000, "%ED%A0%80"])
def test_queue_of_no_kind_is_no_error(kind: str, desk: Client) -> None:
    assert desk.get(queue(kind)).status_code in (400, 404)


@pytest.mark.parametrize("before", ["x", "1", "1-", "-1", "1-2-3", "²-1", "9" * 30 + "-1", "%ED%A0%80"])
def test_queue_before_nothing_is_the_newest_page(before: str, desk: Client) -> None:
    same_again("meeting")
    assert desk.get(queue("meeting", before=before)).status_code == 200


@EACH
def test_queue_asks_as_much_for_thirty_pairs_as_for_three(kind: str, desk: Client) -> None:
    def asked() -> int:
        desk.get(queue(kind))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(queue(kind)).status_code == 200
        return len(queries)

    same_again(kind)
    few = asked()
    for _ in range(3):
        same_again(kind)
    assert asked() == few <= 22


# --- Told apart -----------------------------------------------------------------------------------------------


@EACH
def test_not_a_duplicate_is_remembered_and_can_be_taken_back(kind: str, desk: Client, publisher: User) -> None:
    first, second, _third, fourth = same_again(kind)
    answer = desk.post(pair_address(kind, first, fourth, "not-duplicate"), follow=True)
    assert "not shown as possible duplicates any more" in text_of(answer)
    told = NotDuplicate.objects.get()
    assert (told.kind, told.lower, told.higher, told.by) == (kind, first.pk, fourth.pk, publisher)
    assert pair_address(kind, first, fourth) not in text_of(desk.get(queue(kind)))
    assert pair_address(kind, first, second) in text_of(desk.get(queue(kind)))
    desk.post(pair_address(kind, first, fourth, "not-duplicate"))
    assert NotDuplicate.objects.count() == 1
    assert "They were told apart" in text_of(desk.get(pair_address(kind, first, fourth)))
    assert reverse("desk:take-back", args=[told.pk]) in text_of(desk.get(reverse("desk:told-apart")))
    desk.post(reverse("desk:take-back", args=[told.pk]))
    assert pair_address(kind, first, fourth) in text_of(desk.get(queue(kind)))


def test_pair_of_one_or_none_is_not_told_apart(desk: Client) -> None:
    record = meeting()
    for other in (record.pk, 10**9, 10**17):
        address = reverse("desk:not-duplicate", args=["meeting", record.pk, other])
        assert "not there any more" in text_of(desk.post(address, follow=True))
    assert not NotDuplicate.objects.exists()


def test_list_of_told_apart_says_what_was_deleted_since(desk: Client, publisher: User) -> None:
    first, second = meeting(status="draft"), meeting()
    services.tell_apart("meeting", first.pk, second.pk, publisher)
    services.merge("meeting", second.pk, first.pk, publisher, WHY)
    assert "(deleted since)" in text_of(desk.get(reverse("desk:told-apart")))


# --- One pair -------------------------------------------------------------------------------------------------


@EACH
def test_pair_is_compared_merged_and_undone_by_its_pages(kind: str, desk: Client, publisher: User) -> None:
    first, second, *_rest = same_again(kind)
    address = pair_address(kind, first, second)
    page = desk.get(address)
    assert page.context["form"].initial == {"keep": first.pk}
    assert "They share:" in text_of(page)
    answer = desk.post(address, {"keep": second.pk, "reason": WHY, "_seen": seen(first, second)}, follow=True)
    done = Merge.objects.get()
    assert (done.kind, done.winner, done.loser, done.by, done.reason) == (kind, second.pk, first.pk, publisher, WHY)
    assert "was merged into" in text_of(answer)
    assert WHY in text_of(answer)
    undo = reverse("desk:unmerge", args=[done.pk])
    assert f'action="{undo}"' in text_of(answer)
    again = text_of(desk.post(undo, follow=True))
    assert "The merge was undone" in again
    assert "Undone on" in again
    assert f'action="{undo}"' not in again
    assert "undone already" in text_of(desk.post(undo, follow=True))


def test_public_one_is_kept_unless_said_otherwise_and_of_two_the_older(desk: Client) -> None:
    draft, public, younger = meeting(status="draft"), meeting(), meeting()
    for one, other, kept in ((draft, public, public), (public, younger, public), (draft, younger, younger)):
        assert desk.get(pair_address("meeting", one, other)).context["form"].initial == {"keep": kept.pk}


def test_page_says_beforehand_what_stands_in_the_way(desk: Client) -> None:
    draft, public = meeting(status="draft"), meeting()
    page = text_of(desk.get(pair_address("meeting", draft, public)))
    assert f"Readers know {public.reference}: keep that one." in page
    assert "goes into a pending revision" in page


def test_refusal_keeps_what_was_typed(desk: Client) -> None:
    draft, public = meeting(status="draft"), meeting()
    address = pair_address("meeting", draft, public)
    page = desk.post(address, {"keep": draft.pk, "reason": "A long story.", "_seen": seen(draft, public)})
    assert page.status_code == 200
    assert "Readers know" in str(page.context["form"].non_field_errors())
    assert "A long story." in text_of(page)
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"keep": "", "reason": ""},
        {"keep": "first"},
        {"keep": "first", "reason": " \u200b"},
        {"keep": "first", "reason": "a\x07b"},
        {"keep": "first", "reason": "x" * 1001},
        {"keep": "²", "reason": WHY},
        {"keep": "10000000000000000000000", "reason": WHY},
        {"keep": "999", "reason": WHY},
        {"reason": WHY},
    ],
)
def test_form_that_is_wrong_merges_nothing(data: dict[str, str], desk: Client) -> None:
    first, second = meeting(), meeting()
    values: dict[str, Any] = {name: str(first.pk) if value == "first" else value for name, value in data.items()}
    values["_seen"] = seen(first, second)
    page = desk.post(pair_address("meeting", first, second), values)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not Merge.objects.exists()


def change(row: Any) -> None:
    """Change a row as somebody else does, after the form was opened."""
    name = next(name for name in ("summary", "head", "publisher", "acronym") if hasattr(row, name))
    with acting(User.objects.create_user("Somebody Else"), via="form"):
        type(row)._default_manager.filter(pk=row.pk).update(**{name: "Changed."})


@EACH
@pytest.mark.parametrize("changed", [0, 1])
def test_stale_form_merges_nothing_keeps_what_was_chosen_and_is_a_decision_when_sent_again(
    kind: str, changed: int, desk: Client
) -> None:
    make = {"meeting": meeting, "mou": mou}.get(kind)
    both = [make(status="draft"), make(status="draft")] if make else same_again(kind)[:2]
    address = pair_address(kind, *both)
    versions = re.findall(r'name="_seen" value="([0-9:]+)"', text_of(desk.get(address)))
    assert versions == seen(*both)
    change(both[changed])
    before = [type(row)._default_manager.get(pk=row.pk).version for row in both]
    data = {"keep": both[1].pk, "reason": "A long story.", "_seen": versions}
    page = desk.post(address, data)
    assert page.status_code == 409
    (said,) = page.context["form"].non_field_errors()
    assert "was changed by Somebody Else after you opened this page" in said
    assert not Merge.objects.exists()
    assert [type(row)._default_manager.get(pk=row.pk).version for row in both] == before
    assert "A long story." in text_of(page)
    assert page.context["form"]["keep"].value() == str(both[1].pk)
    versions = re.findall(r'name="_seen" value="([0-9:]+)"', text_of(page))
    assert versions == seen(*both)
    assert desk.post(address, data | {"_seen": versions}).status_code == 302
    assert Merge.objects.get().winner == both[1].pk


@pytest.mark.parametrize(
    "sent", [[], ["x"], ["1:1"], ["{first}:1"], ["{first}:²", "{second}:1"], ["{first}:99999999999"]]
)
def test_form_that_does_not_say_both_versions_merges_nothing(sent: list[str], desk: Client) -> None:
    first, second = meeting(status="draft"), meeting(status="draft")
    versions = [text.format(first=first.pk, second=second.pk) for text in sent]
    page = desk.post(pair_address("meeting", first, second), {"keep": first.pk, "reason": WHY, "_seen": versions})
    assert page.status_code == 409
    assert not Merge.objects.exists()
    assert Meeting.objects.count() == 2


def test_form_that_is_wrong_and_stale_says_both(desk: Client) -> None:
    first, second = meeting(status="draft"), meeting(status="draft")
    page = desk.post(pair_address("meeting", first, second), {"keep": first.pk, "reason": "", "_seen": ["1:1"]})
    assert page.status_code == 409
    assert page.context["form"].errors.keys() == {"reason", "__all__"}


def test_pair_in_the_wrong_order_of_no_kind_or_no_key_is_missing(desk: Client) -> None:
    first, second = meeting(), meeting()
    assert desk.get(pair_address("meeting", second, first)).status_code == 404
    assert desk.get(pair_address("country", first, second)).status_code == 404
    assert desk.get(f"{reverse('desk:duplicates')}meeting/1/{'9' * 30}/").status_code == 404
    gone = desk.get(reverse("desk:merge", args=["meeting", first.pk, 10**17]), follow=True)
    assert "not there any more" in text_of(gone)


def test_merge_page_asks_as_much_for_thirty_citations_as_for_three(desk: Client) -> None:
    first, second = meeting(), meeting()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(pair_address("meeting", first, second)).status_code == 200
        return len(queries)

    cite(first)
    desk.get(pair_address("meeting", first, second))
    few = asked()
    for _ in range(30):
        cite(first)
        cite(second)
    assert asked() == few


# --- Who may do what --------------------------------------------------------------------------------------------


def statuses(client: Client, first: Any, second: Any, done: Merge, told: NotDuplicate) -> dict[str, int]:
    address = pair_address("meeting", first, second)
    return {
        "queue": client.get(queue("meeting")).status_code,
        "compare": client.get(address).status_code,
        "merges": client.get(reverse("desk:merges")).status_code,
        "told apart": client.get(reverse("desk:told-apart")).status_code,
        "not a duplicate": client.post(pair_address("meeting", first, second, "not-duplicate")).status_code,
        "take back": client.post(reverse("desk:take-back", args=[told.pk])).status_code,
        "undo": client.post(reverse("desk:unmerge", args=[done.pk])).status_code,
        "merge": client.post(address, {"keep": first.pk, "reason": WHY, "_seen": seen(first, second)}).status_code,
        "like": client.post(reverse("desk:like", args=["meeting"])).status_code,
    }


SEES = dict.fromkeys(["queue", "compare", "merges", "told apart"], 200) | {"not a duplicate": 302, "take back": 302}


@pytest.mark.parametrize(
    ("permissions", "expected"),
    [
        ([], dict.fromkeys([*SEES, "undo", "merge", "like"], 403)),
        (["add_meeting"], dict.fromkeys([*SEES, "undo", "merge"], 403) | {"like": 200}),
        (["merge_meeting"], dict.fromkeys([*SEES, "undo", "merge", "like"], 403)),
        (["edit_any_meeting", "change_meeting"], SEES | {"undo": 403, "merge": 403, "like": 200}),
        (["edit_any_meeting", "merge_mou"], SEES | {"undo": 403, "merge": 403, "like": 403}),
        (["edit_any_meeting", "merge_meeting"], SEES | {"undo": 302, "merge": 302, "like": 403}),
    ],
)
def test_each_page_asks_for_its_permission(permissions: list[str], expected: dict[str, int], publisher: User) -> None:
    first, second, third, fourth = (meeting() for _ in range(4))
    done = services.merge("meeting", third.pk, fourth.pk, publisher, WHY)
    told = services.tell_apart("meeting", first.pk, third.pk, publisher)
    assert statuses(signed_in(*permissions), first, second, done, told) == expected
    if expected["merge"] == 403:
        assert Meeting.objects.get(pk=first.pk).is_published
        assert Merge.objects.get().undone_at is None


def test_reader_is_led_to_sign_in(client: Client) -> None:
    for address in (queue("meeting"), reverse("desk:merges"), reverse("desk:told-apart")):
        assert client.get(address).headers["Location"].startswith("/admin/login/")
    assert client.post(reverse("desk:like", args=["meeting"])).status_code == 302


def test_what_changes_something_is_only_posted(desk: Client) -> None:
    for name, args in (
        ("not-duplicate", ["meeting", 1, 2]),
        ("unmerge", [1]),
        ("take-back", [1]),
        ("like", ["meeting"]),
    ):
        assert desk.get(reverse(f"desk:{name}", args=args)).status_code == 405
    assert desk.post(reverse("desk:unmerge", args=[10**17])).status_code == 404


def test_pages_are_never_cached(desk: Client) -> None:
    assert "no-store" in desk.get(queue("meeting")).headers["Cache-Control"]


def test_page_says_of_each_fact_what_becomes_of_it(desk: Client) -> None:
    topic = TopicFactory()
    first, second = meeting(topics=[topic], place="Rabat"), meeting(status="draft", summary="They met.", kind="remote")
    lines = {line.label: line for line in desk.get(pair_address("meeting", first, second)).context["lines"]}
    fates = {
        label: lines[label].fate for label in ("topics", "sources", "summary", "place", "kind", "parties", "status")
    }
    assert fates == {
        "topics": "together",
        "sources": "together",
        "summary": "filled",
        "place": "filled",
        "kind": "one",
        "parties": "one",
        "status": "",
    }
    both = {line.label: line for line in desk.get(pair_address("meeting", first, meeting())).context["lines"]}
    assert both["place"].fate == "one"
    page = text_of(desk.get(pair_address("meeting", first, second)))
    assert page.count("of both</span>") == 2
    assert page.count("taken over where blank</span>") == 2
