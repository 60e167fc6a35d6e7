"""Faults × engine: what a run of small made-up reports loses, doubles or tears when disturbed, and how it resumes.

    python benchmarks/faults.py [--documents 40] [--times 5] [--seed 0] [--only disk] [--engines 1 2 ray]

After each disturbance `docmine run` is run again, and the tables are compared with those of a run that nothing
disturbed: `lost` and `doubled` are rows, `torn` are files that had their final names and were not whole, before or
after. Resume times have the model loaded where there is one worker, so that moments fall into the work. Linux only;
the disk that fills up, and the folder that cannot be written, are a small tmpfs, for which one must be root.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import faulty
from faulty import Bench

CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
int clock_gettime(clockid_t id, struct timespec *t) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int code = real(id, t);
    struct timespec up;
    real(CLOCK_MONOTONIC, &up);
    if (id == CLOCK_REALTIME) t->tv_sec += (up.tv_nsec / 100000000 % 2 ? 1 : -1) * 315360000L;
    return code;
}
"""
"""Lets the clock jump ten years to and fro, ten times a second."""


@dataclass
class Found:
    """What became of one kind of fault."""

    injected: int = 0
    lost: int = 0
    doubled: int = 0
    torn: int = 0
    left: int = 0
    resumed: list[float] = field(default_factory=list)
    said: str = ""

    def row(self, name: str, engine: str) -> str:
        """Return a row of the table."""
        resumed = f"{sum(self.resumed) / len(self.resumed):.1f} s" if self.resumed else "-"
        figures = (self.injected, self.lost, self.doubled, self.torn, self.left, resumed)
        return f"| {name} | {engine} | {' | '.join(map(str, figures))} | {self.said} |"


class Trial:
    """One engine's runs: a workspace, its undisturbed tables, and moments drawn at random."""

    def __init__(self, bench: Bench, scratch: Path, times: int, seed: int) -> None:
        self.bench, self.scratch, self.times = bench, scratch, times
        self.chance = random.Random(seed)
        whole = scratch / "whole"
        if bench.engine == "1":
            bench.warm_up(scratch / "warm")
        self.seconds, code, told = bench.run(whole)
        if code:
            raise SystemExit(f"the undisturbed run fails: {told}")
        self.whole = faulty.exports(whole)
        self.output = scratch / "output"

    def pause(self, share: float = 1.0) -> None:
        """Wait for a random part of an undisturbed run."""
        time.sleep(self.chance.uniform(0, share * self.seconds))

    def fresh(self) -> None:
        """Begin with no output."""
        shutil.rmtree(self.output, ignore_errors=True)

    def resume(self, found: Found, output: Path | None = None) -> None:
        """Run again, and compare."""
        output = output or self.output
        found.torn += faulty.torn(output)
        seconds, code, told = self.bench.run(output)
        if code:
            raise SystemExit(f"the run does not resume: {told}")
        lost, doubled = faulty.compare(faulty.exports(output), self.whole)
        found.resumed.append(seconds)
        found.lost += lost
        found.doubled += doubled
        found.torn += faulty.torn(output)
        found.left += faulty.left_over(output)


def driver(trial: Trial, how: signal.Signals = signal.SIGKILL) -> Found:
    """End the run itself at a random moment; three times in a row before it may end."""
    found = Found()
    for _ in range(trial.times):
        trial.fresh()
        for _ in range(3):
            process = trial.bench.start(trial.output)
            trial.pause()
            if not process.is_alive():
                trial.fresh()  # too late: it has ended
                continue
            workers = faulty.workers(process)
            os.kill(process.pid or 0, how)
            faulty.ended(process)
            found.injected += 1
            found.said = trial.bench.said()
            found.left += faulty.wait_for_end(workers)
        trial.resume(found)
    return found


def interrupt(trial: Trial) -> Found:
    """Press Ctrl-C at a random moment."""
    return driver(trial, signal.SIGINT)


