"""Scores against values worked out by hand."""

import json

import pytest

from docmine.config import Config
from docmine.errors import ResourceError
from docmine.evaluate import Score, evaluate, score
from docmine.labelled import Example, Span

TEXT = "Tovik Andrash left Ossul for Camp Sirwan on Monday morning."
TOVIK, OSSUL, CAMP, MONDAY = (0, 13), (19, 24), (29, 40), (44, 58)
GOLD = Example(
    TEXT, (Span(*TOVIK, "PERSON"), Span(*OSSUL, "GPE"), Span(*CAMP, "FAC"), Span(*MONDAY, "DATE")), "names.jsonl:1"
)


def test_figures_of_a_score():
    value = Score(correct=3, found=4, expected=6)
    assert (value.precision, value.recall, value.f1) == (0.75, 0.5, 0.6)
    assert Score().f1 == Score().precision == Score().recall == 0.0


def test_only_exact_spans_with_the_right_label_count():
    found = (Span(*TOVIK, "PERSON"), Span(*OSSUL, "ORG"), Span(*CAMP, "LOC"), Span(44, 50, "DATE"))
    result = score([GOLD], [found])
    # LOC is left out: the sentences never use it. ORG likewise.
    assert result.labels == {
        "DATE": Score(0, 1, 1),
        "FAC": Score(0, 0, 1),
        "GPE": Score(0, 0, 1),
        "PERSON": Score(1, 1, 1),
    }
    assert result.micro == Score(1, 2, 4)


def test_the_merged_view_forgives_the_kind_of_place():
    result = score([GOLD], [(Span(*OSSUL, "FAC"), Span(*CAMP, "GPE"))])
    assert result.labels["GPE"] == Score(0, 1, 1)
    assert result.merged["PLACE"] == Score(2, 2, 2)
    assert result.merged["TEMPORAL"] == Score(0, 0, 1)
    assert result.merged_micro == Score(2, 2, 4)


def test_every_mistake_is_told_once_by_its_kind():
    found = (Span(*TOVIK, "GPE"), Span(44, 50, "DATE"), Span(25, 28, "PERSON"))
    told = {(mistake.kind, mistake.expected, mistake.found) for mistake in score([GOLD], [found]).mistakes}
    assert told == {
        ("label", "Tovik Andrash (PERSON)", "Tovik Andrash (GPE)"),
        ("missed", "Ossul (GPE)", None),
        ("missed", "Camp Sirwan (FAC)", None),
        ("boundary", "Monday morning (DATE)", "Monday (DATE)"),
        ("spurious", None, "for (PERSON)"),
    }


def test_the_same_span_in_two_texts_counts_twice():
    examples = [Example("Ossul", (Span(0, 5, "GPE"),))] * 2
    assert score(examples, [(Span(0, 5, "GPE"),), ()]).micro == Score(1, 1, 2)


def workspace(tmp_path, *entries):
    (tmp_path / "training").mkdir()
    (tmp_path / "training" / "own.jsonl").write_text("\n".join(map(json.dumps, entries)))
    return Config(folder=tmp_path)


def test_the_workspace_is_scored_with_its_patterns(tmp_path):
    entry = {"text": "The Velkur Nine met Ahmed Hassan.", "spans": [
        {"start": 4, "end": 15, "label": "ORG"}, {"start": 20, "end": 32, "label": "PERSON"},
    ]}  # fmt: skip
    config = workspace(tmp_path, entry)
    (tmp_path / "patterns").mkdir()
    (tmp_path / "patterns" / "own.jsonl").write_text('{"label": "ORG", "pattern": "Velkur Nine"}')
    result = evaluate(config)
    assert (result.texts, result.micro) == (1, Score(2, 2, 2))
    assert json.loads(json.dumps(result.as_dict()))["micro"]["f1"] == 1.0


def test_nothing_to_score_is_an_error(tmp_path):
    with pytest.raises(ResourceError, match="no labelled sentences"):
        evaluate(Config(folder=tmp_path))
    with pytest.raises(ResourceError, match="no such file"):
        evaluate(Config(folder=tmp_path), [tmp_path / "absent.jsonl"])
