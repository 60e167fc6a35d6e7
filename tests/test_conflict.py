"""The conflict layer: allowed sequences, phrases, learning, saving."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from docmine.conflict import best, phrases, transitions, words

CLASSES = ("O", "B-ORG", "I-ORG", "B-WEAPON", "I-WEAPON")
NLP = spacy.blank("en")

LESSONS = [
    ("Masked gunmen fired two rockets at the depot", [(0, 2, "ORG"), (3, 5, "WEAPON")]),
    ("The depot was hit by two rockets", [(5, 7, "WEAPON")]),
    ("Masked gunmen left the depot", [(0, 2, "ORG")]),
    ("Nobody claimed it", []),
]


def example(text, spans):
    doc = NLP.make_doc(text)
    gold = NLP.make_doc(text)
    gold.spans["conflict"] = [Span(gold, start, end, label=label) for start, end, label in spans]
    return Example(doc, gold)


def taught(votes=2, steps=40):
    nlp = spacy.blank("en")
    fix_random_seed(0)
    pipe = nlp.add_pipe("docmine_conflict", config={"model": {"votes": votes, "dropout": 0.0}})
    examples = [
        Example(
            Doc(nlp.vocab, words=[t.text for t in item.predicted]),
            Doc(nlp.vocab, words=[t.text for t in item.reference]),
        )
        for item in (example(*lesson) for lesson in LESSONS)
    ]
    for made, (_, spans) in zip(examples, LESSONS, strict=True):
        made.reference.spans["conflict"] = [
            Span(made.reference, start, end, label=label) for start, end, label in spans
        ]
    pipe.initialize(lambda: examples, nlp=nlp)
    optimizer = Adam(0.01)
    losses = [pipe.update(examples, sgd=optimizer)["docmine_conflict"] for _ in range(steps)]
    return nlp, losses


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        ("O", "I-ORG", False),
        ("O", "B-ORG", True),
        ("B-ORG", "I-ORG", True),
        ("I-ORG", "I-ORG", True),
        ("B-WEAPON", "I-ORG", False),
        ("I-ORG", "B-ORG", True),
        ("I-ORG", "O", True),
    ],
)
def test_what_may_follow_what(before, after, allowed):
    table = transitions(CLASSES)
    assert bool(table[CLASSES.index(before), CLASSES.index(after)] == 0) is allowed


def test_the_best_sequence_is_an_allowed_one():
    # Word by word "O I-ORG" would win with .5 x .6 = .30, but I- cannot follow O; "B-ORG I-ORG" has .4 x .6 = .24,
    # "O O" .5 x .3 = .15.
    scores = np.array([[0.5, 0.4, 0.1, 0, 0], [0.3, 0.1, 0.6, 0, 0]], dtype="f")
    assert best(scores, transitions(CLASSES)) == [1, 2]


def test_a_sentence_does_not_begin_inside_a_phrase():
    scores = np.array([[0.1, 0.3, 0.6, 0, 0]], dtype="f")
    assert best(scores, transitions(CLASSES)) == [1]


def test_phrases_of_classes():
    doc = NLP.make_doc("Masked gunmen fired rockets shells")
    found = phrases(doc, ["B-ORG", "I-ORG", "O", "B-WEAPON", "B-WEAPON"])
    assert [(span.text, span.label_) for span in found] == [
        ("Masked gunmen", "ORG"),
        ("rockets", "WEAPON"),
        ("shells", "WEAPON"),
    ]


def test_gold_classes_cover_the_words_that_a_span_touches():
    assert words(example(*LESSONS[0])) == ["B-ORG", "I-ORG", "O", "B-WEAPON", "I-WEAPON", "O", "O", "O"]


def test_it_learns_and_what_it_learned_is_saved(tmp_path):
    nlp, losses = taught()
    assert losses[-1] < losses[0] / 10
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    for pipeline in (nlp, again):
        doc = pipeline("Masked gunmen fired two rockets at the depot")
        assert [(span.text, span.label_) for span in doc.spans["conflict"]] == [
            ("Masked gunmen", "ORG"),
            ("two rockets", "WEAPON"),
        ]


def test_voters_learn_apart():
    # Each voter's probabilities of a word sum to 1, and the gradient of a voter does not depend on the others.
    nlp, _ = taught(votes=3, steps=1)
    pipe = nlp.get_pipe("docmine_conflict")
    made = example(*LESSONS[0])
    rows = pipe.model.predict([made.predicted])[0]
    apart = rows.reshape(len(rows), 3, 5)
    np.testing.assert_allclose(apart.sum(axis=-1), 1, atol=1e-5)
    _, (gradient,) = pipe.get_loss([made], [rows])
    changed = apart.copy()
    changed[:, 2] = 0.2
    _, (other,) = pipe.get_loss([made], [changed.reshape(rows.shape)])
    np.testing.assert_array_equal(gradient[:, :10], other[:, :10])


def test_the_gradient_is_what_was_said_less_what_is_right():
    nlp, _ = taught(votes=1, steps=1)
    pipe = nlp.get_pipe("docmine_conflict")
    rows = np.full((3, 5), 0.2, dtype="f")
    loss, (gradient,) = pipe.get_loss([example(*LESSONS[3])], [rows])
    np.testing.assert_allclose(gradient, [[-0.8, 0.2, 0.2, 0.2, 0.2]] * 3, rtol=1e-6)
    assert loss == pytest.approx(3 * np.log(5), rel=1e-5)


def test_empty_documents_are_no_trouble():
    nlp, _ = taught(steps=1)
    assert list(nlp("").spans["conflict"]) == []


def test_a_label_cannot_be_added_after_learning():
    nlp, _ = taught(steps=1)
    with pytest.raises(ValueError, match="cannot be added"):
        nlp.get_pipe("docmine_conflict").add_label("MONEY")


def test_a_pipeline_that_is_initialised_whole_finds_the_labels():
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_conflict")
    gold = nlp.make_doc("Masked gunmen left")
    gold.spans["conflict"] = [Span(gold, 0, 2, label="ORG")]
    nlp.initialize(lambda: [Example(nlp.make_doc(gold.text), gold)])
    assert nlp.get_pipe("docmine_conflict").labels == ("ORG",)
