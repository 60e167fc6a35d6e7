"""Reads PDFs in a process of its own, with bounds on its time and memory.

pdfium is C++: a crafted file can keep it busy for ever, fill the memory or bring its process down, and nothing in that
process can stop it. Here the helper process dies alone; the report becomes an error and a new helper is started for
the next. It ends when its input does, so none is left behind. Windows has no such bounds: there only a crash is caught.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from threading import Lock
from typing import Any

from docmine.documents import Metadata, Stretch
from docmine.errors import ReadError
from docmine.read import pdf
from docmine.read.source import Source

SECONDS = 120
"""Processor time that one PDF may take."""
MEMORY = 2 * 2**30
"""Bytes of memory that the helper may take."""

_SERVE = "from docmine.read.apart import serve; serve()"


def parse(data: bytes, *, where: str, max_chars: int, max_pages: int, seconds: int = SECONDS) -> Source:
    """Do what `pdf.parse` does, in the helper process.

    Raises:
        ReadError: as `pdf.parse`; or the helper died, because of a bound or of an error in pdfium.
        RuntimeError: an error that nobody foresaw.
    """
    request = {"where": where, "max_chars": max_chars, "max_pages": max_pages, "seconds": seconds, "size": len(data)}
    answer = _helper().ask(request, data)
    if answer is None:
        raise ReadError(
            f"cannot be read within {seconds} seconds and {MEMORY / 2**30:g} GiB of memory, or breaks the PDF reader",
            where=where,
            remedy="print it to a new PDF from a program that opens it, or remove it",
        )
    if "message" in answer:
        raise ReadError(answer["message"], where=answer["where"], remedy=answer["remedy"])
    if "unforeseen" in answer:
        raise RuntimeError(answer["unforeseen"])
    return _source(answer)


class _Helper:
    """The helper process; it is started when it is needed."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def ask(self, request: dict[str, Any], data: bytes) -> dict[str, Any] | None:
        """Return the answer, or None when the process died over it."""
        with self.lock:
            if self.process is None:
                environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
                self.process = subprocess.Popen(  # noqa: S603 - nothing in the command comes from outside
                    [sys.executable, "-P", "-c", _SERVE],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                )
            try:
                answer = self._exchange(self.process, json.dumps(request).encode() + b"\n" + data)
            except BrokenPipeError:
                answer = b""
            if not answer:
                self.close()
            return json.loads(answer) if answer else None

    def _exchange(self, process: subprocess.Popen[bytes], message: bytes) -> bytes:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the helper was started without pipes")
        process.stdin.write(message)
        process.stdin.flush()
        return process.stdout.readline()

    def close(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process:
            process.kill()
            process.communicate()


@cache
def _helper() -> _Helper:
    return _Helper()


def serve() -> None:
    """Answer requests from standard input until it ends: in the helper process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    for line in sys.stdin.buffer:
        request = json.loads(line)
        data = sys.stdin.buffer.read(request.pop("size"))
        _bound(request.pop("seconds"))
        try:
            answer = asdict(pdf.parse(data, **request))
        except ReadError as error:
            answer = {"message": error.message, "where": error.where, "remedy": error.remedy}
        except Exception as error:  # the parent's to tell
            answer = {"unforeseen": f"{type(error).__name__}: {error}"}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _bound(seconds: int) -> None:
    """Bound the memory of this process, and its time from now on."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _source(answer: dict[str, Any]) -> Source:
    return Source(
        text=answer["text"],
        metadata=Metadata(**{**answer["metadata"], "home": tuple(answer["metadata"]["home"])}),
        pages=tuple(Stretch(*stretch) for stretch in answer["pages"]),
        note_marks=tuple((start, end) for start, end in answer["note_marks"]),
        left_out=tuple(answer["left_out"]),
    )
