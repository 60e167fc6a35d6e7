"""Which models are compared, and what only one of them gets right."""

import json
import os
import shutil

import pytest

from docmine import compare as comparing
from docmine import models
from docmine.compare import compare, only_right
from docmine.config import Config
from docmine.errors import ModelError
from docmine.evaluate import score
from docmine.labelled import Example, Span

TEXTS = ("Ossul fell.", "Harkan fell.", "Sirwan fell.")
EXAMPLES = [
    Example(text, (Span(0, text.index(" "), "GPE"),), f"own.jsonl:{number}", f"report-{number}")
    for number, text in enumerate(TEXTS, 1)
]


def answers(*right):
    return [example.spans if number in right else () for number, example in enumerate(EXAMPLES)]


@pytest.fixture
def config(tmp_path, monkeypatch):
    """A workspace with three models in name only; what each gets right stands in its folder."""
    for age, (name, right) in enumerate({"older": [0], "newer": [0, 1], "newest": [1, 2]}.items()):
        folder = tmp_path / "models" / name
        folder.mkdir(parents=True)
        (folder / "meta.json").write_text("{}")
        (folder / "right.json").write_text(json.dumps(right))
        os.utime(folder / "meta.json", (age, age))
    (tmp_path / "models" / "current.json").write_text('{"name": "newest"}')
    (tmp_path / "training").mkdir()
    (tmp_path / "own.jsonl").write_text(
        "\n".join(
            json.dumps({"text": e.text, "doc": e.doc, "spans": [{"start": 0, "end": e.spans[0].end, "label": "GPE"}]})
            for e in EXAMPLES
        )
    )

    def judge(config, examples, *, layer, with_patterns):
        right = json.loads((models.find(config).folder / "right.json").read_text())
        return score(examples, answers(*right), models.digest(config))

    monkeypatch.setattr(comparing, "judge", judge)
    return Config(folder=tmp_path)


def test_sentences_that_only_one_gets_right():
    one, other = score(EXAMPLES, answers(0, 1)), score(EXAMPLES, answers(1, 2))
    (mine,), (theirs,) = only_right(EXAMPLES, one, other), only_right(EXAMPLES, other, one)
    assert (mine.text, mine.where) == ("Ossul fell.", "own.jsonl:1")
    assert (theirs.text, theirs.where) == ("Sirwan fell.", "own.jsonl:3")
    assert [(mistake.kind, mistake.expected) for mistake in mine.mistakes] == [("missed", "Ossul (GPE)")]


def test_the_model_in_use_is_compared_with_the_newest_other(config):
    assert compare(config, data=[config.folder / "own.jsonl"]).names == ("newest", "newer")


def test_figures_side_by_side(config):
    result = compare(config, "older", "newer", [config.folder / "own.jsonl"])
    # F1: 2 * 1 / (1 + 3) and 2 * 2 / (2 + 3). Only the second document differs: either swap gives 0.3 again.
    micro = result.differences()["micro"]
    assert (result.first.micro.f1, result.second.micro.f1) == (0.5, 0.8)
    assert (micro.value, micro.p) == (pytest.approx(0.3), 1.0)
    plain = json.loads(json.dumps(result.as_dict()))
    assert plain["models"] == ["older", "newer"]
    assert plain["f1_difference"]["GPE"] == {
        "value": 0.3,
        "interval": plain["f1_difference"]["micro"]["interval"],
        "p": 1.0,
    }
    assert plain["merged_f1_difference"]["PLACE"]["value"] == 0.3
    assert (plain["only_first"], [sentence["text"] for sentence in plain["only_second"]]) == ([], ["Harkan fell."])


def test_a_model_is_not_compared_with_itself(config):
    with pytest.raises(ModelError, match="newest and newest are the same model"):
        compare(config, second="newest", data=[config.folder / "own.jsonl"])


def test_a_wrong_name_is_told_which_there_are(config):
    with pytest.raises(
        ModelError, match=r"no model 'nowest' \(there are accurate, fast, older, newer, newest; or give"
    ):
        compare(config, "nowest", "older", [config.folder / "own.jsonl"])


def test_without_another_model_it_is_compared_with_the_shipped_one(config):
    for name in ("older", "newer"):
        shutil.rmtree(config.folder / "models" / name)
    assert comparing._newest(config) == "shipped"


def test_a_model_is_found_by_name_or_folder(config):
    assert models.find(models.choose(config, "shipped")).folder == models.SHIPPED[models.DEFAULT]
    folder = config.folder / "models" / "older"
    assert models.find(models.choose(config, "older")).folder == folder
    assert models.find(models.choose(config, str(folder))).folder == folder
    assert models.find(models.choose(config, "spacy")).folder is None
