"""What an editor typed outlives a crash, an ended session and another editor."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.hand import Hand
from tests.browser.register import Site

ADD = "/admin/meetings/source/add/"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('entente:kept:')).length"


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: Site) -> Any:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/admin/")
    sign_in(page, site)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def desk(browser: Browser, signed_in: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(storage_state=signed_in)
    yield context
    context.close()


def sign_in(page: Page, site: Site) -> None:
    page.fill("#id_username", site.admin)
    page.fill("#id_password", site.password)
    page.click("#login-form input[type=submit]")


def wait_until_kept(page: Page) -> None:
    """Wait for the pause after which text is kept. The policy of the pages forbids Playwright's own way to wait."""
    for _ in range(100):
        if page.evaluate(KEPT) == 1:
            return
        page.wait_for_timeout(100)
    pytest.fail("nothing is kept")


def test_crash_of_the_browser_loses_nothing(desk: BrowserContext, site: Site) -> None:
    page = desk.new_page()
    page.goto(site.url + ADD)
    page.fill("#id_title", "Typed before the crash")
    page.fill("#id_publisher", "Agency")
    wait_until_kept(page)
    page.close()
    page = desk.new_page()
    page.goto(site.url + ADD)
    notice = page.get_by_role("status").filter(has_text="typed and not saved")
    notice.get_by_role("button", name="Restore it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_have_value("Typed before the crash")
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()
    page.click("input[name=_save]")
    expect(page.locator(".messagelist .success")).to_contain_text("Typed before the crash")
    assert page.evaluate(KEPT) == 0


def test_text_that_is_discarded_or_of_who_signed_out_is_gone(desk: BrowserContext, site: Site) -> None:
    page = desk.new_page()
    page.goto(site.url + ADD)
    page.fill("#id_title", "Not worth keeping")
    page.reload()
    page.get_by_role("button", name="Discard it").click()
    expect(page.locator(".kept-text")).to_have_count(0)
    assert page.evaluate(KEPT) == 0
    page.fill("#id_title", "Somebody else must not see this")
    wait_until_kept(page)
    page.evaluate(
        "document.getElementById('logout-form').addEventListener('submit', (event) => event.preventDefault())"
    )
    page.locator("#logout-form button").click()
    assert page.evaluate(KEPT) == 0


def test_ended_session_on_save_without_scripts(browser: Browser, signed_in: Any, site: Site) -> None:
    context = browser.new_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + ADD)
    page.fill("#id_title", "Typed in an old session")
    context.clear_cookies(name="sessionid")
    page.click("input[name=_save]")
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    sign_in(page, site)
    expect(page).to_have_url(site.url + ADD)
    expect(page.locator("#id_title")).to_have_value("Typed in an old session")
    context.close()


def test_conflict_between_two_editors(desk: BrowserContext, site: Site) -> None:
    mine, theirs = desk.new_page(), desk.new_page()
    mine.goto(f"{site.url}/admin/meetings/source/")
    mine.locator("#result_list tbody th a").first.click()
    theirs.goto(mine.url)
    theirs.fill("#id_publisher", "Their agency")
    theirs.click("input[name=_continue]")
    expect(theirs.locator(".messagelist .success")).to_be_visible()
    hand = Hand(mine)
    mine.fill("#id_publisher", "")
    hand.click("#id_publisher")
    hand.type("My agency")
    hand.click("input[name=_continue]")
    side = mine.locator(".side.conflict")
    expect(side).to_contain_text(re.compile(r"Their agency.*My agency", re.DOTALL))
    expect(mine.locator("#id_publisher")).to_have_value("My agency")
    hand.click("input[name=_continue]")
    expect(mine.get_by_text("choose a side")).to_be_visible()
    mine.get_by_role("radio", name=re.compile("Stored now")).check()
    hand.clicks += 1
    hand.click("input[name=_continue]")
    expect(mine.locator(".messagelist .success")).to_be_visible()
    expect(mine.locator("#id_publisher")).to_have_value("Their agency")
    hand.tell("A conflict with somebody who was faster: both sides seen, one chosen, saved")
