"""Pages that are made to cost time."""

import time

import pytest

from docmine.clean.html import found_in, main_lines
from docmine.documents import RawDocument
from docmine.read.html import parse


@pytest.mark.parametrize(
    "body",
    ["<p>four men died here</p>" * 40_000, "<p>" + "a b c d e f g " * 100_000, "<li><a href='x'>x</a>" * 40_000],
    ids=["lines", "words", "links"],
)
def test_large_pages_take_bounded_time(body: str) -> None:
    source = parse(f"<html><body>{body}</body></html>", "utf-8", where="x")
    began = time.perf_counter()
    main_lines(RawDocument("d_1", "x", "html", source.text, "", html=source.html, layout=source.layout))
    assert time.perf_counter() - began < 20


def test_lines_that_are_nowhere_are_soon_given_up() -> None:
    lines = [f"one two three four line {n}" for n in range(20_000)]
    began = time.perf_counter()
    assert not any(found_in(lines, "five six seven eight " * 200_000))
    assert time.perf_counter() - began < 20
