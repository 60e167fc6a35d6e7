import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.offsets import Edit, TextMap

RAW = "Menu\nThe govern-\nment fell.\nShare\nThen calm."


def cleaned():
    """Menu and Share dropped, the hyphen taken out: "The government fell.\nThen calm."."""
    return TextMap.build(
        RAW,
        [Edit(5, 15), Edit(15, 17, ""), Edit(17, 27), Edit(34, 34, "\n"), Edit(34, 44)],
    )


def test_build_joins_the_pieces():
    text, _ = cleaned()
    assert text == "The government fell.\nThen calm."


@pytest.mark.parametrize(
    ("clean", "raw"),
    [
        ((0, 3), (5, 8)),  # The
        ((4, 14), (9, 21)),  # government, with the hyphen and line break inside
        ((15, 19), (22, 26)),  # fell
        ((21, 25), (34, 38)),  # Then, after a dropped line
        ((0, 31), (5, 44)),
        ((21, 21), (34, 34)),  # nothing
    ],
)
def test_clean_spans_come_from_raw_spans(clean, raw):
    _, textmap = cleaned()
    assert textmap.to_raw(*clean) == raw


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ((9, 21), (4, 14)),
        ((0, 4), None),  # Menu was dropped
        ((28, 33), None),  # so was Share
        ((34, 38), (21, 25)),
        ((0, 44), (0, 31)),
        ((26, 38), (19, 25)),  # over the dropped line
    ],
)
def test_raw_spans_show_in_clean_spans(raw, clean):
    _, textmap = cleaned()
    assert textmap.to_clean(*raw) == clean


def test_pieces_out_of_order_are_refused():
    with pytest.raises(ValueError, match="out of order"):
        TextMap(((0, 3, 5, 8), (3, 6, 2, 5)))


def test_spans_outside_the_text_are_refused():
    with pytest.raises(ValueError, match="outside"):
        TextMap.identity(3).to_raw(1, 4)


def test_empty_text():
    assert TextMap.identity(0).to_raw(0, 0) == (0, 0)
    assert TextMap.identity(0).to_clean(0, 5) is None


@st.composite
def kept_stretches(draw):
    """A raw text and stretches of it, in order, that are kept word for word."""
    raw = draw(st.text(min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=8)))
    return raw, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(kept_stretches(), st.data())
def test_every_span_of_verbatim_text_round_trips(kept, data):
    raw, stretches = kept
    edits = []
    for start, end in stretches:
        if edits:
            edits.append(Edit(start, start, "\n"))
        edits.append(Edit(start, end))
    text, textmap = TextMap.build(raw, edits)
    assert text == "\n".join(raw[start:end] for start, end in stretches)
    at = 0
    for start, end in stretches:
        low = data.draw(st.integers(0, end - start - 1))
        high = data.draw(st.integers(low + 1, end - start))
        assert textmap.to_raw(at + low, at + high) == (start + low, start + high)
        assert textmap.to_clean(start + low, start + high) == (at + low, at + high)
        at += end - start + 1
