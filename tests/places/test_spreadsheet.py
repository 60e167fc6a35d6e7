import gzip

import openpyxl
import pytest

from docmine.errors import ResourceError
from docmine.places.spreadsheet import read_sheets


def rows(path):
    return [(sheet.header, list(sheet.rows)) for sheet in read_sheets(path)]


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n\n3,4\n", "a;b\n1;2\n\n3;4\n", "# made by hand, in May\na\tb\n1\t2\n3\t4\n"]
)
def test_csv_with_any_separator_and_the_numbers_of_its_rows(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_text("\ufeff" + text, encoding="utf-8")
    [(header, found)] = rows(path)
    assert header == ["a", "b"]
    assert [cells for _, cells in found] == [["1", "2"], ["3", "4"]]
    assert found[-1][0] == 4


def test_gzipped_csv(tmp_path):
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert rows(path) == [(["a", "b"], [(2, ["1", "2"])])]


def test_all_sheets_of_a_workbook(tmp_path):
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["name", "lat"])
    book.active.append([" Farby ", 1.5])
    book.active.append([None, None])
    book.create_sheet("empty")
    book.create_sheet("more").append(["name"])
    book.save(path)
    assert rows(path) == [(["name", "lat"], [(2, ["Farby", "1.5"])]), (["name"], [])]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", b"a,b\n1,2\n1\n", "row 3.*another number of cells"),
        ("t.csv", b"a,b\n\xff,2\n", "cannot be read"),
        ("t.csv", b'a,b\n"1,2\n', "row 2"),
        ("t.csv.gz", b"a,b\n1,2\n", "cannot be read"),
        ("t.xlsx", b"no zip", "no workbook"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, content, message):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ResourceError, match=message) as caught:
        rows(path)
    assert str(path) in str(caught.value)
    assert caught.value.remedy
