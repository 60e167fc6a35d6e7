import csv
import json
import math

import numpy as np
import pytest

from docmine.errors import CuratedError, ModelError
from docmine.reconcile.pairs.engine import Sources
from docmine.reconcile.pairs.learning import Lesson, fit
from docmine.reconcile.pairs.levels import LEVELS
from docmine.reconcile.pairs.model import as_text, load_model
from docmine.reconcile.pairs.training import learn


def lesson(feature, levels, same):
    """Pairs that differ in one feature alone; each has rows of its own, so none has rivals."""
    rows = np.arange(len(levels), dtype=np.int32)
    cells = {name: np.zeros(len(levels), np.uint8) for name in LEVELS} | {feature: np.array(levels, np.uint8)}
    return Lesson(rows, rows, cells, np.array(same), np.ones(len(levels), np.bool_))


def test_points_are_the_log_odds_of_a_level():
    # of 400 pairs at the first level 300 are the same, of 400 at the second 100: log-odds of ln 3 and -ln 3
    model = fit(
        [lesson("province", [0] * 400 + [1] * 400, ([True] * 3 + [False]) * 100 + ([True] + [False] * 3) * 100)], "x"
    )
    points = model.alone.points["province"]
    assert points[0] - points[1] == pytest.approx(2 * math.log(3), rel=0.05)


def test_points_never_fall_for_what_is_more_alike():
    # the data say that 4 to 7 km is better than under 2 km, which sense forbids: both get the same points
    near, far = LEVELS["distance"].index("under 2 km, exact"), LEVELS["distance"].index("under 7 km, exact")
    between = LEVELS["distance"].index("under 4 km, exact")
    same = [True] * 50 + [False] * 50 + [True] * 70 + [False] * 30 + [True] * 90 + [False] * 10
    points = fit([lesson("distance", [near] * 100 + [between] * 100 + [far] * 100, same)], "x").alone.points["distance"]
    assert points[near] == pytest.approx(points[between]) == pytest.approx(points[far])


def test_few_pairs_move_a_model_little():
    prior = load_model()
    model = fit([lesson("province", [1] * 5, [True] * 5)], "x", prior)
    assert np.abs(model.alone.points["province"] - prior.alone.points["province"]).max() < 0.3


def test_a_model_comes_back_as_it_was_written(tmp_path):
    path = tmp_path / "weights.json"
    path.write_text(as_text(load_model()), encoding="utf-8")
    assert as_text(load_model(path)) == as_text(load_model())


@pytest.mark.parametrize("change", [lambda data: data["alone"]["features"].pop("date"), lambda data: data.pop("among")])
def test_a_model_of_other_features_is_refused(tmp_path, change):
    path = tmp_path / "weights.json"
    data = json.loads(as_text(load_model()))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ModelError, match="learn it anew"):
        load_model(path)


def test_a_few_decisions_are_not_enough(tables, tmp_path):
    told = "A1,2021-03-14,2021-03-14,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,11,11"
    known = "B1,2021-03-14,2021-03-14,Battles,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,1,11,11,11"
    truth = tmp_path / "truth.csv"
    with truth.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("event_id", "curated_id"), ("A1", "B1")])
    with pytest.raises(CuratedError, match="only 1 pairs are decided"):
        learn(Sources(*tables([told], [known])), truth=truth)


def test_what_is_learned_is_tried_on_other_times(tables, tmp_path):
    # one pair a week that agrees in all, and beside it a curated row of the next day with other sides and figures
    extracted, curated, same = [], [], []
    for week in range(52):
        day, next_day = (np.datetime64("2020-01-01") + 7 * week + shift for shift in (0, 1))
        extracted.append(f"A{week},{day},{day},Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,11,11")
        curated.append(f"B{week},{day},{day},Battles,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,1,11,11,11")
        curated.append(f"C{week},{next_day},,Battles,Armed clash,Nomads,Traders,ML,Gao,Ansongo,15.66,0.50,1,2,2,2")
        same.append((f"A{week}", f"B{week}"))
    truth = tmp_path / "truth.csv"
    truth.write_text("event_id,curated_id\n" + "\n".join(map(",".join, same)) + "\n", encoding="utf-8")
    learned = learn(Sources(*tables(extracted, curated)), truth=truth)
    assert (learned.known, learned.same) == (104, 52)
    assert learned.after.f1 == 1.0
    assert learned.after.log_loss < learned.before.log_loss


def test_what_a_shared_source_is_worth_is_learned_too():
    # of pairs from one outlet nine in ten are the same, of those from others one in two: log-odds of ln 9 and 0
    same = [True] * 360 + [False] * 40 + [True] * 200 + [False] * 200
    points = fit([lesson("source", [0] * 400 + [1] * 400, same)], "x").alone.points["source"]
    assert points[0] - points[1] == pytest.approx(math.log(9), rel=0.05)


def test_another_source_is_never_worth_more_than_the_same():
    same = [True] * 50 + [False] * 50 + [True] * 90 + [False] * 10
    points = fit([lesson("source", [0] * 100 + [1] * 100, same)], "x").alone.points["source"]
    assert points[0] == pytest.approx(points[1])


def test_what_says_nothing_has_no_points():
    # of pairs of one province nine in ten are the same, of those of others one in ten, of those not known one in two
    same, other, unknown = (LEVELS["province"].index(name) for name in ("same", "other", "not known"))
    truth = [True] * 360 + [False] * 40 + [True] * 40 + [False] * 360 + [True] * 200 + [False] * 200
    part = fit([lesson("province", [same] * 400 + [other] * 400 + [unknown] * 400, truth)], "x").alone
    assert part.points["province"][unknown] == 0
    assert part.points["province"][same] == pytest.approx(math.log(9), rel=0.08)
    assert part.points["province"][other] == pytest.approx(-math.log(9), rel=0.08)


def test_another_country_is_never_worth_more_than_one_that_is_not_known():
    same, other, unknown = (LEVELS["country"].index(name) for name in ("same", "other", "not known"))
    truth = [True] * 90 + [False] * 10 + [True] * 80 + [False] * 20 + [True] * 50 + [False] * 50
    points = fit([lesson("country", [same] * 100 + [other] * 100 + [unknown] * 100, truth)], "x").alone.points[
        "country"
    ]
    assert points[other] == pytest.approx(points[unknown])
    assert points[same] > points[other]
