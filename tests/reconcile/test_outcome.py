import json

import pytest

from docmine.reconcile.check import understand
from docmine.reconcile.outcome import conflicts, features
from docmine.reconcile.taxonomy import packaged
from docmine.store import Store


def link(decision="match", **cells):
    empty = {"extracted": None, "curated": None, "agreement": None, "level": None, "points": 0.0, "contradiction": None}
    comparison = json.dumps({name: empty | cell for name, cell in cells.items()})
    named = {"link_id": "l_1", "kind": "event", "extracted_id": "e_1", "curated_id": "K1"}
    return named | {"decision": decision, "comparison": comparison}


KILLED = {
    "extracted": "19", "curated": "23", "agreement": 0.6, "level": "under half as many again", "points": 0.8,
    "contradiction": "serious",
}  # fmt: skip


def test_each_field_of_a_link_is_a_row():
    rows = list(features(link(date={"points": 1.3, "level": "same day", "agreement": 1.0}, killed=KILLED)))
    assert [(row["feature"], row["value"], row["contribution"]) for row in rows] == [
        ("date", "same day", 1.3),
        ("killed", "under half as many again", 0.8),
    ]
    assert (rows[1]["extracted"], rows[1]["curated"], rows[1]["agreement"]) == ("19", "23", 0.6)


def test_a_new_row_has_no_features():
    assert list(features(link() | {"comparison": None})) == []


@pytest.mark.parametrize(("decision", "count"), [("match", 1), ("conflict", 1), ("possible", 0), ("new", 0)])
def test_only_rows_that_are_one_can_contradict_each_other(decision, count):
    rows = list(conflicts(link(decision, date={"level": "same day"}, killed=KILLED)))
    assert [(row["field"], row["extracted"], row["curated"], row["severity"]) for row in rows] == [
        ("killed", "19", "23", "serious")
    ] * count


@pytest.fixture(scope="module")
def store(samples):
    with Store(samples / "output", readonly=True) as store:
        yield store


def test_every_conflict_names_a_serious_contradiction(store):
    serious = {row["link_id"] for row in store.rows("conflicts") if row["severity"] == "serious"}
    assert {row["link_id"] for row in store.rows("links") if row["decision"] == "conflict"} <= serious


def test_contributions_lead_to_the_score(store):
    link_id, score = store.execute("SELECT link_id, score FROM links WHERE curated_id = 'GRM-001'").fetchone()
    sql = "SELECT 1 / (1 + exp(-sum(contribution))) FROM link_features WHERE link_id = ?"
    assert store.execute(sql, (link_id,)).fetchone()[0] == pytest.approx(score, abs=0.001)


def test_new_events_are_those_without_a_curated_row(store):
    new = {row["event_id"] for row in store.rows("new_events")}
    linked = [row for row in store.rows("links") if row["kind"] == "event"]
    assert new == {row["extracted_id"] for row in linked if row["decision"] == "new"}


def test_new_events_are_read_as_curated_events_where_the_day_is_known(samples, store):
    found = understand(samples / "output" / "new_events.csv", packaged())
    dated = [row for row in store.rows("new_events") if row["event_date"]]
    assert found.layout == "docmine"
    assert found.rows == len(dated) > 0
    assert all("is empty; every event needs a day" in problem.text for problem in found.problems)


def test_an_open_bound_is_no_day(store):
    bounds = {row["event_id"]: (row["earliest"], row["latest"]) for row in store.rows("events")}
    for row in store.rows("new_events"):
        first, last = bounds[row["event_id"]]
        assert (row["event_date"], row["end_date"] or row["event_date"]) == (
            (first, last) if first and last else (None,) * 2
        )


def test_the_summary_counts_rows_and_what_was_found(store):
    rows = list(store.rows("link_summary"))
    figures = {row["measure"]: row["value"] for row in rows if row["month"] is None}
    decided = [figures[f"rows {name}"] for name in ("match", "conflict", "possible", "new")]
    assert sum(decided) == figures["extracted rows"]
    assert figures["review load"] == pytest.approx(figures["rows to review"] / figures["extracted rows"], abs=0.0001)
    assert figures["precision expected of automatic"] >= figures["threshold of automatic"]
    gao = [(row["measure"], row["value"]) for row in rows if (row["month"], row["region"]) == ("2021-02", "Gao")]
    assert gao == [("curated rows", 1), ("curated rows found", 0)]  # GRM-010 is in no sample report
