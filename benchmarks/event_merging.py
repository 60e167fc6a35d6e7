"""The score of cases/merging.jsonl: which tellings a run makes one event; has no command of its own."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from docmine import runner
from docmine.config import Config, RunConfig
from docmine.read.sources import COLUMNS, SOURCES_NAME
from docmine.store import Store
from event_scores import Case, Mark, meets, spans

Telling = tuple[str, int, int, str]  # file, first and last character, incident


def marks(cases: list[Case]) -> list[Mark]:
    """Run all documents as one archive, and compare what became one incident."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "raw", cases)
        runner.run(folder / "raw", folder / "output", Config(run=RunConfig(workers=1)))
        with Store(folder / "output", readonly=True) as store:
            tellings = list(_tellings(store))
    return [mark for case in cases for mark in _case(case, tellings)]


def _file(case: Case, document: int) -> str:
    return f"{case['id']}-{document}.txt"


def _write(folder: Path, cases: list[Case]) -> None:
    folder.mkdir()
    with (folder / SOURCES_NAME).open("w", encoding="utf-8", newline="") as file:
        sources = csv.DictWriter(file, COLUMNS, restval="")
        sources.writeheader()
        for case in cases:
            for i, document in enumerate(case["documents"]):
                (folder / _file(case, i)).write_text(document["text"], encoding="utf-8")
                sources.writerow({"file": _file(case, i), "published": document["published"]})


def _tellings(store: Store) -> Iterator[Telling]:
    files = {row["doc_id"]: row["path"][0] for row in store.rows("documents")}
    incidents = {row["event_id"]: row["incident_id"] for row in store.rows("events")}
    for row in store.rows("event_mentions"):
        if incidents[row["event_id"]]:
            yield files[row["doc_id"]], row["raw_start"], row["raw_end"], incidents[row["event_id"]]


def _case(case: Case, tellings: list[Telling]) -> Iterator[Mark]:
    files = {_file(case, i) for i in range(len(case["documents"]))}
    own = {incident for file, _, _, incident in tellings if file in files}
    others = {incident for file, _, _, incident in tellings if file not in files}
    yield Mark(case["id"], "number", int(len(own) == case["events"]), 1, 1, f"{len(own)} events, not {case['events']}")
    for _ in own & others:
        yield Mark(case["id"], "same", 0, 1, 0, "one incident with another case")
    golds = [(gold, n) for n, group in enumerate(case["same"]) for gold in group]
    for (one, n), (other, m) in combinations(golds, 2):
        found, wanted = _incidents(case, one, tellings) & _incidents(case, other, tellings), n == m
        note = f"{one['trigger']} and {other['trigger']} are {'one' if wanted else 'two'}"
        if found or wanted:
            yield Mark(case["id"], "same", int(bool(found) and wanted), int(bool(found)), int(wanted), note)


def _incidents(case: Case, gold: dict[str, Any], tellings: list[Telling]) -> set[str]:
    text = case["documents"][gold["document"]]["text"]
    places = [spans(text, gold["trigger"])[gold["nth"] - 1]]
    places += [place for word in gold.get("also", ()) for place in spans(text, word)]
    file = _file(case, gold["document"])
    return {incident for name, start, end, incident in tellings if name == file and meets((start, end), places)}
