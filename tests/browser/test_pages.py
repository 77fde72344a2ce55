"""Every kind of page in a browser: WCAG 2.2 AA as far as axe knows it, no report, no error, nothing sideways."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.register import Site

PAGES = {
    "home": "/",
    "continents": "/continents/",
    "continent": "/continents/europe/",
    "region": "/regions/western-asia/",
    "countries": "/countries/",
    "country": "/countries/ma/",
    "pair": "/countries/es/ma/",
    "list": "/meetings/",
    "list, filtered": "/meetings/?continent=africa&topic=cybercrime&q=police",
    "list, not understood": "/meetings/?continent=atlantis&from=2025-02-30",
    "list, empty": "/meetings/?year=1999",
    "list, map": "/meetings/?view=map",
    "list, timeline": "/meetings/?view=timeline",
    "list, matrix": "/meetings/?view=matrix",
    "meeting": "/meetings/M000051/",
    "delegations": "/delegations/",
    "delegation": "/delegations/1/",
    "organizations": "/organizations/",
    "organization": "/organizations/interpol/",
    "events": "/events/",
    "event": "/events/interpol-general-assembly-2025/",
    "MoUs": "/mous/",
    "MoU": "/mous/A000001/",
    "topics": "/topics/",
    "topic": "/topics/organized-crime/",
    "sources": "/sources/",
    "source": "/sources/1/",
    "about": "/about/",
    "method": "/about/method/",
    "missing": "/meetings/M999999/",
    "sign-in": "/admin/login/",
}
LANGUAGES = {"en": "", "ar": "/ar"}
WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Small states on the map are smaller than a finger by nature; the table below it is the way that WCAG 2.5.8 asks for.
SMALL_BY_NATURE = "target-size"
# Chromium paints while a page still arrives: on a busy machine the end of the header, or a column of a table, settles
# then (0.02 was seen; on an idle machine it is 0).
# From 0.1 on a shift counts as one that a reader notices (web.dev/cls).
NOTICED = 0.1
WATCH = """
window.shifts = []; window.refused = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifts.push(e.value); })
  .observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation",
  (e) => window.refused.push(e.violatedDirective + " " + e.blockedURI));
"""


@pytest.fixture(scope="module", params=[(code, width) for code in LANGUAGES for width in WIDTHS], ids=str)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[str, BrowserContext]]:
    code, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_init_script(WATCH)
    yield code, context
    context.close()


def open_page(context: BrowserContext, address: str) -> tuple[Page, list[str], list[str]]:
    """Return the page, what its console said, and what it asked of other hosts."""
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(address, wait_until="load")
    return page, said, asked


def violations(page: Page, rules: list[str], kind: str) -> list[str]:
    options: dict[str, object] = {"runOnly": {"type": kind, "values": rules}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
        for rule in found
        for node in rule["nodes"]
        if not (rule["id"] == SMALL_BY_NATURE and "map__" in node["html"])
    ]


@pytest.mark.parametrize("name", PAGES)
def test_page_in_a_browser(site: Site, reader: tuple[str, BrowserContext], name: str) -> None:
    code, context = reader
    page, said, asked = open_page(context, site.url + LANGUAGES[code] + PAGES[name])
    try:
        expected = ["Failed to load resource"] if name == "missing" else []
        assert [text for text in said if not any(text.startswith(known) for known in expected)] == []
        assert [url for url in asked if not url.startswith((site.url, "data:"))] == []
        assert page.evaluate("window.refused") == []
        assert sum(page.evaluate("window.shifts")) < NOTICED
        assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
        assert page.get_attribute("html", "lang") == code
        assert page.get_attribute("html", "dir") == ("rtl" if code == "ar" else "ltr")
        assert violations(page, RULES, "tag") == []
        page.emulate_media(color_scheme="dark")
        # The admin's links fade from one colour to the other.
        page.evaluate("Promise.all(document.getAnimations().map((fade) => fade.finished)).then(() => null)")
        assert violations(page, ["color-contrast"], "rule") == []
    finally:
        page.close()
