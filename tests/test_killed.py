"""A run that is killed at any moment goes on when it is run again, and ends with the same tables."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docmine import config, runner

REPORT = """Gunmen raid the market of {place}

Gunmen killed {n} traders in {place}, Mali, on {day} March 2021, a local official said.
The army sent troops to {place} and arrested three men two days later.
"""

SCRIPT = """
import sys
from pathlib import Path
from docmine.config import Config, RunConfig
from docmine.runner import run

if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), Config(run=RunConfig(workers=int(sys.argv[3]), batch=1)))
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    for n, place in enumerate(["Gao", "Kidal", "Mopti", "Segou", "Timbuktu", "Sikasso"], 2):
        (folder / f"{place}.txt").write_text(REPORT.format(place=place, n=n, day=n + 3))
    return folder


def exports(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def settings(workers: int) -> config.Config:
    return config.Config(run=config.RunConfig(workers=workers, batch=1))


def start(raw: Path, output: Path, workers: int) -> subprocess.Popen:
    script = output.parent / "run.py"  # a file, because worker processes import the main module
    script.write_text(SCRIPT)
    command = [sys.executable, str(script), str(raw), str(output), str(workers)]
    return subprocess.Popen(command, start_new_session=True)


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "kill_at"), [(1, 0), (1, 2), (2, 3), (1, 6)])
def test_killed_and_run_again(raw, done, tmp_path, workers, kill_at):
    whole = tmp_path / "whole"
    runner.run(raw, whole, settings(1))
    output = tmp_path / "killed"
    process = start(raw, output, workers)
    deadline = time.monotonic() + 120
    while done(output) < kill_at and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert done(output) >= kill_at
    summary = runner.run(raw, output, settings(workers))
    assert summary.exit_code == 0
    assert summary.counts["documents"] == 6
    assert exports(output) == exports(whole)


@pytest.mark.slow
def test_a_worker_that_dies_costs_no_document(raw, done, tmp_path):
    """Kill the worker processes, not the run, while it works."""
    whole = tmp_path / "whole"
    runner.run(raw, whole, settings(1))
    output = tmp_path / "output"
    process = start(raw, output, 2)
    while done(output) < 1 and process.poll() is None:
        time.sleep(0.01)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.wait()
        pytest.skip("this system does not list child processes")
    for child in children.read_text().split():
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    assert process.wait(timeout=240) == 0
    assert exports(output) == exports(whole)
