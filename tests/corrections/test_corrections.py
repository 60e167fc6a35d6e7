"""Decisions about names: what becomes of a sentence, and what is said of decisions that do not fit."""

import json

import pytest

from docmine.config import Config
from docmine.corrections import examples
from docmine.errors import ResourceError, StoreError
from docmine.schema import TABLES
from docmine.store import Store

FIRST = "Guards of the Kessen Front took Ossul from Orlan."
SECOND = "It rained. Tovik Andrash slept."
THIRD = "Wadi Tarsa is quiet,\nthe Azgar Brigades said on Monday."
TEXT = f"{FIRST} {SECOND}\n\nA headline\n\n{THIRD}"


def at(name):
    return TEXT.index(name), TEXT.index(name) + len(name)


def row(table, name, **cells):
    start, end = at(name)
    empty = dict.fromkeys(TABLES[table].names)
    return (
        empty | {"doc_id": "d_1", "start": start, "end": end, "text": name, "raw_start": start, "raw_end": end} | cells
    )


def mention(name, label, sentence, method="ner", **cells):
    made_by = {"method": method, "score": 1.0}
    return row("mentions", name, mention_id=f"m_{name}", label=label, sentence=sentence, **made_by, **cells)


@pytest.fixture
def output(tmp_path):
    with Store(tmp_path / "output") as store, store.transaction():
        place = row("places", "Wadi Tarsa", place_id="p_1", feature_code="PPL", method="gazetteer: name", score=0.5)
        actor = dict.fromkeys(TABLES["actors"].names)
        actor |= {
            "actor_id": "a_1",
            "name": "Azgar Brigades",
            "type": "rebel",
            "n_mentions": 1,
            "n_documents": 1,
            "doc_ids": ["d_1"],
            "aliases": [],
        }
        store.write("actors", [actor | {"origin": "list", "method": "table", "score": 1.0}])
        found = [
            mention("Guards", "ACTOR", FIRST, "generic"),
            mention("Front", "PERSON", FIRST),
            mention("Ossul", "GPE", FIRST),
            mention("Orlan", "GPE", FIRST, "pattern:x"),
            mention("Wadi Tarsa", "LOC", THIRD, "gazetteer: name", place_id="p_1"),
            mention("Azgar Brigades", "ACTOR", THIRD, "table", actor_id="a_1"),
            mention("Monday", "DATE", THIRD),
        ]
        text = [{"doc_id": "d_1", "raw": TEXT, "clean": TEXT, "pieces": "[]"}]
        document = {"doc_id": "d_1", "path": ["a.txt"], "published_source": "none", "status": "ok"}
        rows = {"documents": [document], "mentions": found, "places": [place], "_texts": text}
        store.replace_document("d_1", rows)
    return tmp_path / "output"


def decide(name, label, **more):
    start, end = at(name)
    return {
        "kind": "entity",
        "doc_id": "d_1",
        "start": start,
        "end": end,
        "label": label,
        "text": name,
        "who": "am",
    } | more


def accept(sentence, **more):
    start, end = at(sentence)
    given = {"kind": "sentence", "doc_id": "d_1", "start": start, "end": end, "text": sentence, "who": "am"}
    return given | {"verdict": "accept"} | more


