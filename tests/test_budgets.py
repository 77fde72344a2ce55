"""What a reader's connection is asked to carry: each page of the Marrakech record, compressed as a server would."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from delegations.models import Delegation
from meetings.models import Meeting, MoU, Source, Topic

HTML, HTML_WITH_MAP, CSS, JS = 30_000, 80_000, 12_000, 25_000
STYLESHEET = re.compile(r'<link\b[^>]*\brel="stylesheet"[^>]*>')
SCRIPT = re.compile(r"<script\b[^>]*>")
# Deferred, or data for machines that no browser runs.
WAITS_NOT = re.compile(r'\sdefer\b|type="(?:module|application/ld\+json)"')
SOURCE = re.compile(r'(?:src|href)="/static/([^"]+)"')


def size(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def addresses() -> dict[str, int]:
    """Return the address of each kind of page in the language that is active, with its budget."""

    def at(name: str, *args: object) -> str:
        return reverse(name if ":" in name else f"meetings:{name}", args=args)

    with_map = [
        at("pages:home"),
        at("continents"),  # the map is how it lists them
        at("continent", "africa"),
        at("continent", "europe"),
        at("region", "western-asia"),
        at("country", "ma"),
        at("event", "interpol-general-assembly-2025"),
        at("list") + "?view=map",
    ]
    lists = ("countries", "delegations", "organizations", "events", "mous", "topics", "sources")
    plain = [
        *(at(name) for name in lists),
        at("pages:about"),
        at("pages:method"),
        at("list"),
        at("search") + "?q=morocco",
        at("list") + "?size=50",
        at("list") + "?continent=africa",
        at("list") + "?continent=atlantis",
        at("list") + "?view=timeline",
        at("list") + "?view=matrix",
        at("pair", "es", "ma"),
        at("organization", "interpol"),
        at("detail", Meeting.objects.order_by("pk")[0].reference),
        at("mou", MoU.objects.order_by("pk")[0].reference),
        at("delegation", Delegation.objects.order_by("pk")[0].pk),
        at("topic", Topic.objects.order_by("pk")[0].slug),
        at("source", Source.objects.order_by("pk")[0].pk),
    ]
    return dict.fromkeys(with_map, HTML_WITH_MAP) | dict.fromkeys(plain, HTML)


@pytest.mark.django_db
def test_pages_are_light_and_wait_for_one_stylesheet_only(client: Client) -> None:
    call_command("load_register", verbosity=0)
    problems: list[str] = []
    for language in ("en", "ar"):
        with translation.override(language):
            budgets = addresses()
        for address, budget in budgets.items():
            response = client.get(address)
            assert response.status_code in (200, 400), f"{address}: {response.status_code}"
            html = response.content.decode()
            if (found := size(response.content)) >= budget:
                problems.append(f"{address}: {found} bytes, the budget is {budget}")
            sheets = STYLESHEET.findall(html)
            if len(sheets) != 1 or 'href="/static/css/site.css"' not in sheets[0]:
                problems.append(f"{address}: stylesheets {sheets}")
            if waits := [tag for tag in SCRIPT.findall(html) if not WAITS_NOT.search(tag)]:
                problems.append(f"{address}: scripts that hold up the page {waits}")
    assert not problems, "\n".join(problems)


@pytest.mark.django_db
def test_style_and_scripts_of_a_page_are_light(client: Client) -> None:
    html = client.get(reverse("meetings:list")).content.decode()
    carried = {"css": 0, "js": 0}
    run = [tag for tag in SCRIPT.findall(html) if 'type="application/ld+json"' not in tag]  # data, which nothing runs
    for tag in STYLESHEET.findall(html) + run:
        name = SOURCE.search(tag)
        assert name, f"not a file of ours: {tag}"
        found = finders.find(name[1])
        assert found, name[1]
        with open(found, "rb") as file:
            carried[name[1].rsplit(".", 1)[1]] += size(file.read())
    assert 0 < carried["css"] < CSS
    assert 0 < carried["js"] < JS
