"""`docmine evaluate`, `compare` and `promote` as people type them, with the shipped model and a spoilt copy of it."""

import json

import pytest
import spacy
from typer.testing import CliRunner

from docmine import models
from docmine.cli import app

LINES = [
    {"text": f"Ahmed Hassan left Syria in {year}.", "doc": f"report-{year}", "spans": [
        {"start": 0, "end": 12, "label": "PERSON"}, {"start": 18, "end": 23, "label": "GPE"},
        {"start": 27, "end": 31, "label": "DATE"},
    ]} for year in range(1990, 2020)
]  # fmt: skip


def invoke(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A workspace with labelled sentences and a model that finds nothing but dates."""
    folder = tmp_path_factory.mktemp("judging")
    (folder / "pipeline" / "training").mkdir(parents=True)
    (folder / "pipeline" / "models").mkdir()
    (folder / "pipeline" / "training" / "own.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    nlp = spacy.load(models.SHIPPED[models.DEFAULT])
    ruler = nlp.replace_pipe("ner", "entity_ruler")
    ruler.add_patterns([{"label": "DATE", "pattern": [{"SHAPE": "dddd"}]}])
    nlp.to_disk(folder / "pipeline" / "models" / "spoilt")
    return folder


def test_evaluate_shows_figures_confusions_and_errors(workspace):
    result = invoke("evaluate", "-w", workspace, "--model", "spoilt", "--errors", 1)
    held = int(result.output.split(" sentences of ")[0].split()[-1])
    assert 2 <= held < 30
    assert f"{held} sentences of {held} documents" in result.output
    assert "ranges: 95 % of 2000 draws" in result.output
    assert ": missed: expected Ahmed Hassan (PERSON), found nothing" in result.output
    assert f"{2 * held - 1} more errors to read: --errors {2 * held}" in result.output
    assert ["DATE", str(held), "1.000", "1.000", "1.000", "1.000", "to", "1.000"] in [
        line.split() for line in result.output.splitlines()
    ]


def test_evaluate_as_json_has_all_errors_unless_told_otherwise(workspace):
    data = workspace / "pipeline" / "training" / "own.jsonl"
    plain = json.loads(invoke("evaluate", data, "-w", workspace, "-m", "spoilt", "--json").output)
    assert (plain["texts"], len(plain["errors"]), plain["micro"]["recall"]) == (30, 60, 0.3333)
    assert plain["confusion"] == {
        "DATE": {"DATE": 30}, "GPE": {"nothing": 30}, "PERSON": {"nothing": 30},
    }  # fmt: skip
    few = json.loads(invoke("evaluate", data, "-w", workspace, "-m", "spoilt", "--json", "-e", 2).output)
    assert len(few["errors"]) == 2


def test_compare_says_which_is_better(workspace):
    few = invoke("compare", "-w", workspace)
    assert "3 sentences of 3 documents" in few.output
    assert "no difference that chance does not explain (p = 0.250)" in few.output
    data = workspace / "pipeline" / "training" / "own.jsonl"
    result = invoke("compare", "shipped", "spoilt", data, "-w", workspace, "--errors", 1)
    assert "A: shipped" in result.output
    assert "B: spoilt" in result.output
    assert "only B gets right: 0 sentences" in result.output
    assert "A does better (p < 0.001): shipped" in result.output
    plain = json.loads(invoke("compare", "spoilt", "shipped", data, "-w", workspace, "--json").output)
    assert plain["f1_difference"]["DATE"] == {"value": 0.0, "interval": [0.0, 0.0], "p": 1.0}
    assert (plain["f1_difference"]["micro"]["value"], len(plain["only_second"])) == (0.5, 30)


def test_a_bad_model_is_refused_forced_and_gone_back_from(workspace):
    store = workspace / "pipeline" / "models"
    refused = invoke("promote", "spoilt", "-w", workspace)
    assert refused.exit_code == 1
    assert "against it: names: F1 falls from 1.0000 to 0.5000" in refused.output
    assert "spoilt is not promoted; shipped stays in use" in refused.output
    assert json.loads(invoke("promote", "spoilt", "-w", workspace, "--json").output)["promoted"] is False
    assert not (store / "current.json").exists()
    forced = invoke("promote", "spoilt", "-w", workspace, "--force", "--reason", "only dates matter")
    assert forced.exit_code == 0
    assert "spoilt is in use from now on, in place of shipped, forced: only dates matter" in forced.output
    assert json.loads((store / "current.json").read_text())["name"] == "spoilt"
    back = invoke("promote", "--rollback", "-w", workspace)
    assert (back.exit_code, "shipped is in use again, in place of spoilt" in back.output) == (0, True)
    assert not (store / "current.json").exists()


def test_floors_are_written_and_shown(workspace):
    result = invoke("promote", "--set-floors", "-w", workspace)
    assert "F1 of all labels: 1.000 or more" in result.output
    written = json.loads((workspace / "pipeline" / "floors.json").read_text())
    assert (written["names"]["micro"], written["names"]["max_drop"]) == (1.0, 0.0)
    (workspace / "pipeline" / "floors.json").unlink()


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["spoilt", "--rollback"], ["--rollback", "--set-floors"], ["spoilt", "--force"],
        ["spoilt", "--reason", "so"], ["--rollback", "--force", "--reason", "so"],
    ],
)  # fmt: skip
def test_promote_is_told_one_thing_to_do(workspace, arguments):
    assert invoke("promote", *arguments, "-w", workspace).exit_code == 2
