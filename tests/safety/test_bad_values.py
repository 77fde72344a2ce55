"""What no person types and every robot sends, at every address: a message and no rows, never a server error."""

from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from delegations.filters import CountryFilterSet, DelegationFilterSet, EventFilterSet, OrganizationFilterSet
from meetings.filters import MeetingFilterSet
from meetings.list_filters import MouFilterSet, SourceFilterSet, TopicFilterSet
from meetings.models import Meeting
from tests.safety.addresses import PLAIN, Route, public_pages, quoted, routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything")]

Everything = dict[str, dict[str, str]]

HUGE = "1" + "0" * 23
# No filter knows any of these, but for ``q``, which may find words in those that hold some.
WORDLESS: list[str | bytes] = [
    b"\0", b"a\0b", b"\xed\xa0\x80", b"\xff", b"\xc3", "\u202eMA\u202c", "\x1b[31m", "\u200e", "😀", "[]", "[", "%",
    "_", "'", '"', "\\", "\\'", "{{", "{%", "*", "--", ";", "&", "/", "..",
    "x" * 100_000, "é" * 201, " ".join(f"w{n}" for n in range(13)),
]  # fmt: skip
WITH_WORDS: list[str | bytes] = [
    "²", "２０２５", "٢٠٢٥", "0", "0000", "00000", "10000", "99999", "-1", "-2025", "1e3", "0x10", "2020-02-30",
    "2020-13", "2025-00-01", "2025-11-24T00:00", "9" * 30, HUGE, "<script>alert(1)</script>", "{{ 7*7 }}",
    "{% debug %}", "' OR '1'='1", '"; DROP TABLE meetings_meeting; --', "a' & 'b", "a:*|b", "NaN", "None", "true",
    "../../etc/passwd", "%00", "%s", "a\\", "A_B", "SPAIN", "ß", "ı", "x" * 81, "zz", "2025,2026", "1 2", "1\n2", "(",
]  # fmt: skip
CORPUS = WORDLESS + WITH_WORDS
FEW: list[str | bytes] = [b"\0", b"\xed\xa0\x80", b"\xff", "²", "10000", HUGE, "\u202e", "'", "<script>", "x" * 100_000]

FILTERS = list(MeetingFilterSet.get_filters())
SIMPLE = {
    "meetings:countries": CountryFilterSet,
    "meetings:topics": TopicFilterSet,
    "meetings:events": EventFilterSet,
    "meetings:delegations": DelegationFilterSet,
    "meetings:organizations": OrganizationFilterSet,
    "meetings:mous": MouFilterSet,
    "meetings:sources": SourceFilterSet,
}
ONCE = ["q", "side", "from", "to", "view", "sort", "size", "after", "before"]
# Marks of a row: of a list of meetings or topics, of countries, of any other list.
ROWS = (b"<tbody>", b'class="country-grid"', b'class="record"')


def refused(client: Client, address: str) -> Any:
    """The page says what it did not understand and shows no rows; nothing of the address is in it as markup."""
    # What a page shows of its record, not of its list, is not in the fragment.
    response = client.get(address, HTTP_HX_REQUEST="true")
    shown = address[:200]
    assert response.status_code == 200, shown
    assert b'class="error"' in response.content, shown
    assert not any(mark in response.content for mark in ROWS), shown
    assert b"<script>alert" not in response.content, shown
    return response


def survived(client: Client, address: str, **extra: str) -> None:
    assert client.get(address, **extra).status_code < 500, address[:200]


def test_every_route_with_an_argument_is_known(everything: Everything) -> None:
    """A page added to the URLconf must be added to ``one_of_everything``, or no test here opens it."""
    known = everything
    assert {route.name for route in routes(admin=False) if route.arguments} == set(known)


def test_every_filter_refuses_every_bad_value(client: Client) -> None:
    """All filters are given one value together: each must say for itself that it does not know it."""
    # What a place in the list is, is asked of the order, and there is none where the order is not known.
    names = {*FILTERS} - {"after", "before"}
    for value in CORPUS:
        asked = "&".join(f"{name}={quoted(value)}" for name in [*names, "nonsense"])
        form = refused(client, f"/meetings/?{asked}").context["browser"].form
        wordless = set() if value in WITH_WORDS else {"q"}
        assert (names - {"q"}) | wordless | {"__all__"} <= set(form.errors), value[:40]


