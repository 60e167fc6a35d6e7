import pytest

from docmine.reconcile.pairs.explaining import FIELDS, RIVALS, Explainer, Finding, agreement, reasons
from docmine.reconcile.pairs.levels import LEVELS
from docmine.reconcile.pairs.model import AMONG, load_model

SILENT = {"date": 1, "distance": 2, "place name": 3, "point of the name": 2, "province": 1, "country": 1,
          "first side": 1, "second side": 1, "order of sides": 2, "type": 1, "killed": 1, "source": 1}  # fmt: skip
"""Levels of each feature that say nothing."""


def levels(**said):
    """Numbers of levels: of features named in `said`, the others at their last level, which mostly says nothing."""
    wanted = {name.replace("_", " "): level for name, level in said.items()}
    wanted = {"first side": "not named", "second side": "not named", **wanted}
    return {
        feature: names.index(wanted[feature]) if feature in wanted else len(names) - 1
        for feature, names in AMONG.items()
    }


def test_every_field_is_compared_by_its_features():
    assert [feature for features in FIELDS.values() for feature in features] == list(LEVELS)


def test_every_level_that_says_something_has_an_agreement():
    silent = {feature: sum(agreement(feature, name) is None for name in names) for feature, names in LEVELS.items()}
    assert silent == SILENT


@pytest.mark.parametrize(
    ("feature", "level", "expected"),
    [
        ("date", "same day", 1.0),
        ("distance", "under 7 km, rough", 0.8),
        ("place name", "similar name, not near", 0.8),
        ("killed", "same, 3 to 9", 1.0),
        ("second side", "not named", None),
        ("country", "not known", None),
    ],
)
def test_agreements(feature, level, expected):
    assert agreement(feature, level) == expected


def test_the_points_of_the_findings_are_the_log_odds():
    model = load_model()
    pair = levels(date="same day", distance="under 4 km, exact", killed="same, 3 to 9")
    found = Explainer(model).findings(pair)
    total = model.among.start + sum(float(model.among.points[feature][level]) for feature, level in pair.items())
    assert sum(one.points for one in found.values()) == pytest.approx(total, abs=0.005)
    assert list(found) == [*FIELDS, RIVALS]


def test_a_field_is_worded_by_what_its_features_say():
    pair = levels(distance="under 7 km, rough", place_name="same name, near", province="other")
    place = Explainer(load_model()).findings(pair)["place"]
    assert place.level == "under 7 km of a rough point; same name; other province"
    assert place.agreement == 0.6  # the mean of 0.8, 1 and 0
    assert place.contradiction is None


def test_what_is_not_known_has_points_and_no_level():
    killed = Explainer(load_model()).findings(levels())["killed"]
    assert (killed.level, killed.agreement) == (None, None)


def test_reasons_begin_with_contradictions_then_what_counts_most():
    found = {
        "date": Finding("a day later", 0.5, 0.6, "minor"),
        "place": Finding("same name", 0.25, 1.0),
        "killed": Finding("some here, none there", -1.0, 0.0, "serious"),
        "type": Finding("same kind", -0.75, 1.0),
        "country": Finding(None, 0.0),
    }
    here = {"date": "2021-03-15", "place": "Ossul", "killed": "3", "type": "", "country": ""}
    assert list(reasons(found, here, here | {"date": "2021-03-14", "killed": "0"})) == [
        "killed contradicts: 3 here, 0 there (some here, none there)",
        "date differs: 2021-03-15 here, 2021-03-14 there (a day later)",
        "type: same kind (-0.8)",
        "place: same name (+0.2)",
        "not compared: country",
    ]


@pytest.mark.parametrize(
    ("level", "points", "agreed"), [("same outlet", 0.4, 1.0), ("other outlet", 0.0, 0.0), ("not known", 0.0, None)]
)
def test_one_source_lifts_a_little_and_another_says_nothing(level, points, agreed):
    found = Explainer(load_model()).findings(levels(source=level))["source"]
    assert found == Finding(None if agreed is None else level, points, agreed)
