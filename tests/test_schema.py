from pathlib import Path

import pytest

from docmine.schema import TABLES, as_markdown, check

COMMON = {"doc_id", "start", "end", "raw_start", "raw_end", "text", "method", "score"}


def test_tables_in_order():
    assert list(TABLES) == [
        "documents", "lines", "mentions", "dates", "places", "actors", "events", "event_mentions", "casualties",
        "claims", "event_cells", "incidents", "links", "link_features", "conflicts", "new_events", "link_summary",
        "errors",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["lines", "mentions", "dates", "places", "events", "event_mentions", "casualties", "claims", "event_cells"]
)
def test_rows_of_the_text_carry_where_they_come_from(name):
    assert set(TABLES[name].names) >= COMMON


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_keys_are_columns_and_names_are_unique(table):
    assert set(table.key) <= set(table.names)
    assert len(set(table.names)) == len(table.names)


def test_check_names_what_is_wrong():
    with pytest.raises(ValueError, match="no such column: colour"):
        check(TABLES["errors"], {"path": "a", "stage": "read", "message": "m", "remedy": "r", "colour": "red"})
    with pytest.raises(ValueError, match=r"errors\.remedy"):
        check(TABLES["errors"], {"path": "a", "stage": "read", "message": "m"})


def test_docs_show_every_column():
    page = Path(__file__).parents[1] / "docs" / "tables.md"
    assert page.read_text(encoding="utf-8") == as_markdown()
