"""Words per second of `docmine run` beside its own bare spaCy model, the gain of two workers, and peak memory.

    python benchmarks/throughput.py [--documents 400] [--memory]

Everything is measured in one run on the same generated texts; figures are ratios, which hold on
other machines too. Each measurement is a process of its own and includes loading the model.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

BARE = """
import sys
from pathlib import Path
from docmine.config import Config
from docmine.nlp import load_model
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
nlp = load_model(Config())
for doc in nlp.pipe(texts, batch_size=32):
    pass
"""

_RUN = """
import sys
from pathlib import Path
from docmine import config
from docmine.runner import run
settings = config.load(Path(sys.argv[4]))
workers = settings.run.model_copy(update={"workers": int(sys.argv[3])})
if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), settings.model_copy(update={"run": workers}))
"""

PIPELINE = str(Path(__file__).parents[1] / "pipeline")
"""The sample workspace: its curated tables are linked with, too."""

_TIMED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run([sys.executable, *sys.argv[1:]]).returncode
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"code": code, "seconds": seconds, "peak_mb": peak / 1024}))
"""


def measure(code: str, *arguments: str) -> dict[str, float]:
    """Return the seconds and the peak memory (MB, of the largest process) of a Python program."""
    done = subprocess.run(
        [sys.executable, "-c", _TIMED, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    if figures["code"]:
        raise SystemExit(done.stderr)
    return figures


def speed(documents: int) -> None:
    """Print words per second and ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw"
        words = corpus.make(raw, documents)
        bare = measure(BARE, str(raw))["seconds"]
        one = measure(_RUN, str(raw), f"{scratch}/one", "1", PIPELINE)["seconds"]
        two = measure(_RUN, str(raw), f"{scratch}/two", "2", PIPELINE)["seconds"]
    print(f"{documents} documents, {words} words")
    print(f"bare nlp.pipe        {words / bare:8.0f} words/s  {bare:6.1f} s")
    print(f"docmine, 1 worker    {words / one:8.0f} words/s  {one:6.1f} s  ratio to bare {bare / one:.2f}")
    print(f"docmine, 2 workers   {words / two:8.0f} words/s  {two:6.1f} s  speed-up {one / two:.2f}")


def memory() -> None:
    """Print the peak memory of runs over 200 and 2,000 documents."""
    peaks = {}
    for documents in (200, 2_000):
        with tempfile.TemporaryDirectory() as scratch:
            raw = Path(scratch) / "raw"
            corpus.make(raw, documents, words=150)
            peaks[documents] = measure(_RUN, str(raw), f"{scratch}/output", "1", PIPELINE)["peak_mb"]
    print(f"peak memory: {peaks[200]:.0f} MB at 200 documents, {peaks[2_000]:.0f} MB at 2,000", end="")
    print(f", ratio {peaks[2_000] / peaks[200]:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--memory", action="store_true", help="also compare the peak memory of 200 and 2,000 documents")
    chosen = parser.parse_args()
    speed(chosen.documents)
    if chosen.memory:
        memory()
