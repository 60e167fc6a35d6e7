"""The retraining loop, as a user goes it: correct, train, compare, promote, on an invented conflict with 25 new names.

    python benchmarks/loop/loop.py [--other held-out.jsonl.gz] [--workspace DIR]

In a new workspace the default model is scored, taught 60 sentences (`learn.jsonl`) and scored again on 200 others
(`test.jsonl`) and, with --other, on a file of other labelled sentences, to see what is forgotten. Then a bad model,
taught the same sentences with wrong labels, is put before `docmine promote`.

The F1 of the new names counts the spans that `names.json` lists: expected are those of the test sentences; found are
the spans that have the text of a new name or overlap an expected one; correct are those of the same ends and label.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docmine import config, evaluate, nlp
from docmine.labelled import Example, Span

HERE = Path(__file__).parent
NEW = {name for names in json.loads((HERE / "names.json").read_text(encoding="utf-8")).values() for name in names}
WRONG = {"ORG": "GPE", "GPE": "PERSON", "PERSON": "ORG", "LOC": "ORG", "NORP": "LOC"}


def docmine(workspace: Path, *arguments: str, accept: Iterable[int] = (0,)) -> subprocess.CompletedProcess[str]:
    """Run a command of docmine in the workspace; one that fails ends the benchmark with what it said."""
    code = "from docmine.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)
    if done.returncode not in accept:
        raise SystemExit(f"docmine {' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}{done.stdout}")
    return done


def new_names(workspace: Path, file: Path) -> float:
    """Return the F1 of the new names with the model that is in use in the workspace."""
    settings = config.load(workspace / "pipeline")
    examples = evaluate.sentences(settings, [file], "names")
    found = evaluate.predict(nlp.load_names(settings), [example.text for example in examples])
    correct = asked = given = 0
    for example, spans in zip(examples, found, strict=True):
        gold = {span for span in example.spans if _text(example, span) in NEW}
        hits = {span for span in spans if _text(example, span) in NEW or any(_overlap(span, one) for one in gold)}
        correct, asked, given = correct + len(gold & hits), asked + len(gold), given + len(hits)
    return 2 * correct / (asked + given)


def _text(example: Example, span: Span) -> str:
    return example.text[span.start : span.end]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def scores(workspace: Path, file: Path) -> dict[str, Any]:
    """Return what `docmine evaluate` says of a file."""
    result: dict[str, Any] = json.loads(docmine(workspace, "evaluate", str(file), "--json").stdout)
    return result


def prepare(workspace: Path, other: Path | None) -> Path | None:
    """Make the workspace, without patterns, and put the other file's lines into docmine's form."""
    docmine(workspace.parent, "init", str(workspace))
    (workspace / "pipeline" / "training" / "learn.jsonl").write_bytes((HERE / "learn.jsonl").read_bytes())
    if other is None:
        return None
    with (gzip.open if other.suffix == ".gz" else open)(other, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    made = workspace / "other.jsonl"
    made.write_text("".join(json.dumps(_plain(row)) + "\n" for row in rows), encoding="utf-8")
    return made


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    keys = ("start", "end", "label")
    spans = [item if isinstance(item, dict) else dict(zip(keys, item[:3], strict=True)) for item in row["spans"]]
    return {"text": row["text"], "spans": [span for span in spans if span["label"] != "MISC"]}


def bad_model(workspace: Path) -> str:
    """Train a model on wrong labels and return what `docmine promote` says of it."""
    rows = [json.loads(line) for line in (HERE / "learn.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for span in row["spans"]:
            span["label"] = WRONG.get(span["label"], span["label"])
    wrong = workspace / "wrong.jsonl"
    wrong.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    docmine(workspace, "train", str(wrong), "--no-promote", "--name", "bad", "--quiet")
    refused = docmine(workspace, "promote", "bad", accept=(1,))
    return (refused.stdout + refused.stderr).strip()


def run(workspace: Path, other: Path | None) -> None:
    """Go the loop once and print the table."""
    file, test = prepare(workspace, other), HERE / "test.jsonl"
    before = {"new names, F1": new_names(workspace, test), "test, all names": _micro(scores(workspace, test))}
    if file:
        before["other file"] = _micro(scores(workspace, file))
    start = time.perf_counter()
    report = json.loads(docmine(workspace, "train", "--json", accept=(0, 1)).stdout)
    seconds = time.perf_counter() - start
    after = {"new names, F1": new_names(workspace, test), "test, all names": _micro(scores(workspace, test))}
    if file:
        after["other file"] = _micro(scores(workspace, file))
    print(f"{'':20}  before   after    gain")
    for name, value in before.items():
        print(f"{name:20}{100 * value:8.1f}{100 * after[name]:8.1f}{100 * (after[name] - value):+8.1f}")
    print(f"learned from {report['learned']} sentences, held out {report['held_out']}, promoted: {report['promoted']}")
    print(f"training took {seconds:.0f} s\n\na bad model:\n{bad_model(workspace)}")


def _micro(result: dict[str, Any]) -> float:
    return float(result["merged_micro"]["f1"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--other", type=Path, help="labelled sentences of another kind, to see what is forgotten")
    parser.add_argument("--workspace", type=Path, help="make the workspace here and keep it")
    chosen = parser.parse_args()
    if chosen.workspace:
        run(chosen.workspace.resolve(), chosen.other)
    else:
        with tempfile.TemporaryDirectory() as folder:
            run(Path(folder) / "workspace", chosen.other)