def finishing(trial: Trial) -> Found:
    """Kill the run while it makes what spans documents and writes the tables."""
    found = Found()
    path = trial.bench.raw / "0000.txt"
    text, base = path.read_text(encoding="utf-8"), trial.scratch / "base"
    path.write_text(text + "The town is quiet now, people say.\n", encoding="utf-8")
    trial.bench.run(base)
    path.write_text(text, encoding="utf-8")  # one report to do, and then all that follows
    seconds = trial.seconds
    shutil.copytree(base, trial.output, dirs_exist_ok=True)
    trial.seconds = trial.bench.run(trial.output)[0]
    for _ in range(trial.times * 3):
        trial.fresh()
        shutil.copytree(base, trial.output)
        process = trial.bench.start(trial.output)
        trial.pause()
        found.injected += process.is_alive()
        process.kill()
        faulty.ended(process)
        trial.resume(found)
    trial.seconds = seconds
    shutil.rmtree(base)
    return found


def worker(trial: Trial) -> Found:
    """Kill a worker at random moments, twice in each run."""
    found = Found()
    for _ in range(trial.times):
        trial.fresh()
        process = trial.bench.start(trial.output)
        for _ in range(2):
            trial.pause(0.6)
            working = faulty.workers(process)
            for pid in trial.chance.sample(working, min(1, len(working))):
                os.kill(pid, signal.SIGKILL)
                found.injected += 1
        if faulty.ended(process):
            found.said = trial.bench.said()
        trial.resume(found)
    return found


def export(trial: Trial) -> Found:
    """Kill `docmine export` at random moments, and export again."""
    found = Found()
    trial.fresh()
    trial.bench.run(trial.output)
    command = ["-f", "xlsx", "-f", "parquet", "-f", "csv", "-f", "text", "-o", str(trial.output), "--to"]
    folder = trial.scratch / "exported"
    start = time.perf_counter()
    _cli(["export", *command, str(trial.scratch / "apart")]).wait()
    seconds = time.perf_counter() - start
    for _ in range(trial.times * 2):
        process = _cli(["export", *command, str(folder)])
        time.sleep(trial.chance.uniform(0.3, 1) * seconds)
        found.injected += process.poll() is None
        process.kill()
        process.wait()
        found.torn += faulty.torn(folder) if folder.exists() else 0
    found.resumed.append(-time.perf_counter())
    _cli(["export", *command, str(folder)]).wait()
    found.resumed[0] += time.perf_counter()
    found.left = faulty.left_over(folder)
    for path in (trial.scratch / "apart").rglob("*"):
        other = folder / path.relative_to(trial.scratch / "apart")
        found.lost += not other.exists()
        if path.is_file() and path.suffix != ".xlsx":  # which holds the time of its making
            found.torn += path.read_bytes() != other.read_bytes()
    return found


def disk_full(trial: Trial) -> Found:
    """Let the disk be full at some point, then make room."""
    found = Found()
    need = sum(path.stat().st_size for path in (trial.scratch / "whole").iterdir()) // 1024
    for _ in range(trial.times):
        with _disk(trial.scratch / "disk", trial.chance.randint(need // 20, need)) as disk:
            code = faulty.ended(trial.bench.start(disk / "output"))
            found.injected += code == 2
            found.said = trial.bench.said().rpartition(": ")[2] if code == 2 else found.said
            subprocess.run(["mount", "-o", f"remount,size={need * 20}k", str(disk)], check=True)
            trial.resume(found, disk / "output")
    return found


def read_only(trial: Trial) -> Found:
    """Let the output folder be one that cannot be written; before a run, and between two."""
    found = Found()
    with _disk(trial.scratch / "disk", 100_000) as disk:
        for _ in range(2):
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            found.injected += trial.bench.run(disk / "output")[1] == 2
            found.said = trial.bench.said()
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
            trial.resume(found, disk / "output")
    return found


def clock(trial: Trial) -> Found:
    """Kill a run whose clock jumps ten years to and fro, and let it resume with such a clock."""
    found = Found(injected=1)
    library = trial.scratch / "clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-xc", "-", "-o", str(library)], input=CLOCK.encode(), check=True)
    trial.fresh()
    workspace = ["-w", str(trial.bench.folder), "-q"]
    engine = ["--engine", "ray"] if trial.bench.engine == "ray" else ["--workers", trial.bench.engine]
    command = ["run", str(trial.bench.raw), "-o", str(trial.output), *workspace, *engine]
    process = _cli(command, library)
    while not (trial.output / "docmine.sqlite").exists() and process.poll() is None:
        time.sleep(0.05)
    trial.pause()
    process.kill()
    process.wait()
    if _cli(command, library).wait():
        raise SystemExit("a run whose clock jumps fails")
    trial.resume(found)
    return found


