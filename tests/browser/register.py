"""A register of its own to look at with a browser: the Marrakech record, an embedded database, one worker, a free port.

The browser tests and ``scripts/screenshots.py`` use it. It is made anew each time and removed at the end.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ADMIN, PASSWORD = "ana", "a throw-away password"  # of a register that lives for a minute
# One person of each role, with the same password: tests/browser/prepare.py.
PEOPLE = ("contributor", "editor", "publisher")
SECOND_EVENT, SOURCE = "A second assembly at Rabat", "Report of the second assembly"
PATIENCE_S = 480  # a new register is migrated and filled, perhaps on a busy machine


@dataclass(frozen=True, slots=True)
class Site:
    """``url`` without a slash at its end; ``admin`` and ``password`` sign in."""

    url: str
    admin: str = ADMIN
    password: str = PASSWORD


@contextmanager
def serving(data: Path) -> Iterator[Site]:
    """Serve a new register whose data lie in ``data``, a folder below the project that is removed before and after.

    Below the project, because PostgreSQL may run as another user, who must be able to get there.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "ENTENTE_ENV": "local",
        "SECRET_KEY": "of a register that lives for a minute",
        "DATABASE_URL": "",
        "ENTENTE_DATA_DIR": str(data),
        "DEBUG": "false",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ENTENTE_TWO_PERSONS": "true",  # as in production
        "ENTENTE_ADMIN_NAME": ADMIN,
        "ENTENTE_ADMIN_PASSWORD": PASSWORD,
    }
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    log = data / "serve.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--stop-with-parent"],
            cwd=PROJECT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url, server, log)
        command = [sys.executable, "-m", "tests.browser.prepare"]
        subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
        yield Site(url)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)
        shutil.rmtree(data, ignore_errors=True)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(f"{url}/readyz", timeout=10).close()  # noqa: S310  # an address of ours
            return
        except (urllib.error.URLError, OSError):
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The register did not start:\n{log.read_text()}") from None
            time.sleep(0.2)
