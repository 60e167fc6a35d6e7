"""Lines from pieces."""

from docmine.read.typeset import Piece, Run, line, rows


def piece(text: str, left: float, right: float, base: float = 700, size: float = 10) -> Piece:
    return Piece((Run(text, base, size),), left, right)


def test_pieces_of_a_line_have_a_space_where_there_is_white() -> None:
    row = rows([piece("east of the river", 150, 220), piece("Karvel,", 72, 110), piece("bank", 220.5, 240)])
    assert [line(one).text for one in row] == ["Karvel, east of the riverbank"]


def test_a_raised_mark_that_the_file_has_apart_joins_its_line() -> None:
    (row,) = rows([piece("in 2016.", 72, 110), piece("101", 110.2, 118, 703.5, 6), piece("Then", 121, 140)])
    assert (line(row).text, line(row).marks) == ("in 2016.101 Then", ((8, 11),))


def test_what_is_raised_and_no_note_mark() -> None:
    for before, raised in (("40 km", "2"), ("the 4", "th"), ("10", "6")):
        (row,) = rows([piece(before, 72, 110), piece(raised, 110.2, 118, 703.5, 6)])
        assert line(row).marks == ()


def test_lines_of_a_script_from_right_to_left_begin_on_the_right() -> None:
    (row,) = rows([piece("في السوق", 72, 110), piece("قتل اربعة", 150, 220)])
    assert line(row).text == "قتل اربعة في السوق"
