"""One row for each day, type, source, target and place."""

import pytest

from docmine.one_a_day import ONE_A_DAY, one_a_day
from docmine.store import Store


def event(name, **cells):
    words = {"start": 0, "end": 1, "raw_start": 0, "raw_end": 1, "text": "x", "method": "m", "score": 0.5}
    told = {"event_type": "ASSAULT", "trigger": "raid", "sentence": "x", "status": "factual"}
    day = {"earliest": "2021-03-05", "latest": "2021-03-05", "source_actors": ["army"], "place": "Ostra"}
    return {"event_id": name, "doc_id": f"d_{name}", **words, **told, **day, **cells}


@pytest.fixture
def rows(tmp_path):
    def run(*events):
        with Store(tmp_path / "output") as store:
            with store.transaction():
                store.write("events", events)
            return [*one_a_day(store)]

    return run


def test_a_day_has_one_row_however_often_it_is_told(rows):
    (row,) = rows(event("a"), event("b", status="historical"))
    assert dict(zip(ONE_A_DAY.names, row, strict=True)) == {
        "date": "2021-03-05", "event_type": "ASSAULT", "source": "army", "target": None, "place": "Ostra",
        "n_events": 2, "event_ids": "a|b", "doc_ids": "d_a|d_b",
    }  # fmt: skip


def test_each_pair_of_actors_has_its_row(rows):
    found = rows(event("a", source_actors=["army", "police"], target_actors=["rebels", "farmers"]))
    assert [row[2:4] for row in found] == [
        ("army", "farmers"), ("army", "rebels"), ("police", "farmers"), ("police", "rebels"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cells", [{"duplicate_of": "a"}, {"status": "negated"}, {"latest": "2021-03-06"}, {"earliest": None}], ids=str
)
def test_what_is_left_out(rows, cells):
    assert [row[6] for row in rows(event("a"), event("b", **cells))] == ["a"]
