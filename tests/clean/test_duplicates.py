"""Which of several copies goes, and which stays."""

from docmine.clean.duplicates import find
from docmine.clean.lines import Unit

LEAD = "Armed men entered the lower town of Karvel before dawn and took eleven people from their homes."
OTHER = "The council of elders asked the district governor to send a delegation to the mill on Tuesday."


def copies(*texts: str) -> dict[int, int]:
    return find([Unit((), (), text) for text in texts])


def test_the_first_of_equal_lines_stays() -> None:
    assert copies(LEAD, OTHER, LEAD, LEAD.upper()) == {2: 0, 3: 0}


def test_a_pull_quote_goes_wherever_it_stands() -> None:
    quote = "before dawn and took eleven people from their homes"
    assert copies(quote, LEAD) == {0: 1}
    assert copies(LEAD, quote) == {1: 0}


def test_a_heading_of_seven_words_is_no_pull_quote() -> None:
    assert copies(LEAD, "The lower town of Karvel before dawn") == {}


def test_words_that_only_look_alike_are_no_pull_quote() -> None:
    assert copies(LEAD, "before dawn and took eleven people from their home") == {}


def test_nearly_equal_lines_with_other_names_or_numbers_are_two_reports() -> None:
    first = "Shelling of the market in Ossul on Friday killed 12 people, among them three children, doctors said."
    assert copies(first, first.replace("12", "14")) == {}
    assert copies(first, first.replace("Ossul", "Orsul")) == {}
    assert copies(first, first.replace("doctors", "a doctor")) == {1: 0}


def test_what_comes_back_again_and_again_is_a_table_or_a_refrain() -> None:
    row = "Type of incident not yet known"
    assert copies(LEAD, row, *[OTHER.replace("mill", f"mill {n}") for n in "ABCDE"], row) == {7: 1}
    apart = [text for n in "ABCD" for text in (row, *[OTHER.replace("mill", f"mill {n}{m}") for m in "ABCDE"])]
    assert copies(LEAD, *apart, LEAD.replace("eleven", "12")) == {}


def test_nearly_equal_lines() -> None:
    assert copies(LEAD, OTHER, LEAD.replace("took", "seized")) == {2: 0}
    assert copies(LEAD, "Armed men entered the upper town of Karvel at noon and burnt three of the houses there.") == {}


def test_short_lines_may_be_repeated() -> None:
    assert copies("Did they come back?", "No.", "Did they come back?", "No.") == {}


def test_a_heading_is_no_copy_of_a_longer_heading() -> None:
    assert copies("The raid on the lower town", "The raid on the lower town of Karvel") == {}
