"""Share of each stage of `docmine run` beside the bare spaCy model, on generated reports or on a folder.

    python benchmarks/stages.py [RAW] [--documents 60] [--rounds 3] [--profile STAGE]

All is done in one process, the stages and the bare model on the same cleaned texts in turn. Counted is processor time,
of each stage the least of all rounds; loading is listed apart. `--profile` also lists the functions of one stage.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import corpus
from docmine import nlp, plan
from docmine.config import Config, load
from docmine.corpus import finish
from docmine.documents import CleanDocument, RawItem
from docmine.engines.base import batches
from docmine.read import in_language, read, scan
from docmine.store import Store
from docmine.worker import Worker

# This file is not called `profile`: Python would take it for the module of that name, which cProfile imports.

WORKSPACE = Path(__file__).parents[1] / "pipeline"
BATCH = 16
EVENTS = ("docmine_events", "docmine_fillers")
BARE = "bare model"


class Clock:
    """Seconds of processor time by stage, and the functions of the one that is profiled."""

    def __init__(self, profiled: str | None) -> None:
        self.spent: dict[str, float] = {}
        self.profile = cProfile.Profile()
        self._profiled = profiled

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add what the block takes to a stage."""
        if name == self._profiled:
            self.profile.enable()
        start = time.process_time()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - start
        self.profile.disable()


def loaded(config: Config, clock: Clock) -> tuple[Worker, Language]:
    """Return a worker that has all that it needs, and the bare model."""
    worker = Worker(config)
    with clock.stage("load: cleaner"):
        assert worker.cleaner
    with clock.stage("load: pipeline"):
        assert worker.nlp
    with clock.stage(f"load: {BARE}"):
        bare = nlp.load_model(config)
    return worker, bare


def run(raw: Path, worker: Worker, bare: Language, clock: Clock) -> None:
    """Do what `docmine run` does with one worker, stage by stage, and what the bare model does."""
    config = worker.config
    with tempfile.TemporaryDirectory() as output, Store(Path(output)) as store:
        with clock.stage("plan"):
            notes = plan.Notes(raw, config, plan.settings(config))
            plan.plan(store, notes, notes.used, notes.decisions, "new")
        for items in batches((one for one in scan(raw, config.read) if isinstance(one, RawItem)), BATCH):
            cleaned = list(_cleaned(items, worker, clock))
            docs = annotated([document for _, document in cleaned], worker, clock)
            with clock.stage("rows"):
                outcomes = [worker.finish(*one, doc) for one, doc in zip(cleaned, docs, strict=True)]
            with clock.stage("store"), store.transaction():
                for outcome in outcomes:
                    store.replace_document(outcome.doc_id, outcome.rows)
            with clock.stage(BARE):
                list(bare.pipe([document.text for _, document in cleaned]))
        with clock.stage("finish"):
            finish(store, config)


def _cleaned(items: list[RawItem], worker: Worker, clock: Clock) -> Iterator[tuple[RawItem, CleanDocument]]:
    for item in items:
        with clock.stage("read"):
            raw = in_language(read(item, worker.config.read), item.metadata.language)
        with clock.stage("clean"):
            document = worker.cleaner(raw)
        yield item, document


def annotated(documents: list[CleanDocument], worker: Worker, clock: Clock) -> list[Doc]:
    """Return the documents as the pipeline leaves them, with the time of each component."""
    with clock.stage("tokenizer"):
        docs = list(nlp.make_docs(worker.nlp, documents, worker.config))
    for name, component in worker.nlp.pipeline:
        with clock.stage(name):
            piped = getattr(component, "pipe", None)
            docs = list(piped(docs, batch_size=BATCH)) if piped else [component(doc) for doc in docs]
    return docs


def show(spent: dict[str, float]) -> None:
    """Print seconds and shares, and the ratios that have an aim."""
    bare = spent[BARE]
    stages = {name: own for name, own in spent.items() if name != BARE and not name.startswith("load")}
    whole = sum(stages.values())
    for name, own in spent.items():
        print(f"{name:24} {own:8.2f} s  {own / whole:6.1%}" if name in stages else f"{name:24} {own:8.2f} s")
    events = sum(spent.get(name, 0.0) for name in EVENTS)
    print(f"whole {whole:.2f} s, {whole / bare:.2f} times the bare model (aim: 1.25); events {events / whole:.1%}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("raw", type=Path, nargs="?", help="a folder of reports; generated ones if not given")
    parser.add_argument("--documents", type=int, default=60, help="generated reports")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", metavar="STAGE", help="list the functions that this stage spends its time in")
    chosen = parser.parse_args()
    best = Clock(chosen.profile)
    worker, bare = loaded(load(WORKSPACE), best)
    with tempfile.TemporaryDirectory() as scratch:
        raw = chosen.raw or Path(scratch)
        if chosen.raw is None:
            corpus.make(raw, chosen.documents)
        for _ in range(chosen.rounds):
            clock = Clock(chosen.profile)
            run(raw, worker, bare, clock)
            best.spent |= {name: min(own, best.spent.get(name, own)) for name, own in clock.spent.items()}
    show(best.spent)
    if chosen.profile:
        pstats.Stats(clock.profile, stream=sys.stdout).sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()
