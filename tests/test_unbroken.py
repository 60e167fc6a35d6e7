from time import process_time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.unbroken import make_doc

NLP = spacy.blank("en")
SIGNS = st.lists(st.sampled_from(["'", "((", "a", '"“', "http://a/", " ", "  ", "\n", "é", "U.S."]), max_size=40)


def test_a_text_of_words_is_tokenised_as_spacy_does():
    text = "Militants  (of the U.S.-led force) didn't\nleave Gao: see https://example.org/a?b=c. "
    assert [token.text_with_ws for token in make_doc(NLP, text)] == [token.text_with_ws for token in NLP(text)]


@settings(deadline=None, max_examples=30)
@given(SIGNS, SIGNS)
def test_no_character_is_lost_or_moved(before, after):
    text = "".join(before) + "-'" * 700 + "".join(after)
    doc = make_doc(NLP, text)
    assert doc.text == text
    assert all(text[token.idx :].startswith(token.text) for token in doc)


def test_words_around_a_stretch_stay_whole():
    doc = make_doc(NLP, "The army left. " + "x" * 1200 + " They came back.")
    words = [token.text for token in doc if len(token) < 200]
    assert words == ["The", "army", "left", ".", "They", "came", "back", "."]
    assert [len(token) for token in doc if len(token) >= 200] == [200] * 6


@pytest.mark.parametrize("sign", ["'", "(", '"', "http://a/"])
def test_time_grows_with_length_only(sign):
    begin = process_time()
    assert make_doc(NLP, sign * (20_000 // len(sign))).text
    assert process_time() - begin < 5
