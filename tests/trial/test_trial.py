"""What is foretold is what the next run does."""

import json
import shutil

import pytest

from docmine import config as settings
from docmine import runner
from docmine.patterns import parse, read
from docmine.store import Store
from docmine.trial import try_on_reports, try_on_tables

REPORTS = {
    "one.txt": "Fighters of the Kessen Liberation Front attacked the village of Ossul on 3 May 2021.\n\n"
    "The Kessen Liberation\nFront said that Ahmed Hassan was killed in Kessen, and that Ahmed Hassan had led it.\n",
    "two.txt": "Nobody of the army was hurt when soldiers left Damascus on Monday. They never spoke of it again.\n",
}
LINES = [
    {"label": "ORG", "pattern": "Kessen Liberation Front", "id": "klf"},
    {"label": "ORG", "pattern": "Ahmed Hassan"},
    {"label": "GPE", "pattern": "Kessen"},
    {"label": "GPE", "pattern": "damascus", "lower": True, "id": "plc-d"},
    {"label": "ORG", "pattern": [{"LOWER": "the"}, {"LOWER": "army"}]},
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Return a workspace with two reports that has been run once, with a pattern that goes beyond the model's names."""
    folder = tmp_path_factory.mktemp("trial")
    (folder / "raw").mkdir()
    for name, text in REPORTS.items():
        (folder / "raw" / name).write_text(text)
    (folder / "pipeline" / "patterns").mkdir(parents=True)
    (folder / "pipeline" / "docmine.toml").write_text("")
    (folder / "pipeline" / "patterns" / "old.jsonl").write_text('{"label": "LOC", "pattern": "village of Ossul"}\n')
    runner.run(folder / "raw", folder / "output", settings.load(folder / "pipeline"))
    return folder


def lines(*entries):
    return [parse(entry, f"new.jsonl:{number}") for number, entry in enumerate(entries, 1)]


def names(folder):
    """The names in the tables: report, offsets in the raw text, label, id."""
    sql = (
        "SELECT d.path, m.raw_start, m.raw_end, m.label, m.method FROM mentions m JOIN documents d USING (doc_id)"
        " WHERE m.label <> 'ACTOR' AND (m.method = 'ner' OR m.method LIKE 'pattern%')"
    )
    with Store(folder / "output", readonly=True) as store:
        return {
            (*row[:4], row[4].removeprefix("pattern").removeprefix("ner").lstrip(":")) for row in store.execute(sql)
        }


def on_tables(folder, *entries):
    with Store(folder / "output", readonly=True) as store:
        return try_on_tables(settings.load(folder / "pipeline"), lines(*entries), store)


def foretold(trial):
    return {(one.path, one.start, one.end, one.label, one.id) for one in trial.changes if one.kind != "overruled"}


def test_the_run_does_what_was_foretold(workspace, tmp_path):
    trial = on_tables(workspace, *LINES)
    before = names(workspace)
    folder = tmp_path / "copy"
    shutil.copytree(workspace, folder)
    (folder / "pipeline" / "patterns" / "new.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    runner.run(folder / "raw", folder / "output", settings.load(folder / "pipeline"))
    after = names(folder)
    assert foretold(trial) <= after
    assert after - before == {one for one in foretold(trial) if one not in before}
    assert trial.changed_documents == len({one[0] for one in after ^ before}) == 2
    assert trial.documents == 2


def test_tables_and_reports_tell_the_same(workspace):
    config = settings.load(workspace / "pipeline")
    raw = try_on_reports(config, lines(*LINES), workspace / "raw")
    assert raw.changes == on_tables(workspace, *LINES).changes
    assert (raw.documents, raw.left_out) == (2, 0)


def test_nothing_is_written(workspace):
    before = (workspace / "output" / "docmine.sqlite").read_bytes(), sorted((workspace / "pipeline").rglob("*"))
    on_tables(workspace, *LINES)
    assert (
        (workspace / "output" / "docmine.sqlite").read_bytes(),
        sorted((workspace / "pipeline").rglob("*")),
    ) == before


def test_every_place_is_of_one_kind(workspace):
    trial = on_tables(workspace, {"label": "ORG", "pattern": "Kessen"}, {"label": "LOC", "pattern": "Ossul"})
    # The two names are cut, the bare word is new or another label; the kept pattern around Ossul is longer.
    assert trial.counts["overruled"] == 1
    assert trial.counts["rebounded"] == 2
    assert len(trial.changes) == 4
    (ruled,) = [one for one in trial.changes if one.kind == "overruled"]
    assert ruled.before == ("village of Ossul (LOC)",)
    assert ruled.sentence.startswith("Fighters of the Kessen Liberation Front attacked")


def test_a_kept_pattern_changes_nothing(workspace):
    config = settings.load(workspace / "pipeline")
    with Store(workspace / "output", readonly=True) as store:
        trial = try_on_tables(config, read(config), store)
    assert {kind: times for kind, times in trial.counts.items() if times} == {"unchanged": 1}
    assert trial.changed_documents == 0


def test_an_id_alone_is_a_change(workspace):
    trial = on_tables(workspace, {"label": "LOC", "pattern": "village of Ossul", "id": "plc-ossul"})
    assert [one.kind for one in trial.changes] == ["identified"]
    assert [line.words for line in trial.replaced] == ["village of Ossul"]  # it would be refused as it is


def test_lines_that_read_tags_are_matched_on_annotated_texts(workspace):
    trial = on_tables(
        workspace,
        {"label": "FAC", "pattern": [{"LEMMA": "village"}]},
        {"label": "ORG", "pattern": [{"LEMMA": "fighter"}]},
    )
    assert [one.text for one in trial.changes if one.kind != "overruled"] == ["Fighters"]


def test_a_fair_share_of_each_kind_is_shown(workspace):
    trial = on_tables(workspace, {"label": "ORG", "pattern": "Kessen"}, {"label": "LOC", "pattern": "Ossul"})
    kinds = [one.kind for one in trial.telling(3)]
    assert len(kinds) == len(set(kinds)) == 3
