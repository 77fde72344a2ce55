"""The process that keeps one embedded PostgreSQL while anybody uses it: ``python -m config.embedded.warden HOME``.

It starts PostgreSQL, or takes over one whose warden was killed; starts it again if it dies; and stops it when it gets
the lock that every user shares (see ``server``). It imports no Django and needs 15 MB.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psutil

from config.embedded.cluster import PORT, SERVER_USER, SUPERUSER, Cluster, EmbeddedServerError, binaries, sentence

STOP_TIMEOUT_S: Final = 60
# More deaths than this within a minute are not bad luck: the next user hears why.
DEATHS_A_MINUTE: Final = 5
LOG_LIMIT_BYTES: Final = 1_000_000

SETTINGS: Final = ("listen_addresses=", f"port={PORT}", "log_checkpoints=off", "max_connections=100")
QUICK_SETTINGS: Final = (
    "fsync=off",
    "full_page_writes=off",
    "autovacuum=off",
    "shared_buffers=64MB",
    "max_wal_size=256MB",
)


def say(kind: str, text: str = "") -> None:
    """Tell the process that started this one; it may be gone."""
    with contextlib.suppress(BrokenPipeError):
        print(f"{kind}: {' '.join(text.split())}", flush=True)


class Warden:
    """One run of the warden, under the lock that makes it the only one of its cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.programs = binaries()
        self._make_server_user()
        self.owner: pwd.struct_passwd | None = cluster.owner()
        self.postgres: psutil.Process | None = None
        self.is_stopping = False

    def keep(self) -> None:
        """Start or take over the server, and return when it has stopped because nobody uses it any more."""
        self.postgres = self._running() or self._start()
        say("ready")
        with self.cluster.log.open("ab", buffering=0) as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        signal.signal(signal.SIGTERM, lambda *_: self._stop())
        # The thread must not be the one that gets SIGTERM: Python would then not wake the main one.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        threading.Thread(target=self._wait_for_users, daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        deaths: list[float] = []
        while True:
            self.postgres.wait()
            if self.is_stopping:
                break
            now = time.monotonic()
            deaths = [*(death for death in deaths if now - death < 60), now]
            if len(deaths) > DEATHS_A_MINUTE:
                raise EmbeddedServerError(f"The embedded PostgreSQL keeps dying: see {self.cluster.log}.")
            self.postgres = self._start()
        if self.cluster.socket_dir != self.cluster.data:
            with contextlib.suppress(OSError):
                self.cluster.socket_dir.rmdir()

    def _wait_for_users(self) -> None:
        """Runs in a thread. The lock is kept until this process ends: who comes now waits for the next warden."""
        fcntl.flock(self.cluster.open_lock("users"), fcntl.LOCK_EX)
        self._stop()

    def _stop(self) -> None:
        """Ask the server to stop: quickly, then at once, then by force."""
        self.is_stopping = True
        postgres = self.postgres

        def insist() -> None:
            for number, patience in ((signal.SIGINT, STOP_TIMEOUT_S), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
                with contextlib.suppress(psutil.NoSuchProcess):
                    postgres and postgres.send_signal(number)
                deadline = time.monotonic() + patience
                while time.monotonic() < deadline:
                    time.sleep(0.05)

        threading.Thread(target=insist, daemon=True).start()

    # --- Starting ---------------------------------------------------------------------------------------
    def _running(self) -> psutil.Process | None:
        """A server of this data folder that runs already; what is left of a killed one is waited for or ended."""
        try:
            number = int(self.cluster.pid_file.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            number = 0
        processes = self._processes()
        for process in processes:
            if process.pid == number:
                return process
        # Backends of a killed postmaster notice it and end; one in a long query may need telling.
        _, stubborn = psutil.wait_procs(processes, timeout=5)
        for process in stubborn:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(stubborn, timeout=5)
        # Nothing runs here, so these files are stale, whoever may have been given their process number since.
        for path in (self.cluster.pid_file, self.cluster.socket, self.cluster.socket.with_suffix(f".{PORT}.lock")):
            path.unlink(missing_ok=True)
        return None

    def _processes(self) -> list[psutil.Process]:
        """PostgreSQL's processes of this data folder: their working directory is that folder, even a deleted one."""
        places = {f"{self.cluster.data}", f"{self.cluster.data} (deleted)"}
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error, OSError):
                if process.name().startswith("postgres") and process.cwd() in places:
                    found.append(process)
        return found

    def _start(self) -> psutil.Process:
        cluster = self.cluster
        self._running()
        self._open_folders()
        if not (cluster.data / "PG_VERSION").exists():
            self._initialise()
        self._make_socket_dir()
        settings = [*SETTINGS, f"unix_socket_directories={cluster.socket_dir}"]
        if not cluster.durable:
            settings.extend(QUICK_SETTINGS)
        if cluster.log.exists() and cluster.log.stat().st_size > LOG_LIMIT_BYTES:
            cluster.log.replace(cluster.log.with_suffix(".log.1"))
        options = [word for setting in settings for word in ("-c", setting)]
        with cluster.log.open("ab") as log:
            if self.owner:
                os.fchown(log.fileno(), self.owner.pw_uid, self.owner.pw_gid)
            before = log.tell()
            child = self._spawn("postgres", "-D", os.fspath(cluster.data), *options, output=log.fileno())
        while not cluster.accepts_connections():
            if child.poll() is not None:
                raise self._explained(cluster.log.read_bytes()[before:].decode(errors="replace"))
            time.sleep(0.02)
        return psutil.Process(child.pid)

    def _initialise(self) -> None:
        """Make the data folder: aside and then renamed, so that a half-made one is never taken for whole."""
        cluster, new = self.cluster, self.cluster.home / "postgres18.new"
        if new.exists():
            shutil.rmtree(new)
        if cluster.data.exists():
            cluster.data.rmdir()  # Fails, and should, if somebody keeps anything else there.
        new.mkdir(mode=0o700)
        if self.owner:
            os.chown(new, self.owner.pw_uid, self.owner.pw_gid)
            if self.owner.pw_name != SERVER_USER:  # sudo in somebody's clone must not lock them out of it
                os.chown(cluster.home, self.owner.pw_uid, self.owner.pw_gid)
        child = self._spawn(
            "initdb",
            f"--pgdata={new}",
            f"--username={SUPERUSER}",
            "--auth=trust",
            "--encoding=UTF8",
            # Compares by code point as C does, and knows the case of every letter, which C does not.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
            *([] if cluster.durable else ["--no-sync"]),
            output=subprocess.PIPE,
        )
        said, _ = child.communicate()
        if child.returncode:
            shutil.rmtree(new, ignore_errors=True)
            raise self._explained(said.decode(errors="replace"))
        new.rename(cluster.data)

    def _spawn(self, program: str, *arguments: str, output: int) -> subprocess.Popen[bytes]:
        owner = self.owner
        identity = {} if owner is None else {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]  # the stubs do not know who a mapping of arguments is
            [os.fspath(self.programs / program), *arguments],
            env={**environment, "LC_ALL": "C"},
            cwd=self.cluster.home,
            umask=0o077,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **identity,
        )

    def _explained(self, said: str) -> EmbeddedServerError:
        """One sentence out of what PostgreSQL said."""
        if "No space left on device" in said or self.cluster.disk_is_full():
            return EmbeddedServerError(
                f"The disk that holds {self.cluster.home} is full: free some space and start again."
            )
        complaints = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line or "error:" in line]
        first = (complaints or said.splitlines() or ["it said nothing"])[0]
        return EmbeddedServerError(f"The embedded PostgreSQL did not start: {first.strip()} (see {self.cluster.log}).")

    # --- Folders and users ------------------------------------------------------------------------------
    def _make_server_user(self) -> None:
        """As root, make the system user that PostgreSQL will run as, unless somebody else owns the data."""
        if os.geteuid() != 0:
            return
        with contextlib.suppress(EmbeddedServerError):
            self.cluster.owner()
            return
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVER_USER]
        with contextlib.suppress(FileNotFoundError):
            # Two clones may do this at once; whether the user is there is asked again afterwards.
            subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)

    def _open_folders(self) -> None:
        """As root, let the server's user through to the data and the programs: search only (o+x), never reading."""
        owner = self.owner
        if owner is None:
            return
        opened = []
        for folder in (*self.programs.parents, *self.cluster.data.parents):
            status = folder.stat()
            is_own = status.st_uid == owner.pw_uid and status.st_mode & stat.S_IXUSR
            if not is_own and not status.st_mode & stat.S_IXOTH:
                folder.chmod(status.st_mode | stat.S_IXOTH)
                opened.append(os.fspath(folder))
        if not self.programs.stat().st_mode & stat.S_IROTH:  # installed under a strict umask
            for path in (self.programs.parent, *self.programs.parent.rglob("*")):
                wanted = 0o055 if path.is_dir() or path.parent == self.programs else 0o044
                path.chmod(path.stat().st_mode | wanted)
        if opened:
            who = f"PostgreSQL refuses to run as root, so it runs as {owner.pw_name!r}"
            say("note", f"{who}; for it these folders are now open to pass through (chmod o+x): {', '.join(opened)}")

    def _make_socket_dir(self) -> None:
        """Make the short folder, and refuse one that somebody else could reach into."""
        folder = self.cluster.socket_dir
        if folder == self.cluster.data:
            return
        owner_id = self.owner.pw_uid if self.owner else os.geteuid()
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            if self.owner:
                os.chown(folder, owner_id, self.owner.pw_gid)
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != owner_id or status.st_mode & 0o077:
            raise EmbeddedServerError(f"{folder} belongs to somebody else: remove it and start again.")


def main(arguments: Sequence[str]) -> int:
    # Away from the process that started this one, so that nobody has to wait for it; it hears through the pipe.
    if os.fork():
        os._exit(0)
    cluster = Cluster(Path(arguments[0]), durable=arguments[1:] != ["quick"])
    try:
        with cluster.locked("warden"):
            Warden(cluster).keep()
    except EmbeddedServerError as error:
        say("error", str(error))
    except OSError as error:
        say("error", str(sentence(error, Path(error.filename or cluster.home))))
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
