"""What stands beside a candidate."""

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.events.fillers import ROLES, company, features

VOCAB = create_vocab("en", English.Defaults)
PERPETRATOR, VICTIM = ROLES.index("perpetrator"), ROLES.index("victim")


@pytest.fixture
def phrases():
    """*Gunmen fled. Gunmen killed Ana. Rain fell.*: four phrases' places in three sentences."""
    doc = Doc(
        VOCAB,
        words=["Gunmen", "fled", ".", "Gunmen", "killed", "Ana", ".", "Rain", "fell", "."],
        heads=[1, 1, 1, 4, 4, 4, 4, 8, 8, 8],
        deps=["nsubj", "ROOT", "punct", "nsubj", "ROOT", "obj", "punct", "nsubj", "ROOT", "punct"],
        pos=["NOUN", "VERB", "PUNCT", "NOUN", "VERB", "PROPN", "PUNCT", "NOUN", "VERB", "PUNCT"],
        lemmas=["gunman", "flee", ".", "gunman", "kill", "Ana", ".", "rain", "fall", "."],
    )
    doc.tensor = np.zeros((len(doc), features.WIDTH), "f")
    return features.measure(doc)


def test_numbers_of_a_candidate(phrases):
    at = {int(start): row for row, start in enumerate(phrases.words[:, 0])}
    odds = np.full((len(phrases.name), len(ROLES)), -5.0)
    odds[at[0], PERPETRATOR], odds[at[3], PERPETRATOR], odds[at[5], VICTIM] = 1.0, 2.0, 3.0
    told = company.numbers(phrases, odds, PERPETRATOR, phrases.names.index("gunmen"), at[3])
    assert len(told) == company.WIDTH
    assert told[:5] == [-5.0, -5.0, -5.0, 3.0, -5.0]  # Ana, in the same sentence
    assert told[5:10] == [1.0, -5.0, -5.0, 3.0, -5.0]  # the other gunmen too, one sentence away
    assert told[12] == -5.0  # no other phrase is a perpetrator
    assert told[13] == 0.0  # it is named first in the first sentence
    assert told[14:16] == pytest.approx([np.log(2), 2.0])  # its head stands twice, the likelier place at 2
    assert told[17:] == pytest.approx([1.5, 0.0, 1.0])


def test_alone_in_a_document():
    doc = Doc(VOCAB, words=["Gunmen", "fled"], heads=[1, 1], deps=["nsubj", "ROOT"], pos=["NOUN", "VERB"])
    doc.tensor = np.zeros((2, features.WIDTH), "f")
    told = company.numbers(features.measure(doc), np.zeros((1, len(ROLES))), PERPETRATOR, 0, 0)
    assert told[:10] == [-8.0] * 10
    assert np.isfinite(told).all()
