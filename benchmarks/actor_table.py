"""Times the loading of the actor table and takes its memory.

python benchmarks/actor_table.py
"""

from __future__ import annotations

import resource
import time

from docmine.actors.lexicon import lexicon
from docmine.actors.table import load_table


def main() -> None:
    """Print identities, names, seconds of the first loading and the growth of peak memory (Linux)."""
    lexicon()
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    table = load_table()
    seconds = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 2**10
    print(f"{len(table.actors)} identities, {len(table.keys)} names, {seconds:.2f} s, {grown:.0f} MiB")


if __name__ == "__main__":
    main()
