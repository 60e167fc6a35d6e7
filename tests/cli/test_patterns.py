"""`docmine patterns` as people type it, on the sample reports."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.cli.patterns.suggest import Origin
from docmine.cli.terminal import plain
from docmine.errors import ResourceError
from docmine.suggest import SOURCES


@pytest.fixture
def folder(samples, tmp_path, monkeypatch):
    """Stand in a copy of the sample workspace, with its tables."""
    shutil.copytree(samples, tmp_path / "workspace")
    monkeypatch.chdir(tmp_path / "workspace")
    return tmp_path / "workspace"


def patterns(*arguments, exit_code=0):
    result = CliRunner().invoke(app, ["patterns", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == exit_code, result.output
    return result.stdout


def test_the_working_way(folder):
    shown = patterns("suggest", "-o", "new.jsonl", "--limit", 2)
    assert "written  new.jsonl" in shown
    assert "next: delete the lines that you do not want, then docmine patterns test new.jsonl" in shown
    lines = (folder / "new.jsonl").read_text().splitlines()
    assert len(lines) == 2
    assert "next: docmine patterns add new.jsonl" in patterns("test", "new.jsonl")
    shown = patterns("add", "new.jsonl", "--file", "own.jsonl")
    assert shown.count("added    ") == 2
    assert "in output: " in shown
    assert shown.endswith("next: docmine run\n")
    assert (folder / "pipeline" / "patterns" / "own.jsonl").read_text().splitlines() == lines
    assert patterns("add", "new.jsonl").count("is there already") == 2
    first = json.loads(lines[0])["pattern"]
    assert f"removed  {folder}/pipeline/patterns/own.jsonl:1: {lines[0]}" in patterns("remove", first)
    assert (folder / "pipeline" / "patterns" / "own.jsonl").read_text().splitlines() == lines[1:]


def test_suggestions_as_json_are_the_same_as_those_shown(folder):
    found = json.loads(patterns("suggest", "--json", "--source", "curated", "--limit", 0))
    assert {one["pattern"]: one["id"] for one in found["candidates"]}["Tin Adrar"] == "plc-tin-adrar"
    assert all(set(one["sources"]) == {"curated"} for one in found["candidates"])
    assert f"{found['found']} candidates\n" in patterns("suggest", "-s", "curated", "--limit", 0)


def test_a_test_tells_each_place(folder):
    found = json.loads(patterns("test", "Azgar Brigades", "-l", "FAC", "--id", "x", "--json"))
    assert sum(found["counts"].values()) == len(found["places"]) > 1
    place = next(one for one in found["places"] if one["kind"] == "relabelled")
    assert (place["text"], place["before"]) == ("Azgar Brigades", ["Azgar Brigades (ORG)"])
    shown = patterns("test", "Azgar Brigades", "-l", "FAC", "--id", "x", "--show", 6)
    assert "relabelled: Azgar Brigades (FAC, x), was Azgar Brigades (ORG)" in shown
    assert f"{len(found['places'])} more places" in patterns("test", "Azgar Brigades", "-l", "FAC", "--show", 0)
    assert "next: docmine patterns add 'Azgar Brigades' --label FAC --id x" in shown


def test_a_kept_pattern_needs_no_label_to_be_tested(folder):
    patterns("add", "Azgar Brigades", "--label", "ORG")
    assert "unchanged" in patterns("test", "Azgar Brigades")
    assert "unchanged" in patterns("test")


def test_an_id_that_no_row_has_is_told(folder):
    assert "has the id azgar yet" in patterns("add", "Azgar Brigades", "--label", "ORG", "--id", "azgar")
    assert "note" not in patterns("add", "Azgar Brigade", "--label", "ORG", "--id", "act-azgar")


def test_without_tables_a_pattern_is_added_all_the_same(folder):
    shown = patterns("add", "Azgar Brigades", "elsewhere", "--label", "ORG")
    assert shown.splitlines()[1:] == ["next: docmine run"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "Azgar Brigades"], "give one: --label ORG"),
        (["add", "absent.jsonl"], "there is no such file"),
        (["test", "new.jsonl", "--label", "ORG"], "leave --label"),
        (["add", "Azgar", "--label", "org"], "capitals"),
        (["remove", "Azgar"], "no pattern 'Azgar'"),
        (["test", "Azgar Brigades"], "give one: --label ORG"),
    ],
)
def test_what_cannot_be_done_is_said(folder, arguments, message):
    with pytest.raises(ResourceError) as caught:
        patterns(*arguments)
    assert message in str(caught.value)


def test_words_of_reports_cannot_steer_the_terminal():
    assert plain("Kessen\n\tGuard \x1b[31m\u202e[bold]") == r"Kessen Guard \x1b[31m\u202e[bold]"


def test_the_command_knows_all_sources():
    assert [origin.value for origin in Origin] == list(SOURCES)
