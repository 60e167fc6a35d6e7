"""The sentences of `cases/`, scored as its README says: no figure falls below its floor."""

import pytest

import event_cases

# Floors a little under what was last seen: of the file's figure, over both halves; see benchmarks/README.md.
F1 = {
    ("roles.jsonl", "event"): 0.75,
    ("roles.jsonl", "type"): 0.75,
    ("roles.jsonl", "source"): 0.6,
    ("roles.jsonl", "target"): 0.45,
    ("roles.jsonl", "place"): 0.68,
    ("roles.jsonl", "date"): 0.78,
    ("casualties.jsonl", "number"): 0.0,
    ("claims.jsonl", "claim"): 0.0,
}
ACCURACY = {("status.csv", "status"): 0.33}


@pytest.fixture(scope="module")
def marks():
    return event_cases.all_marks()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "figure"), [*F1, *ACCURACY])
def test_floor(marks, name, figure):
    score = event_cases.scores(marks[name])[figure]
    seen, floor = (score.f1, F1[name, figure]) if (name, figure) in F1 else (score.recall, ACCURACY[name, figure])
    first, _ = event_cases.halves(name, [mark for mark in marks[name] if mark.figure == figure])
    assert seen >= floor, "\n".join(event_cases.misses(name, first))


@pytest.mark.parametrize("name", event_cases.FILES)
def test_no_case_is_told_twice(name):
    cases = event_cases.read(name)
    assert len({case["id"] for case in cases}) == len({event_cases.text(case) for case in cases}) == len(cases)
