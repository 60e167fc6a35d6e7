"""Precision, recall and F1 of extracted texts against the article texts of a gold file.

Runs of four words, case kept, are compared as bags; precision and recall are averaged over documents and F1 is made
from the two means. This is the definition of Scrapinghub's article extraction benchmark.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

_WORD = re.compile(r"\w+")


class Score(NamedTuple):
    """Averages over documents."""

    precision: float
    recall: float
    f1: float


def load(path: Path) -> list[dict[str, str]]:
    """Return the records `{"id", "src", "gold", "html"}` of a JSONL file, plain or gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def score(golds: Sequence[str], texts: Sequence[str]) -> Score:
    """Score the texts, one for each gold text."""
    precisions, recalls = [], []
    for gold, text in zip(golds, texts, strict=True):
        wanted, got = _shingles(gold), _shingles(text)
        both = (wanted & got).total()
        if got:
            precisions.append(both / got.total())
        if wanted:
            recalls.append(both / wanted.total())
    precision, recall = fmean(precisions or [0.0]), fmean(recalls or [0.0])
    return Score(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def table(records: Sequence[dict[str, str]], texts: Sequence[str]) -> dict[str, Score]:
    """Return the scores of all documents and of each source."""
    rows = {"all": range(len(records))} | {
        source: [i for i, record in enumerate(records) if record["src"] == source]
        for source in sorted({record["src"] for record in records})
    }
    return {name: score([records[i]["gold"] for i in which], [texts[i] for i in which]) for name, which in rows.items()}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[k : k + 4]) for k in range(max(1, len(words) - 3)) if words)
