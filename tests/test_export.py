import csv
from contextlib import contextmanager

import pytest

from docmine import export
from docmine.errors import StoreError
from docmine.export import _left, atomic, write_csv, write_parquet, write_texts, write_xlsx
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


def test_what_a_killed_process_left_is_taken_away(tmp_path):
    (tmp_path / ".a.csv.x1.docmine.part").write_text("half")
    others = [".a.csv.gz.x1.docmine.part", ".b.csv.x1.docmine.part", ".b.part"]
    for name in others:
        (tmp_path / name).write_text("of another process, which is at work")
    with atomic(tmp_path / "a.csv") as temporary:
        temporary.write_text("whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [*others, "a.csv"]


def test_two_that_write_one_file_do_not_mix(tmp_path):
    path = tmp_path / "a.csv"

    def write_both():
        with atomic(path) as first:
            first.write_text("first")
            _left.cache_clear()  # as in another process
            with atomic(path) as second:
                second.write_text("second")

    with pytest.raises(StoreError, match="nothing else writes there"):
        write_both()
    assert path.read_text() == "second"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def full():
    """Let no file grow beyond 64 bytes, which is what a full disk does to a writer."""
    resource = pytest.importorskip("resource")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)

    @contextmanager
    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, former[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, former)

    return full


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "texts"])
def test_a_full_disk_is_an_error_and_leaves_what_was_there(store, tmp_path, full, kind):
    with store.transaction():
        store.write("_texts", [{"doc_id": "d_1", "raw": "x" * 100, "clean": "x" * 100, "pieces": "[]"}])
    folder = tmp_path / "export"
    write = {
        "csv": lambda: write_csv(folder / "documents.csv", TABLES["documents"], store.cells("documents")),
        "xlsx": lambda: write_xlsx(folder / "docmine.xlsx", store),
        "parquet": lambda: write_parquet(folder, store),
        "texts": lambda: write_texts(folder, store),
    }[kind]
    write()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with full(), pytest.raises(StoreError, match=r"cannot be written: .*(large|space)"):
        write()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_full_disk_under_a_parquet_file_is_an_error_too(store, tmp_path, monkeypatch):
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(export, "_quoted", lambda path: "/dev/full")
    with pytest.raises(StoreError, match=r"documents\.parquet: cannot be written"):
        write_parquet(tmp_path / "p", store)
    assert duckdb
    assert not list((tmp_path / "p").iterdir())


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
