import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from docmine.reconcile.pairs.joining import Index, Several, mixed, spread, touching

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(-719_000, 2_900_000), st.integers(0, 9)), max_size=8)


def test_a_stretch_is_spread_into_its_numbers():
    at, numbers = spread(np.array([3, 9, 7]), np.array([5, 8, 7]))
    assert (at.tolist(), numbers.tolist()) == ([0, 0, 0, 2], [3, 4, 5, 7])


def test_what_belongs_to_several_owners_is_listed_for_each():
    several = Several(np.array([2, 0, 2]), np.array([7, 8, 9]), 4)
    at, values = several.of(np.array([2, 1, 0, 3]))
    assert (at.tolist(), values.tolist()) == ([0, 0, 2], [7, 9, 8])


def test_combinations_of_numbers_keep_their_order():
    first, second = mixed(np.array([1, 2]), np.array([2, 1])).tolist()
    assert first != second
    assert min(first, second) >= 0
    assert max(first, second) < 2**40


@given(ROWS, st.integers(0, 3), st.integers(-(10**7), 10**7), st.integers(0, 10**7))
def test_all_rows_of_a_group_that_touch_some_days_are_found(rows, group, first, length):
    groups, begin, width = (np.array([row[part] for row in rows], np.int64) for part in range(3))
    index = Index(np.arange(len(rows), dtype=np.int32), mixed(groups), begin, begin + width)
    days = np.array([first]), np.array([first + length])
    _, found = index.find(mixed(np.array([group])), *days)
    touching = {
        n for n, (g, day, more) in enumerate(rows) if g == group and day <= first + length and day + more >= first
    }
    near = {
        n for n, (g, day, more) in enumerate(rows) if g == group and day <= first + length and day + more >= first - 2
    }
    assert touching <= set(found.tolist()) <= near


@given(*[st.lists(st.tuples(st.integers(-20, 20), st.integers(0, 9)), max_size=5)] * 2)
def test_stretches_that_touch_others_are_told(some, others):
    first, last, first2, last2 = (
        np.array([day + more * width for day, width in days], np.float64) for days in (some, others) for more in (0, 1)
    )
    expected = [any(day <= e + m and e <= day + more for e, m in some) for day, more in others]
    assert touching(first, last, first2, last2).tolist() == expected
