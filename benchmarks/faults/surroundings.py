"""What lies around a run and changes under it: the disk, the clock, its files, another run."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import processes
import reports
from bench import cli

from trial import Found, Trial

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


def disk_full(trial: Trial) -> Found:
    """Let the disk be full at some point, then make room."""
    found = Found()
    need = sum(path.stat().st_size for path in (trial.scratch / "whole").rglob("*")) // 1024
    for _ in range(trial.times):
        with _disk(trial.scratch / "disk", trial.chance.randint(need // 20, need)) as disk:
            code = processes.ended(trial.bench.start(disk / "output"))
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
    process = cli(command, library)
    while not trial.bench.begun(trial.output) and process.poll() is None:
        time.sleep(0.05)
    trial.pause()
    process.kill()
    process.wait()
    if cli(command, library).wait():
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
            processes.ended(process)
        for path, content in before.items():
            path.write_bytes(content)
        found.injected += len(before)
        processes.ended(process)
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
    for text in (f"{reports.SETTINGS}[clean]\nthreshold = 0.1\n", ""):
        trial.fresh()
        path.write_text(text, encoding="utf-8")
        process = trial.bench.start(trial.output)
        trial.pause(0.8)
        found.injected += process.is_alive()
        process.kill()
        processes.ended(process)
        path.write_text(reports.SETTINGS, encoding="utf-8")
        trial.resume(found)
    return found


def second_run(trial: Trial) -> Found:
    """Start a second run on the same output folder."""
    found = Found()
    trial.fresh()
    first = trial.bench.start(trial.output)
    while not trial.bench.begun(trial.output):
        time.sleep(0.01)
    code = processes.ended(trial.bench.start(trial.output))
    found.injected, found.said = int(code == 2), trial.bench.said().partition(": ")[2]
    if processes.ended(first):
        raise SystemExit("the first run fails")
    trial.resume(found)
    return found


@contextmanager
def _disk(path: Path, kilobytes: int) -> Iterator[Path]:
    path.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(path)], check=True)
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)
