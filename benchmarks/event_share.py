"""Share of the pipeline's time that events take.

    python benchmarks/event_share.py [--documents 100]

Each component of the pipeline is timed on the same generated reports, one document at a time, the fastest of three
rounds. Reading, cleaning and writing are left out, so the share of a whole run is smaller.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import corpus
from docmine.config import Config
from docmine.nlp import load

ROUNDS = 3
STAGE = ("docmine_events", "docmine_fillers")


def seconds(texts: list[str]) -> dict[str, float]:
    """Return the seconds that each component takes for all texts, in the order of the pipeline."""
    nlp = load(Config())
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        docs = [nlp.make_doc(text) for text in texts]
        for name, component in nlp.pipeline:
            start = time.perf_counter()
            docs = [component(doc) for doc in docs]
            spent = time.perf_counter() - start
            best[name] = min(spent, best.get(name, spent))
    return best


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100)
    with tempfile.TemporaryDirectory() as scratch:
        words = corpus.make(Path(scratch), parser.parse_args().documents)
        spent = seconds([path.read_text(encoding="utf-8") for path in sorted(Path(scratch).glob("*.txt"))])
    whole = sum(spent.values())
    for name, own in spent.items():
        print(f"{name:24} {own:8.2f} s  {own / whole:6.1%}")
    events = sum(spent.get(name, 0) for name in STAGE)
    print(f"{words} words, {whole:.1f} s; {' and '.join(STAGE)} {events / whole:.1%}, aim: under 25 %")
