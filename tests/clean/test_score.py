"""The file of weights, and scores."""

import numpy as np
import pytest

from docmine.clean.features import names
from docmine.clean.lines import RawLine, Unit
from docmine.clean.network import build
from docmine.clean.score import Scorer
from docmine.errors import ResourceError

UNITS = [
    Unit((RawLine(n, 0, len(text)),), (), text)
    for n, text in enumerate(
        (
            "Most read",
            "Subscribe",
            "Armed men entered the lower town of Karvel before dawn and took eleven people from their homes.",
            "The council of elders asked the governor to send a delegation, which has not arrived there yet.",
            "Privacy",
        ),
        1,
    )
]


def test_the_shipped_weights_tell_content_from_chrome() -> None:
    scores = Scorer.load().scores(UNITS, [False, True, False, False, False])
    assert min(scores[2:4]) > 0.8
    assert max(scores[0], scores[1], scores[4]) < 0.5
    assert Scorer.load().scores([], []) == []


def test_weights_come_through_the_file_with_a_step_of_one_in_127() -> None:
    scorer = Scorer(build(len(names())))
    again = Scorer.from_bytes(scorer.to_bytes())
    assert again.to_bytes() == scorer.to_bytes()
    marked = [False] * len(UNITS)
    assert np.allclose(again.scores(UNITS, marked), scorer.scores(UNITS, marked), atol=0.05)


def test_a_small_file_ships() -> None:
    assert len(Scorer.load().to_bytes()) < 20_000


@pytest.mark.parametrize("content", [b"", b"no weights", b"PK\x03\x04"])
def test_a_broken_file_is_named(tmp_path, content: bytes) -> None:
    path = tmp_path / "lines.npz"
    path.write_bytes(content)
    with pytest.raises(ResourceError, match="cannot be used as weights") as caught:
        Scorer.load(path)
    assert caught.value.where == str(path)