@pytest.mark.parametrize("name", [*FILTERS, "nonsense"])
def test_list_of_meetings_refuses_a_bad_value_by_itself(client: Client, name: str) -> None:
    assert b"<tbody>" in client.get("/meetings/").content
    for value in [*FEW, "[]", "%", "\\", "0000", "2020-02-30"]:
        address = f"/meetings/?{name}={quoted(value)}"
        if name == "q" and value in [*WITH_WORDS, "<script>"]:
            survived(client, address)
        else:
            refused(client, address)


def test_search_survives_every_text(client: Client) -> None:
    for value in WITH_WORDS:
        for address in ("/meetings/", "/sources/"):
            survived(client, f"{address}?q={quoted(value)}", HTTP_HX_REQUEST="true")


@pytest.mark.parametrize("name", SIMPLE)
def test_other_lists_refuse_every_bad_value(client: Client, name: str) -> None:
    address = reverse(name)
    assert any(mark in client.get(address).content for mark in ROWS)
    for key in [*SIMPLE[name].get_filters(), "nonsense", "country"]:
        for value in FEW:
            if key == "q" and value in [*WITH_WORDS, "<script>"]:
                survived(client, f"{address}?{key}={quoted(value)}")
            else:
                refused(client, f"{address}?{key}={quoted(value)}")


def test_pages_with_a_list_refuse_bad_values(client: Client, everything: Everything) -> None:
    """What a page fixes itself (the country of a country's page) is there no filter that an address may give."""
    pages = public_pages(everything)
    for name, address in pages.items():
        if name in PLAIN or name in SIMPLE or name in ("meetings:list", "meetings:search"):
            continue
        assert b"<tbody>" in client.get(address, HTTP_HX_REQUEST="true").content, name
        for key in [*FILTERS, "nonsense"]:
            refused(client, f"{address}?{key}={'[]' if key == 'q' else HUGE}")
        assert b'class="error"' in client.get(f"{address}?kind=nonsense").content, name


def test_pages_without_filters_ignore_what_is_asked(client: Client, everything: Everything) -> None:
    for name, address in public_pages(everything).items():
        if name in PLAIN:
            asked = "&".join(f"{key}={quoted(value)}" for value in FEW for key in ("q", "country", "after", "x"))
            assert client.get(f"{address}?{asked}").status_code == 200, name


@pytest.mark.parametrize("name", ONCE)
def test_scalar_given_twice_is_refused(client: Client, name: str) -> None:
    good = {"side": "either", "from": "2025", "to": "2026", "sort": "newest", "size": "10", "view": "map"}.get(
        name, "a"
    )
    refused(client, f"/meetings/?{name}={good}&{name}={good}")


def test_blank_values_filter_nothing(client: Client) -> None:
    asked = "&".join(f"{name}=" for name in FILTERS)
    for blank in (asked, asked.replace("=", "=%20%20"), "&&&", "=", "utm_source=%00"):
        content = client.get(f"/meetings/?{blank}").content
        assert (b"<tbody>" in content) == (blank != "="), blank


def test_years_at_the_edge_of_the_calendar(client: Client) -> None:
    for key in ("year", "from", "to"):
        for year in ("0001", "9999", "1582"):
            response = client.get(f"/meetings/?{key}={year}")
            assert response.status_code == 200
            assert b'class="error"' not in response.content


