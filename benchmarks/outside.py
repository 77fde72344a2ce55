"""What a reader waits for: requests over HTTP, one after the other and several at once."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from statistics import median, quantiles

from benchmarks.inside import UnexpectedAnswer

ENOUGH = 15
PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of a request, from sending it to having read the answer, and the size of the answer."""

    median: float
    p95: float
    size: int


def one_after_the_other(
    port: int,
    url: str,
    requests: int,
    warm_up: int = 10,
    before_each: Callable[[], None] | None = None,
    cookie: str = "",
) -> Times:
    """Time requests over one connection that is kept; ``before_each`` is not timed.

    A slow page is timed ``ENOUGH`` times at least, and no longer when ``PATIENCE_S`` are over.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    times: list[float] = []
    size = 0
    deadline = time.monotonic() + PATIENCE_S
    try:
        for turn in range(warm_up + requests):
            if len(times) >= ENOUGH and time.monotonic() > deadline:
                break
            if before_each:
                before_each()
            start = time.perf_counter()
            size = _get(connection, url, cookie)
            if turn >= warm_up:
                times.append((time.perf_counter() - start) * 1000)
    finally:
        connection.close()
    return Times(median(times), quantiles(times, n=20)[-1] if len(times) > 1 else times[0], size)


def at_once(port: int, url: str, clients: int, seconds: float, cookie: str = "") -> float:
    """Return how many requests a second are answered while ``clients`` ask without a pause."""
    counts: list[int] = []
    failures: list[BaseException] = []
    ready = threading.Barrier(clients + 1)
    stop = threading.Event()

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        count = 0
        try:
            for _ in range(4):  # the worker behind this connection has its caches filled
                _get(connection, url, cookie)
            ready.wait(timeout=120)
            while not stop.is_set():
                _get(connection, url, cookie)
                count += 1
        except BaseException as error:  # told to the caller, who is waiting
            failures.append(error)
            ready.abort()
        finally:
            counts.append(count)
            connection.close()

    threads = [threading.Thread(target=ask, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        ready.wait(timeout=120)
        start = time.perf_counter()
        time.sleep(seconds)
    except threading.BrokenBarrierError:
        start = time.perf_counter()
    stop.set()
    for thread in threads:
        thread.join(timeout=120)
    elapsed = time.perf_counter() - start
    if failures:
        raise next((error for error in failures if not isinstance(error, threading.BrokenBarrierError)), failures[0])
    return sum(counts) / elapsed


def _get(connection: HTTPConnection, url: str, cookie: str) -> int:
    try:
        answer = _ask(connection, url, cookie)
    except ConnectionError:
        # The server closes a kept connection that was idle for some seconds, as ours is while others get ready.
        connection.close()
        answer = _ask(connection, url, cookie)
    size = len(answer.read())
    if answer.status != 200:
        raise UnexpectedAnswer(f"{url} answered {answer.status}")
    return size


def _ask(connection: HTTPConnection, url: str, cookie: str) -> HTTPResponse:
    connection.request("GET", url, headers={"Accept": "text/html", **({"Cookie": cookie} if cookie else {})})
    return connection.getresponse()
