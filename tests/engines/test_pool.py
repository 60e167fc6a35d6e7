import multiprocessing
import shutil
import sys
import time

import pytest

from docmine.config import Config
from docmine.engines.pool import pool, work
from docmine.errors import AnnotateError


def test_work_is_for_processes_of_a_pool():
    with pytest.raises(RuntimeError, match="not one of a pool's"):
        work([])
    with pool(1, Config()) as executor:
        assert executor.submit(work, []).result() == []


def stopped_while_a_worker_sleeps():
    with pool(1, Config()) as executor:
        executor.submit(time.sleep, 600)
        raise KeyboardInterrupt


def test_what_a_worker_is_busy_with_does_not_hold_up_the_end():
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        stopped_while_a_worker_sleeps()
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(not shutil.which("false"), reason="no program that fails")
def test_a_process_that_cannot_start_says_what_to_do():
    multiprocessing.set_executable(shutil.which("false"))
    try:
        with pytest.raises(AnnotateError, match="cannot start") as caught, pool(1, Config()):
            pass
    finally:
        multiprocessing.set_executable(sys.executable)
    assert "run.memory_mb" in caught.value.remedy
