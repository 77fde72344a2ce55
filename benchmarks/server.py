"""gunicorn as it runs in production, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from django.conf import settings

from benchmarks.subjects import NOTHING

WORKERS = 2
PATIENCE_S = 30


@contextmanager
def running() -> Iterator[int]:
    """Serve the application with the benchmarks' settings; yields the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "-b", f"127.0.0.1:{port}"]
    command += ["--log-level", "warning", "--max-requests", "0", "config.wsgi"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "WEB_CONCURRENCY": str(WORKERS)}
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", NOTHING)
            if connection.getresponse().status == 204:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("gunicorn did not start; what it said stands above.")
