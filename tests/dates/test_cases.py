"""Hard cases, worked out by hand with a calendar: a table per kind in `cases/`, whole documents in `cases/documents/`.

A text without brackets goes through `parse`; in a sentence the expression meant stands in brackets. An empty cell is
not checked, `-` must be null, `a|b` leaves a matter of taste open; `reason` is a part of the reason, and the note says
why a row holds what it holds. In a document each expression stands as `[expression = earliest/latest]`, a single day as
`[expression = day]`, one without an interval as `[expression = -]`.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
import spacy

from docmine.dates import parse

CASES = Path(__file__).parent / "cases"
LOOKALIKES = CASES / "lookalikes.csv"
CHECKED = {"type": "type", "value": "timex_value", "earliest": "earliest", "latest": "latest", "edtf": "edtf"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(paths):
    return [
        pytest.param(row, id=f"{path.stem}: {row['text']} @ {row['anchor'] or 'none'}")
        for path in sorted(paths)
        for row in rows(path)
    ]


def as_date(text):
    return date.fromisoformat(text) if text else None


@pytest.fixture(scope="module")
def annotate():
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_dates")

    def run(text, published):
        doc = nlp.make_doc(text)
        doc._.published = published or None
        doc = nlp(doc)
        return [(span.start_char, span.end_char, span.text, span._.date) for span in doc.spans["dates"]]

    return run


def unmarked(text):
    """The text without its brackets, and where each bracketed expression stands in it."""
    places = [(m.start() - 2 * n, m.end() - 2 * n - 2) for n, m in enumerate(re.finditer(r"\[[^]]*\]", text))]
    return text.replace("[", "").replace("]", ""), places


def overlap(found, start, end):
    return min(found[1], end) - max(found[0], start)


def found_at(found, start, end):
    """The value of the expression that shares most with the place; as from `parse` where there is none."""
    near = [one for one in found if overlap(one, start, end) > 0]
    return max(near, key=lambda one: overlap(one, start, end))[3] if near else parse("")


def misses(row, value):
    """The cells that the value does not meet, with what it holds instead."""
    wanted = {cell: row.get(cell) for cell in CHECKED if row.get(cell)}
    return {
        cell: (wanted[cell], value[key])
        for cell, key in CHECKED.items()
        if cell in wanted and (value[key] or "-") not in wanted[cell].split("|")
    }


def readings(expected):
    """The intervals that "a/b|c|-" allows, as pairs of earliest and latest."""
    return [tuple(one.split("/")) if "/" in one else (one, one) for one in expected.split("|")]


def marked(text):
    """The text of a document without its marks, and (start, end, expected) of each."""
    plain, places, at = "", [], 0
    for mark in re.finditer(r"\[([^]]*) = ([^]]*)\]", text):
        plain += text[at : mark.start()]
        places.append((len(plain), len(plain) + len(mark[1]), mark[2]))
        plain, at = plain + mark[1], mark.end()
    return plain + text[at:], places


@pytest.mark.parametrize("row", table(set(CASES.glob("*.csv")) - {LOOKALIKES}))
def test_expression(row, annotate):
    text, places = unmarked(row["text"])
    value = found_at(annotate(text, row["anchor"]), *places[0]) if places else parse(text, as_date(row["anchor"]))
    assert not misses(row, value)
    assert value["earliest"] or value["latest"] or value["reason"], "null without a reason"
    assert any(part in (value["reason"] or "") for part in row["reason"].split("|"))


@pytest.mark.parametrize("row", table([LOOKALIKES]))
def test_lookalike(row, annotate):
    text, places = unmarked(row["text"])
    start, end = places[0] if places else (0, len(text))
    assert [one[2] for one in annotate(text, row["anchor"]) if overlap(one, start, end) > 0] == []


@pytest.mark.parametrize("path", sorted((CASES / "documents").glob("*.txt")), ids=lambda path: path.stem)
def test_document(path, annotate):
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    text, places = marked(body)
    found = annotate(text, head.removeprefix("published:").strip())
    wrong = []
    for start, end, expected in places:
        value = found_at(found, start, end)
        interval = (value["earliest"] or "-", value["latest"] or "-")
        if interval not in readings(expected):
            wrong.append((text[start:end], expected, "/".join(interval)))
    elsewhere = [one for one in found if not any(overlap(one, start, end) > 0 for start, end, _ in places)]
    invented = [one[2] for one in elsewhere if one[3]["earliest"] or one[3]["latest"]]
    assert (wrong, invented) == ([], [])
