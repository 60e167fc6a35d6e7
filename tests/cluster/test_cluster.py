"""Cluster runs, on a cluster that is this process; reports are too short or not English, so that no model is loaded."""

import json

import pytest

from docmine import runner
from docmine.cluster import collect, job, run_parts
from docmine.cluster.job import Job
from docmine.config import Config, RunConfig
from docmine.errors import ConfigError, EngineError, ReadError, StoreError
from docmine.parts import Dataset
from docmine.plan import settings

pytest.importorskip("pyarrow", reason="the extra `ray` is not installed")

CONFIG = Config(run=RunConfig(part=2, workers=1))
FRENCH = (
    "Les hommes armés ont attaqué le village de {} dans la nuit, ont indiqué les habitants de la région au journal."
)


class Here:
    """A cluster that is this process. It notes how each batch begins, and stops when told to."""

    def __init__(self):
        self.done = []
        self.stop_after = None

    def map(self, config, parts, used, batches):
        work = Job(config, parts, used)
        for batch in batches:
            if len(self.done) == self.stop_after:
                raise KeyboardInterrupt
            yield work(batch)
            self.done.append((batch.files[0].name, batch.files[0].lines))


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("Gao", "Kidal", "Mopti", "Segou", "Tessit"):
        (folder / f"{name}.txt").write_text(FRENCH.format(name))
    (folder / "short.txt").write_text("short")
    (folder / "copy.txt").write_text(FRENCH.format("Gao"))
    (folder / "photo.jpg").write_bytes(b"no report")
    records = [json.dumps({"text": FRENCH.format(n)}) for n in range(5)]
    (folder / "records.jsonl").write_text("\n".join([*records[:3], "{bad", *records[3:]]))
    return folder


@pytest.fixture
def output(tmp_path):
    return tmp_path / "output"


@pytest.fixture
def run(raw, output):
    def run(config=CONFIG, **options):
        cluster = Here()
        run_parts(raw, output / "parts", config, cluster, **options)
        return cluster.done

    return run


def exports(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def test_the_tables_are_those_of_a_run_on_one_machine(run, raw, output, tmp_path):
    run()
    summary = collect(output / "parts", output, CONFIG)
    local = runner.run(raw, tmp_path / "local", CONFIG)
    assert exports(output) == exports(tmp_path / "local")
    assert (summary.new, summary.skipped, summary.failed) == (local.new, local.skipped, local.failed) == (11, 11, 2)
    assert runner.run(raw, output, CONFIG).unchanged == 11  # a run on one machine goes on from there


def test_what_is_done_is_not_done_again(run, output):
    assert len(run()) >= 4
    assert run() == []
    collect(output / "parts", output, CONFIG)
    assert collect(output / "parts", output, CONFIG).unchanged == 11


@pytest.mark.parametrize("stop_after", [0, 1, 3])
def test_a_run_that_was_stopped_goes_on(run, raw, output, tmp_path, stop_after):
    cluster = Here()
    cluster.stop_after = stop_after
    with pytest.raises(KeyboardInterrupt):
        run_parts(raw, output / "parts", CONFIG, cluster)
    with pytest.raises(StoreError, match="lacks the part") as caught:
        collect(output / "parts", output, CONFIG)
    assert "goes on" in caught.value.remedy
    assert not set(run()) & set(cluster.done)
    collect(output / "parts", output, CONFIG)
    runner.run(raw, tmp_path / "local", CONFIG)
    assert exports(output) == exports(tmp_path / "local")


def test_a_file_that_comes_or_goes_changes_its_own_batch_alone(run, raw, output):
    before = run()
    (raw / "Ber.txt").write_text(FRENCH.format("Ber"))
    assert len(run()) == 1
    (raw / "Kidal.txt").unlink()
    assert len(run()) <= 2
    assert len(before) >= 4
    summary = collect(output / "parts", output, CONFIG)
    assert summary.counts["documents"] == 14 - 1
    assert len(list((output / "parts").glob("*/manifest.json"))) == len(Dataset(output / "parts").index.parts)


def test_all_and_retry_take_parts_back(run, raw):
    whole = run()
    assert run(mode="all") == whole
    again = run(mode="retry")
    assert 1 <= len(again) < len(whole)


def test_a_decision_about_a_report_has_its_batch_done_again(raw, output, tmp_path):
    folder = tmp_path / "pipeline"
    (folder / "review").mkdir(parents=True)
    config = CONFIG.model_copy(update={"folder": folder})
    run_parts(raw, output / "parts", config, Here())
    collect(output / "parts", output, config)
    from docmine.store import Store

    with Store(output, readonly=True) as store:
        (doc_id,) = store.execute("SELECT doc_id FROM documents WHERE path = 'Mopti.txt'").fetchone()
    decision = {
        "kind": "line",
        "doc_id": doc_id,
        "n": 1,
        "keep": False,
        "text": "Les",
        "who": "A",
        "when": "2026-01-01",
    }
    (folder / "review" / "decisions.jsonl").write_text(json.dumps(decision) + "\n")
    cluster = Here()
    run_parts(raw, output / "parts", config, cluster)
    assert len(cluster.done) == 1
    assert collect(output / "parts", output, config).redone == 1


def test_other_settings_have_all_done_again(run, output):
    whole = run()
    assert run(CONFIG.model_copy(update={"clean": CONFIG.clean.model_copy(update={"threshold": 0.4})})) == whole
    assert collect(output / "parts", output, CONFIG).counts["documents"] == 13


def test_a_worker_with_other_settings_refuses(output):
    output.mkdir()
    with pytest.raises(ConfigError, match="another docmine"):
        Job(CONFIG, output, {**settings(CONFIG), "docmine": "0.0.1"})


def test_a_batch_whose_worker_was_lost_is_worked_on_one_by_one_and_not_for_ever(run, raw, output, monkeypatch):
    def lose(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(job.Worker, "__call__", lose)
    with pytest.raises(KeyboardInterrupt):
        run()
    taken = []

    def one_by_one(config, items):
        taken.extend(item.path for item in items)
        raise KeyboardInterrupt

    monkeypatch.setattr(job, "one_by_one", one_by_one)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            run()
    assert set(taken)
    assert len(taken) == 5 * len(set(taken))
    with pytest.raises(EngineError, match="6 workers were lost"):
        run()
    monkeypatch.undo()
    assert run()


def test_two_runs_on_one_folder_and_folders_that_are_not_there(run, raw, output, tmp_path):
    from docmine.lock import Lock

    (output / "parts").mkdir(parents=True)
    lock = Lock(output / "parts")
    with pytest.raises(StoreError, match="another run"):
        run()
    lock.release()
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="holds no files"):
        run_parts(tmp_path / "empty", output / "parts", CONFIG, Here())
    with pytest.raises(StoreError, match="cannot be read"):
        collect(tmp_path / "empty", output, CONFIG)
