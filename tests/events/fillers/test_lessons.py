"""The form of the role corpus."""

import gzip
import json

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.tokens import Doc
from spacy.vocab import create_vocab

from docmine.errors import ResourceError
from docmine.events.fillers.lessons import other_case, read

LINE = {
    "id": "one",
    "text": "Gunmen shot Ana.",
    "dct": "2021-03-04",
    "role_fillers": {"PerpInd": [["Gunmen", "the gunmen"]], "Victim": [[{"text": "ANA", "spans": [[12, 15]]}]]},
}


def test_names_are_read_from_plain_and_packed_files(tmp_path):
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_text(json.dumps(LINE) + "\n\n", encoding="utf-8")
    packed.write_bytes(gzip.compress(json.dumps({**LINE, "role_fillers": {}}).encode()))
    full, empty = read([plain, packed])
    assert full.entities["perpetrator"] == (frozenset({"gunmen"}),)
    assert full.entities["victim"] == (frozenset({"ana"}),)
    assert full.published == "2021-03-04"
    assert (full.is_relevant, empty.is_relevant) == (True, False)
    expected = np.array([[1, 0, 0, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 0]])
    assert np.array_equal(full.labels(["gunmen", "ana", "bank"]), expected)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"text": "x"}, "role_fillers"),
        ({"text": "x", "role_fillers": {"Perp": []}}, "no such role: Perp"),
        ({"text": "x", "role_fillers": {"Victim": [3]}}, "an entity is a list of names"),
        ({"text": "x", "role_fillers": {"Victim": [[{"name": "Ana"}]]}}, "an entity is a list of names"),
        ({"text": "x", "role_fillers": {}, "event_types": 3}, "event_types is a list"),
        ({"text": "x", "role_fillers": {}, "event_types": [3]}, "event_types is a list"),
        ({"text": "x", "role_fillers": {}, "templates": [{"incident_type": []}]}, "event_types is a list"),
    ],
)
def test_a_malformed_line_is_named(tmp_path, line, told):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(ResourceError, match=told) as caught:
        read([path])
    assert caught.value.where == f"{path}:1"


@pytest.mark.parametrize(
    ("more", "types"),
    [
        ({}, None),
        ({"event_types": ["ASSAULT abduct"], "templates": []}, {"ASSAULT abduct"}),
        ({"templates": []}, frozenset()),
        ({"templates": [{"incident_type": ["BOMBING", "ATTACK"]}, {"incident_type": ["ARSON"]}]}, {"BOMBING", "ARSON"}),
        ({"templates": [{"incident_type": ["ARSON"], "stage": ["THREATENED"]}]}, frozenset()),
    ],
)
def test_types_of_event_are_those_of_the_line_or_of_its_templates(tmp_path, more, types):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(LINE | more), encoding="utf-8")
    assert read([path])[0].types == types


def test_what_is_no_json_is_an_error(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ResourceError, match="cannot be read"):
        read([path])


def test_the_other_case_of_a_text():
    words = ["GUNMEN", "SHOT", "ANA", "LOPEZ"]
    vocab = create_vocab("en", English.Defaults)
    pos, starts = ["NOUN", "VERB", "PROPN", "PROPN"], [True, False, False, False]
    doc = Doc(vocab, words=words, pos=pos, sent_starts=starts)
    assert other_case(doc) == "Gunmen shot Ana Lopez "
    assert other_case(Doc(vocab, words=["Gunmen", "shot"], sent_starts=[True, False])) == "GUNMEN SHOT "