def test_positions_that_no_row_has(client: Client) -> None:
    keys = ["1", "0", "9223372036854775807", "9223372036854775808", HUGE, "-1", "²", "１", ""]
    values = ["2025-11-24", "0001-01-01", "9999-12-31", "10000-01-01", "2025-02-30", "²", HUGE, "-" + HUGE, "1", ""]
    for sort in ("newest", "oldest", "recent", "reference"):
        for place in ("after", "before"):
            for number, value in enumerate(values):
                for key in keys if number == 0 else keys[:1]:
                    asked = f"sort={sort}&{place}={quoted(f'{value}.{key}')}"
                    survived(client, f"/meetings/?{asked}", HTTP_HX_REQUEST="true")
    for address in ("/sources/", "/delegations/", "/organizations/", "/events/"):
        for value in values:
            survived(client, f"{address}?after={quoted(value)}.1")
    refused(client, "/meetings/?after=2025-11-24.1&before=2025-11-24.1")


def test_keys_of_every_kind_and_number(client: Client) -> None:
    for key in CORPUS[:-1]:
        if len(key) < 1000 and key not in ("&",):
            refused(client, f"/meetings/?{quoted(key)}=1")
    refused(client, "/meetings/?" + "&".join("topic=cybercrime" + str(n) for n in range(60)))
    refused(client, "/meetings/?" + "&".join(f"key{n}=1" for n in range(999)))
    for address in ("/meetings/", "/events/"):
        assert client.get(f"{address}?" + "&".join(f"key{n}=1" for n in range(2000))).status_code == 400
        assert client.get(f"{address}?" + "year=2025&" * 2000).status_code == 400


@pytest.mark.parametrize("value", ["ß", "ﬆ", "ｅｓ", "ēs"])
def test_letters_that_only_become_a_code_are_no_code(client: Client, value: str) -> None:
    """Python makes SS of ß, ST of the ligature: a reader who typed that did not ask for São Tomé."""
    Country = Meeting.principal_country.field.related_model
    place = Country.objects.get(pk="ES")
    for code in ("SS", "ST"):
        Country.objects.create(
            iso2=code, iso3=f"{code}X", name=code, official_name=code, slug=code.lower(), region=place.region
        )
    assert client.get(f"/countries/{quoted(value)}/").status_code == 404
    assert client.get(f"/countries/{quoted(value)}/es/").status_code == 404
    refused(client, f"/meetings/?country={quoted(value)}")
    refused(client, f"/meetings/?with={quoted(value)}")


# --- What stands in the path ------------------------------------------------------------------------------


@pytest.mark.parametrize("route", [route for route in routes(admin=False) if route.arguments], ids=lambda r: r.name)
def test_no_path_is_a_server_error(client: Client, route: Route, everything: Everything) -> None:
    good = everything[route.name]
    for name in route.arguments:
        for value in CORPUS:
            address = route.address({**good, name: quoted(value)})
            assert client.get(address).status_code in (301, 400, 404), address[:200]
    for name, value in good.items():
        response = client.get(route.address({**good, name: value.upper()}))
        assert response.status_code in ((200,) if value.upper() == value else (301, 404))


def test_redirect_stays_on_this_site(client: Client) -> None:
    for address in ("/countries/ma/es/", "/countries/MA/", "/regions/europe/", "/continents/southern-europe/"):
        response = client.get(address)
        assert response.status_code == 301
        assert response["Location"].startswith("/")
        assert not response["Location"].startswith("//")
    for address in ("//evil.example/..", "//evil.example/meetings", "/%5Cevil.example/meetings"):
        assert not client.get(address).get("Location", "/").startswith(("//", "/\\"))


# --- Other methods, and htmx ------------------------------------------------------------------------------


def test_pages_are_only_for_reading(everything: Everything) -> None:
    pages = public_pages(everything)
    strict, easy = Client(enforce_csrf_checks=True), Client()
    for address in pages.values():
        assert strict.post(address, {"q": "a"}).status_code == 403
        for method in ("post", "put", "patch", "delete", "options", "trace"):
            response = getattr(easy, method)(address)
            assert response.status_code == 405, (method, address)
            assert response["Allow"] == "GET, HEAD"
        head = easy.head(address)
        assert head.status_code == 200
        assert head.content == b""


