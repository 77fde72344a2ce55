"""A table with a bad row: brought in by keyboard, the row named, the others taken in, and all of it undone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hand import Hand
from tests.browser.register import Site

TABLE = (
    "external_key;event;principal;counterpart;held_on;source\n"
    "a-1;93rd INTERPOL General Assembly;Maroc;Korea, South;24/11/2025;{source}\n"
    "a-2;93rd INTERPOL General Assembly;Maroc;Nowhereland;24/11/2025;{source}\n"
    "a-3;93rd INTERPOL General Assembly;Maroc;Côte d'Ivoire;25/11/2025;{source}\n"
)


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(f"{site.url}/admin/login/?next=/admin/desk/imports/")
    opened.fill("#id_username", site.admin)
    opened.fill("#id_password", site.password)
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#id_file")
    yield opened
    context.close()


def test_table_with_a_bad_row_is_brought_in_and_undone_by_keyboard(page: Page, site: Site) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    hand = Hand(page)
    hand.tab_to("#id_file")
    page.set_input_files(
        "#id_file",
        {"name": "table.csv", "mimeType": "text/csv", "buffer": TABLE.format(source=1).encode("utf-16")},
    )
    hand.tab_to("input[type=submit]")
    hand.press("Enter")
    expect(page.locator("#id_c-3")).to_have_value("counterpart")
    hand.tab_to("input[type=submit].default")
    hand.press("Enter")
    bad = page.locator("tr.row-error")
    expect(bad).to_have_count(1)
    expect(bad.locator(".errorlist")).to_contain_text("Counterpart: No country or organization is called “Nowhereland”")
    hand.tab_to("input[name=in]")
    # The two good rows look like what the register has of Marrakech already: they are put in by hand.
    for box in page.locator("input[name=in]").all():
        if not box.is_checked():
            box.focus()
            hand.press("Space")
    hand.tab_to("input[name=_apply]")
    hand.press("Enter")
    expect(page.locator(".gathered li")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    hand.tell("A table of three rows, one of them bad: read, looked at, and the others taken in")
    undo = Hand(page)
    undo.tab_to("#reason")
    undo.type("The wrong table.")
    undo.press("Enter")
    expect(page.locator(".lead")).to_contain_text("Undone by")
    undo.tell("Undo that import, with a reason")
    assert said == []
