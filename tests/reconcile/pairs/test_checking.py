"""Tables that DuckDB reads by itself are refused for what other tables are refused for."""

import pytest

from docmine.errors import CuratedError
from docmine.reconcile.pairs.tables import connect, load

ROW = "B1,2021-03-14,2021-03-14,Battles,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,1,11,11,11"
TOLD = "A1,2021-03-14,2021-03-14,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,11,11"


def read(tables, *curated, extracted=TOLD):
    db = connect()
    for role, path in zip(("extracted", "curated"), tables([extracted], curated), strict=True):
        load(db, role, path)
    return db


def test_a_table_that_is_right_is_read(tables):
    assert read(tables, ROW).execute("SELECT id, killed FROM curated").fetchall() == [("B1", 11)]


def test_what_r_writes_for_nothing_is_nothing(tables):
    db = read(tables, ROW.replace("15.66,0.50,1,11,11,11", "NA,NA,,NA,NA,NA"))
    assert db.execute("SELECT lat, lon, killed FROM curated").fetchall() == [(None, None, None)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2021-03-14,2021-03-14", "2021-02-30,2021-03-14", "event_date: '2021-02-30' is not a day"),
        ("2021-03-14,2021-03-14", "2021-03-14,2021-03-01", "end_date: 2021-03-01 is before 2021-03-14"),
        ("2021-03-14,2021-03-14", ",", "event_date: is empty; every event needs a day"),
        ("15.66,0.50", "15.66 N,0.50", "latitude: '15.66 N' is not a number of degrees"),
        ("15.66,0.50", "nan,0.50", "latitude: 'nan' is not a number of degrees"),
        ("15.66,0.50", "95.66,0.50", "latitude: 95.66 is beyond 90; latitude and longitude may be swapped"),
        ("15.66,0.50", "15.66,", "latitude, longitude: one of them is empty"),
        ("15.66,0.50", "0,0", "latitude, longitude: 0, 0 is in the open sea"),
        (
            "ML,Gao,Ansongo,15.66,0.50",
            "AFG,Kabul,Kabul,69.2,34.5",
            "69.2, 34.5 is far from AFG; latitude and",
        ),
        ("0.50,1,11,11,11", "0.50,9,11,11,11", "geo_precision: '9' is no code of this column; codes are 1, 2, 3"),
        ("11,11,11", "-3,11,11", "fatalities: '-3' is not a whole number"),
        ("11,11,11", "11,20,5", "fatalities_low: 20 is more than fatalities_high, 5"),
        ("Ansongo", "=1+1", r"location: '=1\+1' is a spreadsheet formula"),
        ("B1,", ",", "curated_id: is empty; give each row an id"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(tables, before, after, said):
    with pytest.raises(CuratedError, match=rf"curated\.csv:3: .*{said}"):
        read(tables, ROW.replace("B1", "B0"), ROW.replace(before, after, 1))


def test_a_row_that_is_too_wide_is_named(tables):
    with pytest.raises(CuratedError, match=r"curated\.csv:3: has 17 cells, the header has 16"):
        read(tables, ROW, ROW.replace("B1", "B2") + ",x")


def test_an_id_that_stands_twice_is_named_with_both_lines(tables):
    with pytest.raises(CuratedError, match=r"curated\.csv:3: curated_id: 'B1' stands in line 2 too"):
        read(tables, ROW, ROW)


def test_an_extracted_event_may_lack_a_day(tables):
    db = read(tables, ROW, extracted=TOLD.replace("2021-03-14,2021-03-14", ","))
    assert db.execute("SELECT earliest FROM extracted").fetchall() == [(None,)]
