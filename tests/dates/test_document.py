"""Expressions in their document: news, history, no date at all."""

import pytest

from docmine.dates.document import resolve
from docmine.dates.find import find


def readings(text, published=None):
    return {
        text[item.start : item.end]: (reading.first and str(reading.first), reading.last and str(reading.last))
        for (item, reading), _ in resolve(text, find(text), published)
    }


def anchors(text, published=None):
    return [
        (reading.anchor.kind, reading.anchor.value) if reading.anchor else None
        for (_, reading), _ in resolve(text, find(text), published)
    ]


@pytest.mark.parametrize(
    ("text", "expression", "first", "last"),
    [
        ("He was killed on 20 December.", "20 December", "2015-12-20", "2015-12-20"),
        ("The trial will open on 20 March.", "20 March", "2017-03-20", "2017-03-20"),
        ("The truce is due to end in January.", "January", "2017-01-01", "2017-01-31"),
        ("Shells fell in January.", "January", "2016-01-01", "2016-01-31"),
        ("Talks will resume on Thursday.", "Thursday", "2016-12-08", "2016-12-08"),
        ("Talks collapsed on Thursday.", "Thursday", "2016-12-01", "2016-12-01"),
        ("The work must be completed by 15 January.", "by 15 January", None, "2017-01-15"),
        ("Fighting has raged since October.", "since October", "2016-10-01", "2016-12-05"),
    ],
)
def test_tense_decides_which_one(text, expression, first, last):
    assert readings(text, "2016-12-05")[expression] == (first, last)


@pytest.mark.parametrize("gap", ["\n", "\n\n", " Nothing happened. "])
def test_without_a_document_date_a_date_reaches_no_further_than_the_next_sentence(gap):
    near = "The town fell in May 2019. On the 3rd of October they came back."
    assert anchors(near)[-1] == ("narrative", "2019-05")
    assert anchors(near.replace(". ", "." + gap, 1))[-1] is None


def test_without_a_document_date_a_story_goes_forward():
    text = "The fighting began on 15 April 2023. On 26 March the army took the town back. The day before, it rained."
    assert readings(text)["26 March"] == (None, None)


def test_a_narrative_counts_from_the_date_before():
    text = "On 3 March 2014 the town fell. The next day a convoy left. Two weeks later it was back."
    assert readings(text) == {
        "3 March 2014": ("2014-03-03", "2014-03-03"),
        "The next day": ("2014-03-04", "2014-03-04"),
        "Two weeks later": ("2014-03-17", "2014-03-23"),
    }
    assert anchors(text) == [None, ("narrative", "2014-03-03"), ("narrative", "2014-03-04")]


def test_counting_days_from_a_month_gives_all_the_days_it_can_be():
    text = "In November 2015 the siege began. Two weeks later a truce was signed."
    assert readings(text)["Two weeks later"] == ("2015-11-15", "2015-12-14")


def test_a_year_in_the_text_anchors_what_follows_closely():
    text = "In 2015 the front moved twice. On 30 September the bridge was lost."
    assert readings(text)["30 September"] == ("2015-09-30", "2015-09-30")
    assert anchors(text)[-1] == ("narrative", "2015")


def test_a_year_far_away_does_not():
    text = (
        "In 2015 the front moved twice. "
        + "Nothing else was heard from the valley. " * 30
        + "On 30 September it rained."
    )
    assert readings(text)["30 September"] == (None, None)


def test_a_year_in_passing_does_not_move_the_story():
    text = (
        "On 4 March 1964 two boats met, which papers that were released only in 2005 deny. On 9 March they met again."
    )
    assert readings(text)["9 March"] == ("1964-03-09", "1964-03-09")


def test_after_december_january_is_of_the_next_year():
    text = "In December 1941 the port fell. In January the army withdrew."
    assert readings(text)["January"] == ("1942-01-01", "1942-01-31")


HISTORY = (
    "The league was founded in 1911. In 1912 it split. War came on 3 May 1914. In June the army marched. "
    "In 1916 peace was made, and the following year the king died."
)


def test_history_counts_from_its_own_dates_whatever_the_document_date():
    for published in (None, "2009-12-19"):
        found = readings(HISTORY, published)
        assert found["June"] == ("1914-06-01", "1914-06-30")
        assert found["the following year"] == ("1917-01-01", "1917-12-31")


