"""The network that scores units: each by itself, then among its neighbours near and far, in the whole of its text.

Convolutions over lines whose reach doubles from layer to layer (dilated convolutions, Yu & Koltun 2016) stand in for
a recurrent network over the lines of a page (BoilerNet, Leonhardt et al. 2020) at a fraction of its weights and time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from thinc.api import Linear, Model, Relu, chain, residual

from docmine.clean.features import FIRST_WORDS, Features

WIDTH = 24
BUCKETS = 512
DIMENSIONS = 6
REACHES = (1, 2, 4, 8, 16)

Floats = NDArray[np.float32]
Network = Model[Features, Any]
Layer = Model[Any, Any]  # thinc's array types know less of numpy than numpy's own
Backprop = Callable[[Floats], Any]


def build(n_numbers: int, *, dropout: float = 0.1) -> Network:
    """Return a new network: features of one text in, units × 1 out, the logarithm of the odds that each is content."""
    looks: list[Layer] = [
        residual(chain(_neighbours(reach), Relu(WIDTH, 3 * WIDTH, dropout=dropout))) for reach in REACHES
    ]
    width = n_numbers + 3 * DIMENSIONS
    first: Layer = Relu(WIDTH, width, dropout=dropout)
    network: Network = chain(_vectors(n_numbers), first, _whole(), *looks, Linear(1, WIDTH))
    network.initialize()
    return network


def standardise(network: Network, texts: list[Features]) -> None:
    """Have a new network see each number less its mean over these texts, in units of its standard deviation."""
    numbers = np.concatenate([features.numbers for features in texts])
    network.layers[0].set_param("mean", cast("Any", numbers.mean(axis=0)))
    network.layers[0].set_param("scale", cast("Any", 1 / (numbers.std(axis=0) + 1e-3)))


def _vectors(n_numbers: int) -> Network:
    """Return the layer that sets beside the numbers the vectors of the first words together, the first and the last."""
    table = np.random.default_rng(0).normal(0, 0.1, (BUCKETS, DIMENSIONS)).astype(np.float32)
    params = {"mean": np.zeros(n_numbers, np.float32), "scale": np.ones(n_numbers, np.float32), "table": table}
    return Model("vectors", _look_up, params=cast("dict[str, Any]", params))


def _look_up(layer: Network, features: Features, is_train: bool) -> tuple[Floats, Backprop]:  # noqa: ARG001
    mean, scale, table = (_param(layer, name) for name in ("mean", "scale", "table"))
    there = features.words >= 0
    buckets = features.words % BUCKETS
    vectors = table[buckets] * there[:, :, None]
    root = np.sqrt(np.maximum(1, there[:, :FIRST_WORDS].sum(axis=1, keepdims=True))).astype(np.float32)
    together = vectors[:, :FIRST_WORDS].sum(axis=1) / root
    numbers = (features.numbers - mean) * scale
    output = np.concatenate([numbers, together, vectors[:, 0], vectors[:, FIRST_WORDS]], axis=1)

    def backprop(d_output: Floats) -> Features:
        d_together, d_first, d_last = np.split(d_output[:, numbers.shape[1] :], 3, axis=1)
        d_vectors = np.empty_like(vectors)
        d_vectors[:, :FIRST_WORDS] = (d_together / root)[:, None]
        d_vectors[:, 0] += d_first
        d_vectors[:, FIRST_WORDS] = d_last
        d_table = np.zeros_like(table)
        np.add.at(d_table, buckets[there], d_vectors[there])
        layer.inc_grad("table", cast("Any", d_table))
        return features

    return output, backprop


def _neighbours(reach: int) -> Layer:
    """Return the layer that sets beside each unit the one `reach` above it and the one `reach` below."""
    return Model("neighbours", _set_beside, attrs={"reach": reach})


def _set_beside(layer: Layer, units: Floats, is_train: bool) -> tuple[Floats, Backprop]:  # noqa: ARG001
    reach = layer.attrs["reach"]

    def backprop(d_output: Floats) -> Floats:
        d_above, d_units, d_below = np.split(d_output, 3, axis=1)
        return np.asarray(d_units + _moved(d_above, -reach) + _moved(d_below, reach))

    return np.concatenate([_moved(units, reach), units, _moved(units, -reach)], axis=1), backprop


def _moved(rows: Floats, down: int) -> Floats:
    """Return the rows moved down by so many, or up; what comes in is zero."""
    moved = np.zeros_like(rows)
    if down > 0:
        moved[down:] = rows[:-down]
    else:
        moved[:down] = rows[-down:]
    return moved


def _whole() -> Layer:
    """Return the layer that adds to each unit what the whole text is like: a linear map of its mean and its peaks."""
    weights = np.zeros((2 * WIDTH, WIDTH), np.float32)
    return Model("whole", _add_whole, params={"W": cast("Any", weights)})


def _add_whole(layer: Layer, units: Floats, is_train: bool) -> tuple[Floats, Backprop]:  # noqa: ARG001
    weights = _param(layer, "W")
    peaks = units.argmax(axis=0)
    columns = np.arange(units.shape[1])
    text = np.concatenate([units.mean(axis=0), units[peaks, columns]])

    def backprop(d_output: Floats) -> Floats:
        d_added = d_output.sum(axis=0)
        layer.inc_grad("W", cast("Any", np.outer(text, d_added)))
        d_mean, d_peaks = np.split(weights @ d_added, 2)
        d_units = d_output + d_mean / len(units)
        d_units[peaks, columns] += d_peaks
        return np.asarray(d_units)

    return np.asarray(units + text @ weights), backprop


def _param(layer: Model[Any, Any], name: str) -> Floats:
    return cast("Floats", layer.get_param(name))
