"""The user's pattern files: expansion, and refusals with file and line."""

import json

import pytest

from docmine.config import Config
from docmine.errors import ResourceError
from docmine.patterns import expand, read


def workspace(tmp_path, *entries, name="groups.jsonl"):
    folder = tmp_path / "patterns"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join(map(json.dumps, entries)))
    return Config(folder=tmp_path)


def test_every_gap_of_a_phrase_may_hold_a_line_break(tmp_path):
    config = workspace(tmp_path, {"label": "ORG", "pattern": "Free  Men of", "id": "free"})
    assert expand(read(config), str.split) == [
        {"label": "ORG", "id": "free", "pattern": "Free Men of"},
        {"label": "ORG", "id": "free", "pattern": "Free\nMen of"},
        {"label": "ORG", "id": "free", "pattern": "Free Men\nof"},
    ]


def test_lower_asks_for_tokens_in_any_case(tmp_path):
    config = workspace(tmp_path, {"label": "ORG", "pattern": "Kessen Guard", "lower": True})
    assert expand(read(config), str.split) == [
        {"label": "ORG", "id": "", "pattern": [{"LOWER": "kessen"}, {"IS_SPACE": True, "OP": "?"}, {"LOWER": "guard"}]}
    ]


def test_token_patterns_are_taken_as_they_are(tmp_path):
    pattern = [{"LOWER": "camp"}, {"IS_TITLE": True}]
    config = workspace(tmp_path, {"label": "FAC", "pattern": pattern})
    assert expand(read(config), str.split) == [{"label": "FAC", "id": "", "pattern": pattern}]


def test_no_workspace_has_no_patterns():
    assert read(Config()) == []


def test_the_same_line_twice_is_no_conflict(tmp_path):
    line = {"label": "GPE", "pattern": "Ossul"}
    assert len(read(workspace(tmp_path, line, line))) == 2


def test_one_phrase_with_two_meanings_names_both_lines(tmp_path):
    workspace(tmp_path, {"label": "GPE", "pattern": "Marn"}, name="a.jsonl")
    config = workspace(tmp_path, {"label": "ORG", "pattern": "Marn"}, name="b.jsonl")
    with pytest.raises(ResourceError, match=r"a\.jsonl:1") as caught:
        expand(read(config), str.split)
    assert caught.value.where.endswith("b.jsonl:1")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"label": "org", "pattern": "Marn"}, "capitals"),
        ({"pattern": "Marn"}, "capitals"),
        ({"label": "ORG", "pattern": ""}, "empty"),
        ({"label": "ORG", "pattern": []}, "phrase or a list"),
        ({"label": "ORG", "pattern": ["Marn"]}, "phrase or a list"),
        ({"label": "ORG", "pattern": [{"LOWR": "marn"}]}, "LOWR"),
        ({"label": "ORG", "pattern": "Marn", "ID": "x"}, "unknown key 'ID'"),
        ({"label": "ORG", "pattern": "Marn", "id": 4}, "id must be a text"),
        ({"label": "ORG", "pattern": "Marn", "lower": "yes"}, "lower must be"),
    ],
)
def test_a_malformed_line_is_refused_by_file_and_line(tmp_path, entry, message):
    config = workspace(tmp_path, {"label": "ORG", "pattern": "QLF"}, entry)
    with pytest.raises(ResourceError, match=message) as caught:
        expand(read(config), str.split)
    assert caught.value.where.endswith("groups.jsonl:2")
