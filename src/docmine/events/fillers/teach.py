"""Training of the role fillers on texts whose fillers are known.

The second stage must see the first as it is on texts that it has not learned from: so the first is trained once
without each part of the texts, and judged there, before it is trained on all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, Model, fix_random_seed, set_dropout_rate, warmup_linear

from docmine.events.fillers import ROLES, judge, network, relevance
from docmine.events.fillers.evidence import Candidates, sigmoid, weigh
from docmine.events.fillers.features import Phrases
from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.measure import score
from docmine.events.fillers.model import Fillers, choose

Floats = NDArray[np.float32]

_PARTS = 3
_SHOWN = 0.15  # of the phrases that fill no role and overlap none that does, so many are learned from
_FEWEST = 300  # steps: what is little is gone through more often
_LITTLE = 0.01  # of F1
_THRESHOLDS = np.arange(-1.5, 1.5, 0.1)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train a network: passes over the phrases, rate of learning, share of the input that is hidden."""

    passes: int
    rate: float
    dropout: float
    batch: int


PLACES = Recipe(passes=5, rate=0.003, dropout=0.3, batch=256)
AGAIN = Recipe(passes=3, rate=0.0005, dropout=0.3, batch=64)
CANDIDATES = Recipe(passes=8, rate=0.003, dropout=0.2, batch=128)


