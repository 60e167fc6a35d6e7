"""The order of blocks, on pieces that stand where a page has them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from docmine.read.columns import blocks
from docmine.read.typeset import Piece, Run


def piece(text: str, left: float, base: float, width: float = 200, size: float = 10) -> Piece:
    return Piece((Run(text, base, size),), left, left + width)


def column(name: str, left: float, top: float, lines: int, width: float = 200) -> list[Piece]:
    return [piece(f"{name} line {n} of it", left, top - 12 * n, width) for n in range(lines)]


def order(pieces: list[Piece]) -> list[list[str]]:
    return [[one.text.split()[0] for one in block[:1]] for block in blocks(pieces)]


def test_two_columns_between_two_lines_across() -> None:
    page = [
        *column("b", 300, 600, 20),
        piece("Title across the page", 60, 640, 440),
        *column("a", 60, 600, 20),
        piece("Source of all of this", 60, 330, 440),
        *column("d", 300, 300, 5),
        *column("c", 60, 300, 5),
    ]
    assert order(page) == [["Title"], ["a"], ["b"], ["Source"], ["c"], ["d"]]


def test_a_narrow_column_beside_a_wide_one() -> None:
    assert order([*column("wide", 200, 600, 30, 320), *column("side", 60, 600, 12, 110)]) == [["side"], ["wide"]]


def test_columns_of_a_script_from_right_to_left() -> None:
    arabic = "قتل اربعة اشخاص في السوق"
    page = [piece(arabic, left, 600 - 12 * n) for left in (60, 300) for n in range(10)]
    assert [block[0].left for block in blocks(page)] == [300, 60]


def test_labels_and_counts_are_no_columns() -> None:
    page = [one for n in range(10) for one in (piece("District", 60, 600 - 14 * n), piece("Twelve", 300, 600 - 14 * n))]
    assert len(blocks(page)) == 1


@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 800), st.floats(1, 300), st.sampled_from(["a b", "Cd", "12"])),
        max_size=60,
    )
)
def test_every_piece_is_in_one_block(places: list[tuple[float, float, float, str]]) -> None:
    page = [piece(text, left, base, width) for left, base, width, text in places]
    assert Counter(one for block in blocks(page) for one in block) == Counter(page)


def test_pieces_that_end_before_they_begin_are_read_like_others() -> None:
    page = [piece("a b", 500 * (n % 2), 600 - 12 * n, -499.5 if n % 2 else 1) for n in range(20)]
    assert Counter(one for block in blocks(page) for one in block) == Counter(page)
