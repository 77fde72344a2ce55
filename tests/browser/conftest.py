"""A real browser and a real register: what ``make run`` serves, opened with Debian's Chromium.

The register is a process of its own with the Marrakech record, so that nothing here touches the database of the other
tests. ``ENTENTE_BROWSER`` says what no browser means: ``required`` makes it a failure (continuous integration),
``none`` skips these tests, and otherwise they are skipped where no Chromium is installed.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.register import PROJECT, Site, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-sync", "--disable-component-update"]


def launch_options() -> dict[str, object]:
    # Chromium's own sandbox refuses to run as root.
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": CHROMIUM, "args": [*QUIET, *root]}


@pytest.fixture(scope="session")
def site(worker_id: str) -> Iterator[Site]:
    asked = os.environ.get("ENTENTE_BROWSER", "")
    if asked == "none":
        pytest.skip("ENTENTE_BROWSER=none: the browser is not asked for here")
    if CHROMIUM is None:
        reason = "no Chromium here: install it (Debian, Ubuntu: apt install chromium) to run the tests in a browser"
        if asked == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with serving(PROJECT / "var" / f"browser-{worker_id}") as served:
        yield served


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    # For one module, not the session: while Playwright runs, Django takes its thread for an asynchronous one.
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**launch_options())
        yield opened
        opened.close()
