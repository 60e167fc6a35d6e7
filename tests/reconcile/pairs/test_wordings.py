import numpy as np
import pytest

from docmine.reconcile.pairs import wordings
from docmine.reconcile.pairs.wordings import Wordings, each_once
from docmine.reconcile.parties import ActorBook


@pytest.mark.parametrize("largest", [1, 1 << 26])
def test_each_combination_is_asked_for_once(monkeypatch, largest):
    monkeypatch.setattr(wordings, "_LARGEST", largest)
    asked = []

    def levels(mine, theirs):
        asked.extend(zip(mine, theirs, strict=True))
        return np.array([one + other for one, other in zip(mine, theirs, strict=True)], np.uint8)

    codes = np.array([3, 9, 3, 3], np.int32), np.array([4, 5, 4, 5], np.int32)
    assert each_once(*codes, levels).tolist() == [7, 14, 7, 8]
    assert sorted(asked) == [(3, 4), (3, 5), (9, 5)]


def test_no_text_names_nothing():
    known = Wordings(["", "Gao|near the town of Gao|Ansongo", "SLF|Soldiers"], ActorBook((), ()))
    assert known.places(0) == frozenset()
    assert known.places(1) == {"gao", "ansongo"}
    assert known.parties(0) == ()
    assert [party.name for party in known.parties(2)] == ["slf", "soldiers"]
