"""The engine for one machine: worker processes."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain

from docmine.config import Config
from docmine.documents import RawItem
from docmine.engines.base import Batch
from docmine.engines.limits import DIED
from docmine.engines.pool import pool, work
from docmine.errors import AnnotateError
from docmine.worker import Outcome

_AHEAD = 2
"""Batches in hand for each worker: one that it works on and one that waits."""

_DEATHS = 2
"""Workers, each of which works on nothing else, that must die on a report before it is held to be the cause."""


class Processes:
    """Works on batches in worker processes that load the model once each; one worker is a process of its own, too.

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
        with pool(self.workers, config) as executor:
            for batch in waiting:
                unsent.append(batch)  # a broken pool takes nothing any more
                future = executor.submit(work, batch)
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


def one_by_one(config: Config, items: Iterable[RawItem]) -> Iterator[list[Outcome]]:
    """Work on reports that may kill their worker: the pool is made anew after each death.

    A worker may also be killed from without, so a report is the cause only when two have died on it.
    """
    waiting = deque((item, _DEATHS) for item in items)
    while waiting:
        try:
            with pool(1, config) as executor:
                while waiting:
                    yield executor.submit(work, [waiting[0][0]]).result()
                    waiting.popleft()
        except BrokenProcessPool:
            item, lives = waiting.popleft()
            if lives > 1:
                waiting.appendleft((item, lives - 1))
            else:
                yield [Outcome.failed(item, "annotate", AnnotateError("the worker process died on it", remedy=DIED))]