def test_years_before_christ():
    text = "In 490 BC the fleet sailed. In August it landed. The following year it was gone."
    values = [reading.value for (_, reading), _ in resolve(text, find(text), None)]
    assert values == ["BC0490", "BC0490-08", "BC0489"]


@pytest.mark.parametrize(
    ("published", "expression", "first", "last"),
    [
        ("2016", "last year", "2015-01-01", "2015-12-31"),
        ("2016", "last month", None, None),
        ("2016", "July", None, None),
        ("2016", "yesterday", None, None),
        ("2016-12", "last month", "2016-11-01", "2016-11-30"),
        ("2016-12", "July", "2016-07-01", "2016-07-31"),
        ("2016-12", "last week", None, None),
        ("2016-12-05T10:00", "yesterday", "2016-12-04", "2016-12-04"),
        ("no date", "yesterday", None, None),
    ],
)
def test_a_partial_document_date_settles_only_what_it_can(published, expression, first, last):
    assert readings(f"Nobody came {expression}.", published)[expression] == (first, last)


def test_an_event_is_no_anchor():
    text = "The day after the attack on 5 May 2016 and two days before the vote they met."
    reasons = {text[i.start : i.end]: r.reason for (i, r), _ in resolve(text, find(text), "2016-06-01")}
    assert reasons["two days before"] == "counts from an event whose date is not known here"
    assert reasons["The day after"] == "counts from an event whose date is not known here"


def test_the_day_before_alone_is_of_the_story():
    text = "The town fell on 23 February 2018. The day before, its mayor had left."
    assert readings(text)["The day before"] == ("2018-02-22", "2018-02-22")


def test_members_of_a_list_share_the_year():
    text = "in November, December and January 2013"
    assert readings(text) == {
        "November": ("2012-11-01", "2012-11-30"),
        "December": ("2012-12-01", "2012-12-31"),
        "January 2013": ("2013-01-01", "2013-01-31"),
    }


def test_the_dates_of_a_range_stand_beside_it():
    text = "It lasted from November to February 2016."
    (_, whole), parts = next(resolve(text, find(text), None))
    assert (str(whole.first), str(whole.last)) == ("2015-11-01", "2016-02-29")
    assert [(text[part.start : part.end], reading.value) for part, reading in parts] == [
        ("November", "2015-11"),
        ("February 2016", "2016-02"),
    ]


@pytest.mark.parametrize(
    ("published", "day"),
    [("2015-10-27", "2015-09-30"), ("2015", None), (None, None)],
)
def test_a_day_without_a_year_needs_the_day_of_publication(published, day):
    """With only the year of publication the day may be of that year or of the one before."""
    text = "On the 30th of September the planes came."
    assert readings(text, published)["the 30th of September"] == (day, day)


def values(text, published=None):
    return {text[i.start : i.end]: r.value for (i, r), _ in resolve(text, find(text), published)}


def test_an_aside_does_not_take_the_story_with_it():
    text = (
        "The siege of 1992 began in May 1992. In June 1992 the bridge fell. On 5 July 1992 the pass was closed, though "
        "a report of August 2001 says otherwise. On 9 July the town fell."
    )
    assert values(text, "2016-12-05")["9 July"] == "1992-07-09"


def test_a_story_loses_its_line_after_two_asides():
    text = (
        "The siege began in May 1992. On 5 July 1992 the pass was closed, as reports of August 2001, March 2002 and "
        "May 2003 say. In June came snow."
    )
    assert values(text, "2016-12-05")["June"] == "2003-06"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("The council met in June 2012 and again in September.", "September", "2012-09"),
        ("The council met in June 2012 and will meet in March.", "March", "2017-03"),
        ("The law made in June 2012 had held until then, and it lapsed at last in September.", "September", "2016-09"),
    ],
)
def test_in_news_a_bare_date_takes_the_year_of_one_close_before_it(text, expression, value):
    assert values(f"Talks broke down yesterday. {text}", "2016-12-05")[expression] == value


def test_a_time_of_day_stands_on_the_day_named_before_it():
    text = "Police came on Saturday. At 11 p.m. they took him away. Nothing was heard for weeks. At 9 a.m. he called."
    assert values(text, "2016-12-05")["11 p.m."] == "2016-12-03T23:00"
    assert values(text, "2016-12-05")["9 a.m."] == "2016-12-05T09:00"


