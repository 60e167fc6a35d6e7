"""A component learns on what the others give it, and nothing else changes."""

import random

import spacy
from spacy.training import Example

from docmine.recipe.heads import Course, batches, teach

LESSONS = [
    ("Guards left Ossul", (12, 17)),
    ("Ossul fell", (0, 5)),
    ("They took Ossul again", (10, 15)),
    ("Nobody left", None),
]


def examples(nlp):
    for text, span in LESSONS:
        gold = nlp.make_doc(text)
        gold.set_ents([gold.char_span(*span, label="GPE")] if span else [])
        yield Example(nlp.make_doc(text), gold)


def taught(steps=None):
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    seen = []
    course = Course(30, words=6, dropout=0.0, rate=0.01)
    teach(nlp, "ner", list(examples(nlp)), course=course, seed=1, progress=lambda *step: seen.append(step), steps=steps)
    return nlp, seen


def test_it_learns_what_it_is_shown():
    nlp, seen = taught()
    assert [(ent.text, ent.label_) for ent in nlp("Guards left Ossul").ents] == [("Ossul", "GPE")]
    assert [done for done, _, _ in seen] == list(range(1, len(seen) + 1))
    assert {total for _, total, _ in seen} == {len(seen)}


def test_a_course_can_be_cut_short():
    _, seen = taught(steps=3)
    assert [(done, total) for done, total, _ in seen] == [(1, 3), (2, 3), (3, 3)]


def test_the_same_seed_teaches_the_same():
    one, other = (taught(steps=5)[0].get_pipe("ner").model.to_bytes() for _ in range(2))
    assert one == other


def test_every_example_is_in_one_batch():
    nlp = spacy.blank("en")
    made = list(examples(nlp))
    found = list(batches(made, 5, random.Random(0)))
    assert sorted(id(example) for batch in found for example in batch) == sorted(map(id, made))
    assert all(len(batch) == 1 or sum(len(example.predicted) for example in batch) <= 5 for batch in found)
