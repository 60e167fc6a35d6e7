"""Incidents put together from the events of a store."""

import json

import pytest

from docmine import incidents
from docmine.schema import TABLES
from docmine.store import Store

FILLER = {"text": "", "integer": 0, "real": 0.0, "boolean": False, "list": ["x"]}


def row(table, **cells):
    """Return a row in which whatever must not be null has some value."""
    must = {c.name: FILLER[c.dtype] for c in TABLES[table].columns if not c.nullable}
    return {**must, **cells}


@pytest.fixture
def told(tmp_path):
    """Return a function that gives the one incident of a battle told in documents, each as (published, low, high)."""

    def settle(*documents):
        with Store(tmp_path / "output") as store, store.transaction():
            for n, (published, low, high) in enumerate(documents):
                doc_id, event_id = f"d_{n}", f"e_{n}"
                cells = {"event_type": "ASSAULT", "mode": "clash", "status": "factual", "place": "Ostra"}
                days = {"earliest": "2018-06-03", "latest": "2018-06-03"}
                toll = {"killed_low": low, "killed_best": low, "killed_high": high}
                sources = {"source_actors": ["rebels"], "source_actor_ids": ["a_1"]}
                store.write("documents", [row("documents", doc_id=doc_id, published=published)])
                store.write(
                    "events", [row("events", doc_id=doc_id, event_id=event_id, **cells, **days, **toll, **sources)]
                )
            incidents.settle(store)
            (incident,) = store.rows("incidents")
        return incident

    return settle


@pytest.mark.parametrize(
    ("documents", "contradictions"),
    [
        ([("2018-06-04", 8, 8), ("2018-06-05", 12, 12), ("2018-06-08", 20, 20)], []),  # it has risen
        ([("2018-06-04", 12, 12), ("2018-06-05", 8, 8)], ["killed"]),  # and does not fall
        ([("2018-06-04", 8, 8), ("2018-06-04", 12, 12)], ["killed"]),
        ([("2018", 8, 8), ("2018-06-05", 12, 12)], ["killed"]),  # which of them came later is not known
        ([(None, 8, 8), ("2018-06-05", 12, 12)], ["killed"]),
        ([("2018-06-04", 12, None), ("2018-06-03", 8, 15)], []),
    ],
    ids=str,
)
def test_a_toll_that_rises_is_no_contradiction(told, documents, contradictions):
    assert told(*documents)["contradictions"] == contradictions


def test_figures_keep_who_says_what(told):
    incident = told(("2018-06-04", 8, 8), ("2018-06-05", 12, 12))
    assert [incident[f"killed_{bound}"] for bound in ("low", "best", "high")] == [8, 8, 12]
    assert json.loads(incident["figures"]) == {"killed": {"e_0": [8, 8, 8], "e_1": [12, 12, 12]}}
