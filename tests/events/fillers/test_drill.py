"""What a network is told to mend, and the shelf of phrases that it learns from."""

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.events.fillers import ROLES, drill, features
from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.odds import together
from docmine.events.fillers.shelves import Example, PhraseShelf

VOCAB = create_vocab("en", English.Defaults)
LN2, LN3 = np.log(2), np.log(3)


def test_odds_add_up_owner_by_owner():
    odds = np.array([[LN2, 0.0], [LN3, 0.0], [-1.0, 4.0]])
    told = together(odds, np.array([0, 0, 1]))
    assert told == pytest.approx(np.array([[np.log(5), LN2], [-1.0, 4.0]]))
    assert together(np.zeros((0, 2)), np.zeros(0, dtype=int)).shape == (0, 2)


def test_each_place_answers_for_the_share_that_it_adds():
    """Odds of 1 and 3 are 4 together, a probability of 0.8; it should be 1, so 0.2 is wanting, a quarter of it here."""
    odds = np.array([[0.0], [LN3]], "f")
    assert drill.gap(odds, np.ones((1, 1), "f"), np.array([0, 0])) == pytest.approx(np.array([[-0.05], [-0.15]]))


def test_what_stands_once_answers_for_itself():
    odds, labels = np.array([[0.0, LN3], [-LN3, 0.0]], "f"), np.array([[1, 0], [0, 1]], "f")
    told = drill.gap(odds, labels, np.arange(2))
    assert told == pytest.approx(np.array([[-0.5, 0.75], [0.25, -0.5]]))  # two roles over two phrases: times 1


@pytest.fixture
def phrases():
    """*Gunmen fled. Gunmen killed Ana.*, whose words have their number as a vector."""
    doc = Doc(
        VOCAB,
        words=["Gunmen", "fled", ".", "Gunmen", "killed", "Ana", "."],
        heads=[1, 1, 1, 4, 4, 4, 4],
        deps=["nsubj", "ROOT", "punct", "nsubj", "ROOT", "obj", "punct"],
        pos=["NOUN", "VERB", "PUNCT", "NOUN", "VERB", "PROPN", "PUNCT"],
        lemmas=["gunman", "flee", ".", "gunman", "kill", "Ana", "."],
    )
    doc.tensor = np.repeat(np.arange(7, dtype="f")[:, None], features.WIDTH, axis=1)
    return features.measure(doc)


def test_a_phrase_is_seen_with_its_governor_its_sentence_and_its_document(phrases):
    row = int(np.flatnonzero(phrases.words[:, 0] == 5)[0])  # Ana
    seen = phrases.seen(np.array([row])).reshape(features.PLACES, features.WIDTH)
    assert seen[:, 0].tolist() == [5.0, 5.0, 4.0, 4.5, 3.0]


def test_a_phrase_is_taken_with_all_of_its_places(phrases):
    told = {"perpetrator": "gunmen", "victim": "ana"}
    entities = {role: (frozenset({told[role]}),) if role in told else () for role in ROLES}
    shelf = PhraseShelf([Example(Lesson("d", "", None, entities), (phrases,))], seed=0)
    assert len(shelf) == 2
    (vectors, facts, numbers), labels, owner = shelf.take(np.array([1, 0]))
    assert owner.tolist() == [0, 0, 1]
    assert vectors[:, 0].tolist() == [0.0, 3.0, 5.0]  # gunmen twice, then Ana
    assert len(facts) == len(numbers) == 3
    assert [ROLES[int(row.argmax())] for row in labels] == ["perpetrator", "victim"]
