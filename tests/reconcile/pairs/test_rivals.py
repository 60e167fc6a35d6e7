"""How a pair stands among the other pairs of its rows."""

import numpy as np

from docmine.reconcile.pairs.levels import LEVELS
from docmine.reconcile.pairs.rivals import RIVAL_LEVELS, rivals


def among(*pairs, fit=None):
    """Levels of pairs in words, each given as extracted row, curated row, level of the date and level of the figure."""
    a, b, dates, figures = zip(*pairs, strict=True)
    levels = {feature: np.zeros(len(pairs), np.uint8) for feature in LEVELS}
    for feature, names in (("date", dates), ("killed", figures)):
        levels[feature] = np.array([LEVELS[feature].index(name) for name in names], np.uint8)
    fits = np.zeros(len(pairs)) if fit is None else np.array(fit)
    found = rivals(np.array(a, np.int32), np.array(b, np.int32), fits, levels)
    return {feature: [RIVAL_LEVELS[feature][number] for number in cells] for feature, cells in found.items()}


def test_reports_that_miss_the_day_alike_are_counted_together():
    found = among(
        (0, 0, "same day", "no figure"),
        (1, 0, "a day later", "no figure"),
        (2, 0, "a day later", "no figure"),
        (3, 0, "a day earlier", "no figure"),
        (4, 0, "week around the day", "no figure"),
        (5, 1, "a day later", "no figure"),  # of another event
    )
    assert found["reports of its day"] == [
        "the same day, no other report",
        "another day, 1 more",
        "another day, 1 more",
        "another day, no other report",
        "no day told",
        "another day, no other report",
    ]


def test_reports_that_count_alike_are_counted_together():
    more = "three times as many or more"
    found = among(
        *((row, 0, "same day", "same, 3 to 9") for row in range(4)),
        (4, 0, "same day", more),
        (5, 0, "same day", "within the range there"),
    )
    same = ["the same figure, 2 or more"] * 4
    assert found["reports of its figure"] == [*same, "another figure, no other report", "no figure told"]


def test_a_pair_leads_the_next_row_by_the_difference_of_their_fits():
    pairs = [(0, 0, "same day", "no figure"), (0, 1, "same day", "no figure"), (1, 1, "same day", "no figure")]
    found = among(*pairs, fit=[3.0, 1.0, 2.0])
    assert found["lead over other curated rows"] == ["1.5 to 2.25", "-2.25 to -1.5", "6 or more"]
    assert found["lead over other reports"] == ["6 or more", "-1.5 to -0.75", "0.75 to 1.5"]
    assert found["candidates"] == ["2", "2", "1"]


def test_days_of_an_episode_do_not_compete():
    found = among((0, 0, "days around the day", "no figure"), (1, 0, "week around the day", "no figure"))
    several = [name.endswith(", of several days") for name in found["fit by itself"]]
    assert several == [True, False]  # a week is a day that is not known


def test_no_pairs_have_no_rivals():
    none = {feature: np.zeros(0, np.uint8) for feature in LEVELS}
    found = rivals(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0), none)
    assert {len(cells) for cells in found.values()} == {0}
