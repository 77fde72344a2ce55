"""Every kind of page in a browser: WCAG 2.2 AA as far as axe knows it, no report, no error, nothing sideways."""

import json
from collections.abc import Iterator
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.dripping import dripping
from tests.browser.places import PAGES, PREFIXES
from tests.browser.register import Site
from tests.safety import addresses

WIDTHS = (360, 1280)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# axe reads a colour anew for each element that it looks at, a quarter of its time; a page has some twenty.
READ_ONCE = """
{
  const colour = axe.commons.color.Color.prototype, read = colour.parseString, known = new Map();
  colour.parseString = function (text) {
    const seen = known.get(text);
    if (seen) Object.assign(this, seen);
    else {
      read.call(this, text);
      known.set(text, {r: this.r, g: this.g, b: this.b, alpha: this.alpha});
    }
    return this;
  };
}
null
"""
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8") + READ_ONCE
# Every rule, on what is there: no style sheet is fetched again.
OPTIONS = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "preload": False})
# Those of RULES that ask for a colour. The others see the same page in dark, where it is laid out alike.
OF_COLOURS = json.dumps({**json.loads(OPTIONS), "runOnly": ["color-contrast", "link-in-text-block"]})
LAID_OUT = """
[document.documentElement.outerHTML, ...Array.from(document.querySelectorAll("*"), (element) => {
  const box = element.getBoundingClientRect();
  return [element.checkVisibility({visibilityProperty: true}), box.x, box.y, box.width, box.height].join();
})].join("|")
"""
# Nothing may move. Less than this is a line that grows by a pixel when its second half arrives, in letters that the
# font of the first does not have (0.0001 at most, in Arabic, on a page that came in pieces).
STILL = 0.001
# For machines; addressed by nobody who reads.
NOT_PAGES = {"healthz", "readyz"}
WATCH = """
window.shifts = []; window.refused = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifts.push(e.value); })
  .observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation",
  (e) => window.refused.push(e.violatedDirective + " " + e.blockedURI));
"""


# Pages of every build: a map, a panel beside a list, a table that is wider than the window, pictures, a short one.
SETTLING = ["home", "list", "list, matrix", "topic", "events", "missing"]


class Reader:
    """One tab, kept from page to page, and what its console said and asked of other hosts since it opened the last."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda note: self.said.append(note.text) if note.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda sent: self.asked.append(sent.url))

    def open(self, address: str) -> None:
        self.said.clear()
        self.asked.clear()
        self.page.goto(address, wait_until="load")

    def moved(self) -> float:
        return float(self.page.evaluate("window.shifts.reduce((sum, shift) => sum + shift, 0)"))

    def show_in(self, scheme: str) -> None:
        self.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        # The admin's links fade from one colour to the other.
        self.page.evaluate("Promise.all(document.getAnimations().map((fade) => fade.finished)).then(() => null)")

    def violations(self, options: str = OPTIONS) -> list[str]:
        found = self.page.evaluate(f"axe.run(document, {options}).then((answer) => answer.violations)")
        return [
            f"{rule['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
            for rule in found
            for node in rule["nodes"]
        ]


@pytest.fixture(scope="module", params=[(code, width) for code in PREFIXES for width in WIDTHS], ids=str)
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Reader]:
    language, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    context.add_init_script(WATCH)
    yield Reader(context.new_page(), language)
    context.close()


def test_every_kind_of_page_is_opened() -> None:
    kinds = {route.name for route in addresses.routes(admin=False)} - NOT_PAGES
    assert kinds - {place.name for place in PAGES.values()} == set()


@pytest.mark.parametrize("name", PAGES)
def test_page_in_a_browser(site: Site, reader: Reader, name: str) -> None:
    page = reader.page
    reader.open(site.url + PAGES[name].address(reader.language))
    expected = ["Failed to load resource"] if name == "missing" else []
    assert [text for text in reader.said if not any(text.startswith(known) for known in expected)] == []
    assert [url for url in reader.asked if not url.startswith((site.url, "data:"))] == []
    assert page.evaluate("window.refused") == []
    assert reader.moved() < STILL
    assert page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth") <= 0
    assert page.get_attribute("html", "lang") == reader.language
    assert page.get_attribute("html", "dir") == ("rtl" if reader.language == "ar" else "ltr")
    page.evaluate(AXE)
    reader.show_in("light")
    assert reader.violations() == []
    page.evaluate(f"window.light = {LAID_OUT}; null")
    reader.show_in("dark")
    assert page.evaluate(f"window.light === {LAID_OUT}")
    assert reader.violations(OF_COLOURS) == []


def test_nothing_moves_while_a_page_arrives(site: Site, reader: Reader) -> None:
    moved = {}
    with dripping(site.url) as url:
        for name in SETTLING:
            reader.open(url + PAGES[name].address(reader.language))
            moved[name] = reader.moved()
    assert {name: shift for name, shift in moved.items() if shift >= STILL} == {}
