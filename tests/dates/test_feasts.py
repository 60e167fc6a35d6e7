"""Feasts, holidays and other calendars. Days are those that were published for the years in question."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.dates import parse
from docmine.dates.document import resolve
from docmine.dates.find import find
from docmine.dates.observance_days import in_year
from docmine.dates.observances import table

WRITTEN = date(2016, 12, 5)

# text, first and last day, value, EDTF
MOON = [
    ("Eid al-Fitr 2016", "2016-07-06", "2016-07-08"),
    ("Eid al-Fitr 2017", "2017-06-25", "2017-06-27"),
    ("Eid ul-Fitr 2018", "2018-06-15", "2018-06-17"),
    ("Eid-al-Fitr, 2019", "2019-06-04", "2019-06-06"),
    ("Korité 2020", "2020-05-24", "2020-05-26"),
    ("Eid al-Adha 2016", "2016-09-12", "2016-09-15"),
    ("Eid al-Adha of 2015", "2015-09-24", "2015-09-27"),
    ("Eid al-Kabir 2017", "2017-09-01", "2017-09-04"),
    ("Tabaski 2018", "2018-08-21", "2018-08-24"),
    ("the Feast of the Sacrifice 2016", "2016-09-12", "2016-09-15"),
    ("Eid al-Fitr last year", "2015-07-17", "2015-07-19"),
]
MOON_DAYS = [
    ("Laylat al-Qadr 2016", "2016-07-02"),
    ("27 Ramadan 1437", "2016-07-02"),
    ("the 27th of Ramadan 1437 AH", "2016-07-02"),
    ("the 10th of Ramadan", "2016-06-15"),
    ("the tenth day of Ramadan 2016", "2016-06-15"),
    ("the first day of Ramadan", "2016-06-06"),
    ("the last day of Ramadan 2016", "2016-07-05"),
    ("the first day of Eid al-Fitr", "2016-07-06"),
    ("the second day of Eid al-Adha 2016", "2016-09-13"),
    ("the eve of Eid al-Fitr", "2016-07-05"),
    ("two days after Eid al-Fitr 2016", "2016-07-10"),
    ("10 Muharram 1438", "2016-10-11"),
    ("Ashura 2016", "2016-10-11"),
]
MONTHS = [
    ("Ramadan 2016", "2016-06-06", "2016-07-05"),
    ("Ramadan 2017", "2017-05-27", "2017-06-24"),
    ("Ramadan 1437", "2016-06-06", "2016-07-05"),
    ("the month of Ramadan", "2016-06-06", "2016-07-05"),
    ("Ramadhan", "2016-06-06", "2016-07-05"),
    ("last Ramadan", "2016-06-06", "2016-07-05"),
    ("this Ramadan", "2016-06-06", "2016-07-05"),
    ("next Ramadan", "2017-05-27", "2017-06-24"),
    ("Ramadan last year", "2015-06-18", "2015-07-16"),
    ("last year's Ramadan", "2015-06-18", "2015-07-16"),
    ("Muharram 1438", "2016-10-02", "2016-10-31"),
    ("the month of Safar 1438", "2016-11-01", "2016-11-29"),
    ("early Ramadan 2016", "2016-06-06", "2016-06-15"),
    ("mid-Ramadan 2016", "2016-06-16", "2016-06-25"),
    ("late Ramadan", "2016-06-26", "2016-07-05"),
    ("the second half of Ramadan 2016", "2016-06-21", "2016-07-05"),
    ("the last ten days of Ramadan", "2016-06-26", "2016-07-05"),
    ("the first week of Ramadan 2016", "2016-06-06", "2016-06-12"),
    ("1437 AH", "2015-10-14", "2016-10-01"),
    ("the Hijri year 1437", "2015-10-14", "2016-10-01"),
]
CERTAIN = [
    ("Christmas 2014", "2014-12-25"),
    ("Christmas Eve 2014", "2014-12-24"),
    ("last Christmas", "2015-12-25"),
    ("the eve of Christmas 2014", "2014-12-24"),
    ("New Year's Eve 2015", "2015-12-31"),
    ("New Year’s Day 2016", "2016-01-01"),
    ("Orthodox Christmas 2015", "2015-01-07"),
    ("Epiphany 2016", "2016-01-06"),
    ("Easter of 2014", "2014-04-20"),
    ("Easter Sunday 2016", "2016-03-27"),
    ("Easter Monday 2016", "2016-03-28"),
    ("Good Friday 2016", "2016-03-25"),
    ("Ash Wednesday 2016", "2016-02-10"),
    ("Palm Sunday 2017", "2017-04-09"),
    ("Pentecost 2016", "2016-05-15"),
    ("Orthodox Easter 2016", "2016-05-01"),
    ("Orthodox Easter 2013", "2013-05-05"),
    ("Assumption Day 2016", "2016-08-15"),
    ("All Saints' Day 2016", "2016-11-01"),
    ("Halloween 2016", "2016-10-31"),
    ("Valentine's Day 2018", "2018-02-14"),
    ("May Day 2016", "2016-05-01"),
    ("Thanksgiving 2016", "2016-11-24"),
    ("Memorial Day 2016", "2016-05-30"),
    ("Labor Day 2016", "2016-09-05"),
    ("US Independence Day", "2016-07-04"),
    ("Ukraine's Independence Day 2022", "2022-08-24"),
    ("International Women's Day 2016", "2016-03-08"),
    ("Human Rights Day", "2016-12-10"),
    ("Nakba Day 2018", "2018-05-15"),
    ("Victory Day 2014", "2014-05-09"),
    ("Yom Kippur 1973", "1973-10-06"),
    ("Purim 2016", "2016-03-24"),
    ("Diwali 2016", "2016-10-29"),
    ("Vesak 2016", "2016-05-21"),
    ("Chinese New Year 2016", "2016-02-08"),
    ("Nowruz 1395", "2016-03-20"),
    ("Norouz 2017", "2017-03-21"),
    ("Newroz 2016", "2016-03-21"),
    ("22 Bahman 1357", "1979-02-11"),
    ("7 Saur 1357", "1978-04-27"),
    ("Easter this year", "2016-03-27"),
    ("after Friday prayers", "2016-12-02"),
    ("last Friday's prayers", "2016-12-02"),
    ("Sunday Mass", "2016-12-04"),
    ("Eid al-Fitr (6 July 2016)", "2016-07-06"),
    ("27 Ramadan 1437 (3 July 2016)", "2016-07-03"),
]
SEVERAL = [
    ("Passover 2016", "2016-04-23", "2016-04-29"),
    ("Rosh Hashanah 2016", "2016-10-03", "2016-10-04"),
    ("Hanukkah 2016", "2016-12-25", "2017-01-01"),
    ("Tet 2016", "2016-02-08", "2016-02-10"),
    ("Khordad 1395", "2016-05-21", "2016-06-20"),
    ("the last ten days of May 2016", "2016-05-22", "2016-05-31"),
    ("the first six months of 2016", "2016-01-01", "2016-06-30"),
    ("from Ramadan to Eid al-Fitr 2014", "2014-06-28", "2014-07-30"),
    ("between March and Ramadan 2014", "2014-03-01", "2014-07-27"),
    ("from Ramadan 2014 to December", "2014-06-28", "2014-12-31"),
    ("from 1 May 2014 to Eid al-Adha", "2014-05-01", "2014-10-07"),
    ("between Christmas and New Year's Day", "2016-12-25", "2017-01-01"),
    ("since Ramadan", "2016-06-06", "2016-12-05"),
]
NO_INTERVAL = [
    ("Eid 2016", "ambiguous: Eid al-Fitr (2016-07-06) or Eid al-Adha (2016-09-12)"),
    ("Eid", "ambiguous: Eid al-Fitr or Eid al-Adha"),
    ("last Eid", "ambiguous: Eid al-Fitr or Eid al-Adha"),
    ("Easter 1437 AD", "Easter of 1437 is beyond the calendar that docmine knows"),
    ("Eid al-Adha 2006", "ambiguous: 2006-01-10 or 2006-12-30"),
    ("Eid al-Fitr 2090", "Eid al-Fitr of 2090 is beyond the calendar that docmine knows"),
    ("Ramadan 1300", "Ramadan of 1300 is beyond the calendar that docmine knows"),
    ("Easter 1500", "Easter of 1500 is beyond the calendar that docmine knows"),
    ("Easter 30 BC", "before the year 1"),
    ("31 Ramadan 2016", "no calendar has that day"),
    ("31 Bahman 1357", "no calendar has that day"),
    ("the last forty days of Ramadan", "the period is not so long"),
]


def interval(text, anchor=WRITTEN):
    found = parse(text, anchor)
    return found["earliest"], found["latest"]


@pytest.mark.parametrize(("text", "earliest", "latest"), MOON)
def test_feasts_by_the_moon_are_approximate(text, earliest, latest):
    found = parse(text, WRITTEN)
    assert (found["earliest"], found["latest"], found["timex_value"]) == (earliest, latest, earliest)
    assert (found["edtf"], found["modifier"]) == (f"{earliest}~/{latest}~", "APPROX")


@pytest.mark.parametrize(("text", "day"), MOON_DAYS)
def test_days_by_the_moon_are_approximate(text, day):
    found = parse(text, WRITTEN)
    assert (found["earliest"], found["latest"], found["timex_value"]) == (day, day, day)
    assert (found["edtf"], found["modifier"], found["date_prec"]) == (f"{day}~", "APPROX", 1)


@pytest.mark.parametrize(("text", "earliest", "latest"), MONTHS)
def test_months_by_the_moon_have_no_timex_value(text, earliest, latest):
    found = parse(text, WRITTEN)
    assert (found["earliest"], found["latest"], found["timex_value"]) == (earliest, latest, None)
    assert found["edtf"] == f"{earliest}~/{latest}~"


@pytest.mark.parametrize(("text", "day"), CERTAIN)
def test_feasts_of_one_day(text, day):
    found = parse(text, WRITTEN)
    assert (found["earliest"], found["latest"], found["timex_value"], found["edtf"]) == (day, day, day, day)
    assert found["modifier"] is None


@pytest.mark.parametrize(("text", "earliest", "latest"), SEVERAL)
def test_feasts_and_ranges_of_several_days(text, earliest, latest):
    assert interval(text) == (earliest, latest)


@pytest.mark.parametrize(("text", "reason"), NO_INTERVAL)
def test_what_cannot_be_told_has_a_reason(text, reason):
    found = parse(text, WRITTEN)
    assert (found["earliest"], found["latest"], found["reason"]) == (None, None, reason)


@pytest.mark.parametrize("text", ["Easter", "Ramadan", "last Ramadan", "Christmas", "Eid al-Fitr", "Friday prayers"])
def test_without_a_date_no_feast_is_resolved(text):
    found = parse(text)
    assert (found["earliest"], found["latest"]) == (None, None)
    assert found["reason"] == "no document date and the text gives no year"


READ_IN = [
    ("They were shot during Ramadan.", "2016-12-05", "2016-06-06"),
    ("They will strike during Ramadan.", "2016-12-05", "2017-05-27"),
    ("They will leave after Easter Monday.", "2016-12-05", "2017-04-18"),
    ("A shell fell on Good Friday.", "2016-12-05", "2016-03-25"),
    ("A shell fell on Eid.", "2016-07-08", "2016-07-06"),
    ("A shell fell on the second day of Eid.", "2016-09-14", "2016-09-13"),
    ("They will rest on Eid.", "2016-07-01", "2016-07-06"),
    ("A shell fell on Eid.", "2016-07-01", None),
    ("A shell fell on Eid.", "2016-07", "2016-07-06"),
    ("A shell fell on Ashura.", "2016", None),
    ("A shell fell on Easter.", "2016-05", "2016-03-27"),
]


@pytest.mark.parametrize(("text", "published", "day"), READ_IN)
def test_a_feast_without_a_year_is_chosen_by_date_and_tense(text, published, day):
    [((_, reading), _)] = resolve(text, find(text), published)
    assert (reading.first and reading.first.isoformat()) == day


def test_history_takes_the_year_of_its_story():
    text = "War came in 1948. Towns fell in 1949, in 1950 and in 1951. In 1952 it ended before Easter."
    *_, ((_, reading), _) = resolve(text, find(text), "2016-12-05")
    assert reading.last == date(1952, 4, 12)


OTHER_THINGS = [
    "Eid Mohammed was shot.",
    "Mr. Eid left.",
    "He met Yasser Eid.",
    "Eid, 34, was killed.",
    "Tariq Ramadan spoke.",
    "Ramadan Shalah fled.",
    "Ramadan said he was beaten.",
    "Abu Ramadan was held.",
    "Mohammed Ramadan, a guard, died.",
    "Rajab Ali and Safar fled.",
    "Bahman met Mehr and Azar.",
    "The Mehr agency said so.",
    "Shaban, a father of two, died.",
    "Easter Island and Christmas Island are far.",
    "It was an April Fools' joke.",
    "The Victory Day parade was long.",
    "They lit a Christmas tree in the Christmas season.",
    "Tet changed the war.",
    "Ibrahima Maouloud wrote it in Newroz camp.",
    "They met on Labor Day weekend.",
    "The Yom Kippur War and the Tet Offensive changed it.",
    "The Easter Rising failed.",
    "The Good Friday Agreement held.",
    "It was an epiphany.",
    "Independence Day came.",
    "May day came late.",
    "The night of power cuts went on.",
]
NAMED = [
    ("In Cairo. Ramadan began.", ["Ramadan"]),
    ("During Ramadan 27 people were killed.", ["Ramadan"]),
    ("In the holy month of Ramadan, shells fell.", ["month of Ramadan"]),
    ("Post-Ramadan attacks and pre-Eid raids", ["Ramadan", "Eid"]),
    ("EID AL-FITR 2016", ["EID AL-FITR 2016"]),
    ("on Eid\nal-Fitr 2016", ["Eid\nal-Fitr 2016"]),
    ("Eid\n\nal-Fitr", ["Eid"]),
    ("Dhu al-Hijjah 1437, Dhul-Hijja 1437", ["Dhu al-Hijjah 1437", "Dhul-Hijja 1437"]),
    ("from Christmas Day to Easter Sunday 2016", ["from Christmas Day to Easter Sunday 2016"]),
    ("After Friday prayers they marched.", ["Friday prayers"]),
    ("Mass graves were found on Sunday.", ["Sunday"]),
]


@pytest.mark.parametrize("text", OTHER_THINGS)
def test_other_things_with_the_name_of_a_feast(text):
    assert [text[item.start : item.end] for item in find(text)] == []


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_names_are_found_with_their_bounds(text, expected):
    assert [text[item.start : item.end] for item in find(text)] == expected


@pytest.mark.parametrize("name", table())
def test_every_row_of_the_table_can_be_computed(name):
    row = table()[name]
    if row.calendar == "gregorian":
        assert date.fromisoformat(f"2016-{row.first}")
    else:
        found = [days for year in range(1990, 2030) for days in in_year(row, year)]
        assert len(found) >= 38
        assert all(first <= last for first, last in found)


@given(st.sampled_from(sorted(table())), st.integers(min_value=1, max_value=9999))
def test_a_feast_begins_in_its_year_or_is_not_known(name, year):
    row = table()[name]
    if row.calendar != "gregorian":
        assert all(first.year == year and first <= last for first, last in in_year(row, year))


@pytest.mark.parametrize("day", ["0001-01-01", "1582-10-15", "1924-08-01", "2077-11-16", "9999-12-31"])
@pytest.mark.parametrize(
    "text", ["Ramadan", "last Eid al-Fitr", "Easter", "Labor Day", "Passover", "Eid", "next Nowruz"]
)
def test_the_ends_of_the_calendars_raise_nothing(text, day):
    assert parse(text, date.fromisoformat(day))["type"] == "DATE"


WORDS = [
    *(
        "Ramadan",
        "Eid",
        "Eid al-Fitr",
        "Easter",
        "Christmas",
        "Tet",
        "22",
        "27th",
        "1437",
        "2016",
        "2006",
        "9999",
        "AH",
    ),
    *(
        "30 BC",
        "the",
        "of",
        "in",
        "last",
        "next",
        "this",
        "month",
        "eve",
        "first",
        "ten days",
        "half",
        "early",
        "before",
    ),
    *("after", "since", "until", "from", "to", "and", "between", "Bahman", "Muharram", "'s", "(", ")", ",", "-", "May"),
    *("5 May 2016", "Friday", "prayers", "two weeks before", "morning", "FY", "2015/16", "school", "year", "last year"),
]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join),
    st.sampled_from([None, "2016-12-05", "2016", "2016-07", "0001-01-01", "9999-12-31", "2006-06-01"]),
)
def test_words_in_any_order_give_an_interval_or_a_reason(text, published):
    for (_, reading), _ in resolve(text, find(text), published):
        assert reading.first or reading.last or reading.reason
        assert reading.first is None or reading.last is None or reading.first <= reading.last


def test_a_text_without_feasts_loads_no_calendar():
    import subprocess
    import sys

    code = (
        "import sys; from docmine.dates import parse; parse('5 May 2016 and June');"
        "print({'holidays', 'hijridate', 'persiantools'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # Eid al-Fitr of 2017 was reckoned for Sunday 25 to Tuesday 27 June; Ramadan began on 27 May.
        ("on Friday, three days after Eid al-Fitr", "2017-06-30"),
        ("on Saturday, three days after Eid al-Fitr", "2017-07-01"),
        ("on Sunday, the second day of Eid al-Fitr", "2017-06-25"),
        ("on Sunday, the first day of Ramadan", "2017-05-28"),
        ("on Thursday, a day after 3 May 2017", "2017-05-04"),
        ("yesterday, Saturday,", "2017-07-01"),
    ],
)
def test_a_weekday_chooses_among_the_days_that_a_sighting_allows(text, day):
    value = parse(text, date(2017, 7, 2))
    assert (value["earliest"], value["latest"]) == (day, day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("on Monday, three days after Eid al-Fitr", "the text says Monday, but 2017-06-30 is a Friday"),
        ("on Friday, a day after 3 May 2017", "the text says Friday, but 2017-05-04 is a Thursday"),
    ],
)
def test_a_weekday_that_contradicts_its_day_leaves_no_date(text, reason):
    value = parse(text, date(2017, 7, 2))
    assert (value["earliest"], value["latest"], value["reason"]) == (None, None, reason)
