import json
import math

import pytest

from docmine.config import ReconcileConfig
from docmine.reconcile.judge import comparison, decide, judge, reasons, weights

CONFIG = ReconcileConfig(match=0.8, possible=0.55)
STRONG = {"date": "same day", "place": "same place", "actors": "both sides", "type": "same type"}


def points(levels):
    fields = weights()["event"]
    return fields["start"] + sum(fields[field][level]["points"] for field, level in levels.items())


def test_score_is_the_logistic_of_the_points():
    verdict = judge("event", STRONG)
    assert verdict.points == pytest.approx(points(STRONG))
    assert verdict.score == pytest.approx(1 / (1 + math.exp(-points(STRONG))))
    assert verdict.conflicts == ()


def test_nothing_known_is_not_a_match():
    assert judge("event", {}).score < 0.05
    assert decide("event", judge("event", {}), CONFIG) == "new"


@pytest.mark.parametrize(
    ("levels", "decision"),
    [
        (STRONG, "match"),
        ({**STRONG, "killed": "figures differ"}, "conflict"),
        ({**STRONG, "type": "other type"}, "conflict"),
        ({"date": "same day", "place": "same name"}, "match"),
        ({"date": "same day", "place": "near", "actors": "one side"}, "possible"),
        ({"date": "same day", "place": "far"}, "new"),
        ({"place": "same place", "actors": "both sides"}, "possible"),
        ({"place": "same name"}, "new"),
        ({"date": "same day"}, "new"),
        ({**STRONG, "date": "apart"}, "new"),
    ],
)
def test_decisions(levels, decision):
    assert decide("event", judge("event", levels), CONFIG) == decision


def test_a_contradiction_between_rows_that_fit_badly_is_no_conflict():
    levels = {"date": "same day", "place": "near", "killed": "figures differ"}
    assert decide("event", judge("event", levels), CONFIG) != "conflict"


def test_rows_that_fit_alike_are_for_a_person():
    verdict = judge("event", STRONG)
    assert decide("event", verdict, CONFIG, lead=0.1) == "possible"
    assert decide("event", verdict, CONFIG, lead=2.0) == "match"


def test_comparison_adds_up_to_the_score():
    levels = {**STRONG, "killed": "figures differ"}
    extracted = dict.fromkeys(("date", "place", "country", "actors", "type", "killed"), "x")
    cells = json.loads(comparison("event", judge("event", levels), extracted, {**extracted, "killed": "", "date": "é"}))
    assert list(cells) == list(extracted)
    assert cells["date"] == {
        "extracted": "x", "curated": "é", "agreement": 1.0, "level": "same day",
        "points": weights()["event"]["date"]["same day"]["points"],
    }  # fmt: skip
    assert cells["country"]["agreement"] is None
    assert cells["killed"]["curated"] is None
    assert weights()["event"]["start"] + sum(cell["points"] for cell in cells.values()) == pytest.approx(points(levels))


def test_reasons_begin_with_the_conflict_and_end_with_what_is_not_known():
    verdict = judge("event", {**STRONG, "killed": "figures differ"})
    extracted = {"date": "d", "place": "p", "country": "", "actors": "a", "type": "t", "killed": "7"}
    lines = reasons("event", verdict, "conflict", extracted, {**extracted, "killed": "12"})
    assert lines[0] == "killed contradicts: 7 here, 12 there"
    assert lines[-1] == "not compared: country"
    assert sum(line.startswith("killed") for line in lines) == 1
