"""Learns the points of the levels from pairs of which it is known whether they are the same event.

Penalised logistic regression by Newton's method: the penalty draws the points towards those of a model that is there
already, so that a few decisions change little and many decisions much. Where sense demands it, points never rise from a
level to a worse one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Floats
from docmine.reconcile.pairs.levels import Levels, Rows
from docmine.reconcile.pairs.model import ALONE, AMONG, Model, Part
from docmine.reconcile.pairs.rivals import rivals

Truth = NDArray[np.bool_]

_PENALTY = 2.0
_TRUST = 60.0
"""Penalties on points that differ from nought, and on those that differ from the points of a model that is there."""

_ROUNDS = 15
_EXACT = slice(0, 14, 2)
_ROUGH = slice(1, 14, 2)
_SAME_UNKNOWN_OTHER = [0, 2, 1]
_FALLING: Mapping[str, list[slice | list[int]]] = {
    "province": [_SAME_UNKNOWN_OTHER],
    "country": [_SAME_UNKNOWN_OTHER],
    "first side": [slice(0, 4)],
    "second side": [slice(0, 4)],
    "distance": [_EXACT],
    "type": [slice(0, 3)],
    "source": [slice(0, 2)],
}
_RISING: Mapping[str, list[slice | list[int]]] = {"lead over other curated rows": [slice(0, 18)]}
"""Stretches of levels whose points must fall, or rise, from one to the next."""

_NOTHING = {
    "date": "no date",
    "distance": "no point, exact",
    "place name": "no name, no point",
    "point of the name": "no point, exact",
    "province": "not known",
    "country": "not known",
    "first side": "not named",
    "second side": "not named",
    "order of sides": "as they stand",
    "type": "no kind",
    "killed": "no figure",
    "source": "not known",
    "reports of its day": "no day told",
    "reports of its figure": "no figure told",
}
"""Feature -> the level that says nothing, which has no points: those of others are told from it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """The pairs of one comparison of tables; of those that are `known`, `same` says whether they are the same event."""

    a: Rows
    b: Rows
    levels: Levels
    same: Truth
    known: Truth


def fit(lessons: Sequence[Lesson], version: str, prior: Model | None = None) -> Model:
    """Return the model learned from the known pairs; those that are not known count as rivals alone.

    Args:
        lessons: what is learned from.
        version: name of the model.
        prior: model whose points hold until the data say otherwise; all points nought where there is none.
    """
    same = np.concatenate([lesson.same[lesson.known] for lesson in lessons]).astype(np.float64)
    alone = _fit([_known(lesson.levels, lesson) for lesson in lessons], same, ALONE, prior.alone if prior else None)
    beside = [_known(_beside(lesson, alone), lesson) for lesson in lessons]
    return Model(version, alone, _fit(beside, same, AMONG, prior.among if prior else None))


def _beside(lesson: Lesson, alone: Part) -> Levels:
    levels = lesson.levels
    return {**levels, **rivals(lesson.a, lesson.b, alone.log_odds(levels), levels)}


def _known(levels: Levels, lesson: Lesson) -> Levels:
    return {feature: cells[lesson.known] for feature, cells in levels.items()}


def _fit(parts: list[Levels], same: Floats, features: Mapping[str, tuple[str, ...]], prior: Part | None) -> Part:
    design = _design(parts, features)
    begin = np.zeros(design.shape[1])
    if prior:
        begin = np.concatenate([[prior.start], *(prior.points[feature] for feature in features)])
    penalty = np.full(len(begin), _TRUST if prior else _PENALTY)
    tied = np.arange(len(begin))
    while True:  # each turn ties levels that are in the wrong order, so it ends
        shares = np.eye(len(begin), dtype=np.float32)[tied][:, np.unique(tied)]
        mean = (begin @ shares) / shares.sum(axis=0)
        points = shares @ _newton(design @ shares, same, mean, penalty @ shares)
        before, tied = tied, _tie(points, tied, features)
        if np.array_equal(before, tied):
            return _named(points, features)


def _newton(design: NDArray[np.float32], same: Floats, begin: Floats, penalty: Floats) -> Floats:
    """Return the points that fit best, drawn towards those to begin with."""
    points = begin.copy()
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-np.clip(design @ points, -30, 30)))
        slope = design.T @ (same - chance) - penalty * (points - begin)
        weighted = design * (chance * (1 - chance) + 1e-6).astype(np.float32)[:, None]
        step = np.linalg.solve(weighted.T @ design + np.diag(penalty), slope)
        points += step
        if np.abs(step).max() < 1e-3:
            break
    return points


def _design(parts: list[Levels], features: Mapping[str, tuple[str, ...]]) -> NDArray[np.float32]:
    """Return a row for each pair: 1, then for each feature a 1 in the column of its level."""
    total = sum(len(levels["date"]) for levels in parts)
    design = np.zeros((total, 1 + sum(map(len, features.values()))), np.float32)
    design[:, 0] = 1
    column = 1
    for feature, names in features.items():
        found = np.concatenate([levels[feature] for levels in parts]).astype(np.int64)
        design[np.arange(total), column + found] = 1
        column += len(names)
    return design


def _named(points: Floats, features: Mapping[str, tuple[str, ...]]) -> Part:
    """Return the points by feature, moved so that what says nothing has none; the sums stay as they are."""
    edges = np.cumsum([1, *map(len, features.values())])
    cells = {feature: points[first:last] for feature, first, last in zip(features, edges, edges[1:], strict=False)}
    none = {
        feature: cells[feature][features[feature].index(level)]
        for feature, level in _NOTHING.items()
        if feature in features
    }
    start = float(points[0] + sum(none.values()))
    return Part(start, {feature: values - none.get(feature, 0.0) for feature, values in cells.items()})


def _tie(points: Floats, tied: NDArray[np.int64], features: Mapping[str, tuple[str, ...]]) -> NDArray[np.int64]:
    """Return the columns that share their points, with those added that break the order of a stretch of levels."""
    tied = tied.copy()
    starts = dict(zip(features, np.cumsum([1, *map(len, features.values())]), strict=False))
    for sign, stretches in ((-1, _FALLING), (1, _RISING)):
        for feature in stretches.keys() & features.keys():
            for stretch in stretches[feature]:
                columns = starts[feature] + np.arange(len(features[feature]))[stretch]
                for low, high in pairwise(columns):
                    if sign * points[low] > sign * points[high] + 1e-9:
                        tied[tied == tied[high]] = tied[low]
    return tied
