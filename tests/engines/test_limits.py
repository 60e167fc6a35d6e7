import hashlib
import signal
import subprocess
import sys

import pytest

from docmine.config import Config, RunConfig
from docmine.documents import RawItem
from docmine.engines.local import Processes
from docmine.errors import DocmineError
from docmine.worker import attempt

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no bounds on this system")

NEVER_ENDING = """
[[drop]]
patterns = ["(a+)+b"]
"""
"""A user's rule that takes for ever on a line of many a: regular expressions of Python cannot be stopped."""


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_a_process_that_takes_too_long_is_ended_even_inside_a_library():
    code = "import re; from docmine.engines.limits import time_bound\nwith time_bound(1): re.match('(a+)+b', 'a' * 99)"
    assert python(code).returncode == -signal.SIGPROF


def test_a_block_that_ends_in_time_is_not_ended_afterwards():
    code = (
        "import time; from docmine.engines.limits import time_bound\n"
        "with time_bound(1): pass\n"
        "end = time.process_time() + 1.2\n"
        "while time.process_time() < end: pass"
    )
    assert python(code).returncode == 0


def test_memory_beyond_the_bound_is_refused():
    code = (
        "from docmine.engines.limits import bound_memory; bound_memory(200)\n"
        "bytearray(50_000_000)\n"
        "try: bytearray(500_000_000)\n"
        "except MemoryError: print('refused')"
    )
    assert python(code).stdout == "refused\n"


def test_a_report_that_never_ends_is_an_error_and_costs_no_other(tmp_path):
    (tmp_path / "cleaning").mkdir()
    (tmp_path / "cleaning" / "own.toml").write_text(NEVER_ENDING)
    text = b"The army left the town on Sunday, and the people of the town came back.\n\n"
    data = {"bait.txt": text + b"a" * 90 + b"!", "short.txt": b"x"}
    items = [RawItem(path, "text", data[path], hashlib.sha256(data[path]).hexdigest()) for path in data]
    config = Config(folder=tmp_path, run=RunConfig(seconds=2))
    outcomes = [outcome for done in Processes(1).map(config, [items]) for outcome in done]
    told = {outcome.path: outcome.rows["errors"][0] for outcome in outcomes}
    assert told["bait.txt"]["message"] == "the worker process died on it"
    assert "run.seconds" in told["bait.txt"]["remedy"]
    assert told["short.txt"]["message"] == "has only 1 characters of text"


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_memory_does_not_suffice_for_says_what_to_raise(error):
    def stage():
        raise error

    told = attempt(stage)
    assert isinstance(told, DocmineError)
    assert told.message == f"is too complex ({error.__name__})"
    assert "run.memory_mb" in told.remedy
