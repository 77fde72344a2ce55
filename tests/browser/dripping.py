"""A server before the register's that hands pages out in small pieces, as a far mast does, but always the same ones.

A piece ends with a tag: half a name in Arabic moves when its other half comes, whatever a style sheet says.
"""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PIECE_BYTES, PAUSE_S = 250, 0.017  # at least; a frame
NOT_PASSED_ON = {"connection", "content-encoding", "content-length", "date", "server", "transfer-encoding"}


def pieces(body: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(body):
        end = body.find(b">", start + PIECE_BYTES) + 1 or len(body)
        yield body[start:end]
        start = end


@contextmanager
def dripping(url: str) -> Iterator[str]:
    """Serve what ``url`` serves, uncompressed; HTML in pieces, painted in between."""
    host = urlsplit(url).netloc

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            behind = http.client.HTTPConnection(host, timeout=60)
            behind.request("GET", self.path, headers={"Host": host, "Accept": self.headers.get("Accept", "*/*")})
            answer = behind.getresponse()
            body = answer.read()
            behind.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in NOT_PASSED_ON:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            is_page = answer.getheader("Content-Type", "").startswith("text/html")
            for piece in pieces(body) if is_page else [body]:
                self.wfile.write(piece)
                time.sleep(PAUSE_S if is_page else 0)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the console is the test's."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
