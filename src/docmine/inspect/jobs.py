"""Long work that the app starts: a `docmine` command in a process of its own, one at a time.

The app goes on answering meanwhile; what the command says can be read as it says it, and it can be stopped.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from docmine.errors import ResourceError

_LINES = 200
"""Lines of what a command says that are kept."""


@dataclass
class Job:
    """A command that runs or ran; `result` is the JSON that it printed, None where it printed none."""

    name: str
    process: subprocess.Popen[str]
    started: float = field(default_factory=monotonic)
    said: deque[str] = field(default_factory=lambda: deque(maxlen=_LINES))
    printed: list[str] = field(default_factory=list)
    ended: float | None = None
    stopped: bool = False

    @property
    def runs(self) -> bool:
        """Whether it has not ended, or not all that it said was read."""
        return self.ended is None

    @property
    def seconds(self) -> int:
        """How long it ran."""
        return int((self.ended or monotonic()) - self.started)

    @property
    def code(self) -> int | None:
        """Its exit code, None while it runs."""
        return self.process.poll()

    @property
    def share(self) -> float | None:
        """How much of the work is done, 0 to 1, where the last line says so ("steps: 30 of 400")."""
        words = self.said[-1].split() if self.said else []
        if len(words) >= 3 and words[-2] == "of" and words[-1].isdecimal() and words[-3].isdecimal():
            return int(words[-3]) / max(int(words[-1]), 1)
        return None

    @property
    def result(self) -> Any:  # noqa: ANN401 - whatever the command prints
        """What it printed."""
        try:
            return json.loads("".join(self.printed))
        except ValueError:
            return None


class Jobs:
    """The job that runs, or ran last, and the last result of each name."""

    def __init__(self) -> None:
        self.last: Job | None = None
        self.results: dict[str, Any] = {}
        self._lock = threading.Lock()

    def start(self, name: str, command: Sequence[str], folder: Path) -> Job:
        """Start `docmine` with these arguments.

        Args:
            name: what the job is called.
            command: arguments; it must print JSON.
            folder: where it runs.

        Raises:
            ResourceError: another job runs.
        """
        with self._lock:
            if self.last is not None and self.last.runs:
                raise ResourceError(f"{self.last.name} is still running", remedy="wait for it, or stop it")
            process = subprocess.Popen(  # noqa: S603 - this very Python, and arguments that the app chose
                [sys.executable, "-c", "from docmine.cli import main; main()", *command],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
            )
            self.last = job = Job(name, process)
        threading.Thread(target=self._follow, args=(job,), daemon=True).start()
        return job

    def stop(self) -> None:
        """Ask the job that runs to end, as Ctrl-C does: what it has learned is kept."""
        job = self.last
        if job is not None and job.runs:
            job.stopped = True
            job.process.send_signal(signal.SIGINT)

    def _follow(self, job: Job) -> None:
        reader = threading.Thread(target=_drain, args=(job.process.stderr, job.said), daemon=True)
        reader.start()
        _drain(job.process.stdout, job.printed)
        reader.join()
        job.process.wait()
        if job.result is not None:
            self.results[job.name] = job.result
        job.ended = monotonic()


def _drain(stream: Any, into: deque[str] | list[str]) -> None:  # noqa: ANN401 - a pipe
    for line in stream:
        into.append(line.rstrip("\n") if isinstance(into, deque) else line)
    stream.close()
