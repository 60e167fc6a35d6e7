"""`docmine review actors`: from the list of unlisted actors to a decision that the next run honours."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from docmine.cli import app

REPORT = """The Ossul Lions attacked an army base near Aleppo on 3 March 2016, residents said.

A spokesman for the Ossul Lions said that the Ossul Lions had killed four soldiers.
"""
RUNNER = CliRunner()


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "one.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "pipeline" / "review").mkdir(parents=True)
    (tmp_path / "pipeline" / "curated").mkdir()
    (tmp_path / "pipeline" / "docmine.toml").write_text("", encoding="utf-8")
    do("run")
    return tmp_path / "pipeline"


def do(*words):
    done = RUNNER.invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def listed(*words):
    return json.loads(do("review", "actors", "--json", *words))


def test_an_accepted_line_settles_an_actor_for_good(workspace):
    (lions,) = [one for one in listed("--who", "am") if "Ossul Lions" in one["name"]]
    assert (lions["n_mentions"], lions["n_documents"], lions["documents"]) == (3, 1, ["one.txt"])
    assert lions["example"].startswith("The Ossul Lions attacked")
    decision = {"kind": "merge_actors", "keep": "Hezbollah", "other": lions["name"], "who": "am"}
    (workspace / "review" / "decisions.jsonl").write_text(f"{json.dumps(decision)}\n", encoding="utf-8")
    assert "1 to do again (configuration changed)" in do("status")
    for _ in range(2):
        do("run")
        assert not [one for one in listed() if "Ossul Lions" in one["name"]]


def test_a_line_for_the_curated_list_can_be_used_as_it_is(workspace):
    (lions,) = [one for one in listed() if "Ossul Lions" in one["name"]]
    rows = f"actor_id,name,aliases,type,country_iso3\n{lions['curated']}\n"
    (workspace / "curated" / "actors.csv").write_text(rows, encoding="utf-8")
    do("run")
    assert not [one for one in listed() if "Ossul Lions" in one["name"]]


def test_people_read_what_the_lines_are_for(workspace):
    shown = do("review", "actors")
    assert "1. Ossul Lions" in shown
    assert "in curated/actors.csv: ossul_lions,Ossul Lions," in shown
    assert "next: add the lines" in shown