def corrected(output, *rows):
    """What comes of decisions: of each sentence its text and names, and the problems."""
    folder = output.parent / "pipeline"
    (folder / "review").mkdir(parents=True, exist_ok=True)
    (folder / "review" / "decisions.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    found, problems = examples(Config(folder=folder), output)
    assert all(TEXT[item.offset :].startswith(item.text) and item.doc == "d_1" for item in found)
    shown = [(item.text, {item.text[s.start : s.end]: s.label for s in item.spans}) for item in found]
    return shown, [(problem.where.rsplit(":")[-1], problem.message) for problem in problems]


def test_without_decisions_about_names_no_run_is_needed(tmp_path):
    assert examples(Config(), tmp_path) == ([], [])
    assert corrected(tmp_path / "nowhere", {"kind": "link"}) == ([], [])
    with pytest.raises(StoreError, match="no tables here"):
        corrected(tmp_path / "nowhere", decide("Ossul", "GPE"))


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([decide("Ossul", "FAC")], {"Front": "PERSON", "Ossul": "FAC", "Orlan": "GPE"}),
        ([decide("Ossul", None)], {"Front": "PERSON", "Orlan": "GPE"}),
        ([decide("Guards", "ORG")], {"Guards": "ORG", "Front": "PERSON", "Ossul": "GPE", "Orlan": "GPE"}),
        ([decide("Kessen Front", "ORG")], {"Kessen Front": "ORG", "Ossul": "GPE", "Orlan": "GPE"}),
        ([decide("Kessen", "GPE", replaces=list(at("Front")))], {"Kessen": "GPE", "Ossul": "GPE", "Orlan": "GPE"}),
        ([decide("Kessen Front", None)], {"Front": "PERSON", "Ossul": "GPE", "Orlan": "GPE"}),
        ([decide("Ossul", "FAC"), decide("Ossul", "LOC")], {"Front": "PERSON", "Ossul": "LOC", "Orlan": "GPE"}),
        (
            [decide("Kessen", "GPE"), decide("Kessen Front", "ORG", replaces=list(at("Kessen")))],
            {"Kessen Front": "ORG", "Ossul": "GPE", "Orlan": "GPE"},
        ),
        ([accept(FIRST)], {"Front": "PERSON", "Ossul": "GPE", "Orlan": "GPE"}),
        ([accept(FIRST), decide("Front", None)], {"Ossul": "GPE", "Orlan": "GPE"}),
    ],
)
def test_a_sentence_comes_with_all_its_names(output, rows, names):
    assert corrected(output, *rows) == ([(FIRST, names)], [])


def test_names_that_only_lists_knew_are_kept(output):
    names = {"Wadi Tarsa": "GPE", "Azgar Brigades": "ORG", "Monday": "DATE"}
    assert corrected(output, accept(THIRD)) == ([(THIRD, names)], [])


def test_a_sentence_in_which_the_run_found_nothing_is_found_by_its_full_stops(output):
    assert corrected(output, decide("Tovik Andrash", "PERSON"), decide("A headline", None)) == (
        [("Tovik Andrash slept.", {"Tovik Andrash": "PERSON"}), ("A headline", {})],
        [],
    )


def test_a_rejected_sentence_is_not_learned_from(output):
    assert corrected(output, decide("Ossul", "FAC"), accept(FIRST, verdict="reject")) == ([], [])
    again = [accept(FIRST, verdict="reject"), accept(FIRST)]
    assert [text for text, _ in corrected(output, *again)[0]] == [FIRST]


def test_a_name_across_two_sentences_joins_them(output):
    ((text, names),), _ = corrected(output, decide("Orlan. It", "ORG"))
    assert (text, names["Orlan. It"], "Orlan" in names) == (f"{FIRST} It rained.", "ORG", False)


def test_decisions_that_do_not_fit_any_more_are_reported(output):
    moved, gone = decide("Ossul", "FAC", text="Orlan"), decide("Ossul", "FAC", doc_id="d_2")
    start, end = at("Ossul")
    assert corrected(output, moved, gone, decide("Orlan", None, start=9000, end=9005)) == (
        [],
        [
            ("1", f"'Orlan' is not at {start}-{end} of d_1 any more, but 'Ossul'"),
            ("3", "'Orlan' is not at 9000-9005 of d_1 any more, but ''"),
            ("2", "the document d_2 is not among those of the last run any more"),
        ],
    )


def test_line_breaks_may_have_become_spaces(output):
    assert corrected(output, accept(THIRD, text=THIRD.replace("\n", " ")))[1] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"who": None}, "needs doc_id, text and who"),
        ({"label": "PERSN"}, "the label must be null or one of"),
        ({"start": "1"}, "whole numbers"),
        ({"start": 9, "end": 9}, "no stretch of a text"),
        ({"replaces": [1]}, "whole numbers"),
        ({"kind": "sentence", "verdict": "maybe"}, "accept or reject, not 'maybe'"),
    ],
)
def test_malformed_decisions_are_refused(output, change, message):
    with pytest.raises(ResourceError, match=message) as caught:
        corrected(output, decide("Ossul", "GPE"), decide("Ossul", "GPE") | change)
    assert caught.value.where.endswith("decisions.jsonl:2")
