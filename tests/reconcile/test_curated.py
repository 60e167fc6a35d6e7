from datetime import date

import pytest

from docmine.errors import CuratedError
from docmine.reconcile.curated import read_tables

OURS = "event_id,event_date,end_date,event_type,actor1,location,country_iso3,lat,lon,fatalities"
GOOD = "E1,2021-03-14,,Battles,Kessen Guard,Ossul,MLI,15.5,0.5,3"


def events(folder, *lines, encoding="utf-8"):
    (folder / "events.csv").write_text("\n".join(lines) + "\n", encoding=encoding)
    return read_tables(folder)["events"]


def complaint(folder, *lines):
    with pytest.raises(CuratedError) as caught:
        events(folder, *lines)
    return caught.value


def test_missing_files_are_left_out(tmp_path):
    assert read_tables(tmp_path) == {}


def test_header_alone_is_an_empty_table(tmp_path):
    assert events(tmp_path, OURS).rows == ()


def test_own_layout(tmp_path):
    (row,) = events(tmp_path, OURS, GOOD, encoding="utf-8-sig").rows
    assert row["start"] == date(2021, 3, 14)
    assert row["end"] is None
    assert (row["lat"], row["lon"], row["killed"], row["country"]) == (15.5, 0.5, 3, "MLI")
    assert (row["admin1"], row["killed_low"], row["slack_days"], row["radius_km"]) == (None, None, 0, 0.0)
    assert row["line"] == 2


def test_acled_layout_widens_by_precision(tmp_path):
    header = (
        "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,"
        "location,latitude,longitude,geo_precision,fatalities"
    )
    line = "MLI7,14 March 2021,2021,2,Battles,Armed clash,A,B,Mali,Gao,Ansongo,15.66,0.5,3,11"
    table = events(tmp_path, header, line)
    (row,) = table.rows
    assert table.layout == "ACLED"
    assert (row["id"], row["start"], row["sub_type"]) == ("MLI7", date(2021, 3, 14), "Armed clash")
    assert (row["slack_days"], row["radius_km"], row["country"]) == (6, 150.0, "MLI")


def test_ucdp_layout(tmp_path):
    header = "id,type_of_violence,side_a,side_b,where_coordinates,adm_1,latitude,longitude,where_prec,country,"
    header += "date_prec,date_start,date_end,best,high,low"
    line = "91,3,Kessen Guard,Civilians,Ossul town,Gao,15.5,0.5,2,Nowhere Known,1,"
    line += "2021-03-14 00:00:00.000,2021-03-15 00:00:00.000,4,6,4"
    table = events(tmp_path, header, line)
    (row,) = table.rows
    assert table.layout == "UCDP GED"
    assert (row["start"], row["end"]) == (date(2021, 3, 14), date(2021, 3, 15))
    assert (row["killed_low"], row["killed"], row["killed_high"]) == (4, 4, 6)
    assert (row["radius_km"], row["country"], row["type"]) == (25.0, None, "3")


