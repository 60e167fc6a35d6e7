import hashlib
import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import pytest

from docmine.config import Config
from docmine.documents import RawItem
from docmine.engines import local
from docmine.engines.local import InProcess, Processes, engine
from docmine.worker import Outcome


class Poison(bytes):
    """Bytes that end the process which unpickles them."""

    def __reduce__(self):
        return os._exit, (1,)


def item(name: str, data: bytes) -> RawItem:
    return RawItem(f"{name}.txt", "text", data, hashlib.sha256(name.encode()).hexdigest())


def test_a_report_that_kills_its_worker_is_an_error_and_costs_no_other():
    # Reports too short to be read: no model is loaded.
    batches = [[item("a", b"x"), item("b", b"x")], [item("c", Poison()), item("d", b"x")], [item("e", b"x")]]
    outcomes = [outcome for done in Processes(2).map(Config(), batches) for outcome in done]
    messages = {outcome.path: outcome.rows["errors"][0]["message"] for outcome in outcomes}
    assert len(outcomes) == 5
    assert messages.pop("c.txt") == "the worker process died on it"
    assert sorted(messages) == ["a.txt", "b.txt", "d.txt", "e.txt"]
    assert all("died" not in message for message in messages.values())


def test_batches_are_taken_only_as_fast_as_they_are_worked_on():
    taken = []

    def batches():
        for n in range(50):
            taken.append(n)
            yield [item(str(n), b"x")]

    done = Processes(2).map(Config(), batches())
    next(done)
    assert len(taken) <= 5
    assert len(list(done)) == 49


@pytest.mark.parametrize(("workers", "kind"), [(1, InProcess), (2, Processes)])
def test_engine_for_a_number_of_workers(workers, kind):
    assert isinstance(engine(workers), kind)


class BreakingPool:
    """A pool that breaks when the third batch is handed to it."""

    def __init__(self):
        self.taken = 0

    def submit(self, function, batch):
        self.taken += 1
        if self.taken == 3:
            raise BrokenProcessPool
        future = Future()
        future.set_result([outcome(item) for item in batch])
        return future


def outcome(item):
    return Outcome(item.sha256, item.path)


def test_no_batch_is_lost_when_the_pool_breaks_at_any_point(monkeypatch):
    pools = iter([BreakingPool()])

    @contextmanager
    def pool(workers, config):
        yield next(pools, None) or AlwaysWorks()

    monkeypatch.setattr(local, "_pool", pool)
    batches = [[item(str(n), b"x")] for n in range(6)]
    outcomes = [outcome for done in Processes(2).map(Config(), batches) for outcome in done]
    assert sorted(outcome.path for outcome in outcomes) == [f"{n}.txt" for n in range(6)]


class AlwaysWorks(BreakingPool):
    def submit(self, function, batch):
        self.taken = 0
        return super().submit(function, batch)