def test_a_named_weekday_settles_the_year():
    # 20 December was a Sunday in 2015 and a Tuesday in 2016.
    assert values("He was killed on Sunday, 20 December.", "2016-12-05") == {"Sunday, 20 December": "2015-12-20"}
    assert values("He said on Tuesday, 20 December.", "2016-12-05") == {"Tuesday, 20 December": "2016-12-20"}


def test_a_headline_that_ends_in_a_weekday_does_not_take_the_date_below_it():
    assert values("Markets shut until Friday\n5 December 2016\nShops", "2016-12-05")["5 December 2016"] == "2016-12-05"


def test_comparisons_do_not_move_the_story():
    text = "In the third quarter of 2016 forty died. A year earlier it was nine. In the quarter a bridge was lost."
    assert values(text, "2016-12-05") == {
        "the third quarter of 2016": "2016-Q3", "A year earlier": "2015-Q3", "the quarter": "2016-Q3",
    }  # fmt: skip


def test_a_quarter_that_is_no_quarter_of_a_year_is_nothing():
    assert values("Shells hit the old quarter. The quarter burned.", "2016-12-05") == {}


@pytest.mark.parametrize(
    ("others", "value"),
    [("on 25/06/2016", "2016-06-05"), ("on 06/25/2016", "2016-05-06"), ("on 25/06/2016 and 06/26/2016", None)],
)
def test_other_numeric_dates_settle_the_order(others, value):
    assert values(f"Rockets fell on 05/06/2016 and {others}.", "2016-12-05")["05/06/2016"] == value


def test_vague_words_are_bounded_by_what_they_count_from():
    text = "On 3 March 2014 he fled. A few days later he called. He was seen recently."
    found = readings(text, "2016-12-05")
    assert found["A few days later"] == ("2014-03-03", None)
    assert found["recently"] == (None, "2016-12-05")


def test_a_report_that_begins_in_the_past_is_history_unless_it_counts_from_its_own_day():
    begins = "On 3 March 2014 the village was burnt. Others followed, one by one, in the hills above it on 10 April."
    assert values(begins, "2016-12-05")["10 April"] == "2014-04-10"
    assert values(begins + " A judge ruled on Friday.", "2016-12-05")["10 April"] == "2016-04-10"


@pytest.mark.parametrize(
    "heading", ["Monitoring note, Kordofan, May 2023", "MAY 2023: SITUATION REPORT", "Note (9 May 2023)"]
)
def test_a_report_without_a_date_tells_days_of_the_month_that_its_first_line_bears(heading):
    text = f"{heading}\n\nOn 3 May gunmen came.\n\nOn 2 August 2019 they had left.\n\nOn 7 July it rained."
    found = readings(text)
    assert found["3 May"] == ("2023-05-03", "2023-05-03")
    assert found["7 July"] == (None, None)


@pytest.mark.parametrize(
    "label",
    [
        "Reporting period: 3-9 June 2023",
        "Period covered: from 3 June to 9 June 2023",
        "Covering 3 - 9 June 2023 (week 23)",
    ],
)
def test_a_report_without_a_date_tells_days_of_the_period_that_its_head_names(label):
    found = readings(
        f"SITUATION REPORT No. 17\nEastern provinces\n{label}\n\nOn 30 June it rained. A raid on Monday.\n\n4 May."
    )
    assert found["30 June"] == ("2023-06-30", "2023-06-30")
    assert found["Monday"] == ("2023-06-05", "2023-06-05")
    assert found["4 May"] == (None, None)


def test_a_period_of_more_than_a_week_has_no_one_monday():
    assert readings("Reporting period: 3-19 June 2023\n\nThey came on Monday.")["Monday"] == (None, None)


@pytest.mark.parametrize("line", ["The report covers 3-9 June 2023 in full", "Fighting went on during 3-9 June 2023"])
def test_a_date_in_a_sentence_at_the_head_is_no_period_of_the_report(line):
    assert readings(f"SITUATION REPORT\n{line}\n\nAt home.\n\nOn 30 June it rained.")["30 June"] == (None, None)


@pytest.mark.parametrize(
    "heading", ["Students recall May 1968", "May 1968 or May 1969", "Note, 31 April 2023", "In 2023"]
)
def test_a_first_line_that_only_speaks_of_a_date_gives_none(heading):
    assert readings(f"{heading}\n\nOn 3 May they marched. On 30 April they met.")["3 May"] == (None, None)
