"""How a network is taught: passes over what is to be learned, in an order drawn by lot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, Model, fix_random_seed, set_dropout_rate, warmup_linear

from docmine.events.fillers.odds import sigmoid, together

Floats = NDArray[np.float32]

_FEWEST = 300  # steps: what is little is gone through more often


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train a network: passes over what there is, rate of learning, share of the input that is hidden."""

    passes: int
    rate: float
    dropout: float
    batch: int


class Shelf(Protocol):
    """What there is to learn from."""

    def __len__(self) -> int:
        """How many things, any of which can be taken."""

    def take(self, chosen: NDArray[np.int64]) -> tuple[Any, Floats, NDArray[np.int64]]:
        """Return what the network sees of some things, what it should say, and of which label each row that it sees is.

        Labels are rows of 0 and 1. Where several rows belong to one label, it says what they say together.
        """


def taught(build: Callable[[], Model[Any, Any]], recipe: Recipe, shelf: Shelf, seed: int) -> Model[Any, Any]:
    """Return the network that `build` makes, with the averages of its weights, after all passes over a shelf."""
    fix_random_seed(seed)
    pupil = build()
    _hide(pupil, recipe.dropout)
    once = len(shelf) // recipe.batch + 1
    passes = max(recipe.passes, _FEWEST // once)
    steps = passes * once
    rates = warmup_linear(recipe.rate, min(100, steps // 5), steps)
    optimiser = Adam(cast("Any", rates), L2=1e-3, grad_clip=5.0, use_averages=True)
    rng = np.random.default_rng(seed)
    for _ in range(passes):
        order = rng.permutation(len(shelf))
        for start in range(0, len(order), recipe.batch):
            seen, labels, owner = shelf.take(order[start : start + recipe.batch])
            odds, backprop = pupil.begin_update(seen)
            backprop(gap(odds, labels, owner))
            pupil.finish_update(optimiser)
            optimiser.step_schedules()
    with pupil.use_params(optimiser.averages or {}):
        return pupil.copy()


def gap(odds: Floats, labels: Floats, owner: NDArray[np.int64]) -> Floats:
    """Return how far a network is from what it should say, row by row: the gradient of the cross entropy.

    The odds of what is asked for are the sum of those of its rows, so each row answers for the share that it adds.
    (Learning from bags of which nobody says which member counts: Dietterich et al. 1997.)
    """
    whole = together(odds, owner)
    wrong = (sigmoid(whole) - labels) * (labels.shape[1] / len(labels))
    return np.asarray(wrong[owner] * np.exp(odds - whole[owner]), dtype=np.float32)


def _hide(pupil: Model[Any, Any], dropout: float) -> None:
    set_dropout_rate(pupil, dropout)
    for layer in pupil.walk():
        if layer.name == "facts":
            layer.attrs["dropout_rate"] = dropout