def test_fragment_only_where_htmx_asks_for_one(client: Client, everything: Everything) -> None:
    for name, address in public_pages(everything).items():
        if name in PLAIN or name in SIMPLE or name == "meetings:search":
            assert b"<html" in client.get(address, HTTP_HX_REQUEST="true").content or name.endswith("z")
            continue
        fragment = client.get(address, HTTP_HX_REQUEST="true").content
        assert fragment.lstrip().startswith(b'<div id="meeting-browser"'), name
        whole = client.get(address).content
        assert fragment.strip() in whole, name
        for header in ("HTTP_HX_HISTORY_RESTORE_REQUEST", "HTTP_HX_BOOSTED"):
            assert client.get(address, HTTP_HX_REQUEST="true", **{header: "true"}).content == whole, name
        for value in (b"\xff", "²", "false") if name == "meetings:list" else ():
            odd = dict.fromkeys(("HTTP_HX_REQUEST", "HTTP_HX_CURRENT_URL", "HTTP_HX_TARGET"), quoted(value))
            survived(client, address, **odd)


def test_headers_of_every_kind(client: Client) -> None:
    for value in ("²", "xx", "ar;q=²", "*;q=0", "x" * 5000, "en-" * 500):
        for name in ("HTTP_ACCEPT_LANGUAGE", "HTTP_COOKIE", "HTTP_REFERER", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            survived(client, "/meetings/", **{name: value})
    for host in ("evil.example", "testserver:²", "a b", "testserver\\@evil"):
        assert client.get("/meetings/M000001/", HTTP_HOST=host).status_code == 400


# --- The admin --------------------------------------------------------------------------------------------

ADMIN_KEYS = [
    "q", "p", "o", "e", "all", "_facets", "_popup", "_to_field", "_changelist_filters", "held_from__year",
    "held_from__month", "held_from__day", "published_at__year", "status__exact", "attestation__exact", "kind__exact",
    "event__id__exact", "pk", "pk__in", "id__exact", "topics__id__exact", "continent", "nonsense",
]  # fmt: skip


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("administrator", "administrator@example.org", "not a secret"))
    return client


@pytest.mark.parametrize("route", routes(admin=True), ids=lambda route: route.template)
def test_no_address_of_the_admin_is_a_server_error(desk: Client, route: Route) -> None:
    if route.name == "admin:logout":
        return
    paths = [route.template] if not route.arguments else []
    for name in route.arguments:
        good = dict.fromkeys(route.arguments, "1")
        values = [b"\xff", "²", HUGE, "\u202e", "'", "x" * 10_000, "1", "MA", "_5F", "meetings"]
        paths += [route.address({**good, name: quoted(value)}) for value in [b"\0", *values]]
    for path in paths:
        assert desk.get(path).status_code in (200, 301, 302, 400, 403, 404, 405), path
    if not route.arguments:
        for value in (b"\0", b"\xff", "²", HUGE, "x" * 10_000):
            survived(desk, f"{route.template}?" + "&".join(f"{key}={quoted(value)}" for key in ADMIN_KEYS))
            if route.name.endswith("_changelist"):
                survived(desk, f"{route.template}?q={quote_plus(value)}")


@pytest.mark.parametrize("key", ADMIN_KEYS)
def test_list_of_the_admin_survives_each_value_by_itself(desk: Client, key: str) -> None:
    opened = set()  # a page that one leads to is not asked for once more by the next
    for value in [b"\xff", "²", "10000", HUGE, "x" * 100_000, "", "-1", "2020-02-30", "9999"]:
        response = desk.get(f"/admin/meetings/meeting/?{key}={quoted(value)}")
        while response.status_code == 302 and response["Location"] not in opened:
            opened.add(response["Location"])
            response = desk.get(response["Location"])
        assert response.status_code in (200, 302, 400), value[:20]


def test_admin_is_closed_to_everybody_else(client: Client) -> None:
    """A stranger learns nothing of which addresses there are: each leads to the sign-in page."""
    for route in routes(admin=True):
        if route.name in ("admin:login", "admin:logout", "admin:jsi18n"):
            continue
        address = route.address(dict.fromkeys(route.arguments, "1"))
        for _ in range(2):
            response = client.get(address)
            assert response.status_code in (302, 404), address
            if response.status_code == 302:
                assert response["Location"].startswith("/admin/login/"), address
