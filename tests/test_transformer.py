"""The accurate model's encoder: a row for each word, whatever is read beside it."""

import builtins

import numpy as np
import pytest
import spacy

from docmine.config import Config, ModelConfig
from docmine.errors import ModelError
from docmine.nlp import load_model
from docmine.transformer import fill

TEXTS = ["Masked gunmen left Ossul .", "The Kessen Guard denied it .\n\nNobody answered .", ""]


@pytest.fixture(scope="module")
def encoder():
    return load_model(Config(model=ModelConfig(name="accurate"))).get_pipe("encoder")


def docs(encoder, *texts):
    nlp = spacy.blank("en")
    return [nlp.make_doc(text) for text in texts]


def test_each_word_gets_a_row(encoder):
    found = docs(encoder, *TEXTS)
    assert [rows.shape for rows in encoder.predict(found)] == [(len(doc), 384) for doc in found]


def test_a_text_reads_the_same_alone_and_among_others(encoder):
    alone = encoder.predict(docs(encoder, TEXTS[0]))[0]
    among = encoder.predict(docs(encoder, TEXTS[1], TEXTS[0], "A long line of other words. " * 60))[1]
    np.testing.assert_array_equal(alone, among)


def test_capitals_matter(encoder):
    small, large = encoder.predict(docs(encoder, "the guard left", "the Guard left"))
    assert not np.allclose(small[1], large[1])


def test_what_is_saved_reads_the_same(encoder):
    again = encoder.model.copy()
    again.from_bytes(encoder.model.to_bytes())
    for one, other in zip(encoder.predict(docs(encoder, *TEXTS)), again.predict(docs(encoder, *TEXTS)), strict=True):
        np.testing.assert_array_equal(one, other)


def test_without_a_network_the_rows_are_empty():
    nlp = spacy.blank("en")
    layer = nlp.add_pipe("tok2vec", config={"model": {"@architectures": "docmine.OnnxTok2Vec.v1", "width": 4}}).model
    assert layer.predict([nlp.make_doc("Ossul fell")])[0].tolist() == [[0, 0, 0, 0]] * 2


def test_a_missing_package_is_named(monkeypatch):
    nlp = spacy.blank("en")
    layer = nlp.add_pipe("tok2vec", config={"model": {"@architectures": "docmine.OnnxTok2Vec.v1", "width": 4}}).model
    fill(layer, b"network", "{}")
    real = builtins.__import__

    def without(name, *rest):
        if name == "onnxruntime":
            raise ImportError(name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ModelError, match="onnxruntime"):
        layer.predict([nlp.make_doc("Ossul fell")])
