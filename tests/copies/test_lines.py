import pytest

from docmine.copies.lines import copied_lines

SPANS = [(0, 10), (10, 30), (40, 60)]


@pytest.mark.parametrize(
    ("line", "is_copy", "share", "found"),
    [
        ((1, 0, 30), [True, True, False], 0.8, [(1, 1)]),  # all of it; most is in the second
        ((1, 0, 30), [False, True, False], 0.8, []),  # 20 of 30
        ((1, 0, 30), [False, True, False], 0.6, [(1, 1)]),
        ((7, 25, 45), [False, True, True], 0.8, [(7, 1)]),  # 5 and 5 characters, the rest is in no passage
        ((7, 30, 40), [True, True, True], 0.8, []),
        ((7, 60, 70), [True, True, True], 0.8, []),
    ],
)
def test_copied_lines(line, is_copy, share, found):
    assert list(copied_lines([line], SPANS, is_copy, share)) == found


def test_no_passages():
    assert list(copied_lines([(1, 0, 5)], [], [], 0.8)) == []
