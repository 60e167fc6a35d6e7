"""The network's gradients against differences, and its view of neighbours."""

import numpy as np
import pytest
from thinc.api import fix_random_seed

from docmine.clean import network
from docmine.clean.features import FIRST_WORDS, Features


def text(size: int, seed: int) -> Features:
    rng = np.random.default_rng(seed)
    words = rng.integers(-1, 5000, (size, FIRST_WORDS + 1)).astype(np.int32)
    return Features(rng.normal(size=(size, 7)).astype(np.float32), words)


@pytest.mark.parametrize("size", [1, 2, 40])
def test_gradients_are_those_of_the_function(size: int) -> None:
    fix_random_seed(1)
    pupil = network.build(7, dropout=0.0)
    rng = np.random.default_rng(2)
    for layer in pupil.walk():  # kinks of the rectifiers lie far from random weights
        for name in layer.param_names:
            layer.set_param(name, layer.get_param(name) + rng.normal(0, 0.1, layer.get_param(name).shape).astype("f"))
    features = text(size, 3)
    pull = rng.normal(size=(size, 1)).astype(np.float32)
    _, backprop = pupil.begin_update(features)
    backprop(pull)
    seen = 0
    for layer in pupil.walk():
        for name in layer.param_names:
            if not layer.has_grad(name):
                continue
            way = layer.get_grad(name) / max(1e-6, np.linalg.norm(layer.get_grad(name)))
            weights, step = layer.get_param(name), 1e-3
            moved = []
            for sign in (1, -1):
                layer.set_param(name, weights + sign * step * way)
                moved.append(float((pupil.predict(features) * pull).sum()))
            layer.set_param(name, weights)
            slope = (moved[0] - moved[1]) / (2 * step)
            assert slope == pytest.approx(float(np.linalg.norm(layer.get_grad(name))), rel=0.1, abs=0.05)
            seen += 1
    assert seen == 3 + 2 + 2 * len(network.REACHES) + 1


def test_a_unit_sees_31_units_away_and_the_whole_text() -> None:
    fix_random_seed(1)
    pupil = network.build(7)
    one = text(200, 4)
    numbers = one.numbers.copy()
    numbers[100] += 3
    differs = np.abs(pupil.predict(one) - pupil.predict(Features(numbers, one.words)))[:, 0] > 1e-6
    assert set(np.flatnonzero(differs)) <= set(range(69, 132))
    assert differs[100]


def test_scores_do_not_depend_on_the_texts_beside() -> None:
    pupil = network.build(7)
    one, other = text(5, 1), text(9, 2)
    before = pupil.predict(one)
    pupil.predict(other)
    assert np.array_equal(before, pupil.predict(one))
