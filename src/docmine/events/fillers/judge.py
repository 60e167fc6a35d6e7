"""The second network: whether a candidate, with all that the document says for and against it, fills its role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Linear, Maxout, Model, chain

from docmine.events.fillers.evidence import WIDTH

HIDDEN = 32
VOICES = 3
"""Networks that were trained apart, whose mean counts."""

Floats = NDArray[np.float64]
Layer = Model[Any, Any]


@dataclass(frozen=True, slots=True)
class Judge:
    """Networks over numbers less `mean`, in units of `scale`."""

    mean: Floats
    scale: Floats
    voices: tuple[Layer, ...]

    def odds(self, numbers: Floats) -> Floats:
        """Return for each candidate, a row of numbers, the logarithm of the odds that it fills its role."""
        if not len(numbers):
            return np.zeros(0)
        rows = self.seen(numbers)
        return np.asarray(np.mean([voice.predict(rows)[:, 0] for voice in self.voices], axis=0), dtype=float)

    def seen(self, numbers: Floats) -> NDArray[np.float32]:
        """Return numbers as the networks want them."""
        return ((numbers - self.mean) / self.scale).astype(np.float32)


def build(dropout: float = 0.0) -> Layer:
    """Return one new network."""
    first: Layer = Maxout(HIDDEN, WIDTH, nP=2, dropout=dropout)
    network: Layer = chain(first, cast("Layer", Linear(1, HIDDEN)))
    network.initialize()
    return network


def fresh(numbers: Floats) -> Judge:
    """Return a judge that has learned nothing but what its numbers are like."""
    return Judge(numbers.mean(axis=0), numbers.std(axis=0) + 1e-3, ())
