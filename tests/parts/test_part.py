import shutil
from collections import Counter
from pathlib import Path

import pytest

from docmine.errors import StoreError
from docmine.parts import Manifest, committed, read_part, write_part
from docmine.parts.part import MANIFEST
from docmine.store import PER_DOCUMENT, Store

pytest.importorskip("pyarrow", reason="the extra `ray` is not installed")

PART = "0123456789abcdef01234567"
EMPTY = {"part": PART, "settings": {}, "trusted": True, "reports": (), "refused": (), "tables": {}}
DOCUMENT = {"doc_id": "d_1", "path": ["a.txt"], "published_source": "none", "status": "ok"}


def rows_of(store, doc_id):
    """All rows of a document, as the store has them; lists as lists, as workers make them."""
    rows = {}
    for table in PER_DOCUMENT:
        found = [
            dict(row) for row in store.execute(f"SELECT * FROM {table} WHERE doc_id = ? ORDER BY rowid", (doc_id,))
        ]
        if found:
            rows[table] = found
    return rows


@pytest.fixture
def part(tmp_path):
    write_part(tmp_path, Manifest(**EMPTY), [{"documents": [DOCUMENT], "events": []}])
    return tmp_path / PART


def test_the_query_in_the_docs_counts_the_events_of_the_parts(samples, tmp_path):
    import duckdb

    page = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
    query = page.split("```sql")[1].split("```")[0].replace("/shared/tables/parts", str(tmp_path))
    with Store(samples / "output", readonly=True) as store:
        events = list(store.rows("events"))
    write_part(tmp_path, Manifest(**EMPTY), [{"events": events}])
    write_part(tmp_path, Manifest(**{**EMPTY, "part": "e" * 24}), [{"events": events}])
    assert dict(duckdb.sql(query).fetchall()) == Counter(event["event_type"] for event in events)


def test_rows_come_back_as_they_were(samples, tmp_path):
    with Store(samples / "output", readonly=True) as store, Store(tmp_path / "again") as again:
        ids = [row[0] for row in store.execute("SELECT doc_id FROM documents ORDER BY doc_id")]
        made = {doc_id: rows_of(store, doc_id) for doc_id in ids}
        listed = {
            doc_id: {t: [_with_lists(t, row) for row in rows] for t, rows in made[doc_id].items()} for doc_id in ids
        }
        write_part(tmp_path, Manifest(**EMPTY), listed.values())
        read = dict(read_part(tmp_path, committed(tmp_path, PART)))
        with again.transaction():
            for doc_id, rows in read.items():
                again.replace_document(doc_id, rows)
        assert {doc_id: rows_of(again, doc_id) for doc_id in ids} == made


def _with_lists(table, row):
    from docmine.schema import TABLES
    from docmine.store import split_list

    lists = {column.name for column in TABLES[table].columns if column.dtype == "list"} if table in TABLES else ()
    return {name: split_list(value) if name in lists else value for name, value in row.items()}


def test_what_is_not_there_is_not_committed(tmp_path):
    assert committed(tmp_path, PART) is None


def test_tables_without_rows_have_no_file(part):
    assert sorted(path.name for path in part.iterdir()) == ["documents.parquet", MANIFEST]
    assert committed(part.parent, PART).tables["documents"].rows == 1


def test_a_part_is_committed_once(part):
    before = (part / MANIFEST).read_bytes()
    other = {**DOCUMENT, "path": ["other.txt"]}
    write_part(part.parent, Manifest(**EMPTY), [{"documents": [other]}])
    assert (part / MANIFEST).read_bytes() == before
    assert [path.name for path in part.parent.iterdir()] == [PART]


def test_a_part_that_cannot_be_finished_leaves_nothing(tmp_path):
    with pytest.raises(TypeError):
        write_part(tmp_path, Manifest(**EMPTY), [{"documents": [{**DOCUMENT, "path": 3}]}])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change", [lambda text: text[:-20], lambda text: text.replace('"rows": 1', '"rows": 2'), lambda _: "[]"]
)
def test_a_manifest_that_was_changed_is_named(part, change):
    path = part / MANIFEST
    path.write_text(change(path.read_text()))
    with pytest.raises(StoreError, match="torn, or was changed") as caught:
        committed(part.parent, PART)
    assert caught.value.where == str(path)
    assert "delete" in caught.value.remedy


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"PAR1"), lambda path: path.unlink()])
def test_a_table_that_was_changed_is_named(part, damage):
    damage(part / "documents.parquet")
    with pytest.raises(StoreError) as caught:
        list(read_part(part.parent, committed(part.parent, PART)))
    assert caught.value.where == str(part / "documents.parquet")


def test_the_manifest_of_another_part_is_refused(part):
    shutil.copytree(part, part.with_name("f" * 24))
    with pytest.raises(StoreError, match="another part"):
        committed(part.parent, "f" * 24)


@pytest.mark.parametrize("name", ["../" + PART, "/etc", "", PART + "/x", "0" * 23])
def test_names_never_lead_out_of_the_folder(tmp_path, name):
    with pytest.raises(StoreError, match="is no part"):
        committed(tmp_path, name)


def test_a_link_is_no_part(part):
    link = part.with_name("e" * 24)
    link.symlink_to(part, target_is_directory=True)
    with pytest.raises(StoreError, match="is no part"):
        committed(part.parent, link.name)
