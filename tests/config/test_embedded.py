"""The embedded PostgreSQL: where it lies, who shares it, what a kill leaves. Each test has a server of its own."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest

from config.embedded import server
from config.embedded.cluster import PORT, SOCKET_PATH_LIMIT, Cluster, EmbeddedServerError, sentence

PROJECT = Path(__file__).resolve().parents[2]
USER = """
import sys
from pathlib import Path
from config.embedded.cluster import Cluster
from config.embedded.server import use
use(Cluster(Path(sys.argv[1]), durable=False))
print("using", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def make_cluster() -> Iterator[Callable[..., Cluster]]:
    # Not under tmp_path: every pytest that starts closes the folder above it, also to PostgreSQL's user.
    place = Path(tempfile.mkdtemp(prefix="entente-test-", dir="/tmp"))
    made: list[Cluster] = []

    def make(name: str = "var", *, durable: bool = False) -> Cluster:
        made.append(Cluster(place / name, durable=durable))
        return made[-1]

    yield make
    for cluster in made:
        server.release(cluster)
        eventually(lambda cluster=cluster: postmaster(cluster) is None)
    shutil.rmtree(place)


@contextmanager
def another_user(cluster: Cluster) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that uses the server until it is told to end."""
    command = [sys.executable, "-c", USER, str(cluster.home)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "using\n"
        yield process


def postmaster(cluster: Cluster) -> int | None:
    for process in psutil.process_iter():
        try:
            if process.name() == "postgres" and str(cluster.data) in process.cmdline():
                return process.pid
        except psutil.Error:
            continue
    return None


def warden(cluster: Cluster) -> int | None:
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if "config.embedded.warden" in line and str(cluster.home) in line:
            return process.pid
    return None


def kill(process_id: int | None) -> None:
    assert process_id
    os.kill(process_id, signal.SIGKILL)
    eventually(lambda: not psutil.pid_exists(process_id) or psutil.Process(process_id).status() == "zombie")


def eventually(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def query(cluster: Cluster, sql: str) -> Any:
    server.use(cluster)
    connection = psycopg2.connect(host=str(cluster.socket_dir), port=PORT, user="postgres", dbname="postgres")
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


def test_server_compares_by_code_point_and_keeps_what_is_acknowledged(make_cluster):
    cluster = make_cluster(durable=True)
    assert query(cluster, "SHOW server_encoding") == "UTF8"
    assert query(cluster, "SELECT 'Z' < 'a' AND 'z' < 'é'")
    assert query(cluster, "SELECT lower('ÉÀ')") == "éà"
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        assert query(cluster, f"SHOW {name}") == "on"


def test_server_has_no_port_and_a_socket_nobody_else_can_reach(make_cluster):
    cluster = make_cluster()
    assert query(cluster, "SHOW listen_addresses") == ""
    assert cluster.socket_dir.stat().st_mode & 0o077 == 0
    assert not [c for c in psutil.Process(postmaster(cluster)).net_connections(kind="inet") if c.status == "LISTEN"]


@pytest.mark.parametrize("name", ["a path with spaces and 'quotes'", "with, comma", "long-" + "x" * 180])
def test_server_runs_in_awkward_places(make_cluster, name):
    cluster = make_cluster(name)
    assert query(cluster, "SELECT 1") == 1
    assert len(str(cluster.socket)) <= SOCKET_PATH_LIMIT
    assert cluster.socket_dir.stat().st_mode & 0o077 == 0
    server.release(cluster)
    assert cluster.socket_dir == cluster.data or not cluster.socket_dir.exists()


def test_short_socket_folder_of_somebody_else_is_refused(make_cluster):
    cluster = make_cluster("long-" + "x" * 180)
    cluster.socket_dir.mkdir()
    cluster.socket_dir.chmod(0o777)
    try:
        with pytest.raises(EmbeddedServerError, match="belongs to somebody else: remove it"):
            server.use(cluster)
    finally:
        cluster.socket_dir.rmdir()


def test_two_servers_side_by_side_share_nothing(make_cluster):
    one, two = make_cluster("one"), make_cluster("two")
    query(one, "CREATE TABLE only_here ()")
    assert query(two, "SELECT to_regclass('only_here')") is None
    server.release(one)
    assert query(two, "SELECT 1") == 1


def test_stale_pid_file_with_a_number_given_to_another_process(make_cluster):
    cluster = make_cluster()
    query(cluster, "CREATE TABLE kept ()")
    kill(warden(cluster))
    kill(postmaster(cluster))
    lines = cluster.pid_file.read_text().splitlines()
    cluster.pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    assert query(cluster, "SELECT to_regclass('kept')") == "kept"


def test_killed_server_comes_back_with_what_was_committed(make_cluster):
    cluster = make_cluster(durable=True)
    query(cluster, "CREATE TABLE kept AS SELECT 42 AS answer")
    before = postmaster(cluster)
    kill(before)
    assert query(cluster, "SELECT answer FROM kept") == 42
    assert postmaster(cluster) != before


def test_killed_warden_is_followed_by_one_that_takes_the_server_over(make_cluster):
    cluster = make_cluster()
    server.use(cluster)
    before = postmaster(cluster)
    kill(warden(cluster))
    with another_user(cluster):
        assert postmaster(cluster) == before
        assert warden(cluster)
    server.release(cluster)
    assert postmaster(cluster) is None


def test_server_stops_with_its_last_user_even_a_killed_one(make_cluster):
    cluster = make_cluster()
    with another_user(cluster) as first, another_user(cluster) as second:
        running = postmaster(cluster)
        first.kill()
        first.wait()
        time.sleep(0.5)
        assert postmaster(cluster) == running
        second.kill()
        second.wait()
        eventually(lambda: postmaster(cluster) is None)
    # Of its own accord: an orderly end leaves no such file.
    assert not cluster.pid_file.exists()


def test_release_does_not_wait_for_a_server_that_others_use(make_cluster):
    cluster = make_cluster()
    with another_user(cluster) as other:
        server.use(cluster)
        server.release(cluster)
        assert postmaster(cluster)
        other.communicate("")
    eventually(lambda: postmaster(cluster) is None)


def test_many_who_start_at_once_share_one_server(make_cluster):
    cluster = make_cluster()

    def ask(_: int) -> int:
        with another_user(cluster) as user:
            found = postmaster(cluster)
            user.communicate("")
        assert found
        return found

    server.use(cluster)
    server.release(cluster)
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) >= 1
    eventually(lambda: postmaster(cluster) is None)


def test_half_made_data_folder_is_made_anew(make_cluster):
    cluster = make_cluster()
    half = cluster.home / "postgres18.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert query(cluster, "SELECT 1") == 1
    assert not half.exists()


def test_place_that_cannot_be_written_is_one_sentence(make_cluster, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedServerError, match=r"cannot use .*file"):
        server.use(Cluster(tmp_path / "file" / "var"))


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "is full: free some space"), (errno.EACCES, "run as its owner")]
)
def test_error_of_the_file_system_says_what_to_do(number, words):
    assert words in str(sentence(OSError(number, os.strerror(number)), Path("/somewhere")))


# --- Through Django -------------------------------------------------------------------------------------
def manage(home: Path, *arguments: str, said: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=PROJECT,
        env={
            **os.environ,
            "ENTENTE_DATA_DIR": str(home),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        input=said,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_check_starts_nothing(make_cluster):
    cluster = make_cluster()
    manage(cluster.home, "check")
    assert not cluster.home.exists()


def test_django_makes_its_database_at_the_first_connection(make_cluster):
    cluster = make_cluster()
    program = (
        "from django.db import connection as c; cursor = c.cursor(); cursor.execute('SELECT current_database()'); "
        "print(cursor.fetchone()[0], c.vendor, c.Database.__name__)"
    )
    assert manage(cluster.home, "shell", "--verbosity=0", "--command", program).split() == [
        "entente",
        "postgresql",
        "psycopg2",
    ]
    assert "1 row" in manage(cluster.home, "dbshell", said="SELECT 1;")
