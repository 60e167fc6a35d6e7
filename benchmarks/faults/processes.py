"""The processes of a run: their ends, and which of them work."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing.context import ForkProcess
from pathlib import Path

TIMEOUT = 600
"""Seconds after which a process is held to hang, which ends the benchmark."""


def ended(process: ForkProcess) -> int:
    """Wait for the end of a process and return its exit code."""
    process.join(TIMEOUT)
    if process.exitcode is None:
        process.kill()
        raise SystemExit("a run hangs")
    return process.exitcode


def workers(process: ForkProcess) -> list[int]:
    """Return the worker processes of a run that has not been waited for."""
    return [pid for pid in below(process.pid or 0) if _runs(pid) and _works(pid)]


def below(pid: int) -> Iterator[int]:
    """Yield all processes that a process has started, and those that these have."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:  # it has just ended
        return
    for child in map(int, found):
        yield child
        yield from below(child)


def command(pid: int) -> bytes:
    """Return the command line of a process, nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _works(pid: int) -> bool:
    return b"spawn_main" in command(pid) or command(pid).startswith(b"ray::")


def wait_for_end(pids: list[int], seconds: float = 30) -> int:
    """Return how many of these processes still run after a while."""
    until = time.monotonic() + seconds
    while alive := [pid for pid in pids if _runs(pid)]:
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
    return len(alive)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rsplit(")")[-1].split()[0] != "Z"
    except OSError:
        return False
