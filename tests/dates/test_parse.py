"""What single expressions mean, worked out by hand, seen from Monday 5 December 2016 unless a row says otherwise."""

from datetime import date

import pytest

from docmine.dates import parse

WRITTEN = date(2016, 12, 5)

EXPLICIT = [
    ("5 December 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("December 5, 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("Dec. 5, 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("5 Dec 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("5th of December, 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("the fifth of December 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("the twenty-first of March 2014", "2014-03-21", "2014-03-21", "2014-03-21"),
    ("Monday, 5 December 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("Monday December 5th 2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("2016-12-05", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("2016/12/05", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("05.12.2016", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("25/12/2016", "2016-12-25", "2016-12-25", "2016-12-25"),
    ("12/25/2016", "2016-12-25", "2016-12-25", "2016-12-25"),
    ("12/25/98", "1998-12-25", "1998-12-25", "1998-12-25"),
    ("6/6/2016", "2016-06-06", "2016-06-06", "2016-06-06"),
    ("December 2016", "2016-12", "2016-12-01", "2016-12-31"),
    ("February of 2016", "2016-02", "2016-02-01", "2016-02-29"),
    ("Sept. 2014", "2014-09", "2014-09-01", "2014-09-30"),
    ("March, 2013", "2013-03", "2013-03-01", "2013-03-31"),
    ("2016", "2016", "2016-01-01", "2016-12-31"),
    ("the year 1987", "1987", "1987-01-01", "1987-12-31"),
    ("AD 79", "0079", "0079-01-01", "0079-12-31"),
    ("Christmas 2015", "2015-12-25", "2015-12-25", "2015-12-25"),
]

LONGER = [
    ("the 1990s", "199", "1990-01-01", "1999-12-31"),
    ("the nineties", "199", "1990-01-01", "1999-12-31"),
    ("the '90s", "199", "1990-01-01", "1999-12-31"),
    ("the 1970's", "197", "1970-01-01", "1979-12-31"),
    ("the 2000s", "200", "2000-01-01", "2009-12-31"),
    ("the 20th century", "19", "1900-01-01", "1999-12-31"),
    ("the twelfth century", "11", "1100-01-01", "1199-12-31"),
    ("spring 2014", "2014-SP", "2014-03-01", "2014-05-31"),
    ("summer 2014", "2014-SU", "2014-06-01", "2014-08-31"),
    ("the autumn of 2014", "2014-FA", "2014-09-01", "2014-11-30"),
    ("the fall of 2014", "2014-FA", "2014-09-01", "2014-11-30"),
    ("the winter of 2015", "2015-WI", "2015-12-01", "2016-02-29"),
    ("Q3 2016", "2016-Q3", "2016-07-01", "2016-09-30"),
    ("the first quarter of 2016", "2016-Q1", "2016-01-01", "2016-03-31"),
    ("the fourth quarter of last year", "2015-Q4", "2015-10-01", "2015-12-31"),
    ("the first half of 2015", "2015-H1", "2015-01-01", "2015-06-30"),
    ("the latter half of 2015", "2015-H2", "2015-07-01", "2015-12-31"),
]

RELATIVE = [
    ("today", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("yesterday", "2016-12-04", "2016-12-04", "2016-12-04"),
    ("tomorrow", "2016-12-06", "2016-12-06", "2016-12-06"),
    ("the day before yesterday", "2016-12-03", "2016-12-03", "2016-12-03"),
    ("the day after tomorrow", "2016-12-07", "2016-12-07", "2016-12-07"),
    ("last week", "2016-W48", "2016-11-28", "2016-12-04"),
    ("this week", "2016-W49", "2016-12-05", "2016-12-11"),
    ("next week", "2016-W50", "2016-12-12", "2016-12-18"),
    ("the week before last", "2016-W47", "2016-11-21", "2016-11-27"),
    ("last month", "2016-11", "2016-11-01", "2016-11-30"),
    ("this month", "2016-12", "2016-12-01", "2016-12-31"),
    ("next month", "2017-01", "2017-01-01", "2017-01-31"),
    ("the coming month", "2017-01", "2017-01-01", "2017-01-31"),
    ("last year", "2015", "2015-01-01", "2015-12-31"),
    ("this year", "2016", "2016-01-01", "2016-12-31"),
    ("next year", "2017", "2017-01-01", "2017-12-31"),
    ("the year before last", "2014", "2014-01-01", "2014-12-31"),
    ("last quarter", "2016-Q3", "2016-07-01", "2016-09-30"),
    ("three days ago", "2016-12-02", "2016-12-02", "2016-12-02"),
    ("two weeks ago", "2016-W47", "2016-11-21", "2016-11-27"),
    ("a fortnight ago", "2016-W47", "2016-11-21", "2016-11-27"),
    ("five months ago", "2016-07", "2016-07-01", "2016-07-31"),
    ("a year ago", "2015", "2015-01-01", "2015-12-31"),
    ("two years ago", "2014", "2014-01-01", "2014-12-31"),
    ("a decade ago", "200", "2000-01-01", "2009-12-31"),
    ("three days later", "2016-12-08", "2016-12-08", "2016-12-08"),
    ("the next day", "2016-12-06", "2016-12-06", "2016-12-06"),
    ("the same day", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("the previous year", "2015", "2015-01-01", "2015-12-31"),
    ("the following month", "2017-01", "2017-01-01", "2017-01-31"),
]

NAMED = [
    ("Friday", "2016-12-02", "2016-12-02", "2016-12-02"),
    ("Monday", "2016-12-05", "2016-12-05", "2016-12-05"),
    ("last Monday", "2016-11-28", "2016-11-28", "2016-11-28"),
    ("last Friday", "2016-12-02", "2016-12-02", "2016-12-02"),
    ("next Friday", "2016-12-09", "2016-12-09", "2016-12-09"),
    ("this Wednesday", "2016-12-07", "2016-12-07", "2016-12-07"),
    ("December", "2016-12", "2016-12-01", "2016-12-31"),
    ("October", "2016-10", "2016-10-01", "2016-10-31"),
    ("last July", "2016-07", "2016-07-01", "2016-07-31"),
    ("last December", "2015-12", "2015-12-01", "2015-12-31"),
    ("next March", "2017-03", "2017-03-01", "2017-03-31"),
    ("last winter", "2015-WI", "2015-12-01", "2016-02-29"),
    ("this spring", "2016-SP", "2016-03-01", "2016-05-31"),
    ("last summer", "2016-SU", "2016-06-01", "2016-08-31"),
    ("20 November", "2016-11-20", "2016-11-20", "2016-11-20"),
    ("November 20", "2016-11-20", "2016-11-20", "2016-11-20"),
    ("the 30th of September", "2016-09-30", "2016-09-30", "2016-09-30"),
    ("July last year", "2015-07", "2015-07-01", "2015-07-31"),
    ("March of this year", "2016-03", "2016-03-01", "2016-03-31"),
    ("10 May next year", "2017-05-10", "2017-05-10", "2017-05-10"),
    ("this year's second quarter", "2016-Q2", "2016-04-01", "2016-06-30"),
    ("the last day of February 2016", "2016-02-29", "2016-02-29", "2016-02-29"),
    ("the first day of May 2015", "2015-05-01", "2015-05-01", "2015-05-01"),
    ("two days after 5 May 2016", "2016-05-07", "2016-05-07", "2016-05-07"),
    ("a month before 1 March 2016", "2016-02", "2016-02-01", "2016-02-29"),
]

FUZZY = [
    ("early June 2016", "START", "2016-06-01", "2016-06-10"),
    ("mid-June 2016", "MID", "2016-06-11", "2016-06-20"),
    ("late June 2016", "END", "2016-06-21", "2016-06-30"),
    ("late February 2015", "END", "2015-02-21", "2015-02-28"),
    ("the beginning of June 2016", "START", "2016-06-01", "2016-06-10"),
    ("the middle of June 2016", "MID", "2016-06-11", "2016-06-20"),
    ("the end of June 2016", "END", "2016-06-21", "2016-06-30"),
    ("the first half of November", "START", "2016-11-01", "2016-11-15"),
    ("the second half of November", "END", "2016-11-16", "2016-11-30"),
    ("the final days of November", "END", "2016-11-21", "2016-11-30"),
    ("the first week of May 2015", "START", "2015-05-01", "2015-05-07"),
    ("the last week of May 2015", "END", "2015-05-25", "2015-05-31"),
    ("early 2016", "START", "2016-01-01", "2016-04-30"),
    ("mid-2016", "MID", "2016-05-01", "2016-08-31"),
    ("late 2016", "END", "2016-09-01", "2016-12-31"),
    ("the final months of 2016", "END", "2016-10-01", "2016-12-31"),
    ("the first months of 2016", "START", "2016-01-01", "2016-03-31"),
    ("early in June 2016", "START", "2016-06-01", "2016-06-10"),
    ("end-June 2016", "END", "2016-06-21", "2016-06-30"),
    ("the start of this year", "START", "2016-01-01", "2016-04-30"),
    ("early last month", "START", "2016-11-01", "2016-11-10"),
    ("the early 1990s", "START", "1990-01-01", "1993-12-31"),
    ("the late 1980s", "END", "1987-01-01", "1989-12-31"),
    ("the late 19th century", "END", "1870-01-01", "1899-12-31"),
    ("early this week", "START", "2016-12-05", "2016-12-06"),
    ("earlier this year", "START", "2016-01-01", "2016-12-05"),
    ("later this month", "END", "2016-12-05", "2016-12-31"),
    ("late summer 2014", "END", "2014-08-01", "2014-08-31"),
    ("the winter of 2015", None, "2015-12-01", "2016-02-29"),
    ("around 5 May 2015", "APPROX", "2015-05-05", "2015-05-05"),
]

RANGES = [
    ("from 3 to 7 May 2014", "2014-05-03/2014-05-07", "2014-05-03", "2014-05-07"),
    ("between 3 and 7 May 2014", "2014-05-03/2014-05-07", "2014-05-03", "2014-05-07"),
    ("20–22 March 2016", "2016-03-20/2016-03-22", "2016-03-20", "2016-03-22"),
    ("March 20-22, 2016", "2016-03-20/2016-03-22", "2016-03-20", "2016-03-22"),
    ("20-22 November", "2016-11-20/2016-11-22", "2016-11-20", "2016-11-22"),
    ("10 May to 3 June 2013", "2013-05-10/2013-06-03", "2013-05-10", "2013-06-03"),
    ("from June to August 2015", "2015-06/2015-08", "2015-06-01", "2015-08-31"),
    ("between June and December 2016", "2016-06/2016-12", "2016-06-01", "2016-12-31"),
    ("between November and February 2016", "2015-11/2016-02", "2015-11-01", "2016-02-29"),
    ("from March 2015 until May 2016", "2015-03/2016-05", "2015-03-01", "2016-05-31"),
    ("2014-2016", "2014/2016", "2014-01-01", "2016-12-31"),
    ("from 2014 to 2016", "2014/2016", "2014-01-01", "2016-12-31"),
    ("from early May to late June 2015", "2015-05-01/2015-06-30", "2015-05-01", "2015-06-30"),
    ("from Monday to Friday", "2016-11-28/2016-12-02", "2016-11-28", "2016-12-02"),
    ("since June", "2016-06/..", "2016-06-01", "2016-12-05"),
    ("since 2014", "2014/..", "2014-01-01", "2016-12-05"),
    ("since early 2016", "2016-01-01/..", "2016-01-01", "2016-12-05"),
    ("from 1 May 2016 onwards", "2016-05-01/..", "2016-05-01", "2016-12-05"),
    ("until March 2017", "../2017-03-31", None, "2017-03-31"),
    ("till 5 May 2016", "../2016-05-05", None, "2016-05-05"),
    ("by the end of March 2017", "../2017-03-31", None, "2017-03-31"),
    ("before May 2015", "../2015-04-30", None, "2015-04-30"),
    ("after 2014", "2015-01-01/..", "2015-01-01", None),
]

TIMES = [
    ("10:30 on 5 May 2016", "2016-05-05T10:30", "2016-05-05"),
    ("5 May 2016 at 3 p.m.", "2016-05-05T15:00", "2016-05-05"),
    ("5 May 2016, 15:45", "2016-05-05T15:45", "2016-05-05"),
    ("2016-05-05T10:30Z", "2016-05-05T10:30Z", "2016-05-05"),
    ("12 a.m. yesterday", "2016-12-04T00:00", "2016-12-04"),
    ("12:15 pm yesterday", "2016-12-04T12:15", "2016-12-04"),
    ("9 a.m. EST Friday", "2016-12-02T09:00-05:00", "2016-12-02"),
    ("at 1830 on Friday", "2016-12-02T18:30", "2016-12-02"),
    ("at 0330 GMT on 5 May 2016", "2016-05-05T03:30Z", "2016-05-05"),
    ("noon Thursday", "2016-12-01T12:00", "2016-12-01"),
    ("this morning", "2016-12-05TMO", "2016-12-05"),
    ("tonight", "2016-12-05TNI", "2016-12-05"),
    ("last night", "2016-12-04TNI", "2016-12-04"),
    ("yesterday evening", "2016-12-04TEV", "2016-12-04"),
    ("Friday night", "2016-12-02TNI", "2016-12-02"),
    ("the night of 5 May 2016", "2016-05-05TNI", "2016-05-05"),
    ("late Friday", "2016-12-02TEV", "2016-12-02"),
]

NO_INTERVAL = [
    ("three days", "DURATION", "P3D"),
    ("several weeks", "DURATION", "PXW"),
    ("a few hours", "DURATION", "PTXH"),
    ("two-year", "DURATION", "P2Y"),
    ("twenty-five years", "DURATION", "P25Y"),
    ("two hundred years", "DURATION", "P200Y"),
    ("more than six months", "DURATION", "P6M"),
    ("half an hour", "DURATION", "PT0.5H"),
    ("the past three years", "DURATION", "P3Y"),
    ("the next few days", "DURATION", "PXD"),
    ("every Friday", "SET", "XXXX-WXX-5"),
    ("Fridays", "SET", "XXXX-WXX-5"),
    ("every week", "SET", "P1W"),
    ("every two months", "SET", "P2M"),
    ("every morning", "SET", "XXXX-XX-XXTMO"),
    ("daily", "SET", "P1D"),
    ("twice a week", "SET", "P1W"),
    ("recently", "DATE", "PAST_REF"),
    ("in recent days", "DATE", "PAST_REF"),
    ("now", "DATE", "PRESENT_REF"),
    ("at the moment", "DATE", "PRESENT_REF"),
    ("in the future", "DATE", "FUTURE_REF"),
    ("several weeks ago", "DATE", "PAST_REF"),
    ("490 BC", "DATE", "BC0490"),
    ("April 480 BC", "DATE", "BC0480-04"),
    ("29 February 2015", "DATE", "2015-02-29"),
    ("31 April 2016", "DATE", "2016-04-31"),
    ("fiscal 2015", "DATE", "2015"),
]

FOREIGN = [
    ("12 mars 2021", "2021-03-12"),
    ("12 de marzo de 2021", "2021-03-12"),
    ("12 марта 2021", "2021-03-12"),
    ("12 березня 2021", "2021-03-12"),
    ("12 Şubat 2021", "2021-02-12"),
    ("12 مارس 2021", "2021-03-12"),
    ("3 août 2019", "2019-08-03"),
    ("31 février 2019", None),
]

NEEDS_A_DATE = [
    "yesterday", "last week", "this month", "two weeks ago", "next year", "Friday", "last Friday", "July", "last July",
    "the 30th of September", "20 March", "three days later", "the next day", "since June", "earlier this year",
    "tonight", "late Friday", "the third quarter", "this spring", "from Monday to Friday", "20-22 March",
    "the second half of November", "July last year", "a decade ago",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "earliest", "latest"), EXPLICIT + LONGER + RELATIVE + NAMED)
def test_calendar_dates(text, value, earliest, latest):
    found = parse(text, WRITTEN)
    assert (found["timex_value"], found["earliest"], found["latest"]) == (value, earliest, latest)
    assert found["type"] == "DATE"
    assert found["reason"] is None


@pytest.mark.parametrize(("text", "value", "earliest", "latest"), EXPLICIT)
def test_explicit_dates_need_no_anchor(text, value, earliest, latest):
    found = parse(text)
    assert (found["timex_value"], found["earliest"], found["latest"]) == (value, earliest, latest)
    assert (found["anchor"], found["anchor_date"]) == ("none", None)


@pytest.mark.parametrize(("text", "modifier", "earliest", "latest"), FUZZY)
def test_fuzzy_parts(text, modifier, earliest, latest):
    found = parse(text, WRITTEN)
    assert (found["modifier"], found["earliest"], found["latest"]) == (modifier, earliest, latest)


@pytest.mark.parametrize(("text", "edtf", "earliest", "latest"), RANGES)
def test_ranges_and_bounds(text, edtf, earliest, latest):
    found = parse(text, WRITTEN)
    assert found["type"] == "RANGE"
    assert (found["edtf"], found["earliest"], found["latest"]) == (edtf, earliest, latest)
    assert (found["reason"] is None) == (earliest is not None and latest is not None)


@pytest.mark.parametrize(("text", "value", "day"), TIMES)
def test_times_stand_on_their_day(text, value, day):
    found = parse(text, WRITTEN)
    assert (found["type"], found["timex_value"]) == ("TIME", value)
    assert (found["earliest"], found["latest"], found["granularity"]) == (day, day, "time")


@pytest.mark.parametrize(("text", "kind", "value"), NO_INTERVAL)
def test_what_has_no_place_on_the_calendar_has_a_reason_and_at_most_a_bound(text, kind, value):
    found = parse(text, WRITTEN)
    assert (found["type"], found["timex_value"]) == (kind, value)
    bounds = {"PAST_REF": (None, "2016-12-05"), "FUTURE_REF": ("2016-12-05", None)}
    assert (found["earliest"], found["latest"]) == bounds.get(value, (None, None))
    assert (found["date_prec"], found["time_precision"]) == (None, None)
    assert found["reason"]


@pytest.mark.parametrize(("text", "day"), FOREIGN)
def test_foreign_dates(text, day):
    found = parse(text)
    assert (found["earliest"], found["latest"]) == (day, day)


@pytest.mark.parametrize("text", NEEDS_A_DATE)
def test_without_a_date_nothing_relative_is_resolved(text):
    found = parse(text)
    assert (found["earliest"], found["latest"], found["anchor"]) == (None, None, None)
    assert found["reason"] == "no document date and the text gives no year"


def test_a_numeric_date_that_can_be_read_in_two_ways_gives_both():
    found = parse("5/12/2016", WRITTEN)
    assert (found["earliest"], found["latest"]) == (None, None)
    assert found["reason"] == "ambiguous: 2016-05-12 or 2016-12-05"


def test_a_month_or_a_span_of_years_is_ambiguous_too():
    assert parse("2007-08")["reason"] == "ambiguous: 2007-08 or 2007/2008"
    assert parse("2016-05")["timex_value"] == "2016-05"


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("spring 2014", "2014-21"),
        ("the winter of 2015", "2015-24"),
        ("Q3 2016", "2016-35"),
        ("the first half of 2015", "2015-40"),
        ("the 1990s", "199X"),
        ("the 20th century", "19XX"),
        ("490 BC", "-0489"),
        ("last week", "2016-11-28/2016-12-04"),
        ("circa 1850", "1850~"),
        ("10:30 on 5 May 2016", "2016-05-05T10:30"),
        ("Friday night", "2016-12-02"),
    ],
)
def test_edtf(text, edtf):
    assert parse(text, WRITTEN)["edtf"] == edtf


@pytest.mark.parametrize(
    ("text", "anchor", "value"),
    [
        ("October", date(2015, 10, 27), "2015-10"),
        ("July", date(2015, 10, 27), "2015-07"),
        ("last week", date(2015, 10, 27), "2015-W43"),
        ("last week", date(2016, 1, 4), "2015-W53"),
        ("last month", date(2016, 1, 31), "2015-12"),
        ("one month ago", date(2016, 3, 31), "2016-02"),
        ("next month", date(2016, 1, 31), "2016-02"),
        ("29 February", date(2016, 3, 5), "2016-02-29"),
        ("last 29 March", date(2016, 3, 5), "2015-03-29"),
        ("next May 5", date(2016, 5, 5), "2017-05-05"),
        ("12-May-2016", date(2016, 12, 5), "2016-05-12"),
        ("2300 GMT on 5 May 2016", date(2016, 12, 5), "2016-05-05T23:00Z"),
        ("10:35 a.m. (0735 GMT) Friday", date(2016, 12, 5), "2016-12-02T10:35"),
        ("yesterday", date(2016, 3, 1), "2016-02-29"),
        ("Sunday", date(2016, 12, 4), "2016-12-04"),
        ("this winter", date(2016, 12, 20), "2016-WI"),
    ],
)
def test_edges_of_the_calendar(text, anchor, value):
    assert parse(text, anchor)["timex_value"] == value


def test_years_written_short_are_a_range():
    found = parse("1914-18")
    assert (found["type"], found["earliest"], found["latest"]) == ("RANGE", "1914-01-01", "1918-12-31")


def test_text_without_a_date_says_so():
    assert parse("nobody knows")["reason"] == "no time expression"
