"""Tuning one component of a tiny pipeline: with an encoder that only reads, of either layer, with new labels."""

import numpy as np
import pytest
import spacy

from docmine.evaluate import predict
from docmine.labelled import Example, Span
from docmine.train import Recipe, pairs
from docmine.train.checkpoint import Checkpoint, parameters
from docmine.train.tuning import tune

TINY = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "width": 16,
    "depth": 1,
    "embed_size": 200,
    "window_size": 1,
    "maxout_pieces": 2,
    "subword_features": True,
    "pretrained_vectors": None,
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "encoder"}
RECIPE = Recipe(epochs=30, learn_rate=0.02, new_share=1.0, dropout=0.0)


def lesson(layer):
    names = ("Vesh", "Ossul", "Kelm", "Dorran", "Tavik", "Ruun")
    return [
        Example(f"They marched to {name} again .", (Span(16, 16 + len(name), "ORG"),), layer=layer) for name in names
    ]


def pipeline():
    """A pipeline whose `ner` and `docmine_conflict` listen to a component `encoder`."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", name="encoder", config={"model": TINY})
    ner = nlp.add_pipe("ner", config={"model": {"tok2vec": LISTENER}})
    ner.add_label("GPE")
    suggest = {"@misc": "spacy.ngram_suggester.v1", "sizes": [1]}
    conflict = nlp.add_pipe(
        "spancat",
        "docmine_conflict",
        config={"spans_key": "conflict", "suggester": suggest, "model": {"tok2vec": LISTENER}},
    )
    conflict.add_label("ORG")
    nlp.initialize()
    return nlp


@pytest.fixture
def encoded():
    return pipeline()


def weights(nlp, component):
    return [node.get_param(key[1]).copy() for key, node in parameters(nlp.get_pipe(component).model)]


def same(one, other):
    return len(one) == len(other) and all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("layer", "component", "other"), [("names", "ner", "docmine_conflict"), ("conflict", "docmine_conflict", "ner")]
)
def test_only_the_component_of_the_layer_learns_from_what_the_encoder_read(encoded, tmp_path, layer, component, other):
    examples = lesson(layer)
    before = {name: weights(encoded, name) for name in encoded.pipe_names}
    checkpoint = Checkpoint(tmp_path / "state", "x")
    made = pairs.make(encoded, examples, component)
    tune(encoded, component, {"ORG"}, made, [], recipe=RECIPE, seed=0, checkpoint=checkpoint)
    assert same(weights(encoded, "encoder"), before["encoder"])
    assert same(weights(encoded, other), before[other])
    assert not same(weights(encoded, component), before[component])
    assert predict(encoded, [example.text for example in examples], layer) == [example.spans for example in examples]


def test_the_encoder_reads_a_sentence_as_it_does_in_the_pipeline(encoded):
    (pair,) = pairs.make(encoded, lesson("names")[:1], "ner")
    assert pair.predicted.tensor.shape == (6, 16)
    assert np.array_equal(pair.predicted.tensor, encoded(pair.predicted.text).tensor)


def test_gold_spans_are_where_the_layer_has_them():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", "docmine_conflict")
    example = Example("Rebels of Vesh left Ossul.", (Span(0, 14, "ORG"), Span(20, 25, "PLACE")), layer="conflict")
    (pair,) = pairs.make(nlp, [example], "docmine_conflict")
    assert [(span.text, span.label_) for span in pair.reference.spans["conflict"]] == [
        ("Rebels of Vesh", "ORG"),
        ("Ossul", "PLACE"),
    ]
    assert not pair.reference.ents


def test_no_new_weights_at_all_leave_the_model_as_it_was_but_for_labels_new_to_it(encoded, tmp_path):
    before = weights(encoded, "ner")
    recipe = Recipe(epochs=2, learn_rate=0.02, new_share=0.0)
    made = pairs.make(encoded, lesson("names"), "ner")
    tune(encoded, "ner", {"ORG"}, made, [], recipe=recipe, seed=0, checkpoint=Checkpoint(tmp_path / "state", "x"))
    after = weights(encoded, "ner")
    assert all(np.allclose(new[: len(old)], old) for old, new in zip(before, after, strict=True))
    assert [len(new) - len(old) for old, new in zip(before, after, strict=True) if len(new) != len(old)]


def test_phrases_are_learned_with_the_names_that_come_before_them(encoded):
    ruler = encoded.add_pipe("entity_ruler", before="docmine_conflict")
    ruler.add_patterns([{"label": "GPE", "pattern": "Vesh"}])
    (pair,) = pairs.make(encoded, lesson("conflict")[:1], "docmine_conflict")
    assert "Vesh" in [span.text for span in pair.predicted.ents]
    assert not pair.reference.ents


def test_a_checkpoint_gives_back_weights_and_optimizer_to_its_own_training_only(tmp_path):
    checkpoint, models = Checkpoint(tmp_path / "state", "x"), [pipeline(), pipeline()]
    done = []
    for nlp in models:
        made = pairs.make(nlp, lesson("names"), "ner")
        done.append(tune(nlp, "ner", {"ORG"}, made, [], recipe=RECIPE, seed=0, checkpoint=checkpoint))
    assert done == [0, RECIPE.epochs]
    assert same(weights(models[0], "ner"), weights(models[1], "ner"))
    other, made = Checkpoint(checkpoint.path, "another training"), pairs.make(models[0], lesson("names"), "ner")
    assert tune(models[0], "ner", (), made, [], recipe=Recipe(epochs=1), seed=0, checkpoint=other) == 0
