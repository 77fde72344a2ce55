"""Asking an address on the web whether anything is there, without ever being led into a private network.

Editors type these addresses, and servers redirect: either may name the machine itself, its neighbours or the metadata
service of a cloud. So the address that a name resolves to is looked at where the connection is made, at every
redirect, and the connection goes to that very address. No proxy of the environment is used, for it would connect
elsewhere.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
)

from meetings.models import Source

Result = Source.CheckResult
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[Address], bool]

TIMEOUT_S = 10
# For all of it: a name that resolves, redirects, a server that sends a byte a second.
PATIENCE_S = 30
AGENT = "Mozilla/5.0 (compatible; Entente source check; asks once a month whether a cited page is still there)"
# What servers answer to whom they take for a machine; people may well see the page.
REFUSES = {401, 402, 403, 405, 406, 407, 418, 429, 451, 999}
# IPv4 behind other names: translated (RFC 6052), which Python takes for public.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(OSError):
    """A name that leads to an address which is not on the public internet."""


def is_public(address: Address) -> bool:
    """Tell whether anybody on the internet could reach ``address``."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def ask(url: str, allowed: Allowed = is_public, patience: float = PATIENCE_S) -> Result:
    """Return what ``url`` answers. Nothing of the page is read. ``allowed`` is for tests, which have no internet."""
    guard = Guard(allowed)
    timer = threading.Timer(patience, guard.hang_up)
    timer.daemon = True
    timer.start()
    try:
        answer = _ask(url, "HEAD", guard)
        # Some servers know no HEAD, and say so in many ways.
        return answer if answer in (Result.ANSWERS, Result.SILENT, Result.PRIVATE) else _ask(url, "GET", guard)
    finally:
        timer.cancel()
        guard.hang_up()


class Guard:
    """Makes the connections of one question, and can end them all."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed = allowed
        self.is_over = False
        self.open: list[socket.socket] = []

    def connect(self, address: tuple[str, int], timeout: Any = None, source_address: Any = None) -> socket.socket:
        """Connect as ``socket.create_connection`` does, to an address that was looked at."""
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        for *_rest, end in found:
            if not self.allowed(ipaddress.ip_address(str(end[0]).split("%")[0])):
                raise PrivateAddress(address[0])
        last: OSError = OSError("no address")
        for family, kind, protocol, _name, end in found[:4]:
            if self.is_over:
                raise TimeoutError
            made = socket.socket(family, kind, protocol)
            made.settimeout(TIMEOUT_S)
            try:
                made.connect(end)
            except OSError as error:
                made.close()
                last = error
            else:
                # A second handle of it: TLS takes the first one over.
                self.open.append(made.dup())
                return made
        raise last

    def hang_up(self) -> None:
        self.is_over = True
        for each in self.open:
            with suppress(OSError), each:  # closed already
                each.shutdown(socket.SHUT_RDWR)

    def opener(self) -> OpenerDirector:
        """Return an opener that speaks HTTP and HTTPS through this guard, and nothing else: no files, no FTP."""
        opener = OpenerDirector()
        handlers = (_Plain(self), _Secure(self), HTTPRedirectHandler(), HTTPDefaultErrorHandler(),
                    HTTPErrorProcessor(), UnknownHandler())  # fmt: skip
        for handler in handlers:
            opener.add_handler(handler)
        return opener


class _Plain(HTTPHandler):
    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    def http_open(self, req: Request) -> Any:
        return self.do_open(partial(_guarded, HTTPConnection, self.guard), req)


class _Secure(HTTPSHandler):
    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.guard = guard

    def https_open(self, req: Request) -> Any:
        made = partial(_guarded, HTTPSConnection, self.guard)
        return self.do_open(made, req, context=ssl.create_default_context())


def _guarded(kind: Any, guard: Guard, host: str, **options: Any) -> Any:
    connection = kind(host, **options)
    # Where http.client makes every connection; what it connects to is what was looked at.
    connection._create_connection = guard.connect
    return connection


def _ask(url: str, method: str, guard: Guard) -> Result:
    try:
        request = Request(_spelled(url), method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310  # its opener knows http and https only
        with guard.opener().open(request, timeout=TIMEOUT_S):
            return Result.ANSWERS
    except HTTPError as error:
        error.close()
        return _meaning(error.code)
    except URLError as error:
        return Result.PRIVATE if isinstance(error.reason, PrivateAddress) else Result.SILENT
    except HTTPException:
        return Result.BROKEN
    except (OSError, ValueError):
        # ValueError: an address that cannot be asked, such as one with the port 99999.
        return Result.SILENT


def _meaning(status: int) -> Result:
    if status in REFUSES:
        return Result.REFUSES
    return Result.MISSING if status in (404, 410) else Result.BROKEN


def _spelled(url: str) -> str:
    """Return ``url`` in ASCII, without what stands before the host: readers may type é, and nobody sends passwords."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host.encode("idna").decode()
    where = f"{host}:{parts.port}" if parts.port else host
    path, query = (quote(text, safe="/%:=&?~#+!$,;'@()*[]") for text in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, where, path, query, ""))
