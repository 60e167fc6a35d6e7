"""`docmine reconcile --check`, and what the command refuses."""

import json

import pytest
from typer.testing import CliRunner

from docmine.cli import app

OWN = "event_id,event_date,location\nK1,2021-03-14,Ossul\n"


@pytest.fixture
def do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "events.csv").write_text(OWN, encoding="utf-8")
    (tmp_path / "bad.csv").write_text(OWN.replace("03-14", "02-30"), encoding="utf-8")
    (tmp_path / "other.csv").write_text("Ref,Event Date\nK1,2021-03-14\n", encoding="utf-8")
    return lambda *words: CliRunner().invoke(app, ["reconcile", *words], catch_exceptions=False)


def test_what_is_understood_is_shown(do, tmp_path):
    before = sorted(tmp_path.iterdir())
    done = do("--check", "events.csv")
    assert done.exit_code == 0
    assert "events.csv: events in the layout docmine, 1 rows" in done.output
    assert "Ossul" in done.output
    assert sorted(tmp_path.iterdir()) == before


def test_problems_are_shown_of_all_files(do):
    done = do("--check", "bad.csv", "events.csv", "other.csv")
    assert done.exit_code == 1
    assert "problem: bad.csv:2: event_date: '2021-02-30' is no day of the calendar" in done.output
    assert 'columns = { event_id = "Ref", event_date = "Event Date" }' in done.output


def test_what_is_understood_as_json(do):
    (found,) = json.loads(do("--check", "--json", "events.csv").stdout)
    assert (found["layout"], found["rows"], found["problems"]) == ("docmine", 1, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["events.csv", "-o", "linked"], "give two tables"),
        (["events.csv", "events.csv"], "say where the tables are to go"),
        (["events.csv", "events.csv", "-o", "linked", "--match", "0.95"], "--automatic; they are 0.4, 0.95 and 0.88"),
        (["--check", "--table", "tables", "events.csv"], "tables are actors, events, places"),
    ],
)
def test_what_is_left_out_is_said(do, words, said):
    done = do(*words)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())


def test_nothing_is_written_when_a_table_is_refused(do, tmp_path):
    with pytest.raises(Exception, match=r"bad\.csv:2: event_date"):
        do("events.csv", "bad.csv", "-o", "linked")
    assert not (tmp_path / "linked").exists()


def test_what_became_of_the_rows_is_told(do, tmp_path):
    (tmp_path / "told.csv").write_text(OWN + "K2,2019-01-01,Farby\n", encoding="utf-8")
    done = do("told.csv", "events.csv", "-o", "linked")
    assert done.exit_code == 0
    assert "of 2 extracted rows: 1 match, 0 conflict, 0 possible, 1 new; 0 to review" in done.output
