"""Score the resolution of toponyms with known spans by groups of papers, with weights fitted on the other groups too.

    python benchmarks/place_folds.py GOLD.jsonl.gz

A line of GOLD is `{"source", "text", "toponyms": [{"start", "end", "lat", "lon", "geonameid"}]}`; `source` is the
address of the article. A toponym is right within 161 km or with the same geonameid; the score is of candidates alone,
before what the gazetteer lacks is placed by the text.
Weights are fitted by gradient descent on the probability of what is right, drawn towards the shipped ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np
import spacy
from spacy.tokens import Doc

from docmine.places.component import Places, make_places
from docmine.places.document import to_names
from docmine.places.evidence import FEATURES, Evidence, Floats, kilometres
from docmine.places.gazetteer import Candidate
from docmine.places.resolve import likelihood, weights

FOLDS = 5
NEAR_KM = 161
ROUNDS, STEPS, RATE, PULL = 5, 60, 0.05, 0.005


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document: its evidence, which rows of it are right, and how often each of its names is mentioned."""

    fold: int
    evidence: Evidence
    right: Floats
    mentions: Floats


def main() -> None:
    """Print a line for each fold and the weights that all folds together would give."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    lessons = [one for one in read(parser.parse_args().gold) if len(one.right)]
    for fold in range(FOLDS):
        test = [lesson for lesson in lessons if lesson.fold == fold]
        fitted = fit([lesson for lesson in lessons if lesson.fold != fold])
        print(
            f"fold {fold}: shipped {accuracy(test, weights()):.3f}, fitted on the others {accuracy(test, fitted):.3f}"
        )
    print(f"all: shipped {accuracy(lessons, weights()):.3f}")
    for feature, shipped, fitted in zip(FEATURES, weights(), fit(lessons), strict=True):
        print(f"{feature:14} shipped {shipped:5.2f}  fitted {fitted:5.2f}")


def read(path: Path) -> Iterator[Lesson]:
    """Yield the documents of a corpus; the shipped gazetteer gives the candidates."""
    nlp = spacy.blank("en")
    places = make_places(nlp, "places", None, [], None)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            yield lesson(nlp.make_doc(record["text"]), record, places)


def lesson(doc: Doc, record: dict[str, Any], places: Places) -> Lesson:
    """Return a document with its gold."""
    spans = [(doc.char_span(gold["start"], gold["end"], alignment_mode="expand"), gold) for gold in record["toponyms"]]
    gazetteer, _ = places._opened()
    stated = places._stated(doc)
    names, indices = to_names([places._given(span) for span, _ in spans], doc.text, gazetteer, stated)
    evidence = Evidence(names, stated)
    candidates = [candidate for name in names for candidate in name.candidates]
    right, mentions = np.zeros(len(candidates)), np.zeros(len(names))
    for (_, gold), i in zip(spans, indices, strict=True):
        if gold["lat"] is not None:
            mentions[i] += 1
            rows = np.flatnonzero(evidence.owner == i)
            right[rows] = np.maximum(right[rows], [is_right(candidates[row], gold) for row in rows])
    paper = urlparse(record["source"]).netloc.removeprefix("www.")
    return Lesson(zlib.crc32(paper.encode()) % FOLDS, evidence, right, mentions)


def is_right(candidate: Candidate, gold: dict[str, Any]) -> bool:
    """Tell whether a candidate is the gold place."""
    point = Candidate("", gold["lat"], gold["lon"], "", None, "own", None, None, None, 0, None, None, "", "name")
    same = candidate.geonameid is not None and candidate.geonameid == gold.get("geonameid")
    return same or kilometres(candidate, point) <= NEAR_KM


def accuracy(lessons: Sequence[Lesson], weighted: Floats) -> float:
    """Return the share of mentions whose likeliest candidate is right."""
    right = 0.0
    for one in lessons:
        likely = likelihood(one.evidence, np.zeros(len(one.right)), weighted)
        for i in np.unique(one.evidence.owner):
            rows = np.flatnonzero(one.evidence.owner == i)
            right += one.mentions[i] * one.right[rows[likely[rows].argmax()]]
    return right / sum(one.mentions.sum() for one in lessons)


def fit(lessons: Sequence[Lesson]) -> Floats:
    """Return weights under which what is right is likely, each round with the beliefs of the one before."""
    fitted = weights().copy()
    for _ in range(ROUNDS):
        tables = [one.evidence.table(likelihood(one.evidence, np.zeros(len(one.right)), fitted)) for one in lessons]
        for _ in range(STEPS):
            slope = sum((gradient(*pair, fitted) for pair in zip(lessons, tables, strict=True)), np.zeros(len(fitted)))
            slope = slope / len(lessons) + PULL * (fitted - weights())
            fitted = fitted - RATE * slope
    return fitted


def gradient(one: Lesson, table: Floats, weighted: Floats) -> Floats:
    """Return the gradient of the negative log-likelihood of what is right, over the names that can be right."""
    owner, size = one.evidence.owner, len(one.mentions)
    likely = one.evidence.softmax(table @ weighted)
    hit = np.bincount(owner, likely * one.right, size)[owner]
    posterior = np.divide(likely * one.right, hit, out=np.zeros_like(hit), where=hit > 0)
    counts = np.sqrt(one.mentions)[owner] * (hit > 0)
    return np.asarray(table.T @ ((likely - posterior) * counts))


if __name__ == "__main__":
    main()
