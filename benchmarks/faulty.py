"""A workspace of small made-up reports, runs of it in processes that can be disturbed, and what became of the tables.

Has no command of its own: `faults.py` uses it.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from docmine import config as settings
from docmine import runner
from docmine.config import Config
from docmine.engines import local
from docmine.errors import DocmineError
from docmine.worker import Worker

PLACES = ("Gao", "Kidal", "Mopti", "Segou", "Timbuktu", "Sikasso", "Kayes", "Bamako")
BODIES = (
    "Gunmen killed {n} traders in {place}, Mali, on {day} March 2021, a local official said.",
    "Soldiers arrested {n} men near {place}, Mali, on {day} March 2021 after a raid on a village.",
    "A bomb went off in the market of {place}, Mali, on {day} March 2021; {n} people were injured.",
    "Fighters of the Azure Front attacked an army post in {place} on {day} March 2021, witnesses told the radio.",
)
ENDS = (
    "The army sent troops to {place} two days later.",
    "Nobody has claimed the attack so far, and {n} families have left the town.",
    "The Azure Front denied it.",
)
SETTINGS = '[model]\nname = "fast"\n'
TIMEOUT = 600
"""Seconds after which a process is held to hang, which ends the benchmark."""

_fork = multiprocessing.get_context("fork")
_warm: dict[str, Worker] = {}


def report(chance: random.Random) -> str:
    """Return a short report."""
    words = {"place": chance.choice(PLACES), "n": chance.randint(2, 40), "day": chance.randint(1, 28)}
    lines = [chance.choice(BODIES), chance.choice(BODIES), chance.choice(ENDS)]
    return f"News from {words['place']}\n\n" + "\n".join(line.format(**words) for line in lines) + "\n"


def make(folder: Path, documents: int, seed: int) -> None:
    """Write `raw/` and `pipeline/`, every tenth report being a copy of another."""
    chance = random.Random(seed)
    texts = [report(chance) for _ in range(documents)]
    texts = [chance.choice(texts) + "A copy.\n" if n % 10 == 9 else text for n, text in enumerate(texts)]
    (folder / "raw").mkdir(parents=True)
    for n, text in enumerate(texts):
        (folder / "raw" / f"{n:04}.txt").write_text(text, encoding="utf-8")
    curated = folder / "pipeline" / "curated"
    curated.mkdir(parents=True)
    (folder / "pipeline" / settings.CONFIG_NAME).write_text(SETTINGS, encoding="utf-8")
    (curated / "actors.csv").write_text(
        "actor_id,name,aliases,type,country_iso3\nA1,Azure Front,AF,rebel,MLI\n", encoding="utf-8"
    )
    events = [f"E{n},2021-03-{n + 1:02},Assault,{PLACES[n % len(PLACES)]},MLI,{n}" for n in range(28)]
    header = "event_id,event_date,event_type,location,country_iso3,fatalities"
    (curated / "events.csv").write_text("\n".join([header, *events, ""]), encoding="utf-8")


@dataclass(frozen=True)
class Bench:
    """A workspace and the engine that works on it: `1` or `2` local workers, or `ray`."""

    folder: Path
    engine: str

    @property
    def raw(self) -> Path:
        """The reports."""
        return self.folder / "raw"

    @property
    def pipeline(self) -> Path:
        """The settings."""
        return self.folder / "pipeline"

    def config(self) -> Config:
        """Return the settings as they are now."""
        found = settings.load(self.pipeline)
        run = {"workers": 2, "engine": "ray", "part": 4} if self.engine == "ray" else {"workers": int(self.engine)}
        return found.model_copy(update={"run": found.run.model_copy(update={"batch": 2, **run})})

    def start(self, output: Path) -> ForkProcess:
        """Start a run in a process of its own."""
        config = self.config()
        self._said.unlink(missing_ok=True)
        process = _fork.Process(target=_run, args=(self.raw, output, config, self._said))
        process.start()
        return process

    def warm_up(self, output: Path) -> None:
        """Run in this process, so that those that are forked from it have all loaded."""
        local.Worker = warm  # type: ignore[assignment, misc]
        runner.run(self.raw, output, self.config())

    def run(self, output: Path) -> tuple[float, int, str]:
        """Run undisturbed; return the seconds, the exit code and what was said."""
        start = time.perf_counter()
        code = ended(self.start(output))
        return time.perf_counter() - start, code, self.said()

    def said(self) -> str:
        """Return what the last run said, if it ended of itself."""
        return self._said.read_text(encoding="utf-8") if self._said.exists() else ""

    @property
    def _said(self) -> Path:
        return self.folder / "said.txt"


def warm(config: Config) -> Worker:
    """Return the worker of this process for these settings."""
    key = config.digest() + config.model.name
    if key not in _warm:
        _warm[key] = Worker(config)
    return _warm[key]


def _run(raw: Path, output: Path, config: Config, said: Path) -> None:
    """Do what `docmine run` does, and end with its exit code; what it says goes to a file."""
    os.setsid()
    try:
        summary = runner.run(raw, output, config)
        text, code = "\n".join(f"{row['path']}: {row['message']}" for row in summary.errors), summary.exit_code
    except DocmineError as error:
        text, code = str(error), 2
    except KeyboardInterrupt:
        text, code = "stopped", 130
    said.write_text(text, encoding="utf-8")
    sys.exit(code)


def ended(process: ForkProcess) -> int:
    """Wait for the end of a process and return its exit code."""
    process.join(TIMEOUT)
    if process.exitcode is None:
        process.kill()
        raise SystemExit("a run hangs")
    return process.exitcode


def workers(process: ForkProcess) -> list[int]:
    """Return the worker processes of a run that has not been waited for."""
    return [pid for pid in _below(process.pid or 0) if _runs(pid) and _works(pid)]


def _below(pid: int) -> Iterator[int]:
    """Yield all processes that a process has started, and those that these have."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:  # it has just ended
        return
    for child in map(int, found):
        yield child
        yield from _below(child)


