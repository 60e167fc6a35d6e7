"""Scores against values worked out by hand."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.config import Config
from docmine.errors import ResourceError
from docmine.evaluate import evaluate, score, sentences
from docmine.holdout import split
from docmine.labelled import Example, Span
from docmine.scores import Score, confusion, pairs

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


def test_each_expected_span_is_paired_with_the_closest_that_was_found():
    camp, whole, tail = Span(29, 40, "FAC"), Span(25, 40, "LOC"), Span(34, 40, "FAC")
    # "for Camp Sirwan" shares 11 of 15 characters with it, "Sirwan" 6 of 11.
    assert pairs([camp], [tail, whole]) == [(camp, whole), (None, tail)]
    exact = Span(29, 40, "ORG")
    assert pairs([camp], [whole, exact, tail]) == [(None, whole), (camp, exact), (None, tail)]
    # Of two with the same characters the one with the same label is the closer.
    assert pairs([camp], [exact, camp]) == [(camp, camp), (None, exact)]


def test_confusions_by_hand():
    found = (Span(*TOVIK, "GPE"), Span(44, 50, "DATE"), Span(25, 28, "PERSON"))
    assert score([GOLD], [found]).confusion == {
        "DATE": {"DATE": 1},  # its boundary is wrong, its label right
        "FAC": {"nothing": 1},
        "GPE": {"nothing": 1},
        "PERSON": {"GPE": 1},
        "nothing": {"PERSON": 1},
    }


spans = st.lists(
    st.builds(lambda start, size, label: Span(start, start + size, label),
              st.integers(0, 30), st.integers(1, 6), st.sampled_from(["ORG", "GPE"])), max_size=8, unique=True
)  # fmt: skip


@settings(deadline=None)
@given(spans, spans)
def test_every_span_is_in_one_pair(expected, found):
    paired = pairs(expected, found)
    assert sorted(gold for gold, _ in paired if gold) == sorted(expected)
    assert sorted(hit for _, hit in paired if hit) == sorted(found)
    table = confusion(paired)
    for label in ("ORG", "GPE"):
        assert sum(table.get(label, {}).values()) == sum(span.label == label for span in expected)
        assert sum(row.get(label, 0) for row in table.values()) == sum(span.label == label for span in found)
    assert sum(gold == hit for gold, hit in paired) == len(set(expected) & set(found))


def test_sentences_of_one_document_are_drawn_together():
    here, there = ([Example(f"Ossul {n}", (Span(0, 5, "GPE"),), doc=doc) for n in range(4)] for doc in ("a", "b"))
    result = score([*here, *there], [(Span(0, 5, "GPE"),)] * 4 + [()] * 4)
    assert (result.texts, result.documents) == (8, 2)
    assert result.as_dict()["labels"]["GPE"]["recall_interval"] == [0.0, 1.0]
    alone = score([*here, *there], [(Span(0, 5, "GPE"),)] * 8).as_dict()
    assert alone["labels"]["GPE"]["recall_interval"] == [1.0, 1.0]


def test_json_carries_all():
    plain = json.loads(json.dumps(score([GOLD], [(Span(*TOVIK, "PERSON"),)], "some-model").as_dict()))
    assert (plain["model"], plain["texts"], plain["documents"]) == ("some-model", 1, 1)
    assert plain["intervals"] == {"confidence": 0.95, "resamples": 2000, "seed": 0}
    assert plain["labels"]["PERSON"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0,
        "precision_interval": None, "recall_interval": None, "f1_interval": None,
        "correct": 1, "found": 1, "expected": 1,
    }  # fmt: skip
    assert (plain["micro"]["recall"], plain["macro"]["recall"]) == (0.25, 0.25)
    assert (plain["merged_macro"]["f1"], plain["merged"]["PLACE"]["expected"]) == (0.3333, 2)
    assert [error["kind"] for error in plain["errors"]] == ["missed"] * 3


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
    data = [tmp_path / "training" / "own.jsonl"]
    assert evaluate(config, data).micro == Score(2, 2, 2)
    assert evaluate(config, data, with_patterns=False).labels["ORG"].correct == 0


def test_without_files_only_what_is_held_out_is_scored(tmp_path):
    entries = [
        {"text": f"Ossul fell, {number}.", "spans": [{"start": 0, "end": 5, "label": "GPE"}], "doc": f"d{number}"}
        for number in range(12)
    ]
    phrase = {**entries[0], "layer": "conflict", "spans": [{"start": 0, "end": 5, "label": "PLACE"}]}
    config = workspace(tmp_path, *entries, phrase)
    data = [tmp_path / "training" / "own.jsonl"]
    every = sentences(config, data, "names")
    assert [example.text for example in every] == [entry["text"] for entry in entries]
    assert 0 < len(sentences(config, [], "names")) < 12
    assert sentences(config, [], "names") == split(every)[1]
    assert [example.layer for example in sentences(config, data, "conflict")] == ["conflict"]
    (tmp_path / "names.jsonl").write_text("\n".join(map(json.dumps, entries)))
    with pytest.raises(ResourceError, match="of 12 labelled sentences none is of the layer conflict"):
        sentences(config, [tmp_path / "names.jsonl"], "conflict")


def test_nothing_to_score_is_an_error(tmp_path):
    with pytest.raises(ResourceError, match="no labelled sentences"):
        evaluate(Config(folder=tmp_path))
    with pytest.raises(ResourceError, match="no such file"):
        evaluate(Config(folder=tmp_path), [tmp_path / "absent.jsonl"])
