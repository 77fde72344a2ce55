"""A person at the keyboard and the mouse, whose strokes, clicks and seconds are counted."""

import time
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

MOST_STOPS = 150
FOUND = ".select2-results__options:not(:has(.loading-results)) .select2-results__option--highlighted"


class Hand:
    """Works on ``page`` and counts: ``keys`` (each character typed is one), ``clicks``, ``seconds`` since it began.

    The seconds are those of a script that neither reads nor thinks; keys and clicks are what a person needs as well.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.clicks = page, 0, 0
        self.began = time.monotonic()

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def paste(self, selector: str, text: str) -> None:
        """Put ``text`` into the field with one click and one chord, as from the clipboard."""
        self.click(selector)
        self.page.keyboard.insert_text(text)
        self.keys += 1

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until the element has the focus."""
        for _stop in range(MOST_STOPS):
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
            self.press(key)
        raise AssertionError(f"{selector} is not reached by {MOST_STOPS} presses of {key}")

    def choose(self, words: str) -> None:
        """Open the autocomplete that has the focus, search and choose in it."""
        self.press("Enter")
        self.pick(words)

    def pick(self, words: str) -> None:
        """Search in the autocomplete that is open, and take the first that is found."""
        pick(self.page, words)
        self.keys += len(words) + 1

    def tell(self, journey: str) -> None:
        """Print what it took, for ``make journeys`` and docs/editors.md."""
        seconds = time.monotonic() - self.began
        print(f"\n{journey}: {seconds:.1f} s, {self.clicks} clicks, {self.keys} keys")


def pick(page: Page, words: str) -> None:
    """Type ``words`` into the autocomplete that is open, and take the first of what is found *by them*: it shows a list
    before anything was typed as well."""
    # What is typed before its field has the focus is lost.
    expect(page.locator(".select2-container--open .select2-search__field").first).to_be_focused()
    with page.expect_response(
        lambda answer: parse_qs(urlsplit(answer.url).query).get("term") == [words], timeout=90_000
    ):
        page.keyboard.type(words)
    page.locator(
        ".select2-results__options:not(:has(.loading-results)) .select2-results__option--highlighted"
    ).wait_for()
    page.keyboard.press("Enter")
