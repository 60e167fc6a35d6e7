import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from docmine.copies.find import HEADS, candidates, first_copies

NUMBERS = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), max_size=25).map(
    lambda rows: np.array(rows, dtype=np.uint32).reshape(-1, 3)
)


def pairs(bands):
    return {tuple(pair) for pair in candidates(bands).tolist()}


def meet(bands):
    """All pairs (later, earlier) that share a number, by comparing all with all, where buckets are small."""
    return {(i, j) for i in range(len(bands)) for j in range(i) if (bands[i] == bands[j]).any()}


@given(NUMBERS)
def test_pairs_share_a_band_and_the_later_comes_first(bands):
    found = pairs(bands)
    assert found <= meet(bands)
    assert candidates(bands).tolist() == sorted(map(list, found))


@given(NUMBERS)
def test_what_shares_a_band_is_paired_or_the_bucket_is_large(bands):
    for later, earlier in meet(bands) - pairs(bands):
        shared = np.flatnonzero(bands[later] == bands[earlier])
        for band in shared:
            bucket = np.flatnonzero(bands[:, band] == bands[later, band])
            assert earlier not in bucket[:HEADS]


@given(NUMBERS, st.randoms())
def test_pairing_is_symmetric_and_independent_of_the_order(bands, random):
    """Shuffled rows give the same pairs while no bucket is larger than `HEADS` + 1."""
    bands = bands[: HEADS + 1]
    order = list(range(len(bands)))
    random.shuffle(order)
    shuffled = {frozenset((order[i], order[j])) for i, j in pairs(bands[order])}
    assert shuffled == {frozenset(pair) for pair in pairs(bands)}


def test_a_bucket_of_a_thousand_makes_few_pairs():
    bands = np.zeros((1000, 2), dtype=np.uint32)
    found = pairs(bands)
    assert len(found) <= HEADS * 1000
    assert all((later, 0) in found for later in range(1, 1000))


def test_no_rows():
    assert candidates(np.empty((0, 3), dtype=np.uint32)).shape == (0, 2)


def test_first_copies_are_those_of_the_first_that_says_the_same():
    """2 says the same as 1, 1 as 0; 4 says the same as 3 and 2, and joins the earlier; 5 is alone."""
    same = {(1, 0), (2, 1), (4, 3), (4, 2)}
    asked = np.array([(1, 0), (2, 0), (2, 1), (3, 0), (4, 2), (4, 3), (5, 4)])
    first = first_copies(6, asked, lambda one, other: (one, other) in same)
    assert first.tolist() == [0, 0, 0, 3, 0, 5]
