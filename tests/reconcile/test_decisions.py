import json

import pytest

from docmine.errors import CuratedError
from docmine.reconcile.decisions import collect, read_decisions

LINE = {"kind": "link", "extracted_id": "e_1", "curated_id": "C1", "verdict": "accept", "who": "am"}


def write(folder, *rows):
    path = folder / "decisions.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_no_file_no_decisions(tmp_path):
    assert list(read_decisions(None)) == []
    assert list(read_decisions(tmp_path / "decisions.jsonl")) == []


def test_other_kinds_are_passed_over(tmp_path):
    path = write(tmp_path, {"kind": "mention"}, "", LINE)
    assert list(read_decisions(path)) == [{**LINE, "where": f"{path}:3"}]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "not JSON"),
        ({**LINE, "verdict": "maybe"}, "the verdict must be accept, reject, unsure, not 'maybe'"),
        ({**LINE, "who": None}, "needs extracted_id, curated_id and who"),
    ],
)
def test_malformed_lines_are_named(tmp_path, row, said):
    with pytest.raises(CuratedError, match=said) as caught:
        list(read_decisions(write(tmp_path, LINE, row, "")))
    assert caught.value.where.endswith("decisions.jsonl:2")


def test_the_latest_line_about_a_pair_counts():
    decisions = collect([LINE, {**LINE, "verdict": "reject", "who": "bk"}, {**LINE, "curated_id": "C2"}])
    assert decisions.accepted == {"e_1": {"C2": "am"}}
    assert decisions.rejected == {"e_1": {"C1": "bk"}}


def test_a_bulk_line_never_replaces_a_verdict_on_the_pair_alone():
    bulk = {**LINE, "bulk": True}
    doubt = {**LINE, "verdict": "unsure", "who": "bk"}
    assert collect([doubt, bulk]).unsure == {"e_1": {"C1": "bk"}}
    assert collect([doubt, bulk]).accepted == {}
    assert collect([bulk, doubt]).unsure == {"e_1": {"C1": "bk"}}
    assert collect([bulk, {**bulk, "who": "bk"}]).accepted == {"e_1": {"C1": "bk"}}


def test_decisions_without_effect_are_stale():
    rows = [
        LINE,
        {**LINE, "extracted_id": "e_2", "where": "d.jsonl:2"},
        {**LINE, "curated_id": "C2", "where": "d.jsonl:3"},
        {**LINE, "curated_id": "C3", "verdict": "reject"},
        {**LINE, "extracted_id": "e_3", "verdict": "reject", "where": "d.jsonl:5"},
    ]
    stale = [(error.where, error.message) for error in collect(rows).stale({"e_1"}, {"C1"})]
    assert stale == [
        ("d.jsonl:2", "e_2, once compared with C1, is not among the extracted rows any more"),
        ("d.jsonl:3", "C2, accepted for e_1 by am, is in no curated table any more"),
        ("d.jsonl:5", "e_3, once compared with C1, is not among the extracted rows any more"),
    ]
