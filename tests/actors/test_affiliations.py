"""An actor is coded by what it was on the day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.actors.affiliations import SECTOR_OF_TYPE, Role, affiliations, first_day, last_day, role_on
from docmine.actors.table import TYPES, Actor, load_table

ROWS = [
    {"key": "harrow", "sector": "REB", "country_iso3": "POL", "valid_from": "2001", "valid_to": "2003-02"},
    {"key": "harrow", "sector": "GOV", "country_iso3": "POL", "valid_from": "2003-02-10", "valid_to": ""},
]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-07-28", date(2016, 7, 28), date(2016, 7, 28)),
        ("", date.min, date.max),
    ],
)
def test_a_part_of_a_date_stands_for_all_its_days(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_month_holds_its_days(day):
    text = day.isoformat()[:7]
    assert first_day(text) <= day <= last_day(text)
    assert (last_day(text) - first_day(text)).days + 1 == calendar.monthrange(day.year, day.month)[1]


@pytest.mark.parametrize("text", ["2016-13", "16 July", "2016-02-30"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"month|literal|day"):
        affiliations([{**ROWS[0], "valid_from": text}])


@pytest.mark.parametrize(
    ("day", "sector"),
    [
        (date(2000, 12, 31), None),
        (date(2001, 1, 1), "REB"),
        (date(2003, 2, 9), "REB"),
        (date(2003, 2, 10), "GOV"),
        (date(2003, 2, 28), "GOV"),
        (date(2030, 1, 1), "GOV"),
    ],
)
def test_a_day_of_change_belongs_to_the_new_role(day, sector):
    found = role_on(affiliations(ROWS)["harrow"], day)
    assert found == (Role(sector, "POL") if sector else None)


@pytest.mark.parametrize(
    ("name", "day", "sector", "country"),
    [
        ("Jabhat al-Nusra", "2014-01-01", "REB", "SYR"),
        ("Hay'at Tahrir al-Sham", "2019-05-01", "REB", "SYR"),
        ("Hay'at Tahrir al-Sham", "2024-12-07", "REB", "SYR"),
        ("HTS", "2025-03-01", "GOV", "SYR"),
        ("Taliban", "1995-01-01", "REB", "AFG"),
        ("Taliban", "1999-01-01", "GOV", "AFG"),
        ("Taliban", "2021-08-14", "REB", "AFG"),
        ("Taliban", "2021-08-15", "GOV", "AFG"),
        ("Omar al-Bashir", "2019-04-10", "GOV", "SDN"),
        ("Omar al-Bashir", "2019-04-12", "ELI", "SDN"),
        ("Rapid Support Forces", "2019-06-03", "MIL", "SDN"),
        ("RSF", "2023-04-15", "REB", "SDN"),
        ("Sudan People's Liberation Army", "1999-01-01", "REB", "SDN"),
        ("Sudan People's Liberation Army", "2012-01-01", "MIL", "SSD"),
        ("Bashar al-Assad", "2015-09-30", "GOV", "SYR"),
        ("Bashar al-Assad", "2025-01-01", "ELI", "SYR"),
        ("Ahmed al-Sharaa", "2020-01-01", "REB", "SYR"),
        ("Ahmed al-Sharaa", "2025-02-01", "GOV", "SYR"),
        ("Riek Machar", "2014-06-01", "REB", "SSD"),
        ("Riek Machar", "2021-01-01", "GOV", "SSD"),
        ("Azov Battalion", "2014-06-01", "UAF", "UKR"),
        ("Azov Battalion", "2022-03-01", "MIL", "UKR"),
        ("Viktor Chernomyrdin", "1995-06-14", "GOV", "RUS"),
        ("Viktor Chernomyrdin", "2005-06-14", "ELI", "RUS"),
    ],
)
def test_the_day_of_an_event_chooses_the_role(name, day, sector, country):
    table = load_table()
    (key,) = table.find(name)
    assert table.role(table.actors[key], date.fromisoformat(day)) == Role(sector, country)


def test_without_a_day_the_table_speaks_at_large():
    table = load_table()
    assert table.role(table.actors[table.find("UNIFIL")[0]]) == Role("IGO", "")
    assert table.role(table.actors[table.find("Mossad")[0]]) == Role("SPY", "ISR")


def test_an_actor_outside_the_table_is_coded_by_its_type():
    harrow = Actor("rebels:POL", "Polish rebels", (), "rebel", "POL")
    assert load_table().role(harrow, date(2020, 1, 1)) == Role("REB", "POL")
    assert set(SECTOR_OF_TYPE) == TYPES


def test_a_curated_row_keeps_the_dates_of_the_actor_that_it_takes_over(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor_id,name,aliases,type,country_iso3\nA1,Taliban,,rebel,AFG\n", encoding="utf-8")
    table = load_table(str(path))
    assert table.role(table.actors["A1"], date(2022, 1, 1)).sector == "GOV"
    assert table.role(table.actors["A1"]).sector == "REB"


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_any_day_has_a_role_for_any_actor_with_affiliations(day):
    table = load_table()
    for key in ("taliban", "m23", "hamas"):
        assert table.role(table.actors[key], day + timedelta(days=1)).sector
