import hashlib
import os
import subprocess
import sys
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import pytest

from docmine.config import Config
from docmine.documents import RawItem
from docmine.engines import local
from docmine.engines.local import Processes
from docmine.worker import Outcome


class Poison(bytes):
    """Bytes that end the process which unpickles them."""

    def __reduce__(self):
        return os._exit, (1,)


def item(name: str, data: bytes) -> RawItem:
    return RawItem(f"{name}.txt", "text", data, hashlib.sha256(name.encode()).hexdigest())


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_kills_its_worker_is_an_error_and_costs_no_other(workers):
    # Reports too short to be read: no model is loaded.
    batches = [[item("a", b"x"), item("b", b"x")], [item("c", Poison()), item("d", b"x")], [item("e", b"x")]]
    outcomes = [outcome for done in Processes(workers).map(Config(), batches) for outcome in done]
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

    monkeypatch.setattr(local, "pool", pool)
    batches = [[item(str(n), b"x")] for n in range(6)]
    outcomes = [outcome for done in Processes(2).map(Config(), batches) for outcome in done]
    assert sorted(outcome.path for outcome in outcomes) == [f"{n}.txt" for n in range(6)]


class AlwaysWorks(BreakingPool):
    def submit(self, function, batch):
        self.taken = 0
        return super().submit(function, batch)


def dying(monkeypatch, deaths):
    """Put a pool in the place of the real one, whose worker dies on `a.txt` so many times."""
    left = [deaths]

    class Pool:
        def submit(self, function, batch):
            if batch[0].path == "a.txt" and left[0]:
                left[0] -= 1
                raise BrokenProcessPool
            return BreakingPool().submit(function, batch)

    @contextmanager
    def pool(workers, config):
        yield Pool()

    monkeypatch.setattr(local, "pool", pool)


@pytest.mark.parametrize(("deaths", "failed"), [(0, []), (1, []), (2, []), (3, ["a.txt"])])
def test_only_a_report_on_which_a_worker_dies_twice_when_it_is_alone_is_an_error(monkeypatch, deaths, failed):
    dying(monkeypatch, deaths)  # the first death is that of the pool of two
    outcomes = [one for done in Processes(2).map(Config(), [[item("a", b"x")], [item("b", b"x")]]) for one in done]
    assert sorted(one.path for one in outcomes) == ["a.txt", "b.txt"]
    assert [one.path for one in outcomes if "errors" in one.rows] == failed


ORPHAN = """
import os, signal
from docmine.config import Config
from docmine.engines.pool import pool

with pool(1, Config()):
    os.kill(os.getpid(), signal.SIGKILL)
"""
"""A script that does not mind what happens when its main module is run again, as those of users are."""


def test_workers_end_when_their_run_is_killed_and_do_not_run_its_main_module_again(tmp_path):
    script = tmp_path / "run.py"
    script.write_text(ORPHAN)
    # The worker holds the pipe open as long as it lives: without its end this would time out.
    killed = subprocess.run([sys.executable, str(script)], stdout=subprocess.PIPE, timeout=60, check=False)
    assert killed.returncode == -9