def _works(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return b"spawn_main" in command or command.startswith(b"ray::")


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


def exports(output: Path) -> dict[str, bytes]:
    """Return the tables."""
    return {path.name: path.read_bytes() for path in sorted(output.glob("*.csv"))}


def compare(found: Mapping[str, bytes], whole: Mapping[str, bytes]) -> tuple[int, int]:
    """Return how many rows are lacking and how many are there too often, or differ."""
    lost = doubled = 0
    for name, content in whole.items():
        want, have = Counter(content.splitlines()), Counter(found.get(name, b"").splitlines())
        lost += (want - have).total()
        doubled += (have - want).total()
    return lost, doubled + int(dict(found) != dict(whole) and not lost)


def torn(folder: Path) -> int:
    """Return how many files are not whole that have a final name, the store among them."""
    return sum(not _is_whole(path) for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def left_over(folder: Path) -> int:
    """Return how many half-written files lie about."""
    return sum(path.name.endswith(".part") for path in folder.rglob("*"))


def _is_whole(path: Path) -> bool:
    try:
        match path.suffix:
            case ".csv":
                with path.open(encoding="utf-8", newline="") as handle:
                    return len({len(row) for row in csv.reader(handle, strict=True)}) == 1 and _ends(path)
            case ".sqlite":
                return _is_sound(path)
            case ".xlsx":
                return zipfile.ZipFile(path).testzip() is None
            case ".parquet":
                import duckdb  # noqa: PLC0415 - heavy

                return duckdb.read_parquet(str(path)).fetchall() is not None
    except (ValueError, csv.Error, zipfile.BadZipFile, sqlite3.Error, OSError):
        return False
    return True


def _ends(path: Path) -> bool:
    return path.read_bytes().endswith(b"\n")


def _is_sound(path: Path) -> bool:
    """Whether a store that was left as it is can be read whole; a copy is looked at, so that it stays as it is."""
    aside = path.parent.with_name(f"{path.parent.name}.aside")
    shutil.copytree(path.parent, aside, dirs_exist_ok=True)
    try:
        db = sqlite3.connect(aside / path.name)
        answer: Any = db.execute("PRAGMA integrity_check").fetchone()[0]
        db.close()
    finally:
        shutil.rmtree(aside)
    return bool(answer == "ok")
