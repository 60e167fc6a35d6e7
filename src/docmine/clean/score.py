"""How much a unit looks like content: the score of a small network, and the file that its weights lie in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from docmine.clean.features import measure, names
from docmine.clean.lines import Unit
from docmine.resources import DATA, read_weights

if TYPE_CHECKING:
    from docmine.clean.network import Network

WEIGHTS = "lines.npz"
"""Name of the file of weights: docmine's in `data/cleaning/`, the user's own in `pipeline/cleaning/`."""

_FEATURES = " ".join(names())
_STEPS = 127


@dataclass(frozen=True)
class Scorer:
    """Scores the units of a text."""

    network: Network

    @classmethod
    def load(cls, path: Path = DATA / "cleaning" / WEIGHTS) -> Scorer:
        """Read weights, docmine's own unless told.

        Raises:
            ResourceError: the file is missing, broken, or of a docmine that looks at other features.
        """
        return read_weights(path, cls.from_bytes)

    @classmethod
    def from_bytes(cls, content: bytes) -> Scorer:
        """Return the scorer with these weights, as `to_bytes` gives them.

        Raises:
            ValueError, KeyError, EOFError, BadZipFile: the content is not of that kind.
        """
        from docmine.clean.network import build  # noqa: PLC0415 - thinc takes most of a second to import

        network = build(len(names()))
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            if str(arrays["features"]) != _FEATURES:
                raise ValueError("made by another version of docmine")
            matrices, steps, vectors = (iter(arrays[name]) for name in ("matrices", "steps", "vectors"))
            for layer, name, now in _params(network):
                if now.ndim == 1:
                    value = _taken(vectors, now.shape)
                else:
                    value = _taken(matrices, now.shape) * _taken(steps, now.shape[1:])
                layer.set_param(name, cast("Any", value))
        return cls(network)

    def to_bytes(self) -> bytes:
        """Return the file that `load` reads: matrices in 8 bits with one step for each column, vectors in 16."""
        parts: dict[str, list[NDArray[np.generic]]] = {"matrices": [], "steps": [], "vectors": []}
        for _, _, value in _params(self.network):
            if value.ndim == 1:
                parts["vectors"].append(value.astype(np.float16))
                continue
            step = np.maximum(np.abs(value).max(axis=0) / _STEPS, 1e-4).astype(np.float16)
            parts["steps"].append(step)
            parts["matrices"].append(np.rint(value / step.astype(np.float32)).clip(-_STEPS, _STEPS).astype(np.int8))
        file = io.BytesIO()
        arrays = {name: np.concatenate([array.ravel() for array in arrays]) for name, arrays in parts.items()}
        np.savez_compressed(file, allow_pickle=False, features=np.array(_FEATURES), **arrays)
        return file.getvalue()

    def scores(self, units: Sequence[Unit], marked: Sequence[bool]) -> list[float]:
        """Return the content score of every unit, from 0 to 1.

        Args:
            units: the units of one text.
            marked: whether a rule speaks against the unit already.
        """
        if not units:
            return []
        odds = self.network.predict(measure(units, marked))[:, 0]
        return [float(score) for score in 1 / (1 + np.exp(-np.clip(odds, -30, 30)))]


def _params(network: Network) -> Iterator[tuple[Network, str, NDArray[np.float32]]]:
    """Yield layer, name and value of all weights, in an order that is always the same."""
    for layer in network.walk():
        for name in layer.param_names:
            yield layer, name, cast("NDArray[np.float32]", layer.get_param(name))


def _taken(numbers: Iterator[np.generic], shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Return the next numbers as an array of this shape.

    Raises:
        ValueError: there are not as many.
    """
    return np.fromiter(numbers, np.float32, count=int(np.prod(shape))).reshape(shape)
