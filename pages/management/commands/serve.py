"""``make run``: from nothing to a served register in one process, because each start of Django costs a second."""

import ctypes
import errno
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from gunicorn.app.base import Application

from config.embedded import server
from config.embedded.base import DatabaseWrapper
from config.embedded.cluster import Cluster
from core.models import LoadedDataset

# The workers of a killed gunicorn let go of the port within this time.
PORT_PATIENCE_S = 3
PR_SET_PDEATHSIG = 1
# Two that start at once migrate one after the other; an arbitrary number of this command's own.
LOCK = 7_265_000


class Gunicorn(Application):
    """gunicorn in this process, with config/gunicorn.py and the application that is loaded already."""

    def __init__(self, when_ready: Callable[[], None]) -> None:
        self.when_ready = when_ready
        super().__init__()

    def load_config(self) -> None:
        self.load_config_from_file(str(settings.BASE_DIR / "config" / "gunicorn.py"))
        self.cfg.set("default_proc_name", "entente")
        self.cfg.set("preload_app", True)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", lambda _: self.when_ready())

    def load(self) -> Any:
        from config.wsgi import application

        return application


class Command(BaseCommand):
    help = "Start the database, bring it up to date, load what a register begins with, and serve it with gunicorn."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demonstration data into an empty register")
        parser.add_argument(
            "--stop-with-parent", action="store_true", help="stop when the process that started this one is killed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["stop_with_parent"]:
            stop_with_parent()
        host, port = os.environ.get("BIND_ADDRESS") or "127.0.0.1", check_port(os.environ.get("PORT") or "8000")
        wait_for_port(host, port)
        try:
            self.prepare(demo=options["demo"])
        except OperationalError as error:
            raise CommandError(explain(error)) from None
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise CommandError(full_disk()) from None
        except KeyboardInterrupt:
            self.stop()
            sys.exit(130)
        master = os.getpid()
        try:
            Gunicorn(lambda: self.greet(host, port)).run()
        finally:
            # A worker, which is a fork of this process, comes by here too when it ends.
            if os.getpid() == master:
                self.stop()

    def prepare(self, *, demo: bool) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write("Brought the database up to date.")
        # First, because invented records never stand beside real ones: load_register then leaves out its own.
        if demo and not LoadedDataset.objects.filter(name=LoadedDataset.DEMO).exists():
            call_command("load_demo", stdout=self.stdout)
        call_command("load_register", stdout=self.stdout)
        # Nothing that is open may be shared with the workers, which are forks of this process.
        connections.close_all()

    def greet(self, host: str, port: int) -> None:
        # A closed terminal must stop the register; gunicorn would only load its settings anew.
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        lines = (
            f"Entente is at http://{host}:{port}/",
            f"To sign in at http://{host}:{port}/admin/ make an administrator, in another terminal: make admin",
            "Ctrl-C stops it, and its database.",
        )
        self.stdout.write("\n".join(lines))
        self.stdout.flush()

    def stop(self) -> None:
        # Once more Ctrl-C must not leave the database behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        connections.close_all()
        if cluster := embedded_cluster():
            server.release(cluster)
        self.stdout.write("Stopped.")


def stop_with_parent() -> None:
    """Ask the kernel for SIGTERM when ``make`` is killed, where it can be asked: a port must not stay taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def check_port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise CommandError(f"PORT={value} is not a port: choose a number from 1024 to 65535.")
    return int(value)


def wait_for_port(host: str, port: int) -> None:
    """Say now that the port is taken, not after the database has been started and filled."""
    deadline = time.monotonic() + PORT_PATIENCE_S
    while True:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host.strip("[]"), port))
            except PermissionError:
                raise CommandError(f"Port {port} is for administrators: choose one from 1024, PORT=8001.") from None
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise CommandError(f"{host}:{port} cannot be served: {error.strerror}.") from None
                if time.monotonic() > deadline:
                    raise CommandError(
                        f"Port {port} is taken: stop the program that uses it, or choose another one with PORT=8001."
                    ) from None
            else:
                return
        time.sleep(0.1)


def full_disk() -> str:
    return f"The disk that holds {Path(settings.DATA_DIR)} is full: free some space and start again."


def explain(error: OperationalError) -> str:
    """One sentence instead of a traceback for what a person can put right."""
    text = " ".join(str(error).split())
    cluster = embedded_cluster()
    if cluster is None:
        return f"The database in DATABASE_URL cannot be used: {text}"
    if "No space left on device" in text or cluster.disk_is_full():
        return full_disk()
    return text


def embedded_cluster() -> Cluster | None:
    database = connections[DEFAULT_DB_ALIAS]
    return database.cluster if isinstance(database, DatabaseWrapper) else None
