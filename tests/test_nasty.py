"""A whole run over files that are made to break it (`benchmarks/nasty.py`), and what shows them, with no network."""

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from lxml import html
from typer.testing import CliRunner

import nasty
from docmine.cli import app
from docmine.config import Config
from docmine.engines.pool import pool
from docmine.store import Store

LENGTH = 300
SETTINGS = """
[read]
max_chars = 1500
max_bytes = 2_000_000
[model]
name = "fast"
[run]
workers = 1
"""
LABELLED = {"text": f"The {nasty.STEERING}army left Gao.", "spans": [{"start": 0, "end": 3, "label": "GPE"}]}
COMMANDS = {
    "run": ["run", "raw", "-o", "output", "-w", "."],
    "again": ["run", "raw", "-o", "output", "-w", "."],
    "status": ["status", "raw", "-o", "output", "-w", "."],
    "reconcile": ["reconcile", *["pipeline/curated/events.csv"] * 2, "-o", "output/linked", "-w", "."],
    "export": ["export", "-o", "output", "-f", "xlsx", "-f", "csv", "-f", "parquet", "-f", "text", "--one-a-day"],
    "evaluate": ["evaluate", "labelled.jsonl", "-w", ".", "-e", "9"],
    "inspect": ["inspect", "-o", "output", "-w", ".", "--static", "output/all.html"],
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory, shut):
    """The folder of a run, what must become of each file, and the results of the commands."""
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "outside.txt").write_text(nasty.SECRET)
    (folder / "labelled.jsonl").write_text(json.dumps(LABELLED))
    shutil.copytree(Path(__file__).parents[1] / "pipeline", folder / "pipeline")
    (folder / "pipeline" / "docmine.toml").write_text(SETTINGS)
    (folder / "raw").mkdir()
    fates = nasty.write(folder / "raw", folder / "outside.txt", LENGTH)
    before = snapshot(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        results = {name: CliRunner().invoke(app, command) for name, command in COMMANDS.items()}
    return folder, fates, results, before


def snapshot(folder):
    """Names and sizes of all that is there, and of what lies beside it."""
    seen = [path for path in folder.rglob("*") if "output" not in path.relative_to(folder).parts]
    return {str(path): path.lstat().st_size for path in [*seen, *folder.parent.glob("*")] if not path.is_dir()}


@pytest.fixture(scope="module")
def found(ran):
    """The rows of `documents` and of `errors`."""
    with Store(ran[0] / "output", readonly=True) as store:
        return list(store.rows("documents")), list(store.rows("errors"))


def is_of(row, name):
    """Whether a row is that of a file, or of one of its lines; files with the same bytes share a row."""
    shown = name.replace("|", "¦")
    return any(path == shown or path.startswith(f"{shown}#") for path in row["path"])


def test_worker_processes_have_no_network_either(shut):
    with pool(1, Config()) as executor, pytest.raises(AssertionError, match="must not use the network"):
        executor.submit(eval, "__import__('socket').create_connection(('127.0.0.1', 9))").result()


def test_there_are_more_than_a_hundred_files(ran):
    assert len(ran[1]) > 150


def test_each_file_is_told_of_as_it_must_be(ran, found):
    for name, fate in ran[1].items():
        statuses = {row["status"] for row in found[0] if is_of(row, name)}
        assert statuses or fate == "absent", f"{name!r} is lost"
        assert fate == "any" or statuses == ({fate} - {"absent"}), name


def test_each_failure_says_where_and_what_to_do(found):
    documents, errors = found
    told = {(row["doc_id"], row["message"]) for row in errors if row["path"] and row["remedy"]}
    assert {(row["doc_id"], row["error"]) for row in documents if row["status"] == "failed"} <= told


def test_no_error_is_one_that_nobody_foresaw(found):
    assert [row["message"] for row in found[1] if "please report" in row["remedy"]] == []


def test_ordinary_reports_are_unharmed(ran):
    with sqlite3.connect(ran[0] / "output" / "docmine.sqlite") as db:
        rows = db.execute(
            "SELECT d.path, e.trigger, e.place, e.earliest FROM events e JOIN documents d USING (doc_id)"
            " WHERE d.path LIKE '%-good.txt%' ORDER BY d.path, e.start"
        ).fetchall()
    seen = [(path.partition("|")[0], trigger, place, day) for path, trigger, place, day in rows]
    assert ("a-good.txt", "attack", "Mopti", "2021-05-07") in seen
    assert ("m-good.txt", "arrest", "Gao", "2020-06-03") in seen
    assert ("z-good.txt", "shell", "Timbuktu", "2019-07-09") in seen


def test_commands_end_as_they_should(ran):
    codes = {name: result.exit_code for name, result in ran[2].items()}
    assert codes == {**dict.fromkeys(COMMANDS, 0), "run": 1, "again": 1}


def test_a_second_run_finds_nothing_new(ran):
    assert "reports: none new" in ran[2]["again"].output


def test_nothing_is_written_outside_the_output_folder(ran):
    folder, _, _, before = ran
    assert snapshot(folder) == before


def test_no_word_of_a_file_outside_comes_in(ran):
    for path in (ran[0] / "output").rglob("*"):
        if path.is_file():
            assert nasty.SECRET.encode() not in path.read_bytes(), path


def test_nothing_steers_the_terminal(ran):
    for name, result in ran[2].items():
        assert {sign for sign in result.output if not sign.isprintable()} <= {"\n"}, name


def test_no_cell_for_spreadsheets_is_a_formula(ran):
    begins = []
    for path in (ran[0] / "output" / "export").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            begins += [cell[:1] for row in csv.reader(stream) for cell in row if not is_number(cell)]
    assert len(begins) > 1000
    assert "'" in begins
    assert {"=", "+", "-", "@", "\t", "\r"}.isdisjoint(begins)


def is_number(cell):
    try:
        return bool(float(cell) + 1)
    except ValueError:
        return False


def test_pages_show_markup_as_text(ran):
    page = (ran[0] / "output" / "all.html").read_text(encoding="utf-8")
    tree = html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))
    assert "onerror=alert(666)" in page
    assert nasty.ATTACK not in page
    assert "<script>alert(666)" not in page
    assert not tree.xpath("//@onerror | //@onload | //iframe | //object | //meta[@http-equiv='refresh'] | //base")
    assert not tree.xpath("//@*[starts-with(., 'javascript:')]")
