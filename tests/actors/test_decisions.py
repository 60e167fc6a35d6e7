"""Merges and splits that people decided on."""

from __future__ import annotations

import json

import pytest
import spacy

from docmine.actors.component import make_actors
from docmine.actors.decisions import load_decided
from docmine.actors.table import load_table
from docmine.errors import ResourceError


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture
def decide(tmp_path):
    """Write decisions to a file and return its path."""

    def write(*rows):
        path = tmp_path / "decisions.jsonl"
        path.write_text("".join(f"{json.dumps({'who': 'am', **row})}\n" for row in rows), encoding="utf-8")
        return str(path)

    return write


def named(nlp, decisions, text, *names):
    """Annotate a text with organisations; return the names of their actors, in order."""
    doc = nlp.make_doc(text)
    starts = [text.index(name) for name in names]
    doc.set_ents(
        [doc.char_span(at, at + len(name), label="ORG") for at, name in sorted(zip(starts, names, strict=True))]
    )
    make_actors(nlp, "actors", None, decisions)(doc)
    return [doc._.actors[span._.actor["actor_id"]]["name"] for span in doc.spans["actors"]]


def test_unlisted_actors_that_were_merged_are_one(nlp, decide):
    path = decide({"kind": "merge_actors", "keep": "Kessen Front", "other": "Ossul Lions", "type": "rebel"})
    assert named(nlp, path, "Ossul Lions met the Kessen Front", "Ossul Lions", "Kessen Front") == ["Kessen Front"] * 2


def test_an_unlisted_name_becomes_one_of_a_listed_actor(nlp, decide):
    path = decide({"kind": "merge_actors", "keep": "Hezbollah", "other": "Ossul Lions"})
    assert named(nlp, path, "the Ossul Lions met", "Ossul Lions") == ["Hezbollah"]


def test_listed_actors_that_were_merged_are_one_under_all_their_names(nlp, decide):
    path = decide({"kind": "merge_actors", "keep": "Free Syrian Army", "other": "Syrian National Army"})
    assert named(nlp, path, "FSA men met TFSA men") == ["Free Syrian Army"] * 2


def test_merges_build_on_each_other(nlp, decide):
    path = decide(
        {"kind": "merge_actors", "keep": "Kessen Front", "other": "Ossul Lions"},
        {"kind": "merge_actors", "keep": "Hezbollah", "other": "Kessen Front"},
    )
    assert named(nlp, path, "the Ossul Lions met", "Ossul Lions") == ["Hezbollah"]


def test_a_name_that_was_split_off_is_its_own_actor(nlp, decide):
    text = "Party of God men met Hizbollah men"
    assert named(nlp, None, text) == ["Hezbollah"] * 2
    path = decide({"kind": "split_actor", "name": "Party of God", "from": "Hezbollah", "as": "Party of God"})
    assert named(nlp, path, text) == ["Party of God", "Hezbollah"]


def test_a_split_undoes_what_a_document_binds(nlp, decide):
    text = "The Salt Road Brigades (SRB) met again."
    names = ("Salt Road Brigades", "SRB")
    assert named(nlp, None, text, *names) == ["Salt Road Brigades"] * 2
    path = decide({"kind": "split_actor", "name": "SRB", "from": "Salt Road Brigades", "as": "Sea River Board"})
    assert named(nlp, path, text, *names) == ["Salt Road Brigades", "Sea River Board"]


def test_the_packaged_table_stays_as_it_is(decide):
    load_decided(None, decide({"kind": "merge_actors", "keep": "Hezbollah", "other": "Hamas"}))
    hamas = load_table().find("Hamas")
    assert [load_table().actors[key].name for key in hamas] == ["Hamas"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"kind": "merge_actors", "keep": "Hamas"}, "needs keep, other, who"),
        ({"kind": "split_actor", "name": "Hamas", "from": "Fatah"}, "needs name, from, as, who"),
        (
            {"kind": "merge_actors", "keep": "SNA", "other": "Hamas"},
            "several actors: military:SOM, syrian_",
        ),
        ({"kind": "merge_actors", "keep": "Lions", "other": "Hamas", "type": ["rebel"]}, "the type must be one of"),
        ({"kind": "merge_actors", "keep": "Lions", "other": "Hamas", "country_iso3": "XX"}, "alpha-3 code, not 'XX'"),
    ],
)
def test_a_malformed_decision_is_named_with_its_line(decide, row, message):
    path = decide({"kind": "link", "extracted_id": "e", "curated_id": "c", "verdict": "accept"}, row)
    with pytest.raises(ResourceError, match=message) as raised:
        load_decided(None, path)
    assert raised.value.where == f"{path}:2"
