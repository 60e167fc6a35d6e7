"""Worker processes of this machine: they load the model once each, and are bounded in time and memory.

A process is spawned, not forked: a fork would copy the locks of the parent's threads. It imports docmine and nothing of
the program that runs it, so that a script or notebook needs no `if __name__ == "__main__":`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any

from docmine.config import Config
from docmine.engines.base import Batch
from docmine.engines.limits import bound_memory, time_bound
from docmine.errors import AnnotateError
from docmine.worker import Outcome, Worker

_worker: Worker | None = None
"""The worker of this process, when it is one of a pool's."""


class _Process(SpawnProcess):
    """A process that does not begin with the main module of its parent, which it has no use for."""

    def start(self) -> None:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")  # one without a file, as in a notebook
        try:
            super().start()
        finally:
            sys.modules["__main__"] = main


class _Context(SpawnContext):
    """Starts such processes, and knows them."""

    def __init__(self) -> None:
        self.started: list[_Process] = []

    def Process(self, *args: Any, **options: Any) -> _Process:  # type: ignore[override]  # noqa: ANN401, N802
        """Return a new process, as `multiprocessing.Process` makes it."""
        process = _Process(*args, **options)
        self.started.append(process)
        return process


@contextmanager
def pool(workers: int, config: Config) -> Iterator[ProcessPoolExecutor]:
    """Give a pool whose processes can start; where the block ends early, they end at once with what they work on.

    Raises:
        AnnotateError: no worker process can start.
    """
    context = _Context()
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(config,))
    try:
        _check(executor)
        yield executor
    except BaseException:
        for process in context.started:
            if process.pid:
                process.kill()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def work(batch: Batch) -> list[Outcome]:
    """Work on a batch: in a process of a pool."""
    if _worker is None:
        raise RuntimeError("this process is not one of a pool's")
    with time_bound(_worker.config.run.seconds):
        return _worker(batch)


def _check(executor: ProcessPoolExecutor) -> None:
    try:
        executor.submit(os.getpid).result()
    except (BrokenProcessPool, OSError) as error:
        raise AnnotateError(
            "worker processes cannot start", remedy="raise run.memory_mb, or let this system start Python from Python"
        ) from error


def _start(config: Config) -> None:
    global _worker  # noqa: PLW0603 - the one way to keep a model loaded between calls of a pool's process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    bound_memory(config.run.memory_mb)
    _worker = Worker(config)


def _end_with_parent() -> None:
    """End this process when its parent is gone: one that was killed could not tell it, and it would wait for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
