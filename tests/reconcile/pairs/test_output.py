import duckdb
import pytest

from docmine.errors import StoreError
from docmine.reconcile.pairs.output import write

TABLES = {
    "links": "2 AS n, 1 AS rank, 'e2' AS event_id",
    "link_features": "2 AS n, 1 AS rank, 0 AS feature_n, 'start' AS feature",
    "conflicts": "2 AS n, 'C1' AS curated_id, 'date' AS field",
    "new_events": "2 AS n, 'e2' AS event_id",
    "summary": "'rows' AS measure, 1 AS value",
}


@pytest.fixture
def db():
    with duckdb.connect() as db:
        for name, row in TABLES.items():
            db.execute(f"CREATE TABLE {name} AS SELECT {row}")
        yield db


def files(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_rows_come_in_order_without_what_orders_them(db, tmp_path):
    db.execute("INSERT INTO links VALUES (1, 1, 'e1')")
    assert write(db, tmp_path) == dict.fromkeys(TABLES, 1) | {"links": 2}
    assert files(tmp_path)["links.csv"] == "event_id\ne1\ne2\n"
    assert files(tmp_path)["conflicts.csv"] == "curated_id,field\nC1,date\n"


@pytest.mark.parametrize("name", TABLES)
def test_a_disk_that_is_full_in_the_middle_leaves_all_files_as_they_were(db, tmp_path, name):
    resource = pytest.importorskip("resource")
    write(db, tmp_path)
    before = files(tmp_path)
    for table in TABLES:
        db.execute(f"ALTER TABLE {table} ADD COLUMN long VARCHAR DEFAULT '{'x' * 9000 if table == name else 'x'}'")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, former[1]))
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            write(db, tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert files(tmp_path) == before
    write(db, tmp_path)
    assert "long" in files(tmp_path)["summary.csv"]


def test_a_folder_that_cannot_be_written_is_named(db, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        write(db, tmp_path / "file")