def _replaced(trial: Trial, paths: list[Path]) -> Found:
    """Put other files in the place of some during a run, and the former ones back before it is run again."""
    found = Found()
    for _ in range(trial.times):
        trial.fresh()
        process = trial.bench.start(trial.output)
        trial.pause(0.7)
        before = {path: path.read_bytes() for path in trial.chance.sample(paths, min(3, len(paths)))}
        for n, path in enumerate(before):
            path.write_bytes(path.read_bytes()[::-1]) if n else path.unlink()
        trial.pause(0.3)
        back = trial.chance.random() < 0.5  # also while it still runs
        if not back:
            faulty.ended(process)
        for path, content in before.items():
            path.write_bytes(content)
        found.injected += len(before)
        faulty.ended(process)
        found.said = trial.bench.said().rpartition(": ")[2] or found.said
        trial.resume(found)
    return found


def curated(trial: Trial) -> Found:
    """Replace curated tables during a run."""
    return _replaced(trial, sorted((trial.bench.pipeline / "curated").iterdir()))


def raw(trial: Trial) -> Found:
    """Change and remove reports during a run."""
    return _replaced(trial, sorted(trial.bench.raw.iterdir()))


def changed_settings(trial: Trial) -> Found:
    """Kill a run that has other settings and another model, then go back to these."""
    found = Found()
    path = trial.bench.pipeline / "docmine.toml"
    for text in (f"{faulty.SETTINGS}[clean]\nthreshold = 0.1\n", ""):
        trial.fresh()
        path.write_text(text, encoding="utf-8")
        process = trial.bench.start(trial.output)
        trial.pause(0.8)
        found.injected += process.is_alive()
        process.kill()
        faulty.ended(process)
        path.write_text(faulty.SETTINGS, encoding="utf-8")
        trial.resume(found)
    return found


def second_run(trial: Trial) -> Found:
    """Start a second run on the same output folder."""
    found = Found()
    trial.fresh()
    first = trial.bench.start(trial.output)
    while not (trial.output / "docmine.sqlite").exists():
        time.sleep(0.01)
    code = faulty.ended(trial.bench.start(trial.output))
    found.injected, found.said = int(code == 2), trial.bench.said().partition(": ")[2]
    if faulty.ended(first):
        raise SystemExit("the first run fails")
    trial.resume(found)
    return found


def _cli(arguments: list[str], preload: Path | None = None) -> subprocess.Popen[bytes]:
    code = "from docmine.cli import main; main()"
    environment = os.environ | ({"LD_PRELOAD": str(preload)} if preload else {})
    return subprocess.Popen(["python", "-c", code, *arguments], env=environment, stdout=subprocess.DEVNULL)


@contextmanager
def _disk(path: Path, kilobytes: int) -> Iterator[Path]:
    path.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)], check=True)
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)


FAULTS: dict[str, Callable[[Trial], Found]] = {
    "SIGKILL of the run": driver,
    "SIGKILL while it finishes": finishing,
    "SIGKILL of a worker": worker,
    "SIGKILL of `docmine export`": export,
    "Ctrl-C": interrupt,
    "disk full": disk_full,
    "output cannot be written": read_only,
    "clock jumps": clock,
    "curated tables replaced": curated,
    "reports changed and removed": raw,
    "settings, model changed after a kill": changed_settings,
    "second run on one folder": second_run,
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="faults whose names have this in them")
    parser.add_argument("--engines", nargs="+", default=["1", "2"], help="numbers of local workers, or ray")
    chosen = parser.parse_args()
    print("| fault | engine | injected | rows lost | rows doubled | torn files | left over | resumes in | it says |")
    print("|---|---|---|---|---|---|---|---|---|")
    for engine in chosen.engines:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            faulty.make(Path(scratch) / "workspace", chosen.documents, chosen.seed)
            trial = Trial(Bench(Path(scratch) / "workspace", engine), Path(scratch), chosen.times, chosen.seed)
            for name, inject in FAULTS.items():
                if chosen.only in name and not (inject is worker and engine == "1"):
                    print(inject(trial).row(name, engine), flush=True)


if __name__ == "__main__":
    main()
