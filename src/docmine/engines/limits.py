"""Bounds on the processor time and the memory that a worker process may take.

The system holds them, not Python: a regular expression or a library that never comes back cannot be stopped from
inside. It ends a process that takes too long, and refuses memory to one that takes too much. Windows has neither bound.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_MEGABYTE = 2**20

DIED = "it may need more than run.seconds or run.memory_mb: split the file, or raise them; then docmine run --retry"
"""What to do about a report on which a worker process died."""


def bound_memory(megabytes: int) -> None:
    """Let this process have so many megabytes at most, from now on; 0 means no bound.

    What asks for more raises a MemoryError, or ends the process where it is a library that cannot go on.
    """
    if not megabytes or sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    # What a process reserves and never touches, shared libraries above all, is no memory that others lack.
    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    hard = resource.getrlimit(kind)[1]
    bound = megabytes * _MEGABYTE
    resource.setrlimit(kind, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))


@contextmanager
def time_bound(seconds: int) -> Iterator[None]:
    """End this process if the block takes more seconds of processor time, in all its threads; 0 means no bound.

    For worker processes alone.
    """
    if not seconds or sys.platform == "win32":
        yield
        return
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGPROF, signal.SIG_DFL)  # as it is at first: it ends the process, even inside a library
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
