"""Asking the web, here a server of our own, and never being led inside."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from meetings.sources import fetching
from meetings.sources.fetching import Result, ask, is_public


def loopback(address: Any) -> bool:
    """The hook of the tests: this machine, and nothing else."""
    return address.is_loopback


class Answers(BaseHTTPRequestHandler):
    """Answers as the path says: /404, /head405, /to?…, /slow."""

    def do_HEAD(self) -> None:
        self.answer("HEAD")

    def do_GET(self) -> None:
        self.answer("GET")

    def answer(self, method: str) -> None:
        self.server.asked.append((method, self.path))  # type: ignore[attr-defined]  # there, or the test fails
        name, _mark, rest = self.path[1:].partition("?")
        if name.startswith("head") and method == "HEAD":
            self.send_response(int(name[4:]))
        elif name == "to":
            self.send_response(302)
            self.send_header("Location", rest)
        elif name == "drop":
            self.close_connection = True
            return
        elif name == "slow":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _byte in range(100):
                time.sleep(0.1)
                try:
                    self.wfile.write(b"X-A: b\r\n")
                    self.wfile.flush()
                except OSError:
                    return
            return
        else:
            self.send_response(int(name) if name.isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    made.daemon_threads = True
    made.asked = []  # type: ignore[attr-defined]  # there, or the test fails
    thread = threading.Thread(target=made.serve_forever, args=[0.01], daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def web(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"


@pytest.mark.parametrize(
    ("path", "result"),
    [
        ("/", Result.ANSWERS),
        ("", Result.ANSWERS),
        ("/é?q=ü#part", Result.ANSWERS),
        ("/204", Result.ANSWERS),
        ("/404", Result.MISSING),
        ("/410", Result.MISSING),
        ("/403", Result.REFUSES),
        ("/429", Result.REFUSES),
        ("/500", Result.BROKEN),
        ("/400", Result.BROKEN),
        ("/drop", Result.BROKEN),
        ("/head405", Result.ANSWERS),
        ("/head404", Result.ANSWERS),
        ("/head500", Result.ANSWERS),
        ("/to?/", Result.ANSWERS),
        ("/to?/404", Result.MISSING),
        ("/to?ftp://127.0.0.1/x", Result.SILENT),
        ("/to?file:///etc/passwd", Result.BROKEN),
    ],
)
def test_answer(web: str, path: str, result: Result) -> None:
    assert ask(web + path, loopback) == result


def test_head_is_enough_where_it_answers(server: Any, web: str) -> None:
    ask(f"{web}/", loopback)
    assert server.asked == [("HEAD", "/")]
    ask(f"{web}/head405", loopback)
    assert server.asked[1:] == [("HEAD", "/head405"), ("GET", "/head405")]


def test_redirects_in_a_circle_come_to_an_end(web: str, server: Any) -> None:
    assert ask(f"{web}/to?/to?/", loopback) in (Result.ANSWERS, Result.BROKEN)
    circle = f"{web}/to?{web}/to"
    assert ask(circle, loopback) != Result.PRIVATE
    assert len(server.asked) < 60


def test_server_that_never_ends_is_left(web: str) -> None:
    start = time.monotonic()
    assert ask(f"{web}/slow", loopback, patience=0.5) in (Result.SILENT, Result.BROKEN, Result.ANSWERS)
    assert time.monotonic() - start < 5


def test_patience_ends_what_another_layer_has_taken_over(web: str) -> None:
    """TLS detaches the socket that was connected and goes on with one of its own."""
    guard = fetching.Guard(loopback)
    made = guard.connect(("127.0.0.1", int(web.rsplit(":", 1)[1])))
    with socket.socket(fileno=made.detach()) as taken:
        taken.settimeout(5)
        guard.hang_up()
        assert taken.recv(1) == b""


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.0.0.1:5432/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/",
        "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/",
        "http://[fc00::1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::a00:1]/", "http://[2002:7f00:1::]/",
        "https://127.0.0.1/", "http://100.64.0.1/", "http://224.0.0.1/", "http://user:secret@127.0.0.1/",
    ],
)  # fmt: skip
def test_private_address_is_never_connected_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: Any) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket.socket, "connect", connect)
    assert ask(url) == Result.PRIVATE


def test_redirect_inside_is_not_followed(web: str, server: Any) -> None:
    for inside in ("http://10.0.0.1/", "http://169.254.169.254/", "http://[fc00::1]/"):
        assert ask(f"{web}/to?{inside}", loopback) == Result.PRIVATE
    assert {path for _method, path in server.asked} == {
        "/to?http://10.0.0.1/", "/to?http://169.254.169.254/", "/to?http://[fc00::1]/",
    }  # fmt: skip


def test_name_that_leads_inside_is_refused_and_resolved_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is looked at and private when it is connected to (DNS rebinding) gains nothing."""
    asked: list[Any] = []

    def resolve(host: str, port: int, **options: Any) -> list[Any]:
        asked.append(host)
        ends = ["93.184.216.34", "10.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (end, port)) for end in ends]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    assert ask("http://example.org/") == Result.PRIVATE
    assert asked == ["example.org"]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:99999/", "http://", "http://[::1", "http://exa mple/", "http://a\x00b/", "ftp://127.0.0.1/",
        "file:///etc/passwd", "javascript:alert(1)", "http://" + "a" * 300 + ".example/", "http://xn--a.example/",
        "http://.../",
    ],
)  # fmt: skip
def test_address_that_cannot_be_asked_is_no_error(url: str) -> None:
    assert ask(url, loopback) in (Result.SILENT, Result.PRIVATE, Result.BROKEN)


def test_nobody_listening_is_silent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/", loopback) == Result.SILENT


def test_proxy_of_the_environment_is_not_used(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert ask(f"{web}/", loopback) == Result.ANSWERS


def test_public_addresses() -> None:
    for text in ("93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"):
        assert is_public(ipaddress.ip_address(text)), text
