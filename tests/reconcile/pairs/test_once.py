import numpy as np
import pytest

from docmine.reconcile.pairs import once
from docmine.reconcile.pairs.once import Once


@pytest.mark.parametrize("largest", [1, 1 << 24])
def test_each_combination_is_asked_for_once(monkeypatch, largest):
    monkeypatch.setattr(once, "_LARGEST", largest)
    asked = []

    def levels(mine, theirs):
        asked.extend(zip(mine.tolist(), theirs.tolist(), strict=True))
        return (mine + theirs).astype(np.uint8)

    codes = np.array([3, 9, 3, 3], np.int32), np.array([4, 5, 4, 5], np.int32)
    assert Once(levels, 10, 6)(*codes).tolist() == [7, 14, 7, 8]
    assert sorted(asked) == [(3, 4), (3, 5), (9, 5)]


def test_a_table_remembers_what_was_asked():
    asked = []

    def levels(mine, theirs):
        asked.extend(mine.tolist())
        return np.zeros(len(mine), np.uint8)

    known = Once(levels, 3, 3)
    for codes in ([0, 1], [1, 2]):
        assert known(np.array(codes, np.int32), np.array([0, 0], np.int32)).tolist() == [0, 0]
    assert asked == [0, 1, 2]
