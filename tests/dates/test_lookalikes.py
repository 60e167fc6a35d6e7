"""Numbers and words that look like time expressions, and the real ones beside them."""

import pytest

from docmine.dates.find import find

NOT_DATES = [
    "They may march on the capital.",
    "The rebels may have left.",
    "May God protect them.",
    "About 20 may have died.",
    "The march was peaceful.",
    "March on, he told the men.",
    "Some 2000 troops crossed the river.",
    "It sent 1,500 people home.",
    "More than 2015 were arrested.",
    "Between 1500 and 2,000 homes burned.",
    "The 10th Division held the bridge.",
    "The 101st and 82nd brigades met.",
    "A three-year-old girl survived.",
    "She was 12 years old.",
    "The council adopted Resolution 2254.",
    "Resolution 1973 was passed.",
    "It cost $2000 and €1999.",
    "The team won 3-2 and 10:30 was the score.",
    "Call 555-2016 or +44 1632 960.",
    "See page 1984 of the report.",
    "A Second World War shell was found.",
    "The second man fled.",
    "The first half of the match was dull.",
    "About three quarters of the town fled.",
    "The Sun reported it.",
    "They sat down and wed.",
    "Black Friday was cold.",
    "The Good Friday Agreement held.",
    "The fall of the city shocked everyone.",
    "The spring of hope dried up.",
    "Springs and summers long forgotten.",
    "Room 2012 was empty.",
    "(c) 2017 The Valley Post",
    "© 2017 The Valley Post",
    "Oil sold at 1987 prices.",
    "Flight 1987 landed.",
    "The B-52 and T-1990 were seen.",
    "Mark 3:16 was read.",
    "Prices rose by 19.90% and 1.5.",
    "August personages attended, with an august air.",
    "June Harper and April Stone spoke.",
    "It was dec and oct.",
    "IP 192.168.2012.1 and v2016.4 failed.",
    "The mid-field player and the early bird.",
    "The late Mr Stone and the end of the road.",
    "He is in his fifties.",
    "It is a decision on which to reflect.",
]

DATES = [
    ("They may march in May 2016.", ["May 2016"]),
    ("They left in March.", ["March"]),
    ("In 2000 troops left.", []),
    ("In 2000, troops left.", ["2000"]),
    ("The 2011 uprising failed.", ["2011"]),
    ("(2014) was bad", ["2014"]),
    ("Post-2014 politics", ["2014"]),
    ("in April, June and July 2013", ["April", "June", "July 2013"]),
    ("on 3, 5 and 7 May 2014", ["3", "5", "7 May 2014"]),
    ("It fell at 10:30.", ["10:30"]),
    ("On the 10th of May the 10th Division left.", ["the 10th of May"]),
    ("talks beginning 27 November", ["27 November"]),
    ("in the fall of 2014", ["the fall of 2014"]),
    ("the three-day battle", ["three-day"]),
    ("a meeting on Monday (5 May 2014)", ["Monday (5 May 2014)"]),
    ("from June\nto July 2015", ["from June\nto July 2015"]),
    ("It ended in June\n\n2015 brought peace.", ["June", "2015"]),
    ("on 5 May\n\n2016 people", ["5 May"]),
]


@pytest.mark.parametrize("text", NOT_DATES)
def test_look_alikes_are_left_alone(text):
    assert [text[item.start : item.end] for item in find(text)] == []


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_expressions_are_found_with_their_bounds(text, expected):
    assert [text[item.start : item.end] for item in find(text)] == expected
