"""The bookkeeping of runs, with an engine that makes one date row of each report."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from docmine import corpus, runner
from docmine.config import Config, RunConfig
from docmine.decided import append
from docmine.documents import RawItem
from docmine.errors import ReadError
from docmine.ids import document_id
from docmine.schema import TABLES
from docmine.store import Store
from docmine.worker import Outcome

CONFIG = Config(run=RunConfig(workers=1, batch=2))


def outcome(item: RawItem) -> Outcome:
    text = item.data.decode()
    doc_id = document_id(item.sha256)
    if "poison" in text:
        return Outcome.failed(item, "annotate", ValueError("poison"))
    document = {
        "doc_id": doc_id, "path": [item.path], "title": item.metadata.title, "published_source": "none",
        "published": item.metadata.published, "status": "ok",
    }  # fmt: skip
    actor = {
        "doc_id": doc_id, "actor_id": "a_1", "name": text.split()[0], "aliases": "The Front", "type": "rebel",
        "country_iso3": None, "curated_id": None, "origin": "list", "n_mentions": 1, "method": "m", "score": 1.0,
    }  # fmt: skip
    return Outcome(doc_id, item.path, {"documents": [document], "_identities": [actor]})


class Engine:
    """Notes what it was given."""

    def __init__(self):
        self.worked = []
        self.stop_after = None

    def map(self, config, batches):
        for batch in batches:
            if self.stop_after is not None and len(self.worked) >= self.stop_after:
                raise KeyboardInterrupt
            self.worked += [item.path for item in batch]
            yield [outcome(item) for item in batch]


@pytest.fixture
def engine(monkeypatch):
    engine = Engine()
    monkeypatch.setattr(runner, "Processes", lambda workers: engine)
    return engine


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in "abcde":
        (folder / f"{name}.txt").write_text(f"Group{name} fought near the river for three days, a witness said.")
    return folder


@pytest.fixture
def run(raw, tmp_path, engine):
    def run(config=CONFIG, **options):
        engine.worked = []
        return runner.run(raw, tmp_path / "output", config, **options)

    return run


def kinds(summary):
    return {kind: n for kind in ("new", "changed", "redone", "unchanged", "removed") if (n := getattr(summary, kind))}


def paths(tmp_path):
    with Store(tmp_path / "output", readonly=True) as store:
        return [row["path"] for row in store.rows("documents")]


def exports(tmp_path):
    return {path.name: path.read_bytes() for path in (tmp_path / "output").glob("*.csv")}


def test_a_second_run_works_on_nothing(run, engine):
    assert kinds(run()) == {"new": 5}
    assert engine.worked == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert kinds(run()) == {"unchanged": 5}
    assert engine.worked == []


def test_only_what_changed_is_worked_on(run, engine, raw, tmp_path):
    run()
    (raw / "b.txt").write_text("Another text stands here now, and it is long enough.")
    (raw / "f.txt").write_text("A sixth report came in later, and it is long enough.")
    (raw / "d.txt").unlink()
    summary = run()
    assert kinds(summary) == {"new": 1, "changed": 1, "unchanged": 3, "removed": 2}
    assert engine.worked == ["b.txt", "f.txt"]
    assert paths(tmp_path) == [["a.txt"], ["b.txt"], ["c.txt"], ["e.txt"], ["f.txt"]]


def test_what_the_user_knows_of_a_report_counts_as_a_change(run, engine, raw):
    run()
    (raw / "sources.csv").write_text("file,url,publisher,title,published,language\nc.txt,,,A title,2016-12-05,en\n")
    assert kinds(run()) == {"redone": 1, "unchanged": 4}
    assert engine.worked == ["c.txt"]


def test_new_settings_redo_everything_and_say_so(run, engine):
    run()
    summary = run(CONFIG.model_copy(update={"clean": CONFIG.clean.model_copy(update={"threshold": 0.4})}))
    assert kinds(summary) == {"redone": 5}
    assert summary.redone_because == ["configuration changed"]


def test_how_work_is_shared_out_is_no_change(run):
    run()
    assert kinds(run(CONFIG.model_copy(update={"run": RunConfig(workers=1, batch=5)}))) == {"unchanged": 5}


def test_the_same_bytes_twice_are_one_document_with_two_paths(run, engine, raw, tmp_path):
    (raw / "deep").mkdir()
    (raw / "deep" / "copy.txt").write_bytes((raw / "b.txt").read_bytes())
    assert kinds(run()) == {"new": 5}
    assert ["b.txt", "deep/copy.txt"] in paths(tmp_path)
    (raw / "b.txt").unlink()
    run()
    assert engine.worked == []
    assert ["deep/copy.txt"] in paths(tmp_path)


@pytest.mark.parametrize("stop_after", [0, 2, 4])
def test_a_run_that_was_stopped_goes_on_and_ends_with_the_same_tables(run, engine, raw, tmp_path, stop_after):
    run()
    whole = exports(tmp_path)
    for path in (tmp_path / "output").iterdir():
        path.unlink()
    engine.stop_after = stop_after
    with pytest.raises(KeyboardInterrupt):
        run()
    engine.stop_after = None
    counts = {"new": 5 - stop_after, "unchanged": stop_after}
    assert kinds(run()) == {kind: count for kind, count in counts.items() if count}
    assert exports(tmp_path) == whole


class Killed(BaseException):
    """The end of a process, in the middle of a write."""


def kill_at(monkeypatch, point):
    """End at the so-manieth write: a transaction that is not committed, or a file that has no name yet."""
    left = [point]
    transaction, fsync = Store.transaction, os.fsync

    def write():
        left[0] -= 1
        if left[0] == -1:
            raise Killed

    @contextmanager
    def killed(store):
        with transaction(store):
            yield
            write()

    monkeypatch.setattr(Store, "transaction", killed)
    monkeypatch.setattr(os, "fsync", lambda handle: (fsync(handle), write()))


WRITES = 1 + 3 + 3 + len(TABLES) + 2
"""Plan, batches, what changed under the run and what spans documents, tables, the end."""


@pytest.mark.parametrize("point", [0, 2, 5, 7, WRITES - 2, WRITES - 1])
def test_a_run_that_is_killed_in_any_write_ends_with_the_same_tables(run, raw, tmp_path, point):
    run()
    (raw / "b.txt").write_text("Another text stands here now, and it is long enough.")
    shutil.copytree(tmp_path / "output", tmp_path / "before")
    run()
    whole = exports(tmp_path)
    shutil.rmtree(tmp_path / "output")
    (tmp_path / "before").rename(tmp_path / "output")
    with pytest.MonkeyPatch.context() as patch:
        kill_at(patch, point)
        with pytest.raises(Killed):
            run(mode="all")
    run(mode="all")
    assert exports(tmp_path) == whole
    assert not list((tmp_path / "output").glob(".*.part"))


def test_a_failure_is_a_row_and_is_not_tried_again_unless_asked(run, engine, raw, tmp_path):
    (raw / "c.txt").write_text("This one is poison to the worker, as it happens.")
    summary = run()
    assert (summary.failed, summary.exit_code) == (1, 1)
    assert [error["path"] for error in summary.errors] == ["c.txt"]
    assert run().exit_code == 1
    assert engine.worked == []
    run(mode="retry")
    assert engine.worked == ["c.txt"]
    (raw / "c.txt").write_text("It was mended, and there is nothing wrong with it.")
    assert run().exit_code == 0


def test_mode_all_works_on_everything(run, engine):
    run()
    assert kinds(run(mode="all")) == {"redone": 5}
    assert len(engine.worked) == 5


def test_a_file_that_is_no_report_is_a_row_too(run, raw, tmp_path):
    (raw / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 not text")
    summary = run()
    assert summary.skipped == 1
    assert summary.exit_code == 0
    assert ["photo.jpg"] in paths(tmp_path)


def test_a_file_that_changes_during_the_run_is_reported_and_done_next_time(run, engine, raw, monkeypatch):
    scan = runner.scan

    def scan_after_change(folder, config):
        (raw / "e.txt").write_text("Someone is still writing this file, slowly.")
        return scan(folder, config)

    monkeypatch.setattr(runner, "scan", scan_after_change)
    summary = run()
    assert [error["path"] for error in summary.errors] == ["e.txt"]
    assert "e.txt" not in engine.worked
    monkeypatch.setattr(runner, "scan", scan)
    assert run().exit_code == 0
    assert engine.worked == ["e.txt"]


@pytest.fixture
def workspace(tmp_path):
    """A workspace with a curated table of actors, which extraction reads, and one of events, which links read."""
    folder = tmp_path / "pipeline" / "curated"
    folder.mkdir(parents=True)
    (folder / "actors.csv").write_text("actor_id,name\nA1,Groupa\n")
    (folder / "events.csv").write_text("event_id,event_date\nE1,2016-12-05\n")
    return CONFIG.model_copy(update={"folder": folder.parent})


def replaced(path):
    """Put another file in the place of one, and then the old one back."""
    path.rename(path.with_suffix(".old"))
    path.write_text("name\nother\n")
    path.unlink()
    path.with_suffix(".old").rename(path)


def test_reports_made_while_a_file_of_the_workspace_changed_are_done_again(run, engine, workspace):
    actors = workspace.folder / "curated" / "actors.csv"
    summary = run(workspace, progress=lambda done, total: replaced(actors) if done == 2 else None)
    assert [(error["path"], error["stage"]) for error in summary.errors] == [(str(actors), "read")]
    assert (summary.exit_code, summary.done) == (1, 5)
    summary = run(workspace)
    assert engine.worked == ["c.txt", "d.txt", "e.txt"]
    assert (kinds(summary), summary.exit_code) == ({"redone": 3, "unchanged": 2}, 0)


def test_links_made_while_a_curated_table_changed_are_made_again(run, engine, workspace, monkeypatch):
    events = workspace.folder / "curated" / "events.csv"
    link = corpus.link

    def link_and_replace(*given, **options):
        links = list(link(*given, **options))
        replaced(events)
        return links

    monkeypatch.setattr(corpus, "link", link_and_replace)
    summary = run(workspace)
    assert [(error["path"], error["stage"]) for error in summary.errors] == [(str(events), "reconcile")]
    monkeypatch.setattr(corpus, "link", link)
    assert run(workspace).errors == []
    assert engine.worked == []


def test_a_decision_that_was_not_written_whole_is_reported_until_it_is_taken_again(run, workspace):
    path = workspace.folder / "review" / "decisions.jsonl"
    path.parent.mkdir()
    path.write_text('{"kind": "link", "extracted_id": "e_')
    for _ in range(2):
        assert [(error["path"], error["stage"]) for error in run(workspace).errors] == [(f"{path}:1", "review")]
    append(path, {"kind": "note"})
    assert run(workspace).errors == []


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir()])
def test_a_lost_raw_folder_does_not_empty_the_tables(run, raw, tmp_path, make):
    run()
    before = exports(tmp_path)
    for path in raw.iterdir():
        path.unlink()
    raw.rmdir()
    make(raw)
    with pytest.raises(ReadError):
        run()
    assert exports(tmp_path) == before
    assert len(paths(tmp_path)) == 5


def test_actors_are_gathered_over_documents(run, raw, tmp_path):
    (raw / "sources.csv").write_text(
        "file,url,publisher,title,published,language\na.txt,,,,2016-12-05,en\nb.txt,,,,2015,en\n"
    )
    run()
    with Store(tmp_path / "output", readonly=True) as store:
        (actor,) = store.rows("actors")
    assert actor["name"] == "Groupa"  # all names are as frequent; the first in the alphabet
    assert actor["aliases"] == ["Groupb", "Groupc", "Groupd", "Groupe", "The Front"]
    assert (actor["n_mentions"], actor["n_documents"]) == (5, 5)
    assert (actor["first_mentioned"], actor["last_mentioned"]) == ("2015", "2016-12-05")


def test_malformed_curated_tables_stop_no_run_and_stay_reported(run, tmp_path):
    folder = tmp_path / "pipeline"
    (folder / "curated").mkdir(parents=True)
    (folder / "curated" / "events.csv").write_text("colour\nred\n")
    config = CONFIG.model_copy(update={"folder": folder})
    for _ in range(2):
        summary = run(config)
        assert [error["stage"] for error in summary.errors] == ["reconcile"]
        assert summary.exit_code == 1
        assert summary.counts["documents"] == 5


def test_summary_is_json(run):
    from dataclasses import asdict

    assert json.loads(json.dumps(asdict(run())))["counts"]["documents"] == 5


@pytest.mark.parametrize(
    "name",
    [
        "patterns/a.jsonl",
        "cleaning/a.toml",
        "dates/fuzzy.toml",
        "events/triggers.csv",
        "gazetteer/a.csv",
        "gazetteer/a.sqlite",
        "curated/actors.csv",
    ],
)
def test_a_user_file_that_changes_what_is_extracted_redoes_everything(run, tmp_path, name):
    path = tmp_path / "pipeline" / name
    path.parent.mkdir(parents=True)
    config = CONFIG.model_copy(update={"folder": tmp_path / "pipeline"})
    run(config)
    path.write_text("")
    assert kinds(run(config)) == {"redone": 5}


def test_a_killed_run_still_says_why_it_redoes(run, engine):
    run()
    changed = CONFIG.model_copy(update={"clean": CONFIG.clean.model_copy(update={"threshold": 0.4})})
    engine.stop_after = 2
    with pytest.raises(KeyboardInterrupt):
        run(changed)
    engine.stop_after = None
    summary = run(changed)
    assert (kinds(summary), summary.redone_because) == ({"redone": 3, "unchanged": 2}, ["configuration changed"])


def test_a_path_with_a_bar_is_one_path(run, raw, tmp_path):
    (raw / "a.txt").rename(raw / "a|z.txt")
    run()
    assert ["a¦z.txt"] in paths(tmp_path)


def test_names_that_are_not_utf8_are_told_apart(run, raw, tmp_path):
    for byte in (b"\xff", b"\xfe"):
        with open(bytes(raw) + b"/" + byte + b".txt", "wb") as handle:  # noqa: PTH123 - no str can say this
            handle.write(b"This name is written in bytes: " + byte.hex().encode())
    assert kinds(run()) == {"new": 7}
    assert kinds(run()) == {"unchanged": 7}


def test_tables_that_were_deleted_come_back(run, tmp_path):
    run()
    before = exports(tmp_path)
    (tmp_path / "output" / "events.csv").unlink()
    run()
    assert exports(tmp_path) == before


def test_the_raw_folder_is_never_written_to(run, raw):
    from docmine.errors import StoreError

    with pytest.raises(StoreError, match="inside the raw folder"):
        runner.run(raw, raw / "output", CONFIG)
    assert not (raw / "output").exists()


def test_a_report_that_fails_anew_in_another_way_is_reported_once(tmp_path):
    """The runner's real engine: too short to be read, then empty, then too short again."""
    raw = tmp_path / "raw"
    raw.mkdir()
    path = raw / "a.txt"
    for content, message in (("too short", "characters of text"), ("", "empty"), ("is short", "characters of text")):
        path.write_text(content)
        summary = runner.run(raw, tmp_path / "output", CONFIG)
        assert [(error["path"], message in error["message"]) for error in summary.errors] == [("a.txt", True)]


def test_a_run_that_finds_nothing_new_loads_no_spacy(run, raw, tmp_path):
    run()
    code = (
        "import sys; from pathlib import Path; from docmine.config import Config, RunConfig; "
        "from docmine.runner import run; config = Config(run=RunConfig(workers=1, batch=2)); "
        f"done = run(Path({str(raw)!r}), Path({str(tmp_path / 'output')!r}), config); "
        "sys.exit(done.unchanged != 5 or 'spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
