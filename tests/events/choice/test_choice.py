"""Which of the types that a word allows an event has."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.cells import Grounds, cells
from docmine.errors import ResourceError
from docmine.events import triggers
from docmine.events.choice import fit, lessons, model
from docmine.events.component import coder

CLAUSE = "Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|the the DET DT 4 det|camp camp NOUN NN 2 obj"
WITH_MORTARS = f"{CLAUSE}|with with ADP IN 6 case|mortars mortar NOUN NNS 2 obl|. . PUNCT . 2 punct"
PLAIN = f"{CLAUSE}|. . PUNCT . 2 punct"
ACTORS = {"Rebels": "rebel"}
ROW = "{lemma},VERB,,,{event_type},{mode},obj,,0.8,mine\n"


LEXICON = triggers.load()


@pytest.fixture(scope="module")
def lexicon():
    return LEXICON


def candidate(lexicon, lemma, mode, standing):
    row = next(one for one in lexicon.by_lemma[lemma] if one.mode == mode)
    return model.Candidate(row, standing)


def test_arguments_decide_among_the_types_that_a_word_allows(only):
    event = only(WITH_MORTARS, actors=ACTORS)
    assert (event["event_type"], event["mode"], event["sub_type"]) == (
        "ASSAULT",
        "heavy-weapons",
        "Shelling/artillery/missile attack",
    )
    assert event["method"] == "parse+choice"
    assert event["chosen"]["instead_of"] == "ASSAULT attack"
    assert 0.5 < event["chosen"]["chance"] <= 1


def test_the_lexicon_stands_where_nothing_speaks_against_it(only):
    event = only(PLAIN, actors=ACTORS)
    assert (event["mode"], event["method"], event["chosen"]) == ("attack", "parse", None)


def test_a_users_row_is_never_overruled(tmp_path, parse):
    path = tmp_path / "triggers.csv"
    path.write_text(",".join(triggers.COLUMNS) + "\n" + ROW.format(lemma="attack", event_type="ASSAULT", mode="attack"))
    doc = coder(path)(parse(WITH_MORTARS))
    assert [event["method"] for event in doc._.events] == ["parse"] * len(doc._.events)


def test_a_cell_says_that_the_type_was_learned_and_how_probable_it_is(code):
    doc = code(WITH_MORTARS, actors=ACTORS)
    (event,) = doc._.events
    row = {"event_type": event["event_type"], "mode": event["mode"], "trigger": event["trigger"]}
    row |= {f"{side}_{what}": [] for side in ("source", "target") for what in ("actors", "actor_ids", "sectors")}
    codes, trigger = list(cells(Grounds(doc), {**event, "sources": [], "targets": []}, row))[:2]
    assert (codes.columns, codes.method, codes.score) == (("event_type", "mode"), "choice", event["chosen"]["chance"])
    assert codes.reason == "likelier than ASSAULT attack, which the lexicon has first"
    assert (trigger.columns, trigger.method) == (("trigger",), "parse+choice")


def test_only_what_the_lexicon_allows_and_the_first_for_want_of_a_margin(lexicon):
    first, other = (
        candidate(lexicon, "attack", "attack", model.FIRST),
        candidate(lexicon, "attack", "airstrike", "learned"),
    )
    chooser = model.Chooser({"with aircraft": {"ASSAULT airstrike": 1.0}}, 0.5)
    chances = chooser.chances(["with aircraft"], [first, other])
    assert chances == pytest.approx([1 / (1 + 2.718281828), 2.718281828 / (1 + 2.718281828)])  # 0.27 and 0.73
    assert chooser.pick(["with aircraft"], [first, other])[0] == 0  # 0.46 ahead
    assert replace(chooser, margin=0.4).pick(["with aircraft"], [first, other]) == (1, chances[1])


def test_a_word_of_which_nothing_was_learned_keeps_its_first(lexicon):
    allowed = [
        candidate(lexicon, "attack", "attack", model.FIRST),
        candidate(lexicon, "attack", "airstrike", "learned"),
    ]
    chooser = model.Chooser({"with aircraft": {"ASSAULT airstrike": 9.0}}, 0.4)
    assert chooser.pick(["word maul VERB", "with aircraft"], allowed)[0] == 0


@given(st.floats(-9, 9), st.floats(0, 1))
def test_what_is_taken_is_the_first_or_the_likeliest_by_more_than_the_margin(weight, margin):
    allowed = [candidate(LEXICON, "attack", mode, "learned") for mode in ("attack", "airstrike", "firearms")]
    chooser = model.Chooser({"w": {"ASSAULT airstrike": weight}}, margin)
    chances = chooser.chances(["w"], allowed)
    at, chance = chooser.pick(["w"], allowed)
    assert sum(chances) == pytest.approx(1)
    assert chance == chances[at]
    assert at == 0 or (chance == max(chances) and chance - chances[0] > margin)


def test_learning_follows_the_examples_and_repeats_itself(lexicon):
    allowed = (
        candidate(lexicon, "attack", "attack", model.FIRST),
        candidate(lexicon, "attack", "airstrike", "learned"),
    )
    plain = [fit.Example(("no source",), allowed, (True, False))] * 5
    jets = [fit.Example(("source aircraft",), allowed, (False, True))] * 5
    chooser = fit.fit(plain + jets)
    assert chooser.chances(["source aircraft"], allowed)[1] > 0.8
    assert chooser.chances(["no source"], allowed)[0] > 0.8
    assert fit.fit(plain + jets) == chooser


def test_each_fold_is_judged_by_weights_that_have_not_seen_it(lexicon):
    allowed = (
        candidate(lexicon, "attack", "attack", model.FIRST),
        candidate(lexicon, "attack", "airstrike", "learned"),
    )
    odd = fit.Example(("target mosque", "with aircraft"), allowed, (False, True))
    rest = [fit.Example((f"beside {n}", "no source"), allowed, (True, False)) for n in range(9)]
    judged = dict(fit.folds([odd, *rest]))
    assert judged[odd].chances(odd.facts, allowed)[0] > 0.5  # nothing but the odd one speaks for an airstrike


def test_a_file_of_weights_reads_back(tmp_path):
    chooser = model.Chooser({"with aircraft": {"ASSAULT": -0.5, "ASSAULT airstrike": 1.25}, "first": {"": 1.0}}, 0.4)
    path = tmp_path / "choice.json"
    path.write_text(model.to_json(chooser), encoding="utf-8")
    assert model.load(path) == chooser


@pytest.mark.parametrize(
    "text", ["", "[]", '{"margin": 1}', '{"margin": "x", "weights": {}}', '{"weights": [1], "margin": 1}']
)
def test_what_is_no_file_of_weights_is_named(tmp_path, text):
    path = tmp_path / "choice.json"
    path.write_text(text)
    with pytest.raises(ResourceError, match=r"choice\.json"):
        model.load(path)


def test_every_sentence_of_ours_is_told_once_and_names_a_pair_of_the_ontology(lexicon):
    read = lessons.read()
    assert len({one.text for one in read}) == len(read) > 300
    assert {(one.event_type, one.mode) for one in read} <= lexicon.ontology.keys()


@pytest.mark.parametrize("line", ["{", "[]", json.dumps({"text": "a", "trigger": "b", "event_type": "ASSAULT"})])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "choices.jsonl"
    path.write_text("\n" + line)
    with pytest.raises(ResourceError, match=r"choices\.jsonl:2"):
        lessons.read(path)
