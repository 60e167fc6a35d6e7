import csv
import gzip
import io
import tracemalloc
import zipfile
from datetime import date, datetime

import duckdb
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.reconcile import sheets
from docmine.reconcile.sheets import SheetError, read_sheet


def written(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def taken(path):
    sheet = read_sheet(path)
    return sheet.header, list(sheet.rows)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_cells_are_parted_by_what_parts_the_header(tmp_path, sign):
    path = written(tmp_path, "t.csv", f"\ufeffid{sign}place\r\n1{sign}Ossul\r\n\r\n2{sign}Farby\r\n")
    assert taken(path) == (["id", "place"], [(2, ["1", "Ossul"]), (4, ["2", "Farby"])])


def test_a_row_has_the_number_of_the_line_on_which_it_begins(tmp_path):
    path = written(tmp_path, "t.csv", 'id,notes\n1,"two\nlines"\n2,one\n')
    assert [number for number, _ in taken(path)[1]] == [2, 4]


def test_gzip(tmp_path):
    assert taken(written(tmp_path, "t.csv.gz", gzip.compress(b"id,a\n1,x\n"))) == (["id", "a"], [(2, ["1", "x"])])


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_no_more_is_held_than_the_row_that_is_read(tmp_path, name):
    content = b"id,notes\n" + b"".join(b"%d,%s\n" % (number, b"x" * 200) for number in range(20_000))  # 4 MB
    sheet = read_sheet(written(tmp_path, name, gzip.compress(content, 1) if name.endswith(".gz") else content))
    tracemalloc.start()
    assert sum(1 for _ in sheet.rows) == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 400_000


def test_tags_of_the_humanitarian_exchange_language_are_no_row(tmp_path):
    path = written(tmp_path, "t.csv", "id,date\n#event+id,#date\n#7,2021-03-14\n")
    assert taken(path)[1] == [(3, ["#7", "2021-03-14"])]


def workbook(folder, *rows, merge=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def test_a_workbook_is_read_as_csv_would_have_it(tmp_path):
    path = workbook(tmp_path, ["id", "day", "dead", "lat"], [7, datetime(2021, 3, 14), 3.0, 15.5], [], [8, None, None])
    day = "2021-03-14 00:00:00"
    assert taken(path) == (["id", "day", "dead", "lat"], [(2, ["7", day, "3", "15.5"]), (4, ["8", "", "", ""])])


def test_formulas_stay_formulas(tmp_path):
    assert taken(workbook(tmp_path, ["id", "dead"], [7, "=1+2"]))[1] == [(2, ["7", "=1+2"])]


def test_merged_cells_are_refused_with_their_row(tmp_path):
    path = workbook(tmp_path, ["id", "place"], [1, "Ossul"], [2, None], [3, None], merge="B2:B4")
    with pytest.raises(SheetError, match=r"t\.xlsx:2: cells B2:B4 are merged; split them"):
        taken(path)


def test_parquet(tmp_path):
    path = tmp_path / "t.parquet"
    rows = "SELECT 7 AS id, DATE '2021-03-14' AS day, 3.0::DOUBLE AS dead, ['a', 'b'] AS names, NULL AS place"
    duckdb.sql(rows).write_parquet(str(path))
    assert taken(path) == (["id", "day", "dead", "names", "place"], [(1, ["7", "2021-03-14", "3", "a|b", ""])])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", 'id,place\n1,Ossul\n2,"Farby\n3,Low', "t.csv:3: opens a quote that is never closed"),
        ("t.csv", 'id,place\n1,"Os"sul\n', "t.csv:2: is not CSV"),
        ("t.csv", "id,place\n1,Ménaka\n".encode("cp1252"), "t.csv:2: place: 'Ménaka' is not UTF-8"),
        ("t.csv", "id,place\n".encode("utf-16"), "t.csv:1: is UTF-16; save the file as CSV UTF-8"),
        ("t.csv", 'id,place\n1,"' + "x" * 200_000 + '"\n', "t.csv:2: opens a quote that is never closed"),
        ("t.csv.gz", b"id,place\n", "t.csv.gz: is not gzipped"),
        ("t.csv.gz", gzip.compress(b"id,place\n1,Ossul\n" * 99)[:40], "t.csv.gz: is not whole"),
        ("t.xlsx", b"no zip", "t.xlsx: is no workbook"),
        ("t.parquet", b"no parquet", "t.parquet: is not Parquet"),
        ("t.ods", b"", "t.ods: is no table that can be read"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, content, said):
    with pytest.raises(SheetError, match=said):
        taken(written(tmp_path, name, content))


def test_a_file_that_is_not_there_is_named(tmp_path):
    for name in ("t.csv", "t.csv.gz", "t.xlsx", "t.parquet"):
        with pytest.raises(SheetError, match=name):
            taken(tmp_path / name)


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(
    lambda word: word.strip() and not word.startswith("#")
)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=5))
def test_what_was_written_is_read(tmp_path_factory, rows):
    stream = io.StringIO()
    csv.writer(stream).writerows([("a", "b", "c"), *rows])
    path = written(tmp_path_factory.mktemp("t"), "t.csv", stream.getvalue())
    assert [tuple(cells) for _, cells in taken(path)[1]] == rows


def test_days_of_a_sheet_have_no_time(tmp_path):
    assert taken(workbook(tmp_path, ["day"], [date(2021, 3, 14)]))[1] == [(2, ["2021-03-14 00:00:00"])]


def test_a_line_end_of_an_old_mac_beside_a_strange_byte_is_told(tmp_path):
    with pytest.raises(SheetError, match=r"t\.csv:1: '.*' is not UTF-8"):
        taken(written(tmp_path, "t.csv", b"id,na\rme\xff,x\n"))


def test_a_workbook_that_is_damaged_inside_is_told(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "id"
    book.save(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as damaged:
        for name in whole.namelist():
            damaged.writestr(name, whole.read(name).replace(b'<c r="A1"', b'<c r="r"'))
    with pytest.raises(SheetError, match="is no workbook"):
        taken(tmp_path / "t.xlsx")


@pytest.mark.parametrize("name", ["t.csv.gz", "t.xlsx"])
def test_a_bomb_is_not_unpacked(tmp_path, name, monkeypatch):
    monkeypatch.setattr(sheets, "_MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(sheets, "_LONGEST_LINE", 1_000)
    path = tmp_path / name
    if name == "t.xlsx":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b" " * 1_000_001)
    else:
        path.write_bytes(gzip.compress(b"id,name\n" + b"1,a\n" * 50_000))
    with pytest.raises(SheetError, match="unpacks to"):
        taken(path)
