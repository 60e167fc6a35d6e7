"""What is known of a document when it is asked whether it reports violence."""

import numpy as np
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.events.fillers import ROLES, features, relevance, sequence

VOCAB = create_vocab("en", English.Defaults)


def told(*words):
    """Return the numbers of a sentence whose second word is its verb, and of which no network knows anything."""
    heads, pos = [1] * len(words), ["VERB" if i == 1 else "NOUN" for i in range(len(words))]
    deps = ["ROOT" if i == 1 else "dep" for i in range(len(words))]
    doc = Doc(VOCAB, words=list(words), lemmas=list(words), heads=heads, pos=pos, deps=deps)
    doc.tensor = np.zeros((len(doc), features.WIDTH), "f")
    phrases = features.measure(doc)
    nothing = np.zeros((len(phrases.name), len(ROLES)), "f")
    return relevance.describe(phrases, nothing, np.zeros((len(doc), len(sequence.LABELS))))


def changed(one, other):
    return int((np.abs(one - other) > 1e-9).sum())


def test_words_and_pairs_of_words_count():
    """Three words and two pairs, each once: those of the second order share the words only, so four pairs differ."""
    assert changed(told("gunmen", "shot", "ana"), told("ana", "shot", "gunmen")) == 4


def test_a_model_learns_which_words_tell_of_violence():
    numbers = np.array([told(*text.split()) for text in ("gunmen shot ana", "rebels shot ben", "ana met ben")])
    model = relevance.learn(numbers, np.array([1.0, 1.0, 0.0]))
    assert model.odds(told("rebels", "shot", "ana")) > 0 > model.odds(told("carla", "met", "ben")) + 0.5
