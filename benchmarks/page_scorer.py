"""Fits the scorer of page lines (`data/cleaning/page.npz`) on pages with their article texts, or tries it out.

    python benchmarks/page_scorer.py PAGES.jsonl.gz --folds        # five folds by page
    python benchmarks/page_scorer.py PAGES.jsonl.gz --sources      # each source by the others
    python benchmarks/page_scorer.py PAGES.jsonl.gz -o page.npz    # fit on all and write the weights

A line of PAGES is `{"id", "src", "html", "gold"}`. A line of a page is content when the gold text has it. Needs torch
(the extra `recipe`). Trying out scores the kept lines alone, without the rules that `docmine clean` has besides.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch

import shingles
from docmine.clean.html import found_in, page_of
from docmine.clean.page_features import Column, Matrix, Page
from docmine.clean.page_score import BOUND, Network
from docmine.documents import RawDocument
from docmine.read.html import parse

_HIDDEN = 16
_EPOCHS = 20
_BATCH = 2_048
_RATE = 6e-3
_DECAY = 0.02
_SOURCE_WEIGHT = {"sc": 4.0, "wc": 2.0}
"""News pages with clean gold texts count more than the many old pages, whose gold keeps the comments of readers."""
_LEAST_SPREAD = 0.05


class Lesson(NamedTuple):
    """A page with the labels of its lines and how much each line counts."""

    page: Page
    labels: Column
    weights: Column


def lesson(record: dict[str, str]) -> Lesson:
    """Make a lesson: lines count by their length, and pages alike whatever theirs."""
    source = parse(record["html"], "utf-8", where=record["id"])
    page = page_of(
        RawDocument("d_", record["id"], "html", source.text, "", html=source.html, layout=source.layout),
    )
    labels = np.array(found_in(page.lines, record["gold"]), dtype=float)
    share = page.words / max(20.0, page.words @ labels)
    return Lesson(page, labels, np.minimum(share, 0.5) * _SOURCE_WEIGHT.get(record["src"], 1.0))


def fit(features: Sequence[Matrix], lessons: Sequence[Lesson], seed: int = 0) -> dict[str, Matrix]:
    """Fit one network."""
    torch.manual_seed(seed)
    rows = np.concatenate(features)
    mean, scale = rows.mean(0), rows.std(0) + _LEAST_SPREAD
    x = torch.tensor(np.clip((rows - mean) / scale, -BOUND, BOUND))
    y = torch.tensor(np.concatenate([one.labels for one in lessons]), dtype=torch.float32)
    w = torch.tensor(np.concatenate([one.weights for one in lessons]), dtype=torch.float32)
    hidden, output = torch.nn.Linear(x.shape[1], _HIDDEN), torch.nn.Linear(_HIDDEN, 1)
    net = torch.nn.Sequential(hidden, torch.nn.ReLU(), torch.nn.Dropout(0.2), output)
    adam = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=_DECAY)
    steps = _EPOCHS * (-(-len(x) // _BATCH))
    schedule = torch.optim.lr_scheduler.OneCycleLR(adam, _RATE, total_steps=steps)
    for _ in range(_EPOCHS):
        for batch in torch.randperm(len(x)).split(_BATCH):
            losses = torch.nn.functional.binary_cross_entropy_with_logits(
                net(x[batch])[:, 0], y[batch], reduction="none"
            )
            adam.zero_grad()
            ((losses * w[batch]).mean() / w.mean()).backward()
            adam.step()
            schedule.step()
    layers = (hidden.weight.T, hidden.bias, output.weight[0], output.bias)
    arrays = (mean, scale, *(layer.detach().numpy() for layer in layers))
    return dict(zip(Network.__slots__, arrays, strict=True))


def fit_both(lessons: Sequence[Lesson]) -> dict[str, Matrix]:
    """Fit both steps; the second learns from scores of pages that the first had not seen."""
    features = [one.page.features() for one in lessons]
    context: dict[int, Matrix] = {}
    for part in range(3):
        seen = [i for i in range(len(lessons)) if i % 3 != part]
        network = Network(**fit([features[i] for i in seen], [lessons[i] for i in seen]))
        for i in range(part, len(lessons), 3):
            context[i] = np.concatenate([features[i], lessons[i].page.context(network(features[i]))], axis=1)
    first, second = fit(features, lessons), fit([context[i] for i in range(len(lessons))], lessons)
    return {f"first_{name}": array for name, array in first.items()} | {
        f"second_{name}": array for name, array in second.items()
    }


def tried(records: Sequence[dict[str, str]], lessons: Sequence[Lesson], group: Callable[[Any], object]) -> list[Column]:
    """Score every page by networks fitted on the pages of the other groups."""
    groups = [group(record) for record in records]
    scores: dict[int, Column] = {}
    for held in sorted(set(groups), key=str):
        arrays = fit_both([one for one, its in zip(lessons, groups, strict=True) if its != held])
        first, second = Network.of(arrays, "first"), Network.of(arrays, "second")
        for i, page in enumerate(one.page for one in lessons):
            if groups[i] == held:
                features = page.features()
                scores[i] = second(np.concatenate([features, page.context(first(features))], axis=1))
    return [scores[i] for i in range(len(records))]


def report(records: Sequence[dict[str, str]], lessons: Sequence[Lesson], scores: Sequence[Column]) -> None:
    """Print precision, recall and F1 at a few thresholds."""
    for threshold in (0.4, 0.45, 0.5, 0.55, 0.6):
        texts = [
            "\n".join(line for line, score in zip(one.page.lines, its, strict=True) if score >= threshold)
            for one, its in zip(lessons, scores, strict=True)
        ]
        found = shingles.table(records, texts)
        print(
            threshold, "  ".join(f"{name} {p:.3f} {r:.3f} {f1:.3f}" for name, (p, r, f1) in found.items()), flush=True
        )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--sources", action="store_true")
    parser.add_argument("-o", "--output", type=Path)
    chosen = parser.parse_args()
    records = shingles.load(chosen.pages)
    lessons = [lesson(record) for record in records]
    if chosen.folds:
        report(
            records,
            lessons,
            tried(records, lessons, lambda record: hashlib.sha1(record["id"].encode()).digest()[0] % 5),
        )
    if chosen.sources:
        report(records, lessons, tried(records, lessons, lambda record: record["src"]))
    if chosen.output:
        arrays = {name: array.astype(np.float16) for name, array in fit_both(lessons).items()}
        np.savez_compressed(chosen.output, **arrays)


if __name__ == "__main__":
    main()
