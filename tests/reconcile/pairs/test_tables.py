"""Tables in other layouts and formats give the same rows as those that DuckDB reads by itself."""

import gzip

import duckdb
import openpyxl
import pytest

from docmine.config import CuratedConfig
from docmine.errors import CuratedError
from docmine.reconcile.pairs.tables import connect, load

CELLS = "id, earliest, latest, lat, lon, radius_km, place, country, side_a, side_b, killed_low, killed_high"
DAY = 18_700
"""2021-03-14, days since 1970."""
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,location,latitude,"
    "longitude,geo_precision,fatalities\n"
    "MLI1,14 March 2021,2,Battles,Armed clash,Kessen Guard,Soldiers,Mali,Ossul,15.5,0.5,2,3\n"
)
GED = (
    "id,date_start,date_end,type_of_violence,side_a,side_b,country,where_coordinates,latitude,longitude,where_prec,"
    "best,low,high\n"
    "7,2021-03-14 00:00:00.000,2021-03-16 00:00:00.000,1,Government of Mali,JNIM,Mali,Ossul,15.5,0.5,1,3,2,9\n"
)
PAIR = (
    "curated_id,event_date,end_date,event_type,actor1,actor2,country,location,latitude,longitude,geo_precision\n"
    "K1,2021-03-14,2021-03-16,Battles,Kessen Guard,Soldiers,Mali,Ossul,15.5,0.5,1\n"
    "K2,2021-03-14,2021-03-14,Battles,Kessen Guard,Soldiers,Mali,Ossul,15.5,0.5,1\n"
)
"""A layout that DuckDB reads by itself."""


@pytest.fixture
def rows(tmp_path):
    def read(name, content, cells=CELLS, **mapping):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        db = connect()
        load(db, "curated", path, {"own": CuratedConfig(file=path, **mapping)} if mapping else {})
        return db.execute(f"SELECT {cells} FROM curated ORDER BY n").fetchall()

    return read


def test_an_export_of_acled(rows):
    # time precision 2: six days around; geo precision 2: 25 km
    expected = ("MLI1", DAY - 6, DAY + 6, 15.5, 0.5, 25.0, "Ossul", "MLI", "Kessen Guard", "Soldiers", 3.0, 3.0)
    assert rows("curated.csv", ACLED) == [expected]
    assert rows("curated.csv.gz", gzip.compress(ACLED.encode())) == [expected]
    assert rows("curated.csv", ACLED, "type") == [("Armed clash\x1fBattles",)]


def test_an_export_of_ucdp(rows):
    expected = ("7", DAY, DAY + 2, 15.5, 0.5, 2.0, "Ossul", "MLI", "Government of Mali", "JNIM", 2.0, 9.0)
    assert rows("ged.csv", GED) == [expected]


def test_a_workbook_and_parquet(rows, tmp_path):
    book = openpyxl.Workbook()
    for line in ACLED.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "book.xlsx")
    (tmp_path / "plain.csv").write_text(ACLED, encoding="utf-8")
    duckdb.execute(f"COPY (FROM '{tmp_path}/plain.csv') TO '{tmp_path}/table.parquet'")
    expected = rows("curated.csv", ACLED)
    assert rows("book.xlsx", (tmp_path / "book.xlsx").read_bytes()) == expected
    assert rows("table.parquet", (tmp_path / "table.parquet").read_bytes()) == expected


def test_a_mapping_says_what_columns_hold(rows):
    columns = {"event_id": "Ref", "event_date": "Day", "location": "Town", "fatalities": "Dead"}
    found = rows("own.csv", "Ref,Day,Town,Dead\nK1,14/03/2021,Ossul,\n", columns=columns, dates="%d/%m/%Y")
    assert found == [("K1", DAY, DAY, None, None, 0.0, "Ossul", None, None, None, None, None)]


def test_many_rows_keep_their_order(rows):
    lines = "".join(f"K{number},2021-03-14\n" for number in range(45_000))
    found = rows("own.csv", f"event_id,event_date\n{lines}", "n, id")
    assert found == [(number, f"K{number}") for number in range(45_000)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ACLED.replace("14 March", "31 April"), ":2: event_date: '31 April 2021' is no day of the calendar"),
        (ACLED.replace("15.5,0.5", "0.5,115.5").replace("0.5,115.5", "115.5,0.5"), ":2: latitude: '115.5' is not betw"),
        (ACLED + ACLED.splitlines()[1], ":3: event_id_cnty: 'MLI1' stands in line 2 too"),
        (ACLED.replace("Ossul", '"=1+1"'), ":2: location: '=1\\+1' is a spreadsheet formula"),
        (ACLED.replace("Ossul", '"Ossul'), ":2: opens a quote that is never closed"),
        ("Ref,Day\nK1,2021-03-14\n", ":1: has no header that is known"),
        (ACLED.replace("Ossul", "Ossul,Gao"), ":2: has 14 cells, the header has 13"),
        (ACLED.encode().replace(b"Ossul", b"Oss\xfcl"), ":2: location: 'Ossül' is not UTF-8"),
    ],
)
def test_malformed_tables_are_refused_with_row_column_and_remedy(rows, content, said):
    with pytest.raises(CuratedError, match=said):
        rows("curated.csv", content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PAIR.replace("K2,2021-03-14", "K2,2021-02-31"), ":3: event_date: '2021-02-31' is not a day"),
        (
            PAIR.replace("K2,2021", "K2,9021"),
            ":3: event_date: '9021-03-14' is not a day .* of a year from 1000 to 2199",
        ),
        (PAIR.replace("K2,", "K1,"), ":3: curated_id: 'K1' stands in line 2 too"),
        (PAIR + "K3,2021-03-14\n", ":4: has 2 cells, the header has 11"),
        (PAIR.replace("Ossul,15.5,0.5,1\nK2", '"Ossul,15.5,0.5,1\nK2'), ":2: opens a quote that is never closed"),
        (PAIR.encode().replace(b"Ossul", b"Oss\xfcl"), ":2: location: 'Ossül' is not UTF-8"),
        (PAIR.replace("\n", "\r"), ":1: has the line ends of an old Mac"),
    ],
)
def test_malformed_tables_that_duckdb_reads_are_refused_likewise(rows, content, said):
    with pytest.raises(CuratedError, match=said):
        rows("curated.csv", content)


def test_semicolons_part_cells_too(rows):
    assert rows("curated.csv", PAIR.replace(",", ";")) == rows("curated.csv", PAIR)