@dataclass(frozen=True, slots=True)
class Example:
    """A lesson as the pipeline has read it: its phrases, in each case that it was read in."""

    lesson: Lesson
    readings: tuple[Phrases, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a lesson, and what its phrases' odds are on texts that were not learned from."""

    lesson: Lesson
    phrases: Phrases
    odds: Floats


def learn(examples: Sequence[Example], *, seed: int = 0, step: Callable[[], None] = lambda: None) -> Fillers:
    """Return what these examples teach, all from the beginning; `step` is called `STEPS` times."""
    first = _crossed(examples, seed, step)
    documents = np.array([relevance.describe(one.phrases, one.odds) for one in first])
    labels = np.array([float(one.lesson.is_relevant) for one in first])
    held = _held_out(documents, labels, [one.lesson.name for one in first], seed)
    weighed = [weigh(one.phrases, one.odds, odds) for one, odds in zip(first, held, strict=True)]
    truths = [_truth(one, candidates) for one, candidates in zip(first, weighed, strict=True)]
    threshold = _threshold(first, weighed, truths, seed)
    step()
    final = judged(np.concatenate([one.numbers for one in weighed]), np.concatenate(truths), seed)
    taught = taught_network(examples, PLACES, seed)
    step()
    return Fillers(taught, relevance.learn(documents, labels), final, threshold)


STEPS = _PARTS + 2


def refine(fillers: Fillers, examples: Sequence[Example], *, seed: int = 0) -> Fillers:
    """Return fillers whose first network has learned from more examples; the second stage stays as it is."""
    return replace(fillers, network=taught_network(examples, AGAIN, seed, fillers.network))


def taught_network(
    examples: Sequence[Example], recipe: Recipe, seed: int, begin: network.Network | None = None
) -> network.Network:
    """Return a network that has learned from examples, beginning with nothing or with another network."""
    fix_random_seed(seed)
    pupil = begin.copy() if begin is not None else network.build(len(ROLES))
    set_dropout_rate(pupil, recipe.dropout)
    for layer in pupil.walk():
        if layer.name == "facts":
            layer.attrs["dropout_rate"] = recipe.dropout
    shelf = _Shelf(examples, random.Random(seed))  # noqa: S311 - no secret
    return _trained(pupil, recipe, shelf, shelf.labels, seed)


def judged(numbers: NDArray[np.float64], truth: Floats, seed: int) -> judge.Judge:
    """Return a judge that has learned from candidates and whether each fills its role."""
    untaught = judge.fresh(numbers)
    rows = _Rows(untaught.seen(numbers))
    voices = []
    for voice in range(judge.VOICES):
        fix_random_seed(seed + voice)
        pupil = judge.build(CANDIDATES.dropout)
        voices.append(_trained(pupil, CANDIDATES, rows, truth[:, None], seed + voice))
    return replace(untaught, voices=tuple(voices))


class _Rows:
    """Rows of numbers, to be taken in any order."""

    def __init__(self, numbers: Floats) -> None:
        self._numbers = numbers

    def __getitem__(self, rows: NDArray[np.int64]) -> Floats:
        return self._numbers[rows]


class _Shelf:
    """Phrases of all examples to learn from: those that fill a role, those that overlap them, a share of the others."""

    def __init__(self, examples: Sequence[Example], rng: random.Random) -> None:
        parts = [self._part(one.lesson, phrases, rng) for one in examples for phrases in one.readings]
        self._vectors = np.concatenate([vectors for vectors, _, _, _ in parts])
        self._facts = np.concatenate([facts for _, facts, _, _ in parts])
        self._numbers = np.concatenate([numbers for _, _, numbers, _ in parts])
        self.labels: Floats = np.concatenate([labels for _, _, _, labels in parts])

    def __getitem__(self, rows: NDArray[np.int64]) -> network.Seen:
        return self._vectors[rows].astype(np.float32), self._facts[rows], self._numbers[rows]

    @staticmethod
    def _part(
        lesson: Lesson, phrases: Phrases, rng: random.Random
    ) -> tuple[NDArray[np.float16], NDArray[np.uint64], Floats, Floats]:
        labels = lesson.labels(phrases.names)[phrases.name]
        fills = labels.any(axis=1)
        inside = np.zeros(len(phrases.vectors) + 1, dtype=int)
        for start, end, _, _ in phrases.words[fills]:
            inside[start + 1 : end + 1] = 1
        before = np.cumsum(inside)
        overlaps = before[phrases.words[:, 1]] > before[phrases.words[:, 0]]
        drawn = np.array([rng.random() for _ in range(len(labels))]) < _SHOWN
        rows = np.flatnonzero(fills | overlaps | drawn)
        return phrases.seen(rows).astype(np.float16), phrases.facts[rows], phrases.numbers[rows], labels[rows]


def _trained(
    pupil: Model[Any, Any], recipe: Recipe, shelf: _Shelf | _Rows, labels: Floats, seed: int
) -> Model[Any, Any]:
    """Return the network, with the averages of its weights, after all passes over the rows of a shelf."""
    once = len(labels) // recipe.batch + 1
    passes = max(recipe.passes, _FEWEST // once)
    steps = passes * once
    rates = warmup_linear(recipe.rate, min(100, steps // 5), steps)
    optimiser = Adam(cast("Any", rates), L2=1e-3, grad_clip=5.0, use_averages=True)
    rng = np.random.default_rng(seed)
    for _ in range(passes):
        order = rng.permutation(len(labels))
        for start in range(0, len(order), recipe.batch):
            rows = order[start : start + recipe.batch]
            odds, backprop = pupil.begin_update(shelf[rows])
            gap = sigmoid(odds) - labels[rows]
            backprop((gap * (labels.shape[1] / len(rows))).astype(np.float32))
            pupil.finish_update(optimiser)
            optimiser.step_schedules()
    with pupil.use_params(optimiser.averages or {}):
        return pupil.copy()


def _crossed(examples: Sequence[Example], seed: int, step: Callable[[], None]) -> list[_Reading]:
    """Return all readings, each with the odds by a network that has not learned from its part of the examples."""
    odds: dict[int, Floats] = {}
    for part in _parts([one.lesson.name for one in examples], seed):
        held = set(part)
        pupil = taught_network([one for i, one in enumerate(examples) if i not in held], PLACES, seed)
        step()
        for i in part:
            for phrases in examples[i].readings:
                odds[id(phrases)] = network.odds(pupil, phrases)
    return [_Reading(one.lesson, phrases, odds[id(phrases)]) for one in examples for phrases in one.readings]


def _parts(names: Sequence[str], seed: int) -> list[list[int]]:
    """Return indices in three parts; all that has one name is in one part."""
    distinct = sorted(set(names))
    random.Random(seed).shuffle(distinct)  # noqa: S311 - no secret
    part = {name: number % _PARTS for number, name in enumerate(distinct)}
    return [[i for i, name in enumerate(names) if part[name] == number] for number in range(_PARTS)]


def _held_out(documents: NDArray[np.float64], labels: NDArray[np.float64], names: list[str], seed: int) -> list[float]:
    """Return for each document the odds by a model of relevance that has not seen it."""
    odds = [0.0] * len(names)
    for part in _parts(names, seed):
        others = np.setdiff1d(np.arange(len(names)), part)
        model = relevance.learn(documents[others], labels[others])
        for i in part:
            odds[i] = model.odds(documents[i])
    return odds


def _truth(reading: _Reading, candidates: Candidates) -> Floats:
    return reading.lesson.labels(reading.phrases.names)[candidates.name, candidates.role]


def _threshold(first: Sequence[_Reading], weighed: Sequence[Candidates], truths: Sequence[Floats], seed: int) -> float:
    """Return a threshold for candidates that the judge has not learned from.

    F1 hardly changes around its best, so of the thresholds that lose little the highest is taken: what is wrong costs
    a reader more than what is missing.
    """
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(first)
    for part in _parts([one.lesson.name for one in first], seed):
        others = sorted(set(range(len(first))) - set(part))
        voice = judged(
            np.concatenate([weighed[i].numbers for i in others]), np.concatenate([truths[i] for i in others]), seed
        )
        for i in part:
            scores[i] = voice.odds(weighed[i].numbers)

    def f1(threshold: float) -> float:
        found = [_chosen(*one, threshold) for one in zip(first, weighed, scores, strict=True)]
        return score([one.lesson for one in first], found)["micro"].f1

    reached = {float(threshold): f1(float(threshold)) for threshold in _THRESHOLDS}
    best = max(reached.values())
    return max(threshold for threshold, value in reached.items() if value >= best - _LITTLE)


def _chosen(
    reading: _Reading, candidates: Candidates, scores: NDArray[np.float64], threshold: float
) -> dict[str, list[str]]:
    names = reading.phrases.names
    found: dict[str, list[str]] = {}
    for i in choose(names, candidates.name, candidates.role, scores, threshold):
        found.setdefault(ROLES[candidates.role[i]], []).append(names[candidates.name[i]])
    return found
