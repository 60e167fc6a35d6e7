import shutil
import sqlite3

import pytest

from docmine.errors import StoreError
from docmine.offsets import TextMap
from docmine.schema import TABLES
from docmine.store import Store, join_list, split_list


def document(doc_id, path):
    return {"doc_id": doc_id, "path": [path], "published_source": "none", "status": "ok"}


def date(doc_id, start):
    row = dict.fromkeys(TABLES["dates"].names)
    row |= {"date_id": f"t_{doc_id}{start}", "doc_id": doc_id, "start": start, "end": start + 4, "raw_start": start}
    return row | {"raw_end": start + 4, "text": "2016", "method": "m", "score": 1.0, "type": "DATE"}


def test_rows_come_in_the_order_of_paths_and_text(tmp_path):
    with Store(tmp_path) as store:
        with store.transaction():
            store.replace_document(
                "d_1", {"documents": [document("d_1", "z.txt")], "dates": [date("d_1", 5), date("d_1", 0)]}
            )
            store.replace_document("d_2", {"documents": [document("d_2", "a.txt")], "dates": [date("d_2", 9)]})
        assert [row["path"] for row in store.rows("documents")] == [["a.txt"], ["z.txt"]]
        assert [(row["doc_id"], row["start"]) for row in store.rows("dates")] == [("d_2", 9), ("d_1", 0), ("d_1", 5)]


def test_replacing_a_document_leaves_nothing_of_it(tmp_path):
    with Store(tmp_path) as store:
        with store.transaction():
            store.replace_document(
                "d_1", {"documents": [document("d_1", "a")], "dates": [date("d_1", 0), date("d_1", 9)]}
            )
            store.replace_document("d_1", {"documents": [document("d_1", "a")], "dates": [date("d_1", 3)]})
        assert [row["start"] for row in store.rows("dates")] == [3]
        with store.transaction():
            store.remove_document("d_1")
        assert store.count("documents") == store.count("dates") == 0


def test_a_transaction_that_fails_writes_nothing(tmp_path):
    with Store(tmp_path) as store:
        twice = [document("d_1", "a"), document("d_1", "b")]  # one key
        with pytest.raises(StoreError), store.transaction():
            store.write("documents", twice)
        assert store.count("documents") == 0


def test_texts_and_their_map_come_back(tmp_path):
    with Store(tmp_path) as store:
        with store.transaction():
            store.write("_texts", [{"doc_id": "d_1", "raw": "xxab", "clean": "ab", "pieces": "[[0, 2, 2, 4]]"}])
        assert store.text("d_1") == ("xxab", "ab", TextMap(((0, 2, 2, 4),)))
        with pytest.raises(KeyError):
            store.text("d_2")


def test_two_runs_cannot_write_one_store(tmp_path):
    with Store(tmp_path), pytest.raises(StoreError, match="another run is writing here"):
        Store(tmp_path)
    Store(tmp_path).close()


def test_people_can_read_while_a_run_writes(tmp_path):
    with Store(tmp_path) as store:
        with store.transaction():
            store.write("documents", [document("d_1", "a")])
        with store.transaction():
            store.write("documents", [document("d_2", "b")])
            with Store(tmp_path, readonly=True) as reader:
                assert reader.count("documents") == 1


def test_what_is_read_in_a_snapshot_is_of_one_moment(tmp_path):
    with Store(tmp_path) as store, Store(tmp_path, readonly=True) as reader:
        with reader.snapshot():
            assert reader.count("documents") == 0
            with store.transaction():
                store.write("documents", [document("d_1", "a")])
            assert reader.count("documents") == 0
        assert reader.count("documents") == 1


def test_a_disk_that_is_full_costs_the_transaction_and_no_more(tmp_path):
    with Store(tmp_path) as store:
        with store.transaction():
            store.write("documents", [document("d_1", "a")])
        pages = store.execute("PRAGMA page_count").fetchone()[0]
        store.execute(f"PRAGMA max_page_count = {pages}")
        rows = {"documents": [document("d_2", "b")]}
        rows["_texts"] = [{"doc_id": "d_2", "raw": "x" * 100_000, "clean": "", "pieces": "[]"}]
        with pytest.raises(StoreError, match=r"cannot be written: .*full.*free space"), store.transaction():
            store.replace_document("d_2", rows)
        assert [row["doc_id"] for row in store.rows("documents")] == ["d_1"]
        store.execute("PRAGMA max_page_count = 1000000")
        with store.transaction():
            store.write("documents", [document("d_2", "b")])
        assert store.count("documents") == 2


def test_a_store_that_was_damaged_is_an_error_that_says_what_to_do(tmp_path):
    with Store(tmp_path) as store, store.transaction():
        store.write("_texts", ({"doc_id": f"d_{n}", "raw": "x" * 5000, "clean": "", "pieces": "[]"} for n in range(50)))
    path = tmp_path / "docmine.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[: -len(data) // 3] + bytes(len(data) // 3 + 1))
    with Store(tmp_path, readonly=True) as store, pytest.raises(StoreError, match=r"malformed.*made anew"):
        list(store.texts())


def test_rows_that_a_killed_run_left_are_read_in_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    with Store(tmp_path / "live") as store:
        with store.transaction():
            store.write("documents", [document("d_1", "a")])
        shutil.copytree(tmp_path / "live", tmp_path / "killed")  # with what is not yet in the main file
    monkeypatch.setattr("docmine.store.os.access", lambda path, mode: False)
    with Store(tmp_path / "killed", readonly=True) as reader:
        assert reader.count("documents") == 1


def test_opening_says_what_is_wrong(tmp_path):
    with pytest.raises(StoreError, match="no tables here"):
        Store(tmp_path, readonly=True)
    (tmp_path / "docmine.sqlite").write_bytes(b"this is no database, but it is long enough to look like one" * 20)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(tmp_path)


def test_a_store_of_another_version_is_refused_and_kept(tmp_path):
    Store(tmp_path).close()
    db = sqlite3.connect(tmp_path / "docmine.sqlite")
    with db:
        db.execute("UPDATE _meta SET value = 'older' WHERE key = 'schema'")
    db.close()
    for readonly in (False, True):
        with pytest.raises(StoreError, match="not made by this version"):
            Store(tmp_path, readonly=readonly)
    assert (tmp_path / "docmine.sqlite").exists()


@pytest.mark.parametrize(
    ("values", "cell", "back"),
    [([], None, []), (["Aleppo"], "Aleppo", ["Aleppo"]), (["a", "b|c"], "a|b¦c", ["a", "b¦c"])],
)
def test_list_cells(values, cell, back):
    assert join_list(values) == cell
    assert split_list(cell) == back
