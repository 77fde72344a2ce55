"""From an article to drafts, at the keyboard alone, in Chromium: counted by ``tests.browser.hand``."""

from playwright.sync_api import Browser, expect

from tests.browser.hand import Hand
from tests.browser.register import Site

expect.set_options(timeout=20_000)  # the machine may be busy
WORDS = (
    "The Kenyan interior minister held talks in Nairobi on 3 March 2024. "
    "He met the interior minister of Ghana, the interior minister of Malta and the police chief of Fiji."
)


def test_article_becomes_drafts_by_keyboard_only(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site.url}/admin/")
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    expect(page.locator("#content h1")).to_be_visible()
    hand = Hand(page)
    hand.tab_to("a.button[href$='/admin/intake/new/']")
    hand.press("Enter")
    expect(page.locator("#id_text")).to_be_visible(timeout=30_000)
    hand.tab_to("#id_text")
    page.keyboard.insert_text(WORDS)
    hand.press("Control+v")  # counted for what was inserted just now; the clipboard of a test is empty
    hand.tab_to(".submit-row input.default")
    hand.press("Enter")
    expect(page.locator("#f-m-MLT")).to_be_visible(timeout=30_000)
    page.wait_for_load_state()  # and its scripts
    # A key where a choice has the focus refuses it, and leads on to the next.
    hand.tab_to("input[name='m-MLT-do']")
    hand.press("r")
    expect(page.locator("#f-m-MLT input[value='refuse']")).to_be_checked()
    expect(page.locator(".mark[data-key='m-MLT']").first).to_have_class("mark is-refuse of-meeting")
    expect(page.locator("input[name='m-FJI-do']:checked")).to_be_focused()
    # It is kept by itself, before anything is sent.
    expect(page.locator(".kept")).to_have_text("Kept.")
    page.reload()
    expect(page.locator("#f-m-MLT input[value='refuse']")).to_be_checked()
    hand.tab_to("input[name=_accept]")
    hand.press("Enter")
    expect(page.locator(".messagelist .success")).to_have_text("2 drafts were created.")
    expect(page.locator(".came")).to_contain_text("Ghana")
    expect(page.locator(".came")).to_contain_text("Fiji")
    expect(page.locator(".came")).not_to_contain_text("Malta")
    hand.tell("Three meetings of a pasted article, one of them refused, to two drafts, by keyboard only")
    assert hand.clicks == 0
    page.locator(".came a", has_text="M0").first.click()
    expect(page.locator(".field-status_badge .badge")).to_have_text("draft")
    context.close()
