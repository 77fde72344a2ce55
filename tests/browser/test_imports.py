"""A table with a bad row: brought in by keyboard, the row named, the others taken in, and all of it undone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.register import Site
from tests.browser.test_journeys import tab_to

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
    tab_to(page, "#id_file")
    page.set_input_files(
        "#id_file",
        {"name": "table.csv", "mimeType": "text/csv", "buffer": TABLE.format(source=1).encode("utf-16")},
    )
    tab_to(page, "input[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#id_c-3")).to_have_value("counterpart")
    tab_to(page, "input[type=submit].default")
    page.keyboard.press("Enter")
    bad = page.locator("tr.row-error")
    expect(bad).to_have_count(1)
    expect(bad.locator(".errorlist")).to_contain_text("Counterpart: No country or organization is called “Nowhereland”")
    tab_to(page, "input[name=in]")
    # The two good rows look like what the register has of Marrakech already: they are put in by hand.
    for box in page.locator("input[name=in]").all():
        if not box.is_checked():
            box.focus()
            page.keyboard.press("Space")
    tab_to(page, "input[name=_apply]")
    page.keyboard.press("Enter")
    expect(page.locator(".gathered li")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tab_to(page, "#reason")
    page.keyboard.type("The wrong table.")
    page.keyboard.press("Enter")
    expect(page.locator(".lead")).to_contain_text("Undone by")
    assert said == []
