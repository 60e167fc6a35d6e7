"""Faults × engine: what a run of small made-up reports loses, doubles or tears when disturbed, and how it resumes.

    python benchmarks/faults/faults.py [--documents 40] [--times 5] [--seed 0] [--only disk] [--engines 1 2 ray]

After each disturbance `docmine run` is run again, and the tables are compared with those of a run that nothing
disturbed: `lost` and `doubled` are rows, `torn` are files that had their final names and were not whole, before or
after. Linux only; the disk that fills up, and the folder that cannot be written, are a small tmpfs, for which one must
be root.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

import kills
import reports
import surroundings
from bench import Bench

from trial import Found, Trial

FAULTS: dict[str, Callable[[Trial], Found]] = {
    "SIGKILL of the run": kills.driver,
    "SIGKILL while it finishes": kills.finishing,
    "SIGKILL of a worker": kills.worker,
    "SIGKILL of a second node": kills.node,
    "SIGKILL of `docmine export`": kills.export,
    "Ctrl-C": kills.interrupt,
    "disk full": surroundings.disk_full,
    "output cannot be written": surroundings.read_only,
    "clock jumps": surroundings.clock,
    "curated tables replaced": surroundings.curated,
    "reports changed and removed": surroundings.raw,
    "settings, model changed after a kill": surroundings.changed_settings,
    "second run on one folder": surroundings.second_run,
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
            reports.make(Path(scratch) / "workspace", chosen.documents, chosen.seed)
            trial = Trial(Bench(Path(scratch) / "workspace", engine), Path(scratch), chosen.times, chosen.seed)
            for name, inject in FAULTS.items():
                if chosen.only in name and (inject is not kills.node or trial.on_ray):
                    print(inject(trial).row(name, engine), flush=True)


if __name__ == "__main__":
    main()
