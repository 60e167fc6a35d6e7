"""Training of the role fillers on texts whose fillers are known.

The second stage must see the first as it is on texts that it has not learned from: so the first is trained once
without each part of the texts, and judged there, before it is trained on all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from docmine.events.fillers import ROLES, judge, network, relevance, sequence
from docmine.events.fillers.drill import Floats, Recipe, taught
from docmine.events.fillers.evidence import Candidates, weigh
from docmine.events.fillers.features import Phrases
from docmine.events.fillers.measure import score
from docmine.events.fillers.model import Fillers, choose
from docmine.events.fillers.odds import sigmoid
from docmine.events.fillers.shelves import CandidateShelf, Example, PhraseShelf, TextShelf

_PARTS = 3
_LITTLE = 0.01  # of F1
_THRESHOLDS = np.arange(-1.5, 1.5, 0.1)

PLACES = Recipe(passes=5, rate=0.003, dropout=0.3, batch=192)
PLACES_AGAIN = Recipe(passes=3, rate=0.0005, dropout=0.3, batch=48)
WORDS = Recipe(passes=10, rate=0.003, dropout=0.3, batch=2)
WORDS_AGAIN = Recipe(passes=3, rate=0.0005, dropout=0.3, batch=2)
CANDIDATES = Recipe(passes=8, rate=0.003, dropout=0.2, batch=128)

STEPS = _PARTS + 2

Found = dict[str, list[str]]
"""Phrases by role."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Fillers that have learned from all examples, and what is found in each by such as have not learned from it."""

    fillers: Fillers
    found: list[Found]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of an example, and the odds and marks of it by networks that have not learned from it."""

    example: Example
    phrases: Phrases
    odds: Floats
    marks: sequence.Marks

    def truth(self, candidates: Candidates) -> Floats:
        """Return which candidates fill their role."""
        return self.example.lesson.labels(self.phrases.names)[candidates.name, candidates.role]


def learn(
    examples: Sequence[Example], *, gate: float, seed: int = 0, step: Callable[[], None] = lambda: None
) -> Learned:
    """Return what these examples teach, all from the beginning.

    Args:
        examples: lessons as the pipeline has read them.
        gate: probability of reporting violence below which a document has no fillers.
        seed: the same examples and seed give the same weights.
        step: is called `STEPS` times.
    """
    first = _crossed(examples, seed, step)
    parts = _parts([one.example.lesson.name for one in first], seed)
    documents = np.array([relevance.describe(one.phrases, one.odds, one.marks) for one in first])
    labels = np.array([float(one.example.lesson.is_relevant) for one in first])
    held = _held_out(documents, labels, parts)
    weighed = [weigh(one.phrases, one.odds, one.marks, odds) for one, odds in zip(first, held, strict=True)]
    truths = [one.truth(candidates) for one, candidates in zip(first, weighed, strict=True)]
    scores = _scores(weighed, truths, parts, seed)
    threshold, found = _threshold(first, weighed, _gated(scores, held, gate))
    step()
    final = judged(np.concatenate([one.numbers for one in weighed]), np.concatenate(truths), seed)
    places, words = taught_places(examples, PLACES, seed), taught_words(examples, WORDS, seed)
    step()
    return Learned(Fillers(places, words, relevance.learn(documents, labels), final, threshold), found)


def refine(fillers: Fillers, examples: Sequence[Example], *, seed: int = 0) -> Fillers:
    """Return fillers whose first networks have learned from more examples; the second stage stays as it is."""
    places = taught_places(examples, PLACES_AGAIN, seed, fillers.network)
    return replace(fillers, network=places, tagger=taught_words(examples, WORDS_AGAIN, seed, fillers.tagger))


def taught_places(
    examples: Sequence[Example], recipe: Recipe, seed: int, begin: network.Network | None = None
) -> network.Network:
    """Return a network of phrases that has learned from examples, beginning with nothing or with another network."""
    pupil = begin.copy if begin is not None else partial(network.build, len(ROLES))
    return taught(pupil, recipe, PhraseShelf(examples, seed), seed)


def taught_words(
    examples: Sequence[Example], recipe: Recipe, seed: int, begin: network.Network | None = None
) -> network.Network:
    """Return a tagger that has learned from examples, beginning with nothing or with another tagger."""
    return taught(begin.copy if begin is not None else sequence.build, recipe, TextShelf(examples, seed), seed)


def judged(numbers: NDArray[np.float64], truth: Floats, seed: int) -> judge.Judge:
    """Return a judge that has learned from candidates and whether each fills its role."""
    untaught = judge.fresh(numbers)
    shelf = CandidateShelf(untaught.seen(numbers), truth)
    voices = range(seed, seed + judge.VOICES)
    return replace(untaught, voices=tuple(taught(judge.build, CANDIDATES, shelf, voice) for voice in voices))


def _crossed(examples: Sequence[Example], seed: int, step: Callable[[], None]) -> list[_Reading]:
    """Return all readings, with odds and marks by networks that have not learned from their part of the examples."""
    told: dict[int, tuple[Floats, sequence.Marks]] = {}
    for part in _parts([one.lesson.name for one in examples], seed):
        held = set(part)
        others = [one for i, one in enumerate(examples) if i not in held]
        places, words = taught_places(others, PLACES, seed), taught_words(others, WORDS, seed)
        step()
        for phrases in (phrases for i in part for phrases in examples[i].readings):
            told[id(phrases)] = network.odds(places, phrases), sequence.mark(words, phrases)
    return [_Reading(one, phrases, *told[id(phrases)]) for one in examples for phrases in one.readings]


def _parts(names: Sequence[str], seed: int) -> list[list[int]]:
    """Return indices in three parts; all that has one name is in one part."""
    distinct = sorted(set(names))
    random.Random(seed).shuffle(distinct)  # noqa: S311 - no secret
    part = {name: number % _PARTS for number, name in enumerate(distinct)}
    return [[i for i, name in enumerate(names) if part[name] == number] for number in range(_PARTS)]


def _held_out(
    documents: NDArray[np.float64], labels: NDArray[np.float64], parts: Sequence[Sequence[int]]
) -> list[float]:
    """Return for each document the odds by a model of relevance that has not seen it."""
    odds = [0.0] * len(labels)
    for part in parts:
        others = np.setdiff1d(np.arange(len(labels)), part)
        model = relevance.learn(documents[others], labels[others])
        for i in part:
            odds[i] = model.odds(documents[i])
    return odds


def _scores(
    weighed: Sequence[Candidates], truths: Sequence[Floats], parts: Sequence[Sequence[int]], seed: int
) -> list[NDArray[np.float64]]:
    """Return for each document the odds of its candidates by a judge that has not seen it."""
    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(weighed)
    for part in parts:
        others = sorted(set(range(len(weighed))) - set(part))
        numbers = np.concatenate([weighed[i].numbers for i in others])
        voice = judged(numbers, np.concatenate([truths[i] for i in others]), seed)
        for i in part:
            scores[i] = voice.odds(weighed[i].numbers)
    return scores


def _gated(
    scores: Sequence[NDArray[np.float64]], relevances: Sequence[float], gate: float
) -> list[NDArray[np.float64]]:
    """Return scores without those of documents that the gate keeps out."""
    is_open = sigmoid(np.array(relevances)) >= gate
    return [one if is_in else np.full_like(one, -np.inf) for one, is_in in zip(scores, is_open, strict=True)]


def _threshold(
    first: Sequence[_Reading], weighed: Sequence[Candidates], scores: Sequence[NDArray[np.float64]]
) -> tuple[float, list[Found]]:
    """Return a threshold, and what it finds in each example as it is written, by scores of what has not seen it.

    F1 hardly changes around its best, so of the thresholds that lose little the highest is taken: what is wrong costs
    a reader more than what is missing.
    """
    lessons = [one.example.lesson for one in first]

    def found(threshold: float) -> list[Found]:
        return [_chosen(*one, threshold) for one in zip(first, weighed, scores, strict=True)]

    reached = {float(one): score(lessons, found(float(one)))["micro"].f1 for one in _THRESHOLDS}
    best = max(reached.values())
    threshold = max(one for one, f1 in reached.items() if f1 >= best - _LITTLE)
    as_written = [one.phrases is one.example.readings[0] for one in first]
    return threshold, [phrases for phrases, is_told in zip(found(threshold), as_written, strict=True) if is_told]


def _chosen(reading: _Reading, candidates: Candidates, scores: NDArray[np.float64], threshold: float) -> Found:
    names = reading.phrases.names
    found: Found = {}
    for i in choose(names, candidates.name, candidates.role, scores, threshold):
        found.setdefault(ROLES[candidates.role[i]], []).append(names[candidates.name[i]])
    return found
