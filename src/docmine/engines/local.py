"""Engines for one machine: this process, or a pool of worker processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from multiprocessing.connection import wait as wait_for

from docmine.config import Config
from docmine.documents import RawItem
from docmine.engines.base import Batch, Engine
from docmine.engines.limits import DIED, bound_memory, time_bound
from docmine.errors import AnnotateError
from docmine.worker import Outcome, Worker

_AHEAD = 2
"""Batches in hand for each worker: one that it works on and one that waits."""

_DEATHS = 2
"""Workers, each of which works on nothing else, that must die on a report before it is held to be the cause."""


class InProcess:
    """Works on batches in this process, which cannot be ended: `run.seconds` and `run.memory_mb` do not hold."""

    def map(self, config: Config, batches: Iterable[Batch]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each batch, in order."""
        return map(Worker(config), batches)


class Processes:
    """Works on batches in worker processes that load the model once each.

    When a worker dies, of a fault or because a batch takes more than `run.seconds`, the batches that were in hand are
    worked on again, one report at a time, in a pool of one: the report that kills that one too, twice, becomes an
    error. Workers end with this process, however it ends.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, config: Config, batches: Iterable[Batch]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each batch, as they are done."""
        waiting = iter(batches)
        while True:
            in_hand: dict[Future[list[Outcome]], Batch] = {}
            unsent: list[Batch] = []
            try:
                yield from self._until_done(config, waiting, in_hand, unsent)
            except BrokenProcessPool:
                yield from one_by_one(config, chain.from_iterable([*in_hand.values(), *unsent]))
            else:
                return

    def _until_done(
        self, config: Config, waiting: Iterator[Batch], in_hand: dict[Future[list[Outcome]], Batch], unsent: list[Batch]
    ) -> Iterator[list[Outcome]]:
        """Work until no batch is left; when the pool breaks, all that was taken is in `in_hand` or `unsent`."""
        with _pool(self.workers, config) as pool:
            for batch in waiting:
                unsent.append(batch)  # a broken pool takes nothing any more
                future = pool.submit(_work, batch)
                in_hand[future] = unsent.pop()
                if len(in_hand) >= self.workers * _AHEAD:
                    yield from _collect(in_hand)
            while in_hand:
                yield from _collect(in_hand)


def _collect(in_hand: dict[Future[list[Outcome]], Batch]) -> Iterator[list[Outcome]]:
    done, _ = wait(in_hand, return_when=FIRST_COMPLETED)
    for future in done:
        outcomes = future.result()
        del in_hand[future]
        yield outcomes


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def engine(workers: int) -> Engine:
    """Return the engine for this many workers, at least one."""
    return Processes(workers) if workers > 1 else InProcess()


_worker: Worker | None = None
"""The worker of this process, when it is one of a pool's."""


@contextmanager
def _pool(workers: int, config: Config) -> Iterator[ProcessPoolExecutor]:
    """Give a pool whose processes can start; work that waits is dropped when the block ends early.

    Raises:
        AnnotateError: no worker process can start.
    """
    # Spawned, not forked: a fork would copy the locks of the parent's threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(config,))
    try:
        _check(pool)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _check(pool: ProcessPoolExecutor) -> None:
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise AnnotateError(
            "worker processes cannot start",
            remedy="in a script of yours, call docmine.run below `if __name__ == '__main__':`; or use one worker",
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
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _work(batch: Batch) -> list[Outcome]:
    if _worker is None:
        raise RuntimeError("the pool was not started by _pool")
    with time_bound(_worker.config.run.seconds):
        return _worker(batch)


def one_by_one(config: Config, items: Iterable[RawItem]) -> Iterator[list[Outcome]]:
    """Work on reports that may kill their worker: the pool is made anew after each death.

    A worker may also be killed from without, so a report is the cause only when two have died on it.
    """
    waiting = deque((item, _DEATHS) for item in items)
    while waiting:
        try:
            with _pool(1, config) as pool:
                while waiting:
                    yield pool.submit(_work, [waiting[0][0]]).result()
                    waiting.popleft()
        except BrokenProcessPool:
            item, lives = waiting.popleft()
            if lives > 1:
                waiting.appendleft((item, lives - 1))
            else:
                yield [Outcome.failed(item, "annotate", AnnotateError("the worker process died on it", remedy=DIED))]
