import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.copies.sketch import BANDS, MIN_WORDS, Place, band_numbers, passages, sketches, words

TEXT = "Heading\nThe bridge over the river was closed for a week after the flood of June.\nToo short to count."
LINES = [Place(2, 0, 7), Place(3, 8, 40), Place(4, 41, 83), Place(9, 84, 103)]

WORDS = st.lists(
    st.sampled_from(("the", "army", "entered", "a", "village", "near", "and", "burned", "at", "dawn")), max_size=40
)


def test_a_passage_has_its_line_and_its_span():
    (sketch,) = sketches(TEXT, LINES)
    assert sketch.line == 3
    assert TEXT[sketch.start : sketch.end].startswith("The bridge")
    assert TEXT[sketch.start : sketch.end].endswith("June.")
    assert sketch.words == 15
    assert len(sketch.bands) == 4 * BANDS


def test_case_punctuation_and_space_do_not_count():
    text = "The bridge over the river was closed for a week after the flood of June."
    other = "“THE   BRIDGE”, over the river, was closed for a week after the flood of June"
    (one,), (two,) = (sketches(form, [Place(1, 0, len(form))]) for form in (text, other))
    assert (one.digest, one.bands) == (two.digest, two.bands)


def test_numbers_are_the_same_on_every_machine_and_with_every_release():
    """Stored sketches are compared with new ones: if this changes, `METHOD` has to."""
    (row,) = band_numbers([words("Soldiers searched the village for two days and found nothing at all")])
    assert row[:4].tolist() == [80078758, 885737115, 1633383759, 3854992535]


@given(st.lists(WORDS, max_size=5))
def test_a_sketch_depends_on_its_own_text_alone(texts):
    together = band_numbers(texts)
    assert together.shape == (len(texts), BANDS)
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(band_numbers([text])[0], row)


TEN = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{TEN}. {TEN}.", [f"{TEN}. ", f"{TEN}."]),
        (f"Yes. {TEN}! No.", [f"Yes. {TEN}! No."]),
        (f"“{TEN}.” {TEN}", [f"“{TEN}.” ", TEN]),
        (f"Yes. No.\n{TEN}", [TEN]),
        (
            "one two. three four. five six. seven eight. nine ten.",
            ["one two. three four. five six. seven eight. nine ten."],
        ),
        ("Yes. No.", []),
        ("", []),
    ],
)
def test_passages_are_sentences_of_at_least_ten_words(text, found):
    assert [text[start:end] for start, end in passages(text)] == found


@given(st.text(alphabet="ab. \n\u2028\x0b", max_size=120))
def test_passages_lie_in_order_within_paragraphs(text):
    spans = list(passages(text))
    assert [offset for span in spans for offset in span] == sorted(offset for span in spans for offset in span)
    for start, end in spans:
        assert "\n" not in text[start:end]
        assert len(words(text[start:end])) >= MIN_WORDS


def test_a_very_long_paragraph():
    text = " ".join(f"word{n % 5000}" for n in range(100_000))
    (sketch,) = sketches(text, [Place(1, 0, len(text))])
    assert sketch.words == 100_000
