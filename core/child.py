"""A stranger's file, opened in a child process with limits, which dies of a hostile one instead of the server.

The child is a script of ours, run without Django and without the server's environment: the file on its standard input,
what is wanted of it as arguments, JSON lines on its standard output. It limits itself (``resource``) before it opens
the file; how long it may take is watched here.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any


class ChildRefused(Exception):
    """The child said why it cannot read the file, by a code; "large" where it was killed or ran out of something."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def lines_of(
    script: Path,
    data: bytes,
    arguments: Sequence[object],
    *,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Any]:
    """Yield what ``script`` says of ``data``, line by line; at most ``seconds`` after its start it is killed.

    Raises ``ChildRefused``, perhaps in the middle.
    """
    command = [sys.executable, "-I", str(script), *map(str, arguments)]
    # Only what Python needs: nothing of the server's secrets goes to a process that opens a stranger's file.
    needed = {"PATH": os.defpath, "LANG": "C.UTF-8", **(environment or {})}
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        with subprocess.Popen(
            command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=needed
        ) as child:
            impatience = threading.Timer(seconds, child.kill)
            impatience.daemon = True
            impatience.start()
            try:
                assert child.stdout is not None
                for line in child.stdout:
                    said = json.loads(line)
                    if isinstance(said, dict) and "error" in said:
                        raise ChildRefused(said["error"])
                    yield said
                if child.wait() != 0:
                    # Out of memory or of time: by a signal, or by Python itself.
                    raise ChildRefused("large")
            except ValueError as error:
                raise ChildRefused("large") from error  # killed within a line
            finally:
                impatience.cancel()
                child.kill()
