"""Teaching role fillers through a pipeline, a small one of our own."""

from dataclasses import replace

import numpy as np
import pytest
import spacy
from spacy.language import Language

from docmine import fillers_course
from docmine.config import Config
from docmine.events.fillers import ROLES, drill, features, teach
from docmine.events.fillers.lessons import Lesson

NAMES = ("ana", "ben", "carla", "dario", "elena")


@Language.component("three_words")
def three_words(doc):
    """Read *DOER VERB NAME*."""
    for token, dep, pos in zip(doc, ("nsubj", "ROOT", "obj"), ("NOUN", "VERB", "PROPN"), strict=True):
        token.dep_, token.pos_, token.head, token.lemma_ = dep, pos, doc[1], token.lower_
    seeds = (sum(token.lower_.encode()) for token in doc)
    doc.tensor = np.stack([np.random.default_rng(seed).normal(size=features.WIDTH) for seed in seeds]).astype("f")
    return doc


def lesson(doer, verb, name):
    told = {"perpetrator": doer, "victim": name} if verb == "killed" else {}
    entities = {role: (frozenset({told[role]}),) if role in told else () for role in ROLES}
    return Lesson(f"{doer} {verb} {name}", f"{doer} {verb} {name}", None, entities)


LESSONS = [lesson(doer, verb, name) for doer in ("gunmen", "rebels") for verb in ("killed", "met") for name in NAMES]


@pytest.fixture(scope="module", autouse=True)
def small():
    nlp = spacy.blank("en")
    nlp.add_pipe("three_words")
    nlp.add_pipe("docmine_fillers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fillers_course, "_load", lambda config: nlp)
        patch.setattr(drill, "_FEWEST", 5)
        patch.setattr(teach, "WORDS", replace(teach.WORDS, passes=1))
        yield


@pytest.mark.parametrize("fresh", [False, True])
def test_a_course_tells_what_is_found_in_texts_that_were_held_out(fresh):
    told = []
    course = fillers_course.teach(Config(), LESSONS, fresh=fresh, progress=lambda *done: told.append(done))
    assert (course.learned, course.held_out) == (16, 4)
    held = sorted(LESSONS, key=fillers_course._rank)[:4]
    assert course.after["micro"].expected == 2 * sum(one.is_relevant for one in held)
    assert course.sides == {"before": course.before, "after": course.after}
    total = told[0][1]
    assert told == [(done, total) for done in range(1, total + 1)]
    assert course.fillers.to_bytes()
