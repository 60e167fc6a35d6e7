"""Decisions about reports, read and checked."""

import json

import pytest

from docmine.decided import load
from docmine.errors import ResourceError

SPAN = {"doc_id": "d_1", "start": 4, "end": 10, "text": "rebels", "who": "am"}
LINE = {"kind": "line", "doc_id": "d_1", "n": 3, "text": "Sign up", "keep": False, "who": "am"}


@pytest.fixture
def write(tmp_path):
    path = tmp_path / "decisions.jsonl"

    def rows(*given):
        path.write_text("".join(f"{json.dumps(row)}\n" for row in given))
        return path

    return rows


def test_the_latest_line_about_a_thing_counts(write):
    path = write(LINE, {**SPAN, "kind": "entity", "label": "ORG"}, {**LINE, "keep": True})
    assert [(one.kind, one.row.get("keep")) for one in load(path).of("d_1")] == [("entity", None), ("line", True)]


def test_kinds_of_other_rooms_are_passed_over(write):
    path = write({"kind": "link", "extracted_id": "e"}, {"kind": "merge_actors"}, LINE)
    assert [one.kind for one in load(path).of("d_1")] == ["line"]


def test_a_report_has_a_digest_of_its_own_decisions(write):
    before = load(write(LINE))
    same = load(write(LINE, {**LINE, "doc_id": "d_2"}))
    other = load(write({**LINE, "keep": True}))
    assert before.digest("d_1") == same.digest("d_1") != other.digest("d_1")
    assert before.digest("d_3") == ""


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({**LINE, "n": 0}, "needs its number `n`"),
        ({**LINE, "keep": "yes"}, "needs its number `n`"),
        ({**LINE, "who": ""}, "needs doc_id, text and who"),
        ({**SPAN, "kind": "entity"}, "the label must be null or a label"),
        ({**SPAN, "kind": "entity", "label": "ORG", "start": 11}, "11-10 is no stretch"),
        ({**SPAN, "kind": "entity", "label": "ORG", "replaces": [1]}, "whole numbers"),
        ({**SPAN, "kind": "date", "earliest": "2021-02-30"}, "earliest must be null or a day"),
        ({**SPAN, "kind": "date", "earliest": "2021-02-03", "latest": "2021-02-01"}, "is after"),
        ({**SPAN, "kind": "place", "place": {"name": "Gao", "lat": 91, "lon": 0}}, "lat must be degrees from -90"),
        ({**SPAN, "kind": "place", "place": {"name": "Gao", "lat": float("nan"), "lon": 0}}, "lat must be degrees"),
        ({**SPAN, "kind": "place", "place": {"lat": 1, "lon": 0}}, "must be null, or have name"),
        ({**SPAN, "kind": "event", "cells": {"colour": "red"}}, "no such cell: colour"),
        ({**SPAN, "kind": "event"}, "needs `reject`: true, or `cells`"),
    ],
)
def test_a_malformed_decision_is_named_with_its_line(write, row, message):
    path = write(LINE, row)
    with pytest.raises(ResourceError, match=message) as raised:
        load(path)
    assert raised.value.where == f"{path}:2"
