import csv

import pytest

from docmine.errors import StoreError
from docmine.export import atomic, write_csv, write_parquet, write_texts, write_xlsx
from docmine.schema import TABLES
from docmine.store import Store

DANGER = ["=1+1", "+41 79", "-2 killed", "@SUM(A1)", "حلب", 'a "quoted", line\nbreak']


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "output") as store:
        with store.transaction():
            store.write(
                "documents",
                [
                    {"doc_id": f"d_{n}", "path": [f"{n}", "copy"], "title": title, "published_source": "none",
                     "status": "ok", "raw_chars": n}
                    for n, title in enumerate(DANGER)
                ],
            )  # fmt: skip
        yield store


def read(path, encoding):
    with path.open(encoding=encoding, newline="") as handle:
        return list(csv.DictReader(handle))


def test_csv_for_machines_is_exact(store, tmp_path):
    path = tmp_path / "d.csv"
    write_csv(path, TABLES["documents"], store.cells("documents"))
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = read(path, "utf-8")
    assert [row["title"] for row in rows] == DANGER
    assert rows[0]["path"] == "0|copy"
    assert rows[0]["byline"] == ""


def test_csv_for_spreadsheets_is_marked_and_disarmed(store, tmp_path):
    path = tmp_path / "d.csv"
    write_csv(path, TABLES["documents"], store.cells("documents"), spreadsheet=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    titles = [row["title"] for row in read(path, "utf-8-sig")]
    assert titles == ["'=1+1", "'+41 79", "'-2 killed", "'@SUM(A1)", *DANGER[4:]]


def test_xlsx_holds_text_and_no_formula(store, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    write_xlsx(tmp_path / "d.xlsx", store)
    book = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert book.sheetnames == list(TABLES)
    sheet = book["documents"]
    column = TABLES["documents"].names.index("title") + 1
    cells = [sheet.cell(row, column) for row in range(2, 8)]
    assert [cell.value for cell in cells] == DANGER
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet.cell(3, TABLES["documents"].names.index("raw_chars") + 1).value == 1


def test_parquet_keeps_types_and_lists(store, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    write_parquet(tmp_path / "p", store)
    path = tmp_path / "p" / "documents.parquet"
    rows = duckdb.sql(f"SELECT title, path, raw_chars, byline FROM '{path}' ORDER BY raw_chars").fetchall()
    assert [row[0] for row in rows] == DANGER
    assert rows[0][1:] == (["0", "copy"], 0, None)
    assert sorted(p.name for p in (tmp_path / "p").iterdir()) == sorted(f"{name}.parquet" for name in TABLES)


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")

    def rows():
        yield ("one",)
        raise RuntimeError("the machine stopped")

    with pytest.raises(RuntimeError):
        write_csv(path, TABLES["errors"], rows())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"), atomic(tmp_path / "file" / "a.csv"):
        pass


def test_texts_are_exact(store, tmp_path):
    texts = {"d_1": ("Menü\r\nFour died.\u2028حلب", "Four died."), "d_2": ("", "")}
    with store.transaction():
        store.write(
            "_texts", [{"doc_id": i, "raw": raw, "clean": clean, "pieces": "[]"} for i, (raw, clean) in texts.items()]
        )
    write_texts(tmp_path / "texts", store)
    for doc_id, (raw, clean) in texts.items():
        assert (tmp_path / "texts" / f"{doc_id}.raw.txt").read_bytes().decode("utf-8") == raw
        assert (tmp_path / "texts" / f"{doc_id}.clean.txt").read_bytes().decode("utf-8") == clean
    assert len(list((tmp_path / "texts").iterdir())) == 4


def test_an_id_that_leads_elsewhere_is_refused(store, tmp_path):
    with store.transaction():
        store.write("_texts", [{"doc_id": "../d_1", "raw": "a", "clean": "a", "pieces": "[]"}])
    with pytest.raises(StoreError, match="id"):
        write_texts(tmp_path / "texts", store)
    assert not list(tmp_path.glob("*.txt"))
