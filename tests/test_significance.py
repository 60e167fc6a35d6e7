"""Intervals and p-values against values worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.scores import Tally
from docmine.significance import differences, estimates, figures

RIGHT, WRONG, MISSED, ABSENT = (1, 1, 1), (0, 1, 1), (0, 0, 1), (0, 0, 0)


def tally(*documents, names=("ORG",)):
    """Documents, each with (correct, found, expected) for every label."""
    return Tally(names, np.array(documents, dtype=np.int64).reshape(len(documents), len(names), 3))


def test_figures_of_two_labels_micro_and_macro():
    found = figures(np.array([[1, 2, 4], [2, 2, 2]]))
    assert found == pytest.approx(
        np.array([[1 / 2, 1 / 4, 1 / 3], [1, 1, 1], [3 / 4, 1 / 2, 3 / 5], [3 / 4, 5 / 8, 2 / 3]])
    )


def test_a_label_of_which_nothing_is_expected_is_no_part_of_the_mean():
    found = figures(np.array([[1, 1, 2], [0, 3, 0]]))
    assert np.isnan(found[1]).all()
    assert found[3] == pytest.approx([1, 1 / 2, 2 / 3])
    assert found[2] == pytest.approx([1 / 4, 1 / 2, 1 / 3])  # what was found wrongly counts in micro


@pytest.mark.parametrize(("result", "value"), [(RIGHT, 1.0), (WRONG, 0.0), (MISSED, 0.0)])
def test_where_all_documents_are_alike_there_is_no_doubt(result, value):
    for row in estimates(tally(*[[result]] * 5)).values():
        assert {(item.value, item.interval.low, item.interval.high) for item in row.values()} == {(value,) * 3}


def test_one_document_gives_no_interval():
    (f1,) = {row["f1"].interval for row in estimates(tally([RIGHT])).values()}
    assert f1 is None
    assert differences(tally([WRONG]), tally([RIGHT]))["micro"].interval is None


def test_of_two_documents_anything_may_come():
    # Draws of two: both right (1 in 4, F1 1), both wrong (1 in 4, F1 0), one of each (F1 1/2).
    f1 = estimates(tally([RIGHT], [WRONG]))["ORG"]["f1"]
    assert (f1.value, f1.interval.low, f1.interval.high) == (0.5, 0.0, 1.0)


def test_of_a_hundred_documents_the_interval_is_the_binomial_one():
    # Recall is the mean of 100 tosses of a coin: 2.5 % lie at 40 or below, 2.5 % at 60 or above.
    recall = estimates(tally(*[[RIGHT]] * 50, *[[MISSED]] * 50))["ORG"]["recall"]
    assert recall.value == 0.5
    assert (recall.interval.low, recall.interval.high) == pytest.approx((0.4, 0.6), abs=0.011)


def test_documents_without_the_label_do_not_narrow_it_to_nothing():
    f1 = estimates(tally([RIGHT], [ABSENT], [ABSENT]))["ORG"]["f1"]
    assert (f1.value, f1.interval.low, f1.interval.high) == (1.0, 1.0, 1.0)


def test_the_same_seed_gives_the_same_interval():
    data = tally(*[[RIGHT]] * 7, *[[WRONG]] * 6)
    assert estimates(data, seed=1) == estimates(data, seed=1)
    assert estimates(data, resamples=50, seed=1) != estimates(data, resamples=50, seed=2)


def test_all_swaps_are_tried_of_three_documents():
    # A misses all, B finds all. Of the 8 swaps only none and all three leave a difference of 1.
    found = differences(tally(*[[MISSED]] * 3), tally(*[[RIGHT]] * 3))
    assert {(item.value, item.p) for item in found.values()} == {(1.0, 2 / 8)}
    assert (found["micro"].interval.low, found["micro"].interval.high) == (1.0, 1.0)


def test_only_documents_that_differ_speak():
    # Twenty documents alike, three that only B gets right: again 2 swaps in 8, by chance drawn.
    alike = [[RIGHT]] * 20
    found = differences(tally(*alike, *[[MISSED]] * 3), tally(*alike, *[[RIGHT]] * 3))
    assert found["ORG"].p == pytest.approx(1 / 4, abs=0.03)


def test_many_documents_that_differ_alike_are_no_chance():
    found = differences(tally(*[[MISSED]] * 12), tally(*[[RIGHT]] * 12), resamples=1000)
    assert found["micro"].p == pytest.approx(2 / 2**12, abs=0.004)
    assert found["micro"].p >= 1 / 1001


def test_drawn_swaps_agree_with_all_swaps():
    one, other = tally(*[[RIGHT]] * 4, *[[WRONG]] * 6), tally(*[[WRONG]] * 2, *[[RIGHT]] * 8)
    every, drawn = differences(one, other, resamples=1024), differences(one, other, resamples=1023)
    assert every["micro"].p == pytest.approx(drawn["micro"].p, abs=0.05)


counts = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)).map(
    lambda three: (three[0], three[0] + three[1], 4)
)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(counts, counts), min_size=2, max_size=6))
def test_the_order_of_two_models_changes_the_sign_alone(documents):
    one, other = (tally(*[[document[side]] for document in documents]) for side in (0, 1))
    there, back = differences(one, other, resamples=64)["ORG"], differences(other, one, resamples=64)["ORG"]
    assert math.isclose(there.value, -back.value, abs_tol=1e-12)
    assert there.p == back.p
    assert 0 < there.p <= 1
    assert there.interval.low == pytest.approx(-back.interval.high, abs=1e-9)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(counts, min_size=1, max_size=6))
def test_a_model_does_not_differ_from_itself(documents):
    one = tally(*[[document] for document in documents])
    assert {(item.value, item.p) for item in differences(one, one, resamples=64).values()} == {(0.0, 1.0)}


def test_without_labels_there_are_no_figures_to_doubt():
    empty = Tally((), np.zeros((3, 0, 3), dtype=np.int64))
    assert estimates(empty)["micro"]["f1"].value == 0.0
    assert estimates(empty)["macro"]["f1"].interval is None


def reports(number, rng):
    """Names expected in so many reports, and how often two equally good models get them right."""
    expected = rng.integers(1, 12, number)
    skill = rng.beta(6, 2, number)  # reports differ in how hard they are
    for _ in range(2):
        correct = rng.binomial(expected, skill)
        yield Tally(("ORG",), np.stack([correct, correct + rng.binomial(expected, 0.15), expected], axis=1)[:, None, :])


@pytest.mark.slow
@pytest.mark.parametrize(("number", "least"), [(10, 0.83), (20, 0.88), (50, 0.91)])
def test_intervals_hold_the_true_figure_as_often_as_the_docs_say(number, least):
    rng = np.random.default_rng(1)
    correct, found, expected = next(reports(200_000, rng)).counts.sum(axis=(0, 1))
    true = 2 * correct / (found + expected)
    intervals = [estimates(next(reports(number, rng)), 300, seed)["ORG"]["f1"].interval for seed in range(300)]
    share = np.mean([interval.low <= true <= interval.high for interval in intervals])
    assert least < share < 0.98


@pytest.mark.slow
@pytest.mark.parametrize("number", [20, 50])
def test_equally_good_models_differ_by_chance_as_often_as_the_p_value_says(number):
    rng = np.random.default_rng(2)
    p = np.array([differences(*reports(number, rng), 300, seed)["micro"].p for seed in range(300)])
    assert 0.02 < np.mean(p < 0.05) < 0.09
    assert 0.4 < np.mean(p < 0.5) < 0.6
