"""Takes the text out of a PDF in a process of its own, which dies of a hostile one instead of the server.

Run as a script, without Django: the file on standard input, the limits as arguments, JSON lines on standard output:
``{"title": …}`` once, ``{"text": …}`` for each page, and ``{"error": code}`` where there is nothing to read.
"""

import json
import logging
import resource
import sys
from typing import Any

HEAD, TAIL = 1024, 2048  # bytes in which a PDF says that it is one, and that it is whole


class Refused(Exception):
    """The code of a sentence of ``intake.pdf``."""


def main(memory: int, cpu: int, pages: int, characters: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    try:
        check()
        read(pages, characters)
    except Refused as error:
        say({"error": str(error)})
    except MemoryError:
        say({"error": "large"})
    except RecursionError:
        say({"error": "broken"})
    except Exception as error:
        # Whatever the library stumbles over is a file that it cannot read.
        say({"error": "large" if type(error).__name__ == "LimitReachedError" else "broken"})
    sys.stdout.flush()


def say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")


def check() -> None:
    """A file that does not say where it ends is a half one, though the library would read what there is of it."""
    stream = sys.stdin.buffer
    if b"%PDF-" not in stream.read(HEAD):
        raise Refused("no-pdf")
    size = stream.seek(0, 2)
    stream.seek(max(0, size - TAIL))
    if b"%%EOF" not in stream.read(TAIL):
        raise Refused("broken")
    stream.seek(0)


def read(pages: int, characters: int) -> None:
    import pypdf

    document = pypdf.PdfReader(sys.stdin.buffer, strict=False)
    if document.is_encrypted:
        raise Refused("encrypted")
    if len(document.pages) > pages:
        raise Refused("pages")
    title = document.metadata.title if document.metadata else ""
    say({"title": str(title or "")[:1000]})
    total = 0
    for page in document.pages:
        text = page.extract_text()
        total += len(text)
        if total > characters:
            raise Refused("long")
        say({"text": text})


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
