"""Make .venv and .env ready: ``bootstrap.py base`` to run the register, ``bootstrap.py dev`` to test it.

Standard library only, because it runs before anything is installed. When everything is in place it reads three small
files and ends. The virtual environment is never repaired: a half-made or outdated one is made anew, so that what is
installed is what the lock file says, no more (a psycopg 3 left in it would silently become the driver).
"""

import errno
import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "entente.json"
# What may be put on top of either, and is in none: see CONTRIBUTING.md.
EXTRAS = {"parquet": PROJECT / "requirements" / "parquet.txt"}
LOCKS = {name: PROJECT / "requirements" / f"{name}.txt" for name in ("base", "dev")}


class BootstrapError(Exception):
    """One sentence that says what to do."""


def main(wanted: str) -> None:
    # One at a time: `make run` and `make test` may be started together.
    folder = os.open(PROJECT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    hashes = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in LOCKS.items()}
    installed = read_stamp()
    if any(installed.get(name) != hashes[name] for name in {"base", wanted}):
        # Readable for PostgreSQL's own user, which is another one when this runs as root.
        os.umask(0o022)
        # dev.txt is a superset of base.txt with the same versions, so it may go on top of it.
        on_top = installed == {"base": hashes["base"]} and PYTHON.exists()
        STAMP.unlink(missing_ok=True)
        if not on_top:
            make_environment()
        install(LOCKS[wanted])
        STAMP.write_text(json.dumps({name: hashes[name] for name in {"base", wanted}}))
    compile_messages()
    write_settings()


def add(extra: str) -> None:
    main("base")
    install(EXTRAS[extra])


def read_stamp() -> dict[str, str]:
    try:
        subprocess.run([PYTHON, "-c", ""], check=True, capture_output=True)
        return dict(json.loads(STAMP.read_text()))
    except (OSError, subprocess.SubprocessError, ValueError):
        return {}


def make_environment() -> None:
    # The interpreter behind this one, which may be the very environment that is about to go.
    python = getattr(sys, "_base_executable", None) or sys.executable
    uv = shutil.which("uv")
    if not uv and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise BootstrapError(
            "This Python lacks the venv module: install it (Debian, Ubuntu: apt install python3-venv), or uv, "
            "and run this again."
        )
    print("Making the virtual environment and installing the requirements, once: up to a minute.", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    run([uv, "venv", "--quiet", "--python", python, VENV] if uv else [python, "-m", "venv", VENV])


def install(lock: Path) -> None:
    uv = shutil.which("uv")
    if uv:
        run([uv, "pip", "install", "--quiet", "--python", PYTHON, "--compile-bytecode", "--require-hashes", "-r", lock])
    else:
        options = ["--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore"]
        run([PYTHON, "-m", "pip", "install", *options, "--require-hashes", "-r", lock])


def compile_messages() -> None:
    """Make what Django reads of the translations, where a translation is newer than it was."""
    for source in PROJECT.glob("locale/*/LC_MESSAGES/django.po"):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            os.umask(0o022)
            run(
                [PYTHON, "scripts/messages.py", "compile"],
                "The translations could not be compiled, for the reason above: see that locale/ is as it was left.",
            )
            return


NOT_INSTALLED = (
    "The requirements could not be installed, for the reason above: "
    "see that the package index can be reached, and run this again."
)


def run(command: list[str | Path], otherwise: str = NOT_INSTALLED) -> None:
    """Run a step silently; if it fails show what it said and end with one sentence."""
    done = subprocess.run(
        command, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode == 0:
        return
    if "No space left on device" in done.stdout or "os error 28" in done.stdout:
        raise OSError(errno.ENOSPC, "")
    if "ensurepip" in done.stdout:
        raise BootstrapError(
            "This Python cannot make a virtual environment with pip in it: install its venv module "
            "(Debian, Ubuntu: apt install python3-venv), or uv, and run this again."
        )
    print(done.stdout, file=sys.stderr)
    raise BootstrapError(otherwise)


def write_settings() -> None:
    """Write .env where there is none. Aside and then linked: two that start at once must agree on the key."""
    settings = PROJECT / ".env"
    if settings.exists():
        return
    new = PROJECT / f".env.{os.getpid()}"
    try:
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(
                "# Written by `make`: a register of your own on this machine. .env.example explains every setting.\n"
                f"ENTENTE_ENV=local\nSECRET_KEY={secrets.token_urlsafe(48)}\n"
            )
        if os.geteuid() == 0:  # sudo in somebody's clone must not lock them out of it
            owner = PROJECT.stat()
            os.chown(new, owner.st_uid, owner.st_gid)
        new.replace(settings)
    finally:
        new.unlink(missing_ok=True)


if __name__ == "__main__":
    try:
        add(sys.argv[1]) if sys.argv[1] in EXTRAS else main(sys.argv[1])
    except BootstrapError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sys.exit(f"The disk that holds {PROJECT} is full: free some space and run this again.")
        sys.exit(f"{error.filename or PROJECT} cannot be used ({error.strerror}): see that this user may write there.")
