"""With what an event was done."""

import pytest

from docmine.incidents.means import means


@pytest.mark.parametrize(
    ("mode", "weapon", "kind"),
    [
        ("airstrike", None, "blast"),
        ("kill", "barrel bombs", "blast"),
        ("kill", "rifles", "gun"),
        ("firearms", "bomb", "gun"),  # the mode decides
        ("kill", "Machete", "blade"),
        ("kill", "a spoon", None),
        ("kill", "", None),
        (None, None, None),
    ],
)
def test_means(mode, weapon, kind):
    assert means(mode, weapon) == kind
