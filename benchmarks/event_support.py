"""Fits the weights behind the score of events on events that people judged, and shows how far the score holds.

    python benchmarks/event_support.py JUDGED [--write]

A line of JUDGED is a text and its events as somebody judged them, each with the offsets of its trigger and its type:
`{"id": …, "text": …, "published": …, "judged": [{"start": 0, "end": 4, "event_type": "ASSAULT", "right": true}]}`;
`right` says that no cell of it is wrong. Events that are found no more are left out and counted.
"""

from __future__ import annotations

import argparse
import json
import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from docmine import nlp as pipeline
from docmine.config import Config
from docmine.events import support

Floats = NDArray[np.float64]

FOLDS = 10
PENALTY = 3.0
"""Of the square of each weight but that of `always`."""
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
HEAD = "# Written by benchmarks/event_support.py: logarithms of odds that no cell of an event is wrong.\n\n[weights]\n"


@dataclass(frozen=True)
class Judged:
    """Events as rows of evidence, whether each is right, and the part of the documents that it belongs to."""

    names: list[str]
    rows: Floats
    right: Floats
    folds: NDArray[np.int64]


def read(path: Path) -> Judged:
    """Return the judged events of a file as the pipeline finds them now."""
    nlp, gone = pipeline.load(Config()), 0
    found: list[tuple[dict[str, float], bool, int]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        doc = nlp.make_doc(record["text"])
        doc._.published = record["published"]
        events = {(one["start"], one["end"], one["event_type"]): one for one in nlp(doc)._.events}
        for one in record["judged"]:
            event = events.get((one["start"], one["end"], one["event_type"]))
            gone += event is None
            if event is not None:
                fold = zlib.crc32(record["id"].encode()) % FOLDS
                found.append((support.evidence(doc, event), one["right"], fold))
    print(f"{len(found)} judged events; {gone} are found no more")
    names = list(found[0][0])
    rows = np.array([[1.0, *(one[name] for name in names)] for one, _, _ in found])
    return Judged(
        ["always", *names], rows, np.array([right for _, right, _ in found], float), np.array([n for *_, n in found])
    )


def fit(rows: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression with a penalty, by Newton's method."""
    penalty = np.diag([0.0] + [PENALTY] * (rows.shape[1] - 1))
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        chances = probabilities(rows, weights)
        curve = rows.T @ (rows * (chances * (1 - chances))[:, None]) + penalty
        weights += np.linalg.solve(curve, rows.T @ (right - chances) - penalty @ weights)
    return weights


def probabilities(rows: Floats, weights: Floats) -> Floats:
    """Return the probability of each row."""
    return np.asarray(1 / (1 + np.exp(-rows @ weights)))


def out_of_fold(data: Judged) -> Floats:
    """Return each event's probability by weights that saw no event of the same tenth of the documents."""
    chances = np.zeros(len(data.right))
    for fold in range(FOLDS):
        out = data.folds == fold
        chances[out] = probabilities(data.rows[out], fit(data.rows[~out], data.right[~out]))
    return chances


def show(chances: Floats, right: Floats) -> None:
    """Print the reliability table, the Brier score and how well the score orders."""
    print("score        events  mean score  right")
    for low, high in pairwise(EDGES):
        at = (chances >= low) & (chances < high)
        if at.any():
            print(f"{low:.1f} to {high:.1f}  {at.sum():7d}  {chances[at].mean():10.2f}  {right[at].mean():5.2f}")
    above = chances[right == 1][:, None] - chances[right == 0][None, :]
    order = (above > 0).mean() + (above == 0).mean() / 2
    base = right.mean() * (1 - right.mean())
    print(f"Brier score {((chances - right) ** 2).mean():.3f} (base rate alone {base:.3f}), area under ROC {order:.2f}")


def main() -> None:
    """Fit, show what was not fitted on, and with --write replace the shipped weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("judged", type=Path)
    parser.add_argument("--write", action="store_true", help="replace data/events/support.toml")
    options = parser.parse_args()
    data = read(options.judged)
    show(out_of_fold(data), data.right)
    weights = dict(zip(data.names, fit(data.rows, data.right).round(3).tolist(), strict=True))
    lines = "".join(f"{name} = {weight}\n" for name, weight in weights.items())
    print(lines)
    if options.write:
        support.PATH.write_text(HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
