"""What the encoder is taught: gold classes word by word, window by window."""

import random

import spacy
from spacy.tokens import Doc

from docmine.recipe.lessons import MISSING, batches, labels, name_lessons, padded, tree_lessons

NLP = spacy.blank("en")


def tree(*sentences):
    """A document of sentences "the guard .", each headed by "guard"."""
    words = [word for _ in sentences for word in ("the", "guard", ".")]
    heads = [3 * number + 1 for number in range(len(sentences)) for _ in range(3)]
    starts = [number % 3 == 0 for number in range(len(words))]
    deps = ["det", "ROOT", "punct"] * len(sentences)
    tags = ["DT", "NN", "."] * len(sentences)
    doc = Doc(NLP.vocab, words=words, heads=heads, deps=deps, tags=tags, pos=["DET", "NOUN", "PUNCT"] * len(sentences))
    assert [token.is_sent_start for token in doc] == starts
    return doc


def test_names_become_classes_and_unknown_words_stay_unknown(pieces):
    doc = NLP.make_doc("the Guard left Ossul Monday")
    doc.set_ents([doc.char_span(0, 9, "ORG"), doc.char_span(15, 20, "GPE")], missing=[doc[4:5]])
    known = labels({"ORG", "GPE"}, [tree(1)] * 3)
    assert known.names == ("O", "B-GPE", "I-GPE", "B-ORG", "I-ORG")
    (lesson,) = name_lessons([doc], pieces[0], known)
    assert lesson.gold["names"].tolist() == [3, 4, 0, 1, MISSING]


def test_rare_classes_are_not_taught(pieces):
    odd = Doc(NLP.vocab, words=["the"], tags=["FW"], pos=["X"], heads=[0], deps=["ROOT"])
    known = labels({"ORG"}, [tree(1)] * 3 + [odd])
    assert known.tags == (".", "DT", "NN")
    (lesson,) = tree_lessons([odd], pieces[0], known, random.Random(0))
    assert lesson.gold["tags"].tolist() == [MISSING]


def test_trees_become_classes_and_heads(pieces):
    known = labels({"ORG"}, [tree(1)] * 3)
    (lesson,) = tree_lessons([tree(1, 2)], pieces[0], known, random.Random(0))
    assert [known.deps[number] for number in lesson.gold["deps"]] == ["det", "ROOT", "punct"] * 2
    assert lesson.gold["heads"].tolist() == [1, 1, 1, 4, 4, 4]
    assert lesson.gold["starts"].tolist() == [1, 0, 0, 1, 0, 0]


def test_a_head_outside_the_window_is_not_known(pieces):
    words = ["the"] * 200
    far = Doc(NLP.vocab, words=words, heads=[199] * 200, deps=["det"] * 199 + ["ROOT"], tags=["DT"] * 200)
    known = labels({"ORG"}, [far])
    first, second = tree_lessons([far], pieces[0], known, random.Random(0))
    assert set(first.gold["heads"].tolist()) == {MISSING}
    assert set(second.gold["heads"].tolist()) == {199 - 158}


def test_every_lesson_is_in_one_batch_and_no_batch_is_too_large(pieces):
    known = labels({"ORG"}, [tree(1)] * 3)
    lessons = list(tree_lessons([tree(*range(size)) for size in range(1, 20)], pieces[0], known, random.Random(0)))
    found = list(batches(lessons, 100, random.Random(1)))
    assert sorted(id(lesson) for batch in found for lesson in batch) == sorted(map(id, lessons))
    for batch in found:
        (length,) = {padded(lesson.window) for lesson in batch}
        assert length % 8 == 0
        assert len(batch) == 1 or len(batch) * length <= 100
