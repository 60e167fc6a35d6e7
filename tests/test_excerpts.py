"""The words around a span."""

from hypothesis import given
from hypothesis import strategies as st

from docmine.excerpts import excerpt, sentence_span

TEXT = "It rained. Men of the\nVelkur Nine left Ossul! All slept."


def test_a_short_sentence_is_shown_whole():
    at = TEXT.index("Velkur")
    assert excerpt(TEXT, at, at + 11) == "Men of the Velkur Nine left Ossul!"


def test_a_long_one_is_cut_between_words():
    at = TEXT.index("Velkur")
    assert excerpt(TEXT, at, at + 11, reach=9) == "…of the Velkur Nine left…"


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(1, 30))
def test_the_span_is_always_inside(text, one, other, reach):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    low, high = sentence_span(text, start, end, reach)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert " ".join(text[start:end].split()) in excerpt(text, start, end, reach)
