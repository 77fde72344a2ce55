"""What a process calls that wants the embedded PostgreSQL: it runs when ``use`` returns.

Who uses a server is known by a shared lock on a file, ``users``: the kernel drops it when a process ends, also by
``kill -9``, and a forked child (a gunicorn worker) keeps it with its parent's descriptor. The warden waits for the
exclusive lock on the same file, gets it when the last user is gone, and stops PostgreSQL. No list of process
numbers, nothing to repair after a crash.
"""

import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from config.embedded.cluster import Cluster, EmbeddedServerError, sentence

# Crash recovery of a large register may take minutes; nobody waits for it for ever.
START_TIMEOUT_S: Final = 300
STOP_TIMEOUT_S: Final = 60
_PROJECT: Final = Path(__file__).resolve().parent.parent.parent

_descriptors: dict[Path, int] = {}
_guard = threading.Lock()


def use(cluster: Cluster) -> None:
    """Return when the server accepts connections; it then runs at least until this process ends."""
    with _guard:
        try:
            cluster.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise sentence(error, cluster.home) from error
        if cluster.home not in _descriptors:
            descriptor = cluster.open_lock("users")
            # Waits while a warden, which holds it alone, stops the server.
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            _descriptors[cluster.home] = descriptor
        with cluster.locked("start"):
            deadline = time.monotonic() + START_TIMEOUT_S
            while not (cluster.is_locked("warden") and cluster.accepts_connections()):
                if not cluster.is_locked("warden"):
                    _start_warden(cluster)
                elif time.monotonic() > deadline:
                    raise EmbeddedServerError(
                        f"The embedded PostgreSQL did not start within {START_TIMEOUT_S} s: see {cluster.log}."
                    )
                else:
                    time.sleep(0.05)


def release(cluster: Cluster) -> None:
    """Let go of the server, and wait until it has stopped unless somebody else uses it."""
    with _guard:
        descriptor = _descriptors.pop(cluster.home, None)
    if descriptor is None:
        return
    os.close(descriptor)
    deadline = time.monotonic() + STOP_TIMEOUT_S
    while cluster.is_locked("warden") and time.monotonic() < deadline:
        if cluster.is_locked("users") and not cluster.is_locked("users", fcntl.LOCK_SH):
            return  # Shared: somebody else uses it. Held alone, it would be the warden, which is stopping it.
        time.sleep(0.05)


def _start_warden(cluster: Cluster) -> None:
    """Start the process that keeps the server, and pass on what it says until it is ready."""
    said: list[str] = []
    arguments = [os.fspath(cluster.home), "durable" if cluster.durable else "quick"]
    with subprocess.Popen(
        [sys.executable, "-m", "config.embedded.warden", *arguments],
        cwd=_PROJECT,
        env={**os.environ, "PYTHONPATH": os.fspath(_PROJECT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # Of its own session: Ctrl-C in a terminal must reach its users, not it.
        start_new_session=True,
    ) as process:
        for line in process.stdout or ():
            kind, _, text = line.partition(": ")
            if kind == "ready":
                return
            if kind == "error":
                raise EmbeddedServerError(text.strip())
            if kind == "note":
                print(text.strip(), file=sys.stderr)
            else:
                said.append(line.strip())
    raise EmbeddedServerError(f"The embedded PostgreSQL did not start: {' '.join(said) or 'its warden was ended'}.")
