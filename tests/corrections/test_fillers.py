"""Decisions about events: which fillers they teach, and what is said of those that do not fit."""

import json

import pytest

from docmine.config import Config
from docmine.corrections import taught
from docmine.schema import TABLES
from docmine.store import Store

FIRST = "Gunmen of the Kessen Front shot Ana Lopez with a rifle in Ossul."
SECOND = "Soldiers raided the mill."
THIRD = "Mayors met the envoy."
TEXT = f"{FIRST} {SECOND} {THIRD}"


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def row(table, words, number, **cells):
    start, end = at(words)
    empty = dict.fromkeys(TABLES[table].names) | {"method": "x", "score": 1.0}
    place = {"doc_id": "d_1", "start": start, "end": end, "text": words, "raw_start": start, "raw_end": end}
    return empty | place | {f"{table[:-1]}_id": f"{table[0]}_{number}"} | cells


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run") / "output"
    people = ("Gunmen", "Ana Lopez", "Soldiers", "Mayors", "the mill")
    mentions = [row("mentions", words, n, label="ACTOR", actor_id="a_1") for n, words in enumerate(people)]
    front = row("mentions", "Kessen Front", 9, label="ORG", actor_id="a_1", method="ner")
    told = (("shot", "ASSAULT", FIRST), ("raided", "COERCE", SECOND), ("met", "CONSULT", THIRD))
    events = [
        row("events", words, n, trigger=words, event_type=kind, sentence=sentence, status="factual")
        for n, (words, kind, sentence) in enumerate(told)
    ]
    found = (("Ossul", "victim", 0), ("Soldiers", "perpetrator", 1))
    fillers = [
        row("role_fillers", words, n, filler_id=f"f_{n}", event_id=f"e_{event}", role=role, in_sentence=True)
        for n, (words, role, event) in enumerate(found)
    ]
    for one in fillers:
        del one["role_filler_id"]
    document = {"doc_id": "d_1", "path": ["a.txt"], "published": "2021-03-04", "published_source": "text"}
    text = [{"doc_id": "d_1", "raw": TEXT, "clean": TEXT, "pieces": "[]"}]
    rows = {"documents": [document | {"status": "ok"}], "_texts": text, "mentions": [*mentions, front]}
    with Store(folder) as store, store.transaction():
        store.replace_document("d_1", rows | {"events": events, "role_fillers": fillers})
    return folder


def decide(words, doc_id="d_1", **more):
    start, end = at(words)
    place = {"doc_id": doc_id, "start": start, "end": end, "text": words}
    return {"kind": "event", **place, "before": TEXT[max(0, start - 40) : start], "who": "am"} | more


@pytest.fixture
def learned(tmp_path, output):
    def learn(*decisions):
        path = tmp_path / "pipeline" / "review" / "decisions.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(one) + "\n" for one in decisions), encoding="utf-8")
        return taught(Config(folder=tmp_path / "pipeline"), output)

    return learn


def names(found):
    (lesson,) = found.lessons
    return {role: sorted(name for one in entities for name in one) for role, entities in lesson.entities.items()}


def test_actors_and_weapon_put_right_are_fillers_and_others_stay_as_the_run_found_them(learned):
    cells = {"source_actors": [at("Gunmen"), at("Kessen Front")], "target_actors": [at("Ana Lopez")], "weapon": "rifle"}
    found = learned(decide("shot", cells=cells))
    assert (found.used, found.problems) == (1, [])
    assert found.lessons[0].published == "2021-03-04"
    assert names(found) == {
        "perpetrator": ["gunmen", "soldiers"],
        "organisation": ["kessen front"],
        "object": [],
        "victim": ["ana lopez"],
        "weapon": ["rifle"],
    }


@pytest.mark.parametrize("decision", [{"reject": True}, {"cells": {"event_type": "CONSULT"}}])
def test_the_sentence_of_what_is_no_violence_has_no_fillers(learned, decision):
    found = learned(decide("raided", **decision))
    assert names(found) == {"perpetrator": [], "organisation": [], "object": [], "victim": ["ossul"], "weapon": []}


def test_a_struck_event_that_the_run_has_dropped_since_is_known_by_what_was_seen(learned):
    found = learned(decide("mill", reject=True, seen={"event_type": "ASSAULT"}))
    assert found.lessons == []
    assert "another act of violence" in str(found.problems[0])
    assert learned(decide("envoy", reject=True, seen={"event_type": "ASSAULT"})).used == 1


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (decide("met", reject=True), "tells of no violence"),
        (decide("shot", cells={"status": "denied"}), "names no source, target or weapon"),
        (decide("shot", cells={"source_actors": [[1, 3]]}), "1-3 does not stand there any more"),
        (decide("shot", cells={"weapon": "bomb"}), "'bomb' does not stand there any more"),
        (decide("shot", text="fired", reject=True), "'fired' does not stand in d_1 any more"),
        (decide("shot", doc_id="d_2", reject=True), "d_2 is not among those of the last run"),
    ],
)
def test_what_does_not_fit_is_left_out_and_named(learned, decision, told):
    found = learned(decision)
    assert (found.lessons, found.used) == ([], 0)
    (problem,) = found.problems
    assert told in str(problem)
    assert problem.where.endswith("decisions.jsonl:1")


def test_without_decisions_no_tables_are_needed(tmp_path):
    found = taught(Config(folder=tmp_path / "pipeline"), tmp_path / "none")
    assert (found.lessons, found.used, found.problems) == ([], 0, [])
