"""Score events on the sentences of tests/events/cases, whose README says what they hold and how they are judged.

    python benchmarks/event_cases.py

Prints precision, recall and F1 of each figure, for the first and the second half of each file, and the misses of the
first halves. The second halves are there to be scored, never to be read while rules are made.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import event_merging
import event_scores
from docmine import nlp as pipelines
from docmine.config import Config
from event_scores import Case, Mark, Score, scores

CASES = Path(__file__).parents[1] / "tests" / "events" / "cases"
_BY_DOC: dict[str, Callable[[Case, Doc], Iterator[Mark]]] = {
    "roles.jsonl": event_scores.roles,
    "status.csv": event_scores.status,
    "status_read.csv": event_scores.status,
    "casualties.jsonl": event_scores.casualties,
    "claims.jsonl": event_scores.claims,
}
_MERGING = "merging.jsonl"
FILES = (*_BY_DOC, _MERGING)


def read(name: str) -> list[Case]:
    """Return the cases of a file."""
    path = CASES / name
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def all_marks(nlp: Language) -> dict[str, list[Mark]]:
    """Run a pipeline over all cases, each once, and return the marks of each file."""
    marks = {
        name: [mark for case in read(name) for mark in score(case, _annotate(nlp, case))]
        for name, score in _BY_DOC.items()
    }
    return {**marks, _MERGING: event_merging.marks(read(_MERGING))}


def _annotate(nlp: Language, case: Case) -> Doc:
    doc = nlp.make_doc(case["text"])
    doc._.published = case.get("published") or None
    return nlp(doc)


def halves(name: str, marks: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Return the marks of the first and of the second half of a file's cases."""
    ids = [case["id"] for case in read(name)]
    first = set(ids[: len(ids) // 2])
    return [mark for mark in marks if mark.case in first], [mark for mark in marks if mark.case not in first]


def table(name: str, marks: list[Mark]) -> str:
    """Return the figures of a file as lines: of the first half, of the second, of both."""
    lines = [f"{name:26}{'first half':>20}{'second half':>20}{'both':>20}", f"{'':26}" + "   P    R    F1   n " * 3]
    parts = [scores(part) for part in (*halves(name, marks), marks)]
    for figure in parts[-1]:
        cells = [part.get(figure, Score(0, 0, 0, 0)) for part in parts]
        lines.append(
            f"{figure:26}" + "".join(f" {c.precision:4.2f} {c.recall:4.2f} {c.f1:4.2f} {c.wanted:4}" for c in cells)
        )
    return "\n".join(lines)


def misses(name: str, marks: list[Mark]) -> list[str]:
    """Return what went wrong, a line each, with the text of its case."""
    cases = {case["id"]: case for case in read(name)}
    return [
        f"{mark.case} {mark.figure}: {mark.note}\n    {text(cases[mark.case])}"
        for mark in marks
        if mark.missed and mark.note
    ]


def text(case: Case) -> str:
    """Return the words of a case."""
    return case["text"] if "text" in case else " || ".join(document["text"] for document in case["documents"])


def main() -> None:
    """Print the figures of all files, and what went wrong in the first halves."""
    found = all_marks(pipelines.load(Config()))
    for name, marks in found.items():
        print(table(name, marks), end="\n\n")
    for name, marks in found.items():
        print(*misses(name, halves(name, marks)[0]), sep="\n")


if __name__ == "__main__":
    main()
