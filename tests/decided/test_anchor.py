"""Words of a decision, found again in a text that has changed."""

from hypothesis import given
from hypothesis import strategies as st

from docmine.decided.anchor import context, find

TEXT = "No rebels came. The rebels left. Rebels are rebels."


@given(st.text(alphabet="ab \n", max_size=60), st.data())
def test_a_text_that_has_not_changed_gives_the_old_place(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find(text, text[start:end], start, *context(text, start, end))
    assert found == ((start, end) if end > start else None)


@given(st.text(alphabet="xyz \n", max_size=50), st.text(alphabet="xyz \n", max_size=50))
def test_words_that_occur_once_are_found_wherever_they_went(before, after):
    text = f"{before}Kessen Guard{after}"
    assert find(text, "Kessen Guard", 3, "quite", "other") == (len(before), len(before) + 12)


def test_the_surroundings_tell_which_of_several_it_was():
    assert find(TEXT, "rebels", 0, "came. The ", " left.") == (20, 26)
    assert find(TEXT, "rebels", 0, "Rebels are ", ".") == (44, 50)


def test_the_surroundings_count_for_more_than_the_old_place():
    # 3 is "rebels" too, but those of another sentence: a line above was dropped since.
    assert find("No rebels came.", "rebels", 3, "No ", " came.") == (3, 9)


def test_words_that_could_be_in_two_places_are_in_none():
    assert find("rebels, rebels", "rebels", 40) is None
    assert find(TEXT, "army", 3) is None
