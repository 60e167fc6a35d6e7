"""How much a unit looks like content: the score of a small network, and the file that its weights lie in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from docmine.clean.features import measure, names
from docmine.clean.lines import Unit
from docmine.errors import ResourceError
from docmine.resources import DATA

if TYPE_CHECKING:
    from docmine.clean.network import Network

WEIGHTS = "lines.npz"
"""Name of the file of weights: docmine's in `data/cleaning/`, the user's own in `pipeline/cleaning/`."""

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
        try:
            return cls.from_bytes(path.read_bytes())
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            remedy = "train again, or remove the file"
            raise ResourceError(f"cannot be used as weights: {error}", where=str(path), remedy=remedy) from error

    @classmethod
    def from_bytes(cls, content: bytes) -> Scorer:
        """Return the scorer with these weights, as `to_bytes` gives them.

        Raises:
            ValueError, KeyError, EOFError, BadZipFile: the content is not of that kind.
        """
        from docmine.clean.network import build  # noqa: PLC0415 - thinc takes most of a second to import

        network = build(len(names()))
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            if tuple(arrays["features"]) != names():
                raise ValueError("made by another version of docmine")
            for number, layer in enumerate(network.walk()):
                for name in layer.param_names:
                    weights = _widened(arrays[f"{number}.{name}"], arrays[f"{number}.{name}.step"])
                    layer.set_param(name, cast("Any", weights))
        return cls(network)

    def to_bytes(self) -> bytes:
        """Return the file that `load` reads: whole numbers of 8 bits, with one step for each column of a matrix."""
        arrays: dict[str, NDArray[np.generic]] = {"features": np.array(names())}
        for number, layer in enumerate(self.network.walk()):
            for name in layer.param_names:
                arrays[f"{number}.{name}"], arrays[f"{number}.{name}.step"] = _narrowed(
                    cast("Any", layer.get_param(name))
                )
        file = io.BytesIO()
        np.savez_compressed(file, allow_pickle=False, **arrays)
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


def _narrowed(weights: NDArray[np.float32]) -> tuple[NDArray[np.generic], NDArray[np.float16]]:
    """Return a matrix as whole numbers and the size of a step in each column; a vector as it is, in 16 bits."""
    if weights.ndim == 1:
        return weights.astype(np.float16), np.ones(1, np.float16)
    step = np.maximum(np.abs(weights).max(axis=0) / _STEPS, 1e-4).astype(np.float16)
    return np.rint(weights / step.astype(np.float32)).clip(-_STEPS, _STEPS).astype(np.int8), step


def _widened(weights: NDArray[np.generic], step: NDArray[np.float16]) -> NDArray[np.float32]:
    return np.asarray(weights, np.float32) * np.asarray(step, np.float32)
