import json
import math

import pytest

from docmine.config import ReconcileConfig
from docmine.reconcile.judge import comparison, decide, judge, reasons, weights

CONFIG = ReconcileConfig(name_match=0.8, name_possible=0.55)
STRONG = {"name": "same name", "type": "same type"}


def points(levels):
    fields = weights()["actor"]
    return fields["start"] + sum(fields[field][level]["points"] for field, level in levels.items())


def test_score_is_the_logistic_of_the_points():
    verdict = judge("actor", STRONG)
    assert verdict.points == pytest.approx(points(STRONG))
    assert verdict.score == pytest.approx(1 / (1 + math.exp(-points(STRONG))))
    assert verdict.conflicts == ()


def test_nothing_known_is_not_a_match():
    assert judge("actor", {}).score < 0.3
    assert decide("actor", judge("actor", {}), CONFIG) == "new"


@pytest.mark.parametrize(
    ("levels", "decision"),  # a match from 1.39 points on, possible from 0.20 on
    [
        (STRONG, "match"),  # 3.8
        ({**STRONG, "country": "other country"}, "conflict"),  # 2.2
        ({"name": "same abbreviation", "type": "same type"}, "match"),  # 1.4
        ({"name": "same abbreviation"}, "possible"),  # 0.6
        ({"name": "same abbreviation", "country": "same country", "type": "other type"}, "conflict"),  # 0.4, or 1.4
        ({"name": "similar name", "type": "other type"}, "new"),  # -0.2
        ({"name": "somewhat similar"}, "new"),  # -0.4
        ({"name": "other name", "type": "same type", "country": "same country"}, "new"),  # -4.4
    ],
)
def test_decisions(levels, decision):
    assert decide("actor", judge("actor", levels), CONFIG) == decision


def test_a_contradiction_between_rows_that_fit_badly_is_no_conflict():
    levels = {"name": "somewhat similar", "type": "same type", "country": "other country"}
    assert decide("actor", judge("actor", levels), CONFIG) == "new"


def test_rows_that_fit_alike_are_for_a_person():
    verdict = judge("actor", STRONG)
    assert decide("actor", verdict, CONFIG, lead=0.1) == "possible"
    assert decide("actor", verdict, CONFIG, lead=2.0) == "match"


def test_comparison_adds_up_to_the_score():
    extracted = dict.fromkeys(("name", "type", "country"), "x")
    cells = json.loads(
        comparison("actor", judge("actor", STRONG), extracted, {"name": "é", "type": "x", "country": ""})
    )
    assert list(cells) == list(extracted)
    assert cells["name"] == {
        "extracted": "x", "curated": "é", "agreement": 1.0, "level": "same name", "points": 4.0,
        "contradiction": None,
    }  # fmt: skip
    assert cells["country"]["agreement"] is None
    assert cells["country"]["curated"] is None
    assert weights()["actor"]["start"] + sum(cell["points"] for cell in cells.values()) == pytest.approx(points(STRONG))


def test_reasons_begin_with_the_conflict_and_end_with_what_is_not_known():
    verdict = judge("actor", {"name": "same name", "country": "other country"})
    extracted = {"name": "n", "type": "", "country": "MLI"}
    lines = reasons("actor", verdict, "conflict", extracted, {**extracted, "country": "NER"})
    assert lines[0] == "country contradicts: MLI here, NER there"
    assert lines[-1] == "not compared: type"
    assert sum(line.startswith("country") for line in lines) == 1
