"""The text of all pages together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docmine.documents import Stretch
from docmine.read.layout import Sheet
from docmine.read.pages import render
from docmine.read.typeset import HYPHEN, Piece, Run


def sheet(*lines: str | tuple[str, float]) -> Sheet:
    """Return a page of lines `text` or `(text, white above)`, in points."""
    base, pieces = 700.0, []
    for one in lines:
        text, white = (one, 12.0) if isinstance(one, str) else one
        base -= white
        pieces.append(Piece((Run(text, base, 10.0),), 72, 72 + 5 * len(text)))
    return Sheet(pieces, 0, 842)


def test_a_word_may_be_broken_again_and_again_but_not_mended_across_pages() -> None:
    first = sheet(f"on the other side re{HYPHEN}", f"spon{HYPHEN}", "sible men were", f"of the govern{HYPHEN}")
    printed = render([first, sheet("ment in the capital,", "they said.")])
    assert printed.text == ("on the other side responsible\nmen were\nof the govern-\nment in the capital,\nthey said.")
    assert printed.pages == (Stretch(0, 1, "body"), Stretch(54, 2, "body"))


def test_white_between_paragraphs_is_a_blank_line_but_not_inside_a_sentence() -> None:
    page = sheet(
        "The council denied it.", ("Protests", 24), "Many were arrested in the", "town and all", ("of it burnt", 30)
    )
    assert render([page, Sheet([], 0, 842)]).text == (
        "The council denied it.\n\nProtests\nMany were arrested in the\ntown and all\nof it burnt"
    )


@given(st.lists(st.lists(st.text("abÄ \u0663-" + HYPHEN, min_size=1, max_size=8), max_size=12), max_size=4))
def test_all_characters_but_hyphens_are_there_and_stretches_begin_at_lines(pages: list[list[str]]) -> None:
    printed = render([sheet(*lines) for lines in pages])
    kept = [char for lines in pages for text in lines for char in text if char not in f" -{HYPHEN}"]
    assert [char for char in printed.text if char not in " -\n"] == kept
    assert all(start == 0 or printed.text[start - 1] == "\n" for start, _, _ in printed.pages)
