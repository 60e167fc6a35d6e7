"""The tagger: what it sees, what it is to say, and what its marks say about a phrase."""

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.events.fillers import ROLES, features, sequence

VOCAB = create_vocab("en", English.Defaults)
PERPETRATOR, ORGANISATION, VICTIM = (ROLES.index(role) for role in ("perpetrator", "organisation", "victim"))
REACH = sequence.REACH


def phrases(*words, seed=0):
    """A sentence whose second word is its verb; a line break is a token of its own."""
    doc = Doc(
        VOCAB,
        words=list(words),
        heads=[1] * len(words),
        deps=["ROOT" if i == 1 else "dep" for i in range(len(words))],
        pos=["SPACE" if word == "\n" else "VERB" if i == 1 else "NOUN" for i, word in enumerate(words)],
    )
    doc.tensor = np.random.default_rng(seed).normal(size=(len(words), features.WIDTH)).astype("f")
    return features.measure(doc)


def place(found, name):
    return int(np.flatnonzero(found.name == found.names.index(name))[0])


@pytest.fixture(scope="module")
def tagger():
    return sequence.build()


def test_texts_of_one_sheet_do_not_see_each_other(tagger):
    first, second = phrases("gunmen", "killed", "ana"), phrases("rain", "fell", seed=1)
    both = tagger.predict(sequence.sheet([first, second]))
    assert len(both) == REACH + 3 + REACH + REACH + 2 + REACH
    alone = [sequence.mark(tagger, one) for one in (first, second)]
    together = 1 / (1 + np.exp(-both))
    np.testing.assert_allclose(together[REACH : REACH + 3], alone[0], atol=1e-6)
    np.testing.assert_allclose(together[-REACH - 2 : -REACH], alone[1], atol=1e-6)


def test_white_space_is_no_word(tagger):
    broken = phrases("gunmen", "killed", "\n", "ana")
    assert broken.every.tokens.tolist() == [0, 1, 3]
    assert broken.every.before.tolist() == [0, 1, 2, 2, 3]
    assert sequence.mark(tagger, broken).shape == (3, len(sequence.LABELS))


def test_an_empty_document_has_no_marks(tagger):
    doc = Doc(VOCAB)
    doc.tensor = np.zeros((0, features.WIDTH), "f")
    assert sequence.mark(tagger, features.measure(doc)).shape == (0, len(sequence.LABELS))


def test_a_filler_begins_and_goes_on_and_the_longest_of_a_role_has_its_words():
    found = phrases("gunmen", "killed", "ana")
    found.words[place(found, "ana"), :2] = 1, 3  # as if *killed ana* were a phrase
    fills = np.zeros((len(found.name), len(ROLES)), np.float32)
    fills[place(found, "ana"), [ORGANISATION, VICTIM]] = 1
    fills[place(found, "gunmen"), PERPETRATOR] = 1
    said = sequence.labels(found, fills)
    rows, columns = np.nonzero(said)
    told = [(int(row) - REACH, sequence.LABELS[column]) for row, column in zip(rows, columns, strict=True)]
    assert told == [
        (0, "B-perpetrator"),
        (1, "B-organisation"),
        (1, "B-victim"),
        (2, "I-organisation"),
        (2, "I-victim"),
    ]
    assert len(said) == len(sequence.sheet([found])[0])
    found.words[place(found, "gunmen"), :2] = 2, 3
    fills[place(found, "gunmen")] = fills[place(found, "ana")]
    assert sequence.labels(found, fills)[REACH + 2].sum() == 2  # it goes on with both, and begins neither


def test_numbers_of_a_candidate():
    found = phrases("gunmen", "killed", "ana")
    marks = np.zeros((3, len(sequence.LABELS)))
    marks[0, sequence.LABELS.index("B-perpetrator")] = 0.8
    marks[2, sequence.LABELS.index("B-victim")] = 0.5
    row = place(found, "gunmen")
    told = sequence.numbers(found, marks, PERPETRATOR, int(found.name[row]), row)
    assert len(told) == sequence.WIDTH
    assert told[:10] == pytest.approx([np.log(4)] * 10)  # 0.8 to 0.2: of the stretch, its head, in all
    assert told[10:] == pytest.approx(np.log([0.801, 1.301, 0.8001]))
    other = sequence.numbers(found, marks, VICTIM, int(found.name[row]), row)
    assert other[0] == pytest.approx(np.log(1e-4 / (1 - 1e-4)))  # nothing marks it as a victim
    assert other[8] == pytest.approx(0.0)  # but another word is as likely one as not
