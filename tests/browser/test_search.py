"""The search box by keyboard and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.register import Site
from tests.browser.test_pages import AXE, OPTIONS


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    opened = context.new_page()
    opened.has_scripts = request.param  # type: ignore[attr-defined]  # kept for this request
    yield opened
    context.close()


def test_search_by_keyboard(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/about/")
    box = page.locator("#site-q")
    box.focus()
    page.keyboard.type("spain moro")
    if page.has_scripts:  # type: ignore[attr-defined]  # there, or the test fails
        offers = page.locator("#site-q-offers [role=option]")
        expect(offers.first).to_have_text(re.compile("Morocco – Spain"))
        expect(box).to_have_attribute("aria-expanded", "true")
        expect(page.locator("#announcer")).to_have_text("3 suggestions")
        page.keyboard.press("ArrowDown")
        expect(offers.first).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", "site-q-offers-0")
        page.evaluate(AXE)
        assert page.evaluate(f"axe.run(document, {OPTIONS}).then((answer) => answer.violations.map((v) => v.id))") == []
        page.keyboard.press("ArrowUp")
        expect(offers.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Escape")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(page.locator("#site-q-offers")).to_be_hidden()
        page.keyboard.type("c")
        expect(offers.first).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/countries/es/ma/$"))
        page.go_back()
    page.locator("#site-q").fill("spain moroc")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=spain\+moroc$"))
    expect(page.locator("#found-list .record")).to_have_count(1)
    expect(page.locator("#found-list mark").first).to_be_visible()
    page.locator("#found-list p > a").last.click()
    expect(page).to_have_url(re.compile(r"/meetings/\?q=spain\+moroc$"))
    expect(page.locator(".results__sentence")).to_have_text(re.compile("1 meeting"))
