"""Processes that end at random moments: the run, its workers, a node of its cluster, an export."""

from __future__ import annotations

import os
import shutil
import signal
import time
from dataclasses import replace

import processes
import tables
from bench import cli

from cluster import two_nodes
from trial import Found, Trial


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
            workers = processes.workers(process)
            os.kill(process.pid or 0, how)
            processes.ended(process)
            found.injected += 1
            found.said = trial.bench.said()
            found.left += processes.wait_for_end(workers)
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
        processes.ended(process)
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
            working = processes.workers(process)
            for pid in trial.chance.sample(working, min(1, len(working))):
                os.kill(pid, signal.SIGKILL)
                found.injected += 1
        if processes.ended(process):
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
    cli(["export", *command, str(trial.scratch / "apart")]).wait()
    seconds = time.perf_counter() - start
    for _ in range(trial.times * 2):
        process = cli(["export", *command, str(folder)])
        time.sleep(trial.chance.uniform(0.3, 1) * seconds)
        found.injected += process.poll() is None
        process.kill()
        process.wait()
        found.torn += tables.torn(folder) if folder.exists() else 0
    found.resumed.append(-time.perf_counter())
    cli(["export", *command, str(folder)]).wait()
    found.resumed[0] += time.perf_counter()
    found.left = tables.left_over(folder)
    for path in (trial.scratch / "apart").rglob("*"):
        other = folder / path.relative_to(trial.scratch / "apart")
        found.lost += not other.exists()
        if path.is_file() and path.suffix != ".xlsx":  # which holds the time of its making
            found.torn += path.read_bytes() != other.read_bytes()
    return found


def node(trial: Trial) -> Found:
    """Kill the second node of a cluster of two at a random moment of the work, while the run goes on."""
    found = Found()
    alone = trial.bench
    for _ in range(trial.times):
        trial.fresh()
        with two_nodes() as nodes:
            trial.bench = replace(alone, address=nodes.address)
            process = trial.bench.start(trial.output)
            while not list(trial.output.glob("parts/.*.begun")) and process.is_alive():
                time.sleep(0.02)
            trial.pause(0.1)
            found.injected += process.is_alive()
            os.kill(nodes.second, signal.SIGKILL)
            if processes.ended(process):
                found.said = trial.bench.said()
        trial.bench = alone
        trial.resume(found)
    return found