def test_actor_aliases_are_a_list(tmp_path):
    (tmp_path / "actors.csv").write_text("actor_id,name,aliases,type\na1,Kessen Guard,KG| the Guard |,militia\n")
    (row,) = read_tables(tmp_path)["actors"].rows
    assert row["aliases"] == ["KG", "the Guard"]
    assert row["country"] is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("E1,0201-02-28,,,,,,,,", "event_date: '0201-02-28' is no day of the calendar (its year must be from 1000"),
        ("E1,2021-02-30,,,,,,,,", "event_date: '2021-02-30' is no day of the calendar"),
        ("E1,March,,,,,,,,", "event_date: 'March' is not a day; write it as 2021-03-14"),
        ("E1,,,,,,,,,", "event_date: is empty"),
        ("E1,2021-03-14,2021-03-01,,,,,,,", "end_date: 2021-03-01 is before 2021-03-14"),
        (",2021-03-14,,,,,,,,", "event_id: is empty"),
        ("E1,2021-03-14,,,,,,99,0.5,", "lat: '99' is not between -90 and 90; latitude and longitude may be swapped"),
        ("E1,2021-03-14,,,,,,15.5,200,", "lon: '200' is not between -180 and 180"),
        ("E1,2021-03-14,,,,,,nan,0.5,", "lat: 'nan' is not between"),
        ("E1,2021-03-14,,,,,,15.5,,", "lat, lon: one of them is empty"),
        ("E1,2021-03-14,,,,,,north,0.5,", "lat: 'north' is not a number of degrees"),
        ("E1,2021-03-14,,,,Ansongo,MLI,0.5022,15.6597,", "lat, lon: 0.5022, 15.6597 is far from MLI; latitude and"),
        ("E1,2021-03-14,,,,,ZZ,,,", "country_iso3: 'ZZ' is no ISO 3166 country code"),
        ("E1,2021-03-14,,,,,,,,few", "fatalities: 'few' is not a whole number"),
        ("E1,2021-03-14,,,,,,,,-2", "fatalities: '-2' is not a whole number"),
        ("E1,2021-03-14,,,=A1,,,,,", "actor1: '=A1' is a spreadsheet formula"),
        ("E1,2021-03-14,,Battles, Guard, north,Ossul,MLI,,,", "has 11 cells, the header has 10"),
        (GOOD, "event_id: 'E1' stands in line 2 too"),
    ],
)
def test_a_wrong_cell_is_named_with_line_and_column(tmp_path, line, said):
    error = complaint(tmp_path, OURS, GOOD, line) if line == GOOD else complaint(tmp_path, OURS, "", line)
    assert f"events.csv:3: {said}" in error.message
    assert error.where.endswith("events.csv:3")
    assert "nothing was linked" in error.remedy


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace("E1", ""), "event_id: is empty"),
        (GOOD.replace("E1", "=A1"), "event_id: '=A1' is a spreadsheet formula"),
        ("E2,2021-03-14", "has 2 cells, the header has 10"),
    ],
)
def test_an_id_that_repeats_is_told_of_beside_one_that_cannot_be_read(tmp_path, line, said):
    message = complaint(tmp_path, OURS, GOOD, line, GOOD).message
    assert f"events.csv:3: {said}" in message
    assert "events.csv:4: event_id: 'E1' stands in line 2 too" in message


def test_all_files_problems_are_listed_together(tmp_path):
    (tmp_path / "places.csv").write_text("place_id,name,lat,lon\np1,Ossul,120,10\n")
    error = complaint(tmp_path, OURS, "E1,soon,,,,,,,,", "E2,2021-13-01,,,,,,,,")
    assert "places.csv:2: lat" in error.message
    assert "events.csv:2: event_date" in error.message
    assert "events.csv:3: event_date" in error.message


def test_no_more_than_twenty_problems_are_listed(tmp_path):
    lines = [f"E{n},soon,,,,,,,," for n in range(50)]
    assert complaint(tmp_path, OURS, *lines).message.count("\n") == 20


def test_low_above_high(tmp_path):
    error = complaint(tmp_path, "event_id,event_date,fatalities_low,fatalities_high", "E1,2021-03-14,5,2")
    assert "fatalities_low: 5 is more than fatalities_high, 2" in error.message


@pytest.mark.parametrize(("header", "row"), [("date,place", 1), ("", 2)])
def test_unknown_header_says_what_is_wanted(tmp_path, header, row):
    error = complaint(tmp_path, header, "2021-03-14,Ossul")
    assert f"events.csv:{row}: has no header that is known" in error.message
    assert "event_id_cnty, event_date (ACLED)" in error.message


def test_column_named_twice(tmp_path):
    assert "names the column event_date twice" in complaint(tmp_path, "event_id,event_date,event_date", "").message


def test_other_encodings_and_broken_quotes_are_refused(tmp_path):
    with pytest.raises(CuratedError, match="is not UTF-8"):
        events(tmp_path, OURS, GOOD.replace("Ossul", "Ménaka"), encoding="latin-1")
    assert "is not CSV" in complaint(tmp_path, OURS, 'E1,2021-03-14,,"Bat"tles,,,,,,').message


def test_files_are_never_written(tmp_path):
    events(tmp_path, OURS, GOOD)
    path = tmp_path / "events.csv"
    path.chmod(0o444)
    before = path.read_bytes()
    read_tables(tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
