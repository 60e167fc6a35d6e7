"""Labelled sentences: what is read, and what is refused with file and line."""

import json

import pytest

from docmine.errors import ResourceError
from docmine.labelled import Span, read


def write(tmp_path, *entries):
    path = tmp_path / "names.jsonl"
    path.write_text("\n".join(entry if isinstance(entry, str) else json.dumps(entry) for entry in entries))
    return path


def span(start, end, label):
    return {"start": start, "end": end, "label": label}


def test_spans_come_back_in_order_and_rejected_lines_not_at_all(tmp_path):
    path = write(
        tmp_path,
        {"text": "Tovik Andrash left Ossul.", "spans": [span(19, 24, "GPE"), span(0, 13, "PERSON")]},
        {"text": "Share this page.", "spans": [], "answer": "reject"},
        {"text": "Nothing here.", "answer": "accept"},
    )
    first, second = read([path], {})
    assert first.spans == (Span(0, 13, "PERSON"), Span(19, 24, "GPE"))
    assert first.where.endswith("names.jsonl:1")
    assert second.spans == ()


def test_labels_of_another_scheme_are_mapped_or_left_out(tmp_path):
    path = write(tmp_path, {"text": "Tovik sang Kesh.", "spans": [span(0, 5, "PER"), span(11, 15, "MISC")]})
    assert read([path], {"PER": "PERSON", "MISC": ""})[0].spans == (Span(0, 5, "PERSON"),)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"text": "Ossul fell.", "spans": [span(0, 5, "GPE"), span(3, 8, "ORG")]}, "'Ossul' and 'ul fe' overlap"),
        ({"text": "Ossul fell.", "spans": [span(0, 50, "GPE")]}, "not inside the text"),
        ({"text": "Ossul fell.", "spans": [span(5, 5, "GPE")]}, "not inside the text"),
        ({"text": "Ossul fell.", "spans": [span(0, 5, "PERSN")]}, "did you mean PERSON"),
        ({"text": "Ossul fell.", "spans": [{"start": "0", "end": 5, "label": "GPE"}]}, "whole numbers"),
        ({"text": "Ossul fell.", "spans": [{"start": True, "end": 5, "label": "GPE"}]}, "whole numbers"),
        ({"text": " ", "spans": []}, "needs a text"),
        ({"spans": []}, "needs a text"),
        ('{"text": "Ossul', "not JSON"),
    ],
)
def test_a_malformed_line_is_refused_by_file_and_line(tmp_path, entry, message):
    path = write(tmp_path, {"text": "Fine."}, entry)
    with pytest.raises(ResourceError, match=message) as caught:
        read([path], {})
    assert caught.value.where.endswith("names.jsonl:2")
