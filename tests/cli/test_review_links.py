"""`docmine review links`: from the queue to verdicts that the next run honours."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.decided import decision_rows
from docmine.errors import ResourceError

REPORT = """Kessen Guard fighters killed four soldiers in Gao on 14 March 2021, residents said.
"""
EVENTS = """event_id,event_date,event_type,actor1,actor2,location,country_iso3,lat,lon,fatalities
C1,2021-03-14,Battles,Kessen Guard,Soldiers,Gao,MLI,16.27,-0.04,4
C2,2021-03-14,Battles,Kessen Guard,Soldiers,Gao\x1b[2J,MLI,16.27,-0.04,4
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    (folder / "raw").mkdir()
    (folder / "pipeline" / "curated").mkdir(parents=True)
    (folder / "pipeline" / "docmine.toml").write_text("[run]\nworkers = 1\n")
    (folder / "raw" / "one.txt").write_text(REPORT)
    (folder / "pipeline" / "curated" / "events.csv").write_text(EVENTS)
    return folder


@pytest.fixture
def review(ran, tmp_path, monkeypatch):
    shutil.copytree(ran, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    call("run")
    return lambda *words, said=None: call("review", "links", "--who", "am", *words, said=said)


def call(*words, said=None):
    done = CliRunner().invoke(app, [str(word) for word in words], input=said, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def verdicts(folder):
    rows = decision_rows(folder / "pipeline" / "review" / "decisions.jsonl")
    return [(row["curated_id"], row["verdict"], row["who"], row.get("bulk", False)) for _, row in rows]


def listed(review, *words):
    return json.loads(review("--json", *words))


def test_both_rows_are_shown_and_nothing_steers_the_terminal(review):
    # two curated rows fit as well: both are possible
    shown = review()
    assert "1. event, possible" in shown
    assert "curated: C1" in shown
    assert "one.txt: Kessen Guard fighters killed four soldiers" in shown
    assert "\x1b" not in shown
    assert "\\x1b[2J" in shown


def test_answers_are_noted_and_can_be_taken_back(review, tmp_path):
    first, second = (link["curated_id"] for link in listed(review))
    shown = review("--ask", said="a\nz\nr\nx\nu\n")
    assert verdicts(tmp_path) == [(first, "reject", "am", False), (second, "unsure", "am", False)]
    assert "taken back" in shown
    assert "no such answer" in shown
    assert "2 verdicts written" in shown
    assert "no link waits for a verdict" in review()


def test_the_end_of_the_input_is_quit(review, tmp_path):
    assert "0 verdicts written" in review("--ask", said="s\n")
    assert verdicts(tmp_path) == []


def test_verdicts_by_id_are_honoured_by_the_next_run(review, tmp_path):
    first, second = listed(review)
    review("--accept", first["link_id"], "--reject", second["link_id"])
    call("run")
    assert listed(review) == listed(review, "--decision", "match") == []
    assert set(verdicts(tmp_path)) == {
        (first["curated_id"], "accept", "am", False),
        (second["curated_id"], "reject", "am", False),
    }


def test_accepting_all_leaves_out_what_is_as_good_and_what_a_person_judged(review, tmp_path):
    review("--accept-all", "--above", "0.5")
    assert verdicts(tmp_path) == []  # two curated rows fit as well
    (tmp_path / "pipeline" / "curated" / "events.csv").write_text("".join(EVENTS.splitlines(keepends=True)[:2]))
    call("run")
    review("--accept-all", "--above", "0.5")
    assert verdicts(tmp_path) == [("C1", "accept", "am", True)]
    review("--accept-all", "--above", "0.5")
    assert len(verdicts(tmp_path)) == 1


def test_an_id_that_is_none_is_refused_and_nothing_written(review, tmp_path):
    (link, *_) = listed(review)
    with pytest.raises(ResourceError, match="there is no link 'l_none'"):
        review("--accept", link["link_id"], "--accept", "l_none")
    assert verdicts(tmp_path) == []
