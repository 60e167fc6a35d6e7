"""Copies in whole runs: incremental, with several workers, killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docmine import config, runner
from docmine.cli.figures import in_copies
from docmine.store import Store

STORY = """The town council of Gao met after the attack.

Gunmen killed 12 traders at the weekly market of Gao, Mali, on 5 March 2021, the mayor of the town said.

Soldiers from the nearby base arrested three men in Gao an hour later, and took them to the capital for questioning.

The market has been closed since then, and most of the shops near the river have not opened their doors again.
"""
OTHER = """Kidal waits for rain.

Villagers near Kidal have dug three new wells this year, and the price of water has fallen by half since January.

Rebels kidnapped two drivers on the road to Kidal on 9 March 2021, their company said in a short statement.
"""
SOURCES = "file,url,publisher,title,published,language\n"

SCRIPT = """
import sys
from pathlib import Path
from docmine.config import Config, RunConfig
from docmine.runner import run

if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), Config(run=RunConfig(workers=1, batch=1)))
"""


def settings(workers=1, **clean):
    return config.Config(run=config.RunConfig(workers=workers, batch=1), clean=config.CleanConfig(**clean))


@pytest.fixture(scope="module")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(f"{STORY}\nRead more of our news\n")
    (folder / "c.txt").write_text(STORY.replace("killed 12", "killed 15"))
    (folder / "d.txt").write_text(OTHER)
    (folder / "sources.csv").write_text(
        f"{SOURCES}a.txt,,,,2021-03-06,en\nb.txt,,,,2021-03-07,en\nc.txt,,,,2021-03-09,en\n"
    )
    return folder


@pytest.fixture(scope="module")
def whole(raw, tmp_path_factory):
    output = tmp_path_factory.mktemp("whole")
    return output, runner.run(raw, output, settings())


def exports(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def copies(output: Path) -> dict[str, str]:
    sql = "SELECT d.path, f.path FROM documents d JOIN documents f ON f.doc_id = d.duplicate_of"
    with Store(output, readonly=True) as store:
        return dict(tuple(record) for record in store.execute(sql))


def test_each_event_counts_once(whole):
    output, summary = whole
    assert copies(output) == {"b.txt": "a.txt", "c.txt": "a.txt"}
    with Store(output, readonly=True) as store:
        rows, documents = list(store.rows("events")), list(store.rows("documents"))
    killed = [(row["killed_best"], row["duplicate_of"] is None) for row in rows if row["trigger"] == "kill"]
    assert killed == [(12, True), (12, False), (15, False)]
    counted = [row for row in rows if row["duplicate_of"] is None]
    paths = {row["doc_id"]: row["path"] for row in documents}
    assert {paths[row["doc_id"]][0] for row in counted} == {"a.txt", "d.txt"}
    assert {row["duplicate_of"] for row in rows} - {None} <= {row["event_id"] for row in counted}
    assert summary.copies == {
        "documents": 2,
        "lines": 6,
        "events": sum(row["duplicate_of"] is not None for row in rows),
    }


def test_the_summary_says_how_much_is_copied(whole):
    _, summary = whole
    n, events = summary.copies["events"], summary.counts["events"]
    assert in_copies(summary).startswith(f"copies: 2 of 4 reports are copies, {n} of {events} events in copies, 6 of ")
    assert in_copies(runner.Summary()) == ""


@pytest.mark.slow
def test_two_workers_give_the_same_bytes(raw, whole, tmp_path):
    runner.run(raw, tmp_path, settings(2))
    assert exports(tmp_path) == exports(whole[0])


def test_reports_that_come_one_by_one_give_the_same_bytes(raw, whole, tmp_path):
    """The first copy comes last."""
    part = tmp_path / "raw"
    part.mkdir()
    for names in (["d.txt"], ["c.txt", "b.txt"], ["a.txt", "sources.csv"]):
        for name in names:
            (part / name).write_bytes((raw / name).read_bytes())
        runner.run(part, tmp_path / "output", settings())
    assert exports(tmp_path / "output") == exports(whole[0])


def test_another_threshold_marks_anew_and_reads_nothing_again(raw, whole, tmp_path):
    runner.run(raw, tmp_path, settings())
    summary = runner.run(raw, tmp_path, settings(copies=False))
    assert (summary.unchanged, summary.redone) == (4, 0)
    assert summary.copies == {"documents": 0, "lines": 0, "events": 0}
    assert copies(tmp_path) == {}
    runner.run(raw, tmp_path, settings())
    assert exports(tmp_path) == exports(whole[0])


def test_nothing_is_marked_anew_when_nothing_changed(raw, whole, monkeypatch):
    monkeypatch.setattr("docmine.corpus.mark", None)
    runner.run(raw, whole[0], settings())


@pytest.mark.slow
@pytest.mark.parametrize("kill_at", [2, 4])
def test_killed_and_run_again(raw, whole, done, tmp_path, kill_at):
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    output = tmp_path / "output"
    process = subprocess.Popen([sys.executable, str(script), str(raw), str(output)], start_new_session=True)
    while done(output) < kill_at and process.poll() is None:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    runner.run(raw, output, settings())
    assert exports(output) == exports(whole[0])


def test_a_decision_about_a_copy_holds_for_the_first(raw, tmp_path):
    """Once `a.txt` is there, the event that was decided about is a copy."""
    part = tmp_path / "raw"
    (tmp_path / "pipeline" / "curated").mkdir(parents=True)
    (tmp_path / "pipeline" / "review").mkdir()
    curated = Path(__file__).parents[2] / "pipeline" / "curated" / "events.csv"
    (tmp_path / "pipeline" / "curated" / "events.csv").write_bytes(curated.read_bytes())
    part.mkdir()
    (part / "sources.csv").write_bytes((raw / "sources.csv").read_bytes())
    (part / "b.txt").write_bytes((raw / "b.txt").read_bytes())
    used = settings().model_copy(update={"folder": tmp_path / "pipeline"})
    runner.run(part, tmp_path / "output", used)
    with Store(tmp_path / "output", readonly=True) as store:
        event_id = store.execute("SELECT event_id FROM events WHERE trigger = 'kill'").fetchone()[0]
    curated_id = curated.read_text().splitlines()[1].split(",")[0]
    decision = {"kind": "link", "extracted_id": event_id, "curated_id": curated_id, "verdict": "accept", "who": "am"}
    (tmp_path / "pipeline" / "review" / "decisions.jsonl").write_text(json.dumps(decision) + "\n")
    (part / "a.txt").write_bytes((raw / "a.txt").read_bytes())
    summary = runner.run(part, tmp_path / "output", used)
    assert summary.errors == []
    with Store(tmp_path / "output", readonly=True) as store:
        first = store.execute("SELECT duplicate_of FROM events WHERE event_id = ?", (event_id,)).fetchone()[0]
        (linked,) = store.execute("SELECT extracted_id FROM links WHERE reviewed_by = 'am'").fetchall()
    assert linked[0] == first != event_id
