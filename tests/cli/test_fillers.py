"""Role fillers on the command line."""

import json

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.errors import ModelError, ResourceError
from docmine.store import Store

TEXT = (
    "Armed men killed the mayor Ana Lopez in Ossul on Sunday. Police said the gunmen of the Kessen Guard "
    "threw a bomb at the offices of the bank and fled."
)


RIGHT = {"right": 1, "found": 1, "expected": 1, "precision": 1.0, "recall": 1.0, "f1": 1.0}


def invoke(*arguments):
    return CliRunner().invoke(app, [str(one) for one in arguments])


@pytest.fixture
def texts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = {"PerpInd": [["armed men", "gunmen"]], "Victim": [["Ana Lopez"]], "Weapon": [["bomb"]]}
    line = {"id": "one", "text": TEXT, "role_fillers": told, "event_types": ["ASSAULT"]}
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def test_annotate_adds_role_fillers_that_stand_in_the_text(texts, tmp_path):
    out = tmp_path / "out.jsonl"
    assert invoke("annotate", "--no-clean", "--roles", "muc4", texts, "-o", out).exit_code == 0
    record = json.loads(out.read_text(encoding="utf-8"))
    fillers = record["role_fillers"]
    assert list(fillers) == ["PerpInd", "PerpOrg", "Target", "Victim", "Weapon"]
    assert all(mention in TEXT for entities in fillers.values() for entity in entities for mention in entity)
    hung = [filler for event in record["events"] for filler in event["fillers"]]
    assert {filler["role"] for filler in hung} >= {"weapon"}
    assert all(TEXT[filler["start"] : filler["end"]] == filler["text"] for filler in hung)


def test_the_fast_model_finds_none_and_says_so(texts, tmp_path):
    pipeline = tmp_path / "pipeline"
    pipeline.mkdir()
    (pipeline / "docmine.toml").write_text('[model]\nname = "fast"\n', encoding="utf-8")
    result = invoke("annotate", "--no-clean", "--roles", "muc4", texts, "-o", tmp_path / "out.jsonl")
    assert isinstance(result.exception, ModelError)
    assert "finds no role fillers" in str(result.exception)
    invoke("annotate", "--no-clean", texts, "-o", tmp_path / "out.jsonl")
    events = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["events"]
    assert [event["fillers"] for event in events] == [None] * len(events)
    result = invoke("run", texts, "-o", tmp_path / "output")
    assert 'the model fast looks for none; set [model] name to "accurate"' in result.stdout


def test_evaluate_prints_each_role_and_the_errors(texts):
    result = invoke("evaluate", texts, "--layer", "events", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert (told["typed_texts"], told["types"]) == (1, {"ASSAULT": RIGHT, "micro": RIGHT})
    assert told["type_errors"] == []
    assert (told["texts"], told["roles"]["perpetrator"]["expected"], told["roles"]["micro"]["expected"]) == (1, 1, 3)


def test_evaluate_prints_a_table_of_roles_and_one_of_types(texts):
    shown = invoke("evaluate", texts, "--layer", "events", "--errors", "50").stdout
    assert "1 texts that say which types of event they report" in shown
    assert [line.split() for line in shown.splitlines() if line.startswith("ASSAULT")] == [
        ["ASSAULT", "1", "1", "1.000", "1.000", "1.000"]
    ]


def test_one_text_is_too_few_to_train(texts, tmp_path):
    result = invoke("train", "events", texts, "-o", tmp_path / "fillers.npz")
    assert isinstance(result.exception, ResourceError)
    assert "too few" in str(result.exception)
    assert not (tmp_path / "fillers.npz").exists()


def test_training_changes_weights_only_if_they_are_better(texts, tmp_path):
    many = tmp_path / "many.jsonl"
    line = json.loads(texts.read_text(encoding="utf-8"))
    rows = [{**line, "id": str(number)} for number in range(10)]
    many.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    target = tmp_path / "fillers.npz"
    result = invoke("train", "events", many, "-o", target, "--json")
    told = json.loads(result.stdout)
    assert (told["learned"], told["held_out"]) == (8, 2)
    assert told["decisions"] == {"used": 0, "left_out": 0, "texts": 0}
    better = told["after"]["micro"]["f1"] > told["before"]["micro"]["f1"]
    assert target.exists() == better == (result.exit_code == 0)


def test_without_texts_the_error_names_the_folder(tmp_path, monkeypatch):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "docmine.toml").touch()
    monkeypatch.chdir(tmp_path)
    result = invoke("train", "events")
    assert isinstance(result.exception, ResourceError)
    assert result.exception.where == str(tmp_path / "pipeline" / "training" / "events")


def test_decisions_about_a_report_that_is_gone_are_left_out_aloud(texts, tmp_path):
    review = tmp_path / "pipeline" / "review"
    review.mkdir(parents=True)
    (tmp_path / "pipeline" / "docmine.toml").touch()
    row = {"kind": "event", "doc_id": "d_0", "start": 10, "end": 16, "text": "killed", "who": "am", "reject": True}
    (review / "decisions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with Store(tmp_path / "tables"):
        pass
    result = invoke("train", "events", texts, "--tables", tmp_path / "tables")
    assert "left out:" in result.stderr
    assert "d_0 is not among those of the last run" in result.stderr
    assert "1 texts, 1 of them with fillers, are too few" in str(result.exception)
