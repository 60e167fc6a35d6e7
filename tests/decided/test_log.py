"""The file of decisions: lines are added and taken back, never changed."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.decided import append, decision_rows, line_count, stamp, torn, undo
from docmine.errors import ResourceError

JSON = st.dictionaries(
    st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.integers())
)


@given(rows=st.lists(JSON.filter(lambda row: row.get("kind") != "undo"), max_size=5))
def test_what_was_added_is_read(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "decisions.jsonl"
    for row in rows:
        append(path, row)
    latest = {stamp(row): row for row in rows}  # the same line twice is one decision
    assert sorted(map(stamp, (row for _, row in decision_rows(path)))) == sorted(latest)


def test_a_line_is_added_after_one_that_an_editor_left_open(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"kind": "line", "n": 1}')
    append(path, {"kind": "line", "n": 2})
    assert path.read_text() == '{"kind": "line", "n": 1}\n{"kind": "line", "n": 2}\n'


FIRST = '{"kind": "line", "text": "Groß"}'.encode()


@pytest.mark.parametrize("cut", range(1, len(FIRST)))
def test_a_line_that_was_cut_off_anywhere_costs_no_other(tmp_path, cut):
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(FIRST + b"\n" + FIRST[:cut])
    assert [number for number, _ in decision_rows(path)] == [1]
    assert torn(path).where == f"{path}:2"
    assert line_count(path) == 1
    append(path, {"kind": "line", "n": 3})
    assert torn(path) is None
    assert [(number, row.get("n")) for number, row in decision_rows(path)] == [(1, None), (4, 3)]
    assert path.read_bytes().startswith(FIRST + b"\n" + FIRST[:cut] + b'\n{"kind": "torn", "line": 2}\n')
    assert line_count(path) == 4


def test_two_that_add_below_a_torn_line_at_once_both_mark_it(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b'{"kind": "li\n{"kind": "torn", "line": 1}\n{"n": 1}\n\n{"kind": "torn", "line": 1}\n{"n": 2}\n')
    assert [row["n"] for _, row in decision_rows(path)] == [1, 2]


@pytest.mark.parametrize(
    "text", [b'{"kind": "li\n{"n": 1}\n', b'{"kind": "torn", "line": 2}\n{"kind": "li\n{"n": 1}\n']
)
def test_a_line_in_the_middle_that_nothing_marks_is_an_error(tmp_path, text):
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(text)
    with pytest.raises(ResourceError, match="not JSON") as raised:
        list(decision_rows(path))
    assert raised.value.where == f"{path}:{text.count(b'torn') + 1}"


def test_a_disk_that_is_full_in_the_middle_of_a_line_is_an_error_and_the_line_does_not_count(tmp_path, monkeypatch):
    path = tmp_path / "decisions.jsonl"
    append(path, {"kind": "line", "n": 1})
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:9]))
    with pytest.raises(ResourceError, match="cannot be written: No space left on device"):
        append(path, {"kind": "line", "n": 2})
    monkeypatch.undo()
    assert [row["n"] for _, row in decision_rows(path)] == [1]
    append(path, {"kind": "line", "n": 2})
    assert [row["n"] for _, row in decision_rows(path)] == [1, 2]


def test_the_folder_is_made(tmp_path):
    path = tmp_path / "review" / "decisions.jsonl"
    append(path, {"kind": "line"})
    assert path.is_file()


def test_a_line_that_was_taken_back_does_not_count_but_stays(tmp_path):
    path = tmp_path / "decisions.jsonl"
    first = append(path, {"kind": "line", "n": 1})
    append(path, {"kind": "line", "n": 2})
    undo(path, first, "am", "2021-05-04T10:00:00Z")
    assert [row["n"] for _, row in decision_rows(path)] == [2]
    assert [json.loads(line)["kind"] for line in path.read_text().splitlines()] == ["line", "line", "undo"]


def test_what_was_taken_back_can_be_decided_again(tmp_path):
    path = tmp_path / "decisions.jsonl"
    row = {"kind": "line", "n": 1}
    undo(path, append(path, row), "am", "2021-05-04T10:00:00Z")
    append(path, row)
    assert [number for number, _ in decision_rows(path)] == [3]


def test_what_is_not_there_cannot_be_taken_back(tmp_path):
    path = tmp_path / "decisions.jsonl"
    append(path, {"kind": "line", "n": 1})
    with pytest.raises(ResourceError, match="no decision is 'abc'"):
        undo(path, "abc", "am", "2021-05-04T10:00:00Z")


def test_an_undo_of_nothing_is_named_with_its_line(tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"kind": "line"}\n{"kind": "undo", "of": "abc"}\n')
    with pytest.raises(ResourceError, match="no line above it is 'abc'") as raised:
        list(decision_rows(path))
    assert raised.value.where == f"{path}:2"


def test_no_file_has_no_decisions(tmp_path):
    assert list(decision_rows(tmp_path / "none.jsonl")) == []
