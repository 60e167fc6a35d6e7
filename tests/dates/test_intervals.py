from datetime import date

import pytest

from docmine.dates.intervals import bounds, edtf, granularity, months, period, shift
from docmine.dates.precision import date_prec, time_precision


@pytest.mark.parametrize(
    ("value", "unit", "first", "last"),
    [
        ("2016-02-29", "day", (2016, 2, 29), (2016, 2, 29)),
        ("2016-12-05T10:30", "time", (2016, 12, 5), (2016, 12, 5)),
        ("2016-02", "month", (2016, 2, 1), (2016, 2, 29)),
        ("2015-W53", "week", (2015, 12, 28), (2016, 1, 3)),
        ("2016-W48-WE", "weekend", (2016, 12, 3), (2016, 12, 4)),
        ("2016-Q1", "quarter", (2016, 1, 1), (2016, 3, 31)),
        ("2016-H2", "half", (2016, 7, 1), (2016, 12, 31)),
        ("2015-WI", "season", (2015, 12, 1), (2016, 2, 29)),
        ("2016", "year", (2016, 1, 1), (2016, 12, 31)),
        ("201", "decade", (2010, 1, 1), (2019, 12, 31)),
        ("19", "century", (1900, 1, 1), (1999, 12, 31)),
    ],
)
def test_bounds(value, unit, first, last):
    assert granularity(value) == unit
    assert bounds(value) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "value", ["2015-02-29", "2016-13", "BC0490", "P3D", "PAST_REF", "XXXX-WXX-5", "2016-W54", "00", ""]
)
def test_values_without_days(value):
    assert bounds(value) is None


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "2016-01-03"),
        ("week", "2015-W53"),
        ("weekend", "2015-W53-WE"),
        ("month", "2016-01"),
        ("quarter", "2016-Q1"),
        ("half", "2016-H1"),
        ("season", "2015-WI"),
        ("year", "2016"),
        ("decade", "201"),
        ("century", "20"),
    ],
)
def test_period_of_a_day(unit, value):
    assert period(date(2016, 1, 3), unit) == value


@pytest.mark.parametrize(
    ("day", "unit", "amount", "expected"),
    [
        ((2016, 3, 31), "month", -1, (2016, 2, 29)),
        ((2016, 2, 29), "year", -1, (2015, 2, 28)),
        ((2016, 1, 1), "day", -1, (2015, 12, 31)),
        ((2016, 1, 1), "week", 2, (2016, 1, 15)),
        ((2016, 1, 15), "decade", -2, (1996, 1, 15)),
        ((2016, 11, 15), "quarter", 1, (2017, 2, 15)),
    ],
)
def test_shift(day, unit, amount, expected):
    assert shift(date(*day), unit, amount) == date(*expected)


def test_shift_ends_with_the_calendar():
    assert shift(date(1, 1, 1), "day", -1) is None
    assert shift(date(9999, 12, 31), "month", 1) is None
    assert shift(date(2000, 1, 1), "century", 10**9) is None


def test_months_run_into_the_next_year():
    assert months(2015, 12, 14) == (date(2015, 12, 1), date(2016, 2, 29))


@pytest.mark.parametrize(("value", "written"), [("2016-SU", "2016-22"), ("2016-Q4", "2016-36"), ("2016-H2", "2016-41")])
def test_edtf_codes(value, written):
    assert edtf(value) == written


@pytest.mark.parametrize(
    ("days", "ucdp", "acled"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 3, 2),
        (8, 4, 3),
        (31, 4, 3),
        (32, 5, None),
        (366, 5, None),
        (367, None, None),
    ],
)
def test_precision_codes(days, ucdp, acled):
    first = date(2016, 1, 1)
    last = date.fromordinal(first.toordinal() + days - 1)
    assert (date_prec(first, last), time_precision(first, last)) == (ucdp, acled)


def test_an_open_interval_has_no_precision():
    assert date_prec(None, date(2016, 1, 1)) is None
    assert time_precision(date(2016, 1, 1), None) is None
