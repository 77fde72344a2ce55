"""What editors do all day, in Chromium: counted by ``tests.browser.hand``. ``make journeys`` prints the figures."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hand import Hand
from tests.browser.register import PROJECT, SECOND_EVENT, SOURCE, Site

ARTICLE = PROJECT.parent / "shared" / "source" / "interpol-marrakech.txt"
Desk = Callable[[str], Page]
expect.set_options(timeout=20_000)  # a form is saved in many statements, and the machine may be busy


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    """Return the home of the desk of somebody who has signed in; once for each person."""
    signed_in: dict[str, Page] = {}

    def of(person: str) -> Page:
        if person not in signed_in:
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            page.goto(f"{site.url}/admin/")
            page.locator("#id_username").fill(person)
            page.locator("#id_password").fill(site.password)
            page.keyboard.press("Enter")
            expect(page.locator("#content h1")).to_be_visible()
            signed_in[person] = page
        signed_in[person].goto(f"{site.url}/admin/")
        return signed_in[person]

    yield of
    for page in signed_in.values():
        page.context.close()


def box(name: str) -> str:
    """Return what has the focus when the keyboard reaches the autocomplete of a field."""
    return f".select2-selection[aria-labelledby='select2-id_{name}-container']"


def test_one_meeting_by_keyboard_only(desk: Desk) -> None:
    page = desk("editor")
    hand = Hand(page)
    hand.tab_to("a.button[href$='/meeting/add/']")
    hand.press("Enter")
    expect(page.locator("#meeting_form")).to_be_visible()
    for field, words in (("event", "interpol assembly"), ("principal", "morocco interpol")):
        hand.tab_to(box(field))
        hand.choose(words)
    expect(page.locator("#select2-id_principal-container")).to_contain_text("Morocco")
    hand.tab_to(box("counterpart_new_country"))
    hand.choose("portugal")
    hand.tab_to("#id_counterpart_new_institution")
    hand.type("Judicial Police")
    hand.tab_to(box("citations-0-source"))
    hand.choose("second assembly")
    hand.tab_to("#id_citations-0-locator")
    hand.type("paragraph 2")
    hand.tab_to("#id_citations-0-supports_0")
    hand.press("Space")
    hand.tab_to("[name=_submit]")
    hand.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("waits for review")
    expect(page.locator(".field-status_badge .badge")).to_have_text("in review")
    hand.tell("One meeting, by keyboard only, from the desk to “waits for review”")
    assert hand.clicks == 0


def counterparts_of_marrakech() -> tuple[str, bool]:
    """Return the 46 states and 4 bodies of the first record: in the article's own words where it is here, which it is
    not where the project is published, or else as our own list; and whether these are sentences."""
    if ARTICLE.exists():
        return "\n".join(ARTICLE.read_text(encoding="utf-8").splitlines()[3:8]), True
    rows = json.loads((PROJECT / "fixtures" / "marrakech-2025.json").read_text(encoding="utf-8"))
    by_model: dict[str, dict[int, dict[str, object]]] = {}
    for row in rows:
        by_model.setdefault(row["model"], {})[row["pk"]] = row["fields"]
    reference = json.loads((PROJECT / "fixtures" / "reference.json").read_text(encoding="utf-8"))
    countries = {row["pk"]: row["fields"]["name"] for row in reference if row["model"] == "delegations.country"}
    names = []
    for meeting in by_model["meetings.meeting"].values():
        party = by_model["delegations.delegation"][meeting["counterpart"]]  # type: ignore[index]  # there, or the test fails
        body = by_model["delegations.organization"].get(party["organization"])  # type: ignore[call-overload]  # there, or the test fails
        if meeting["attestation"] == "named":
            names.append(body["name"] if body else countries[party["country"]])
    return "\n".join(map(str, names)), False


def test_many_meetings_from_a_list(desk: Desk) -> None:
    text, is_prose = counterparts_of_marrakech()
    page = desk("editor")
    hand = Hand(page)
    hand.click("a.button[href$='/desk/bulk/']")
    hand.click(box("event"))
    hand.pick("second assembly")
    hand.click("#id_principal_named")
    hand.type("Morocco")
    hand.click(box("source"))
    hand.pick("second assembly")
    hand.paste("#id_names", text)
    if is_prose:
        hand.click("input[name=mode][value=prose]")
    hand.click("label:has-text('Organized crime')")
    hand.click("[name=_read]")
    expect(page.locator(".bulk-count")).to_contain_text("50 meetings are to be entered")
    expect(page.locator(".bulk-unclear")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    hand.click("[name=_create]")
    expect(page.locator(".messagelist .success")).to_have_text("50 drafts were created.")
    expect(page.locator(".bulk-lead")).to_contain_text(f"50 meetings were added to {SECOND_EVENT}")
    hand.tell("46 states and 4 bodies from a pasted text, from the desk to 50 drafts with their source")
    hand.click(".submit-row input")
    expect(page.locator(".messagelist .success")).to_have_text("50 meetings wait for review.")


def test_second_person_reviews_and_publishes(desk: Desk, browser: Browser, site: Site) -> None:
    page = desk("editor")
    page.locator(".list-waiting a", has_text="Portugal · 2 Dec").click()
    expect(page.locator("[name=_publish]")).to_have_count(0)  # who wrote it, and is no publisher

    page = desk("publisher")
    hand = Hand(page)
    hand.click(".list-waiting a:has-text('Portugal · 2 Dec')")
    reference = page.locator(".field-reference .readonly").inner_text()
    reader = browser.new_page()
    assert reader.goto(f"{site.url}/meetings/{reference}/").status == 404  # type: ignore[union-attr]  # there, or the test fails
    hand.click("[name=_publish]")
    expect(page.locator(".messagelist .success")).to_have_text(f"{reference} is published.")
    hand.tell("Publishing what another person handed over, from the desk")
    assert reader.goto(f"{site.url}/meetings/{reference}/").status == 200  # type: ignore[union-attr]  # there, or the test fails
    expect(reader.locator("main")).to_contain_text(SOURCE)
    reader.close()
    expect(page.locator("#meeting_form [name=_save]")).to_have_count(0)  # from now on by a revision only


def test_two_drafts_are_merged_and_the_merge_is_undone(desk: Desk, site: Site) -> None:
    page = desk("publisher")
    hand = Hand(page)
    hand.click("a[href$='/desk/duplicates/?kind=meeting']")
    hand.click("a[href*='/desk/duplicates/meeting/']")
    expect(page.locator("#content h1")).to_have_text("Compare and merge")
    kept, lost = (re.search(r"M\d+", text)[0] for text in page.locator("thead th a").all_inner_texts())  # type: ignore[index]  # it matches, or the test fails
    hand.click("#id_reason")
    hand.type("Entered twice.")
    hand.click(".submit-row [type=submit]")
    expect(page.locator(".messagelist .success")).to_contain_text("can be undone")
    hand.tell("Two drafts of one meeting merged, from the desk")
    page.goto(f"{site.url}/admin/meetings/meeting/?q={lost}")
    expect(page.locator("#result_list")).to_have_count(0)
    page.goto(f"{site.url}/admin/meetings/meeting/?q={kept}")
    page.locator("#result_list a", has_text=kept).click()
    expect(page.locator(".citations .inline-related.has_original")).to_have_count(2)

    page.goto(f"{site.url}/admin/desk/duplicates/merged/")
    again = Hand(page)
    again.click("form[action$='/undo/'] button")
    expect(page.locator(".messagelist .success")).to_have_text("The merge was undone: both records are there again.")
    again.tell("The merge undone, from the list of merges")
    for reference in (kept, lost):
        page.goto(f"{site.url}/admin/meetings/meeting/?q={reference}")
        page.locator("#result_list a", has_text=reference).click()
        expect(page.locator(".citations .inline-related.has_original")).to_have_count(1)
