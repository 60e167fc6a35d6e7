"""Weights at rest take half the room and come back as they were, nearly."""

import numpy as np
import pytest
import spacy
from spacy.training import Example

from docmine.weights import halve, widen


@pytest.fixture
def nlp():
    made = spacy.blank("en")
    made.add_pipe("ner").add_label("GPE")
    made.initialize(lambda: [Example.from_dict(made.make_doc("Ossul fell"), {"entities": [(0, 5, "GPE")]})])
    return made


def parameters(nlp):
    model = nlp.get_pipe("ner").model
    return [node.get_param(name) for node in model.walk() for name in node.param_names if node.has_param(name)]


def test_there_and_back(nlp, tmp_path):
    before = [values.copy() for values in parameters(nlp)]
    nlp.to_disk(tmp_path / "whole")
    halve(nlp)
    assert {values.dtype.name for values in parameters(nlp)} == {"float16"}
    nlp.to_disk(tmp_path / "half")
    sizes = [(tmp_path / name / "ner" / "model").stat().st_size for name in ("half", "whole")]
    assert sizes[0] < 0.51 * sizes[1]
    again = spacy.load(tmp_path / "half")
    widen(again)
    for old, new in zip(before, parameters(again), strict=True):
        assert new.dtype == np.float32
        np.testing.assert_allclose(new, old, rtol=1e-3, atol=1e-6)
