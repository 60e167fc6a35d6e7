"""What the levels of a pair amount to: points in log-odds for each level, added up.

The model is additive (Hastie, T. and Tibshirani, R. 1986, Generalized additive models, Statistical Science 1(3)), so
that what each feature contributes can be read off and adds up to the score. It has two parts: `alone` judges a pair by
itself; `among` judges it anew with how it stands among its rivals, and its sum is what counts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from docmine.errors import ModelError
from docmine.reconcile.pairs.columns import Floats
from docmine.reconcile.pairs.levels import LEVELS, Levels
from docmine.reconcile.pairs.rivals import RIVAL_LEVELS
from docmine.resources import DATA

SHIPPED = DATA / "reconcile" / "pairs.json"
ALONE = LEVELS
AMONG = {**LEVELS, **RIVAL_LEVELS}


@dataclass(frozen=True, slots=True)
class Part:
    """Points: `start`, and for each feature those of its levels in their order."""

    start: float
    points: Mapping[str, Floats]

    def log_odds(self, levels: Levels) -> Floats:
        """Return the sums of start and points of each pair."""
        return np.asarray(self.start + sum(points[levels[feature]] for feature, points in self.points.items()))

    def at_most(self, levels: Levels) -> Floats:
        """Return the log-odds that pairs can have of which only some levels are known; those they have if all are."""
        terms = (
            points[levels[feature]] if feature in levels else points.max() for feature, points in self.points.items()
        )
        return np.asarray(self.start + sum(terms))


@dataclass(frozen=True, slots=True)
class Model:
    """Both parts, the name that says where the points come from, and the features with the names of their levels."""

    version: str
    alone: Part
    among: Part
    features: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: AMONG)


def probability(log_odds: Floats) -> NDArray[np.float64]:
    """Return the logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -40, 40))))


def load_model(path: Path | None = None) -> Model:
    """Read a model; without a path the one that docmine brings along.

    Raises:
        ModelError: the file is not such a model, or its features or levels are others than this docmine's.
    """
    path = path or SHIPPED
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Model(str(data["version"]), _part(data["alone"], ALONE), _part(data["among"], AMONG))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"cannot be used to link events: {error}", where=str(path), remedy="learn it anew: docmine train reconcile"
        ) from error


def as_text(model: Model) -> str:
    """Return the model as JSON that people can read: feature -> level -> points."""
    parts = {
        name: _words(part, levels)
        for name, part, levels in (("alone", model.alone, ALONE), ("among", model.among, AMONG))
    }
    return json.dumps({"version": model.version, **parts}, indent=1, ensure_ascii=False) + "\n"


def _part(data: Mapping[str, Any], features: Mapping[str, tuple[str, ...]]) -> Part:
    points = {
        feature: np.array([float(data["features"][feature][level]) for level in levels])
        for feature, levels in features.items()
    }
    if not all(np.isfinite(values).all() for values in points.values()):
        raise ValueError("not all points are numbers")
    return Part(float(data["start"]), points)


def _words(part: Part, features: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    rounded = {
        feature: dict(zip(levels, (round(value, 3) for value in part.points[feature].tolist()), strict=True))
        for feature, levels in features.items()
    }
    return {"start": round(part.start, 3), "features": rounded}
