"""The engines side by side: the same tables, throughput, start-up, driver memory, and growth with the documents.

    python benchmarks/engines.py [--documents 400] [--growth 1000 20000]

Everything is measured in one run on the same generated texts. Each measurement is a process of its own. With Ray the
memory is that of the driver; its workers are processes of Ray's. Exits with 1 when two engines give other tables.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import corpus
from throughput import BARE, PIPELINE, measure

_RUN = """
import sys
from pathlib import Path
from docmine import config
from docmine.export import write_parquet
from docmine.runner import run
from docmine.store import Store
settings = config.load(Path(sys.argv[5]))
choice = {"engine": sys.argv[3], "workers": int(sys.argv[4]), "part": 16}
output = Path(sys.argv[2])
if __name__ == "__main__":
    run(Path(sys.argv[1]), output, settings.model_copy(update={"run": settings.run.model_copy(update=choice)}))
    with Store(output, readonly=True) as store:
        write_parquet(output / "export", store)
"""

ENGINES = (("local", 1), ("local", 2), ("ray", 2))
"""Engine and workers."""


def run(raw: Path, output: Path, engine: str, workers: int) -> dict[str, float]:
    """Return seconds and peak memory of a run."""
    return measure(_RUN, str(raw), str(output), engine, str(workers), PIPELINE)


def tables(output: Path) -> dict[str, bytes]:
    """Return the exports of a run, CSV and Parquet."""
    files = [*output.glob("*.csv"), *output.glob("export/*.parquet")]
    return {path.name: path.read_bytes() for path in files}


def side_by_side(documents: int) -> bool:
    """Print throughput, start-up and memory of each engine; return whether all give the same tables."""
    with tempfile.TemporaryDirectory() as scratch:
        raw, few = Path(scratch, "raw"), Path(scratch, "few")
        words = corpus.make(raw, documents)
        corpus.make(few, 1, words=60)
        bare = measure(BARE, str(raw))["seconds"]
        print(f"{documents} documents, {words} words")
        print(f"bare nlp.pipe      {words / bare:7.0f} words/s {bare:7.1f} s")
        found = []
        for engine, workers in ENGINES:
            name = f"{engine}, {workers} workers"
            start = run(few, Path(scratch, f"start-{engine}-{workers}"), engine, workers)["seconds"]
            output = Path(scratch, f"{engine}-{workers}")
            figures = run(raw, output, engine, workers)
            seconds, peak = figures["seconds"], figures["peak_mb"]
            print(f"{name:18} {words / seconds:7.0f} words/s {seconds:7.1f} s", end="")
            print(f"  one document {start:5.1f} s  driver {peak:5.0f} MB")
            found.append(tables(output))
    same = all(one == other for one, other in pairwise(found))
    print(f"exports ({len(found[0])} files): {'the same bytes' if same else 'NOT THE SAME'}")
    return same


def growth(sizes: Sequence[int]) -> None:
    """Print milliseconds for a document and driver memory of each engine as the documents become more."""
    for engine, workers in ENGINES:
        for documents in sizes:
            with tempfile.TemporaryDirectory() as scratch:
                corpus.make(Path(scratch, "raw"), documents, words=40)
                figures = run(Path(scratch, "raw"), Path(scratch, "output"), engine, workers)
            each, peak = figures["seconds"] / documents * 1000, figures["peak_mb"]
            print(f"{engine}, {workers} workers, {documents:6,} documents: {each:6.1f} ms each, {peak:5.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--growth", type=int, nargs="*", default=[], help="also measure at these numbers of documents")
    chosen = parser.parse_args()
    is_same = side_by_side(chosen.documents)
    growth(chosen.growth)
    raise SystemExit(not is_same)
