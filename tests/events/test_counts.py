"""Numbers of people in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.events.counts import add, parse

PHRASES = [
    ("23 people", 23, 23, 23),
    ("1,200 families", 1200, 1200, 1200),
    ("2,000,000 refugees", 2000000, 2000000, 2000000),
    ("one soldier", 1, 1, 1),
    ("twelve soldiers", 12, 12, 12),
    ("Twenty-three villagers", 23, 23, 23),
    ("twenty three villagers", 23, 23, 23),
    ("two hundred prisoners", 200, 200, 200),
    ("two hundred and five prisoners", 205, 205, 205),
    ("three thousand four hundred people", 3400, 3400, 3400),
    ("23 thousand people", 23000, 23000, 23000),
    ("5 million people", 5000000, 5000000, 5000000),
    ("a dozen fighters", 12, 12, 12),
    ("two dozen fighters", 24, 24, 24),
    ("a hundred fighters", 100, 100, 100),
    ("at least 23 civilians", 23, 23, None),
    ("At least twelve", 12, 12, None),
    ("more than 40 miners", 40, 40, None),
    ("over 300 miners", 300, 300, None),
    ("no fewer than 9 boys", 9, 9, None),
    ("no less than 9 boys", 9, 9, None),
    ("upwards of 60 houses", 60, 60, None),
    ("up to 30 fighters", None, 30, 30),
    ("as many as 80 pilgrims", None, 80, 80),
    ("nearly 50 pilgrims", None, 50, 50),
    ("almost fifty pilgrims", None, 50, 50),
    ("no more than 7 men", None, 7, 7),
    ("about 30 men", None, 30, None),
    ("around 30 men", None, 30, None),
    ("some 400 men", None, 400, None),
    ("an estimated 700 men", None, 700, None),
    ("approximately ninety men", None, 90, None),
    ("fewer than 10 men", None, None, 10),
    ("less than 10 men", None, None, 10),
    ("between 20 and 30 fighters", 20, None, 30),
    ("between twenty and 30 fighters", 20, None, 30),
    ("20 to 30 fighters", 20, None, 30),
    ("20-30 fighters", 20, None, 30),
    ("20–30 fighters", 20, None, 30),
    ("five or six shepherds", 5, None, 6),
    ("between six and eight shepherds", 6, None, 8),
    ("two hundred and twenty five prisoners", 225, 225, 225),
    ("three hundred thousand people", 300000, 300000, 300000),
    ("dozens of civilians", 24, None, None),
    ("Scores of civilians", 40, None, None),
    ("hundreds of civilians", 200, None, None),
    ("thousands", 2000, None, None),
    ("tens of thousands of people", 20000, None, None),
    ("hundreds of thousands of people", 200000, None, None),
    ("dozens more", 24, None, None),
    ("23 people, including 5 children", 23, 23, 23),
]


@pytest.mark.parametrize(("phrase", "low", "best", "high"), PHRASES)
def test_bounds(phrase, low, best, high):
    assert parse(phrase)[:3] == (low, best, high)


@pytest.mark.parametrize(
    "phrase", ["several people", "civilians", "40% of them", "3.5 percent", "someone", "the often"]
)
def test_no_number_is_made_up(phrase):
    assert parse(phrase) is None


@pytest.mark.parametrize("text", ["kills seven\nSeven people died", "six and eight men", "six twenty"])
def test_numbers_that_stand_beside_each_other_are_not_added(text):
    assert parse(text).best in (6, 7)


def test_span_covers_modifier_and_number():
    phrase = "killing at least 23 civilians"
    amount = parse(phrase)
    assert phrase[amount.start : amount.end] == "at least 23"


def test_sum_is_unknown_where_a_part_is():
    assert add(parse("12 men"), parse("at least 3 boys"))[:3] == (15, 15, None)


@given(st.integers(1, 999_999), st.text(max_size=20))
def test_digits_keep_their_value_and_place(number, tail):
    amount = parse(f"killed {number:,} people {tail.replace('-', '')}")
    assert (amount.low, amount.best, amount.start) == (number, number, 7)


def test_long_text_is_read_in_linear_time():
    assert parse("one hundred and " * 20_000) is not None
