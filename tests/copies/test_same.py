import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docmine.copies.same import Passage, dateline_end, is_same
from docmine.copies.sketch import words

DAYS = st.sampled_from([("2021-03-01", "2021-03-01"), ("2021-03-05", "2021-03-07"), ("2021-03-01", None), (None, None)])
PASSAGES = st.builds(
    Passage,
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=8),
    st.dictionaries(st.sampled_from(["gao", "kidal", "mopti"]), st.sampled_from([None, 1, 2])),
    st.dictionaries(st.sampled_from(["monday", "1 march", "march"]), DAYS),
)


@given(PASSAGES, PASSAGES)
def test_it_does_not_matter_which_comes_first(one, other):
    assert is_same(one, other, 0.6) == is_same(other, one, 0.6)


@given(PASSAGES)
def test_every_passage_says_the_same_as_itself(passage):
    assert is_same(passage, passage, 1.0)


def common(one, other):
    """Length of the longest common subsequence, by the textbook table."""
    row = [0] * (len(other) + 1)
    for word in one:
        above = row[:]
        for k, mate in enumerate(other, 1):
            row[k] = above[k - 1] + 1 if word == mate else max(above[k], row[k - 1])
    return row[-1]


WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=20)


@given(WORDS, WORDS, st.integers(50, 99))
def test_texts_are_the_same_only_if_their_words_are(one, other, percent):
    """So unrelated texts, whose words are not, are never marked."""
    enough = 200 * common(one, other) - percent * (len(one) + len(other))
    assume(enough != 0)  # equal shares are rounded
    assert is_same(Passage(one), Passage(other), percent / 100) == (enough > 0)


@pytest.mark.parametrize(("similarity", "verdict"), [(0.9, True), (0.91, False)])
def test_similarity_is_counted_in_words(similarity, verdict):
    """Ten words of which one differs: 2 * 9 / 20."""
    one, other = words("a b c d e f g h i 12"), words("a b c d e f g h i 15")
    assert is_same(Passage(one), Passage(other), similarity) == verdict


MANY = ("a", "b", "c", "d", "e", "f", "g", "h")


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({"gao": 1}, {"kidal": 2}, False),
        ({"gao": None}, {"kidal": None}, False),
        ({"gao": 1}, {}, True),
        ({"gao": 1, "mali": 3}, {"gao": 1}, True),
        ({"gao": 1, "mali": 3}, {"kidal": 2, "mali": 3}, False),
        ({"timbuktu": 5}, {"tombouctou": 5}, True),
        ({"gao": 1}, {"gao": 2}, True),
    ],
)
def test_places(one, other, verdict):
    assert is_same(Passage(MANY, one), Passage(MANY, other), 0.9) == verdict


FIRST, SEVENTH = ("2021-03-01", "2021-03-01"), ("2021-03-07", "2021-03-07")


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ({"1 march": FIRST}, {"7 march": SEVENTH}, False),
        ({"1 march": FIRST}, {"monday": FIRST}, True),
        ({"monday": FIRST}, {"monday": SEVENTH}, True),
        ({"1 march": FIRST}, {}, True),
        ({"1 march": FIRST}, {"recently": (None, None)}, True),
        ({"1 march": FIRST, "two days": (None, None)}, {"7 march": SEVENTH, "three days": (None, None)}, False),
        ({"march": ("2021-03-01", "2021-03-31")}, {"7 march": SEVENTH}, True),
    ],
)
def test_dates(one, other, verdict):
    assert is_same(Passage(MANY, {}, one), Passage(MANY, {}, other), 0.9) == verdict


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PARIS (Agency) – The army left.", "The army left."),
        ("GAO, Mali, 17 March 2021 – Three men fled.", "Three men fled."),
        ("Gunmen entered Gao - and left again.", "Gunmen entered Gao - and left again."),
        ("UN troops left. They came back - late.", "UN troops left. They came back - late."),
    ],
)
def test_a_dateline_is_no_place_of_the_event(text, rest):
    assert text[dateline_end(text) :] == rest
