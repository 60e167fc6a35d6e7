"""Casualties and claims of a run, as rows."""

import pytest

from docmine import config, runner
from docmine.store import Store

TEXT = """KESSEN, 4 May 2021 (Desk) – Rebels shelled Gao on Monday, killing 12 civilians, including three children, the
army said. The rebels denied it and blamed the army. Soldiers bombed Mopti on Sunday, bringing the death toll to 90.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("details")
    (folder / "raw").mkdir()
    (folder / "raw" / "one.txt").write_text(TEXT, encoding="utf-8")
    runner.run(folder / "raw", folder / "output", config.Config())
    with Store(folder / "output", readonly=True) as opened:
        yield opened


def test_each_number_stands_on_its_words_and_parts_are_not_added(store):
    rows = list(store.rows("casualties"))
    assert [(row["kind"], row["best"], row["part"], row["cumulative"]) for row in rows] == [
        ("killed", 12, 0, 0),
        ("killed", 3, 1, 0),
        ("killed", 90, 0, 1),
    ]
    assert [row["who"] for row in rows[:2]] == ["civilians", "children"]
    assert "12" in rows[0]["text"]
    (event,) = [row for row in store.rows("events") if row["event_id"] == rows[0]["event_id"]]
    assert (event["killed_low"], event["killed_best"], event["killed_high"]) == (12, 12, 12)


def test_who_says_what_of_an_event_is_a_row_each(store):
    rows = [(row["stance"], row["claimant"], row["accused"]) for row in store.rows("claims")]
    assert ("asserts", "army", []) in rows
    assert ("denies", "rebels", []) in rows
    assert ("blames", "rebels", ["army"]) in rows
    assert len({row["event_id"] for row in store.rows("claims") if row["stance"] != "blames" or row["accused"]}) == 1


def test_rows_lead_back_to_their_words(store):
    for table in ("casualties", "claims", "role_fillers", "event_mentions"):
        for row in store.rows(table):
            assert store.text(row["doc_id"])[1][row["start"] : row["end"]] == row["text"]


def test_role_fillers_hang_on_events_and_name_actors(samples):
    with Store(samples / "output", readonly=True) as store:
        rows, events, actors = list(store.rows("role_fillers")), list(store.rows("events")), list(store.rows("actors"))
    assert {row["event_id"] for row in rows} <= {row["event_id"] for row in events}
    named = {row["filler_actor_id"] for row in rows if row["filler_actor_id"]}
    assert named
    assert named <= {row["actor_id"] for row in actors}
    assert {row["role"] for row in rows} <= {"perpetrator", "organisation", "object", "victim", "weapon"}
    assert all(row["in_sentence"] in (0, 1) and 0 <= row["score"] <= 1 for row in rows)


def test_claimants_are_actors(store):
    actors = {row["actor_id"] for row in store.rows("actors")}
    named = [row["claimant_actor_id"] for row in store.rows("claims") if row["claimant_actor_id"]]
    assert named
    assert set(named) <= actors
