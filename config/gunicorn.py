"""How gunicorn serves the register: ``gunicorn -c config/gunicorn.py config.wsgi``, and ``make run`` too.

Read before the settings are, so these few come from the process's environment, not from ``.env``.
"""

import os
import signal
from pathlib import Path
from typing import Any

bind = f"{os.environ.get('BIND_ADDRESS') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"

# Threads, because they notice within a second when their master was killed and let go of the port; a synchronous
# worker would keep it for half of its timeout.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
keepalive = 5
# Longer than the database's STATEMENT_TIMEOUT_MS, so that a slow query is cancelled before its worker is.
timeout = 60
graceful_timeout = 30
max_requests = 10_000
max_requests_jitter = 1_000
# A heartbeat on a disk can stall; memory cannot.
# A heartbeat in memory: on a busy disk it would block the worker. gunicorn makes the file safely (S108).
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # as said above

# A filtered list's address may be long; nothing honest is longer than this.
limit_request_line = 8190
limit_request_fields = 64
limit_request_field_size = 8190

accesslog = None
errorlog = "-"
# A second way to steer the server, through a socket in a shared folder: not needed, so not there.
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl-C to the master, which sends its workers SIGQUIT.

    A terminal sends SIGINT to them as well; the second of the two interrupted the first while it held the lock of
    the thread pool, and the worker hung until it was killed half a minute later.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
