"""Make the pictures of the main pages in ``docs/img``, and those of the editors' guide in ``docs/img/editors``.

``make screenshots`` opens a throw-away register with the Marrakech record in
Debian's Chromium and keeps what a reader sees first. The pictures are reduced to 256 colours, to stay small in git.
"""

import io
import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.pictures import shoot_desk
from tests.browser.register import PROJECT, serving

OUTPUT = PROJECT / "docs" / "img"
LIMIT, DESK_LIMIT = 200_000, 120_000
WIDE, PHONE = (1280, 900), (360, 740)
# File, address, window, colours.
PICTURES = [
    ("home", "/", WIDE, "light"),
    ("meetings", "/meetings/", WIDE, "light"),
    ("continent", "/continents/africa/", WIDE, "light"),
    ("country", "/countries/ma/", WIDE, "light"),
    ("event", "/events/interpol-general-assembly-2025/", WIDE, "light"),
    ("meeting", "/meetings/M000001/", WIDE, "light"),
    ("home-dark", "/", WIDE, "dark"),
    ("home-arabic", "/ar/", WIDE, "light"),
    ("meetings-phone", "/meetings/", PHONE, "light"),
]


def main() -> None:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.exit("There is no Chromium here. On Debian and Ubuntu: apt install chromium")
    (OUTPUT / "editors").mkdir(parents=True, exist_ok=True)
    # Chromium's own sandbox refuses to run as root.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with serving(PROJECT / "var" / "screenshots") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        for name, address, window, scheme in PICTURES:
            size = save(shoot(browser, site.url + address, window, scheme), OUTPUT / f"{name}.png")
            print(f"docs/img/{name}.png: {size // 1000} kB")
        for name, png in shoot_desk(browser, site):
            size = save(png, OUTPUT / "editors" / f"{name}.png", limit=DESK_LIMIT, colours=64)
            print(f"docs/img/editors/{name}.png: {size // 1000} kB")
        browser.close()


def shoot(browser: Browser, address: str, window: tuple[int, int], scheme: str) -> bytes:
    """Return the window as a PNG, as someone sees it who has just arrived."""
    page = browser.new_page(
        viewport={"width": window[0], "height": window[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    try:
        answer = page.goto(address, wait_until="load")
        if answer is None or not answer.ok:
            sys.exit(f"{address} does not answer with a page.")
        return page.screenshot()
    finally:
        page.close()


def save(png: bytes, path: Path, limit: int = LIMIT, colours: int = 256) -> int:
    """Write the picture with few colours and return its size."""
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size >= limit:
        sys.exit(f"{path.name} has {size} bytes, the limit is {limit}.")
    return size


if __name__ == "__main__":
    main()
