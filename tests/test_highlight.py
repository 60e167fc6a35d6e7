"""A text, cut at the borders of its marks."""

from hypothesis import given
from hypothesis import strategies as st

from docmine.highlight import Mark, stretches

TEXTS = st.text(max_size=40)


@given(TEXTS, st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45)), max_size=8))
def test_the_stretches_are_the_text_and_know_what_covers_them(text, spans):
    marks = [Mark(start, end, "mentions", "", f"m{number}") for number, (start, end) in enumerate(spans)]
    cut = list(stretches(text, marks))
    assert "".join(one.text for one in cut) == text
    for one in cut:
        for offset in range(one.start, one.start + len(one.text)):
            covering = {m.row_id for m in marks if 0 <= m.start <= offset < m.end <= len(text)}
            assert {m.row_id for m in one.marks} == covering


def test_a_stretch_says_what_it_is():
    marks = [Mark(0, 9, "events", "ASSAULT", "e"), Mark(4, 9, "places", "Gao", "p")]
    first, second, rest = stretches("hit  Gao, then", marks)
    assert (first.text, first.kinds, first.spans) == ("hit ", "events", "0-9")
    assert (second.text, second.title, second.spans) == (" Gao,", "event ASSAULT, place Gao", "4-9 0-9")
    assert (rest.text, rest.marks) == (" then", ())
