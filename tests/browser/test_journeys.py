"""What a reader and an editor do, by keyboard, on a phone, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.register import Site

LIST = "/meetings/"
CHOSEN = re.compile(r"\?continent=africa$")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str, limit: int = 80) -> None:
    """Press Tab until the element has the focus; each stop on the way must be visible."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"{selector} is not reached by {limit} presses of Tab")


def test_skip_link_leads_past_the_navigation(page: Page, site: Site) -> None:
    page.goto(site.url + LIST)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_reader_filters_opens_and_comes_back_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.url + LIST)
    tab_to(page, "#f-continent-africa")
    page.keyboard.press("Space")
    expect(page.locator(".results__sentence")).to_have_text(re.compile(r"15 meetings"))
    expect(page).to_have_url(CHOSEN)
    expect(page.locator("#announcer")).to_contain_text("15 meetings")
    expect(page.locator("#f-continent-africa")).to_be_focused()
    tab_to(page, "a.reference", limit=200)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/meetings/M\d+/$"))
    page.go_back()
    expect(page).to_have_url(CHOSEN)
    expect(page.locator("#f-continent-africa")).to_be_checked()
    expect(page.locator(".results__sentence")).to_have_text(re.compile(r"15 meetings"))
    page.reload()
    expect(page.locator("#f-continent-africa")).to_be_checked()
    expect(page.locator("table.table--meetings tbody tr")).to_have_count(15)
    expect(page.locator("#main")).to_be_visible()


def test_back_after_a_filter_is_a_whole_page(page: Page, site: Site) -> None:
    page.goto(site.url + LIST)
    # Other journeys publish in the same register.
    all_of_them = str(page.locator(".results__sentence").text_content())
    page.locator("#f-continent-africa").check()
    expect(page).to_have_url(CHOSEN)
    expect(page.locator(".results__sentence")).not_to_have_text(all_of_them)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/meetings/$"))
    expect(page.locator(".results__sentence")).to_have_text(all_of_them)
    expect(page.locator(".site-header")).to_be_visible()


def test_language_switch_follows_the_filters(page: Page, site: Site) -> None:
    page.goto(site.url + LIST)
    page.locator("#f-continent-africa").check()
    expect(page).to_have_url(CHOSEN)
    page.locator("#languages a[hreflang=fr]").click()
    expect(page).to_have_url(re.compile(r"/fr/meetings/\?continent=africa$"))
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#f-continent-africa")).to_be_checked()


def test_views_of_one_list(page: Page, site: Site) -> None:
    page.goto(site.url + LIST + "?attestation=named")
    for view, shown in (("map", "figure.map"), ("timeline", "figure.timeline"), ("matrix", "#meeting-results table")):
        page.locator(f".views a[href*='view={view}']").click()
        expect(page).to_have_url(re.compile(rf"attestation=named&view={view}$"))
        expect(page.locator(shown).first).to_be_visible()
    page.locator(".views a").first.click()
    expect(page.locator("table.table--meetings tbody tr")).to_have_count(25)


def test_phone_opens_and_closes_the_filters(phone: Page, site: Site) -> None:
    phone.goto(site.url + LIST)
    box = phone.locator("#f-continent-africa")
    expect(box).to_be_hidden()
    tab_to(phone, "#panel-all > summary")
    phone.keyboard.press("Enter")
    expect(box).to_be_visible()
    tab_to(phone, "#f-continent-africa", limit=5)
    phone.keyboard.press("Space")
    expect(phone).to_have_url(CHOSEN)
    expect(phone.locator("#f-continent-africa")).to_be_checked()
    phone.keyboard.press("Escape")
    expect(phone.locator("#f-continent-africa")).to_be_hidden()
    expect(phone.locator("#panel-all summary")).to_be_focused()
    expect(phone.locator(".results__sentence")).to_have_text(re.compile(r"15 meetings"))


def test_theme_is_remembered(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.locator("#theme button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(site.url + LIST)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_javascript_the_same_journey(plain: Page, site: Site) -> None:
    plain.goto(site.url)
    plain.locator("main a", has_text="Africa").first.click()
    expect(plain).to_have_url(re.compile(r"/continents/africa/$"))
    plain.goto(site.url + LIST)
    plain.locator("#f-continent-africa").check()
    plain.locator(".panel__apply button").click()
    expect(plain).to_have_url(re.compile(r"continent=africa"))
    expect(plain.locator(".results__sentence")).to_have_text(re.compile(r"15 meetings"))
    plain.locator("a.reference").first.click()
    expect(plain.locator("h1")).to_be_visible()
    plain.go_back()
    expect(plain.locator("#f-continent-africa")).to_be_checked()
    plain.locator("#theme button[value=dark]").click()
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_javascript_the_phones_filters(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + LIST)
    page.locator("#panel-all summary").click()
    page.locator("#f-continent-africa").check()
    page.locator(".panel__apply button").click()
    expect(page.locator(".results__sentence")).to_have_text(re.compile(r"15 meetings"))
    context.close()


def test_editor_signs_in_by_keyboard(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/admin/")
    expect(page.locator("#id_username")).to_be_focused()
    page.keyboard.type(site.admin)
    page.keyboard.press("Tab")
    page.keyboard.type(site.password)
    page.keyboard.press("Enter")
    expect(page.locator("#content h1")).to_be_visible()
    page.goto(f"{site.url}/admin/meetings/meeting/add/")
    expect(page.locator("form#meeting_form")).to_be_visible()
    page.goto(f"{site.url}/styleguide/")
    expect(page.locator("h1")).to_be_visible()
