"""The pictures of the editors' guide: the desk at work, made in the order in which the guide tells it."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from tests.browser.hand import pick
from tests.browser.register import SECOND_EVENT, Site

WINDOW = {"width": 1100, "height": 760}
LIST = (
    "Germany, Spain, the Russian Federation, Cote d'Ivoire and the Czech Republic\n"
    "India, Turkey, Norwey (Police Directorate)"
)


def shoot_desk(browser: Browser, site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the PNG of each picture."""
    editor, publisher = (_signed_in(browser, site, person) for person in ("editor", "publisher"))
    publisher.goto(f"{site.url}/admin/")
    yield "desk", publisher.screenshot()

    editor.goto(f"{site.url}/admin/meetings/meeting/add/?event=1")
    editor.set_viewport_size({**WINDOW, "height": 1000})
    yield "meeting", editor.screenshot()
    editor.set_viewport_size(WINDOW)

    editor.goto(f"{site.url}/admin/desk/bulk/")
    _choose(editor, "event", SECOND_EVENT)
    editor.locator("#id_principal_named").fill("Morocco")
    _choose(editor, "source", "second assembly")
    editor.locator("#id_names").fill(LIST)
    editor.locator("#id_locators").fill("paragraph 4\nparagraph 5")
    yield "list", editor.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": 1100, "height": 980})
    editor.locator("[name=_read]").click()
    yield "table", editor.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": 1100, "height": 980})

    publisher.goto(f"{site.url}/admin/meetings/meeting/?q=M000001")
    publisher.locator("#result_list tbody th a").first.click()
    publisher.get_by_role("button", name="Revise").click()
    publisher.locator("#id_place").fill("Marrakech, Palmeraie")
    publisher.locator("[name=_continue]").click()
    publisher.locator(".select2").first.wait_for()
    yield "revision", publisher.screenshot()

    publisher.goto(f"{site.url}/admin/desk/duplicates/?kind=meeting")
    publisher.locator("a[href*='/desk/duplicates/meeting/']").first.click()
    yield "merge", publisher.screenshot(full_page=True)
    for page in (editor, publisher):
        page.context.close()


def _signed_in(browser: Browser, site: Site, person: str) -> Page:
    page = browser.new_context(viewport=WINDOW, color_scheme="light", reduced_motion="reduce").new_page()
    page.goto(f"{site.url}/admin/")
    page.locator("#id_username").fill(person)
    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    page.locator("#content h1").wait_for()
    return page


def _choose(page: Page, field: str, words: str) -> None:
    page.locator(f".select2-selection[aria-labelledby='select2-id_{field}-container']").click()
    pick(page, words)
