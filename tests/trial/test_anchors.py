"""What a text must hold for a line to match."""

import pytest

from docmine.patterns import Line
from docmine.trial.anchors import Anchors, reads_annotation


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("Kessen Guard", "the KESSEN\nguard", True),  # a superset: case is for the matcher
        ("Kessen Guard", "the Ossul guard", False),
        ("…", "and … so on", True),
        ([{"LOWER": "camp"}, {"IS_TITLE": True}], "Camp Sirwan", True),
        ([{"LOWER": "camp"}, {"IS_TITLE": True}], "Sirwan", False),
        ([{"LOWER": {"IN": ["camp", "base"]}}], "a base", True),
        ([{"LOWER": {"IN": ["camp", "base"]}}], "a tent", False),
        ([{"LOWER": "camp", "OP": "?"}, {"IS_TITLE": True}], "Sirwan", True),  # nothing is needed for certain
        ([{"LOWER": {"REGEX": "^camps?$"}}], "Sirwan", True),
    ],
)
def test_other_texts_are_passed_over(pattern, text, expected):
    assert Anchors([Line("ORG", pattern)]).may_match(text) is expected


def test_one_line_of_many_is_enough():
    assert Anchors([Line("ORG", "Tarn"), Line("GPE", "Ossul")]).may_match("They left Ossul.")
    assert not Anchors([]).may_match("They left Ossul.")


def test_lines_that_read_more_than_words():
    assert reads_annotation(Line("ORG", [{"LOWER": "camp"}, {"POS": "PROPN"}]))
    assert not reads_annotation(Line("ORG", [{"LOWER": "camp"}, {"IS_TITLE": True}]))
    assert not reads_annotation(Line("ORG", "Camp Sirwan"))
