"""A person's verdict holds for the same rows when reports, offsets and curated ids have changed."""

import shutil

import pytest

from docmine import config, decided, runner
from docmine.reconcile.verdicts import queue, standing, verdict_row
from docmine.store import Store

REPORT = """Kessen Guard fighters killed four soldiers in Gao on 14 March 2021, residents said.

The army shelled a market in Ansongo on 2 April 2021. Seven traders were killed.
"""
HEADER = "event_id,event_date,event_type,actor1,actor2,location,country_iso3,lat,lon,fatalities\n"
GAO = "2021-03-14,Battles,Kessen Guard,Soldiers,Gao,MLI,16.27,-0.04,4\n"
OTHER = "2021-03-15,Battles,Kessen Guard,Soldiers,Gao,MLI,16.27,-0.04,5\n"
PLACES = "place_id,name,aliases,lat,lon,country_iso3\np1,Gao,,16.27,-0.04,MLI\n"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("anchoring")
    (folder / "raw").mkdir()
    (folder / "pipeline" / "curated").mkdir(parents=True)
    (folder / "pipeline" / "docmine.toml").write_text("[run]\nworkers = 1\n")
    (folder / "raw" / "one.txt").write_text(REPORT)
    curated(folder, f"C1,{GAO}C2,{OTHER}")
    (folder / "pipeline" / "curated" / "places.csv").write_text(PLACES)
    run(folder)
    return folder


def curated(folder, lines):
    (folder / "pipeline" / "curated" / "events.csv").write_text(HEADER + lines)


def run(folder):
    runner.run(folder / "raw", folder / "output", config.load(folder / "pipeline"))


@pytest.fixture
def workspace(ran, tmp_path):
    return shutil.copytree(ran, tmp_path / "w")


def path(workspace):
    return workspace / "pipeline" / "review" / "decisions.jsonl"


def links(workspace, kind="event"):
    with Store(workspace / "output", readonly=True) as store:
        return [row for row in store.rows("links") if row["kind"] == kind]


def decide(workspace, curated_id, verdict, kind="event"):
    """Decide about the first extracted row that is linked, and this curated row."""
    with Store(workspace / "output", readonly=True) as store:
        link = next(row for row in store.rows("links") if row["kind"] == kind and row["curated_id"])
        row = verdict_row(store, {**link, "curated_id": curated_id}, verdict, "am", decided.now())
    return decided.append(path(workspace), row)


def said(workspace):
    with Store(workspace / "output", readonly=True) as store:
        return [row["message"] for row in store.rows("errors") if row["stage"] == "review"]


def reviewed(workspace, kind="event"):
    return [(row["curated_id"], row["decision"]) for row in links(workspace, kind) if row["reviewed_by"] == "am"]


def test_the_line_says_what_was_seen(workspace):
    decide(workspace, "C1", "accept")
    ((_, row),) = decided.decision_rows(path(workspace))
    assert row["seen"]["fields"]["date"] == ["2021-03-14", "2021-03-14"]
    assert row["seen"]["told"]["path"] == ["one.txt"]
    assert row["seen"]["told"]["sentence"].startswith("Kessen Guard fighters killed")


def test_a_verdict_survives_a_report_that_has_changed(workspace):
    decide(workspace, "C1", "accept")
    before = links(workspace)[0]["extracted_id"]
    (workspace / "raw" / "one.txt").write_text(f"Gao, Mali. It rained for a week before.\n\n{REPORT}")
    run(workspace)
    assert reviewed(workspace) == [("C1", "match")]
    assert before not in {row["extracted_id"] for row in links(workspace)}
    assert said(workspace) == []


def test_a_verdict_survives_new_curated_ids(workspace):
    decide(workspace, "C1", "accept")
    curated(workspace, f"C1,{OTHER}N7,{GAO.replace('-0.04,4', '-0.04,6')}")
    run(workspace)
    assert reviewed(workspace) == [("N7", "match")]


def test_a_rejected_pair_stays_rejected(workspace):
    decide(workspace, "C1", "reject")
    curated(workspace, f"N7,{GAO}")
    run(workspace)
    assert all(row["curated_id"] != "N7" for row in links(workspace))


def test_doubt_makes_a_pair_possible(workspace):
    decide(workspace, "C1", "unsure")
    run(workspace)
    assert ("C1", "possible") in reviewed(workspace)
    assert any("am is unsure" in row["reasons"] for row in links(workspace))


def test_what_no_longer_fits_is_listed(workspace):
    decide(workspace, "C1", "accept")
    (workspace / "raw" / "one.txt").write_text(
        "Nothing happened in Gao on 14 March 2021, residents of the town said.\n"
    )
    run(workspace)
    (message,) = said(workspace)
    assert "once compared with C1, is not among the extracted rows any more" in message


def test_an_id_that_stands_for_another_row_is_listed(workspace):
    decide(workspace, "C1", "accept")
    curated(workspace, "C1,2019-07-01,Protests,Students,,Bamako,MLI,12.65,-8.0,0\n")
    run(workspace)
    assert reviewed(workspace) == []
    assert said(workspace) == ["C1 is another row than am saw, and no row says what that one said"]


def test_a_place_is_found_again(workspace):
    decide(workspace, "p1", "accept", "place")
    (workspace / "raw" / "one.txt").write_text(f"It rained for a week before.\n\n{REPORT}")
    run(workspace)
    assert reviewed(workspace, "place") == [("p1", "match")]


def test_the_queue_and_what_stands(workspace):
    mark = decide(workspace, "C1", "unsure")
    run(workspace)
    with Store(workspace / "output", readonly=True) as store:
        waiting = queue(store)
        assert {row["decision"] for row in waiting} <= {"possible", "conflict"}
        assert queue(store, limit=1, offset=1) == waiting[1:2]
        assert queue(store, kind="actor", decision="match") == []
    (link,) = [row for row in waiting if row["curated_id"] == "C1"]
    assert standing(path(workspace)) == {(link["extracted_id"], "C1"): ("unsure", mark)}
    decided.undo(path(workspace), mark, "am", decided.now())
    assert standing(path(workspace)) == {}
