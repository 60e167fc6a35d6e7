"""Lines that run through the pages of a PDF, footnotes, and pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docmine.clean import Cleaner, to_record
from docmine.config import CleanConfig, Config
from docmine.documents import CleanDocument, RawDocument, Stretch

CLEANER = Cleaner.load(Config())
BODIES = [
    "Armed men entered the lower town of Karvel before dawn on\nMonday and took eleven people from their",
    "homes, the council of elders said. The govern-\nment in the capital denied it on Tuesday.",
    "Two days later the mill by the bridge burnt down with all\nof the grain that was stored in it.",
]


def raw(*parts: tuple[int, str, str], marks: tuple[str, ...] = ()) -> RawDocument:
    """Make a PDF of parts `(page, zone, text)`; `marks` are stretches of text that are note marks, each found once."""
    text, pages = "", []
    for page, zone, part in parts:
        pages.append(Stretch(len(text), page, zone))
        text += f"{part}\n"
    spans = tuple((text.index(mark) + 1, text.index(mark) + len(mark)) for mark in marks)
    return RawDocument("d_1", "a.pdf", "pdf", text, "0" * 64, pages=tuple(pages), note_marks=spans)


def book(*pages: tuple[str, str], header: bool = True) -> RawDocument:
    """Make a PDF of pages `(margin, body)`."""
    parts = []
    for page, (margin, body) in enumerate(pages, 1):
        here = [(page, "header" if header else "footer", margin), (page, "body", body)]
        parts += here if header else here[::-1]
    return raw(*parts)


def reasons(document: CleanDocument, reason: str) -> list[str]:
    return [document.raw.text[line.start : line.end] for line in document.lines if line.reason == reason]


def test_running_headers_go_and_paragraphs_cross_pages() -> None:
    document = CLEANER(book(*((f"Karvel Monitor Annual Report {n}", body) for n, body in enumerate(BODIES, 1))))
    assert reasons(document, "running-header") == [f"Karvel Monitor Annual Report {n}" for n in (1, 2, 3)]
    assert "took eleven people from their homes, the council of elders said. The government in" in document.text
    assert "Annual Report" not in document.text


def test_left_and_right_pages_have_the_number_on_their_outer_side() -> None:
    headers = ["12 | The river war", "The river war | 13", "14 | The river war"]
    document = CLEANER(book(*zip(headers, BODIES, strict=True)))
    assert reasons(document, "running-header") == headers


def test_two_pages_are_enough_in_the_margin_and_roman_numbers_count() -> None:
    document = CLEANER(book(("Preface ix", BODIES[0]), ("Preface x", BODIES[1]), header=False))
    assert reasons(document, "running-footer") == ["Preface ix", "Preface x"]


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["- 7 -", "- 8 -", "- 9 -"], ["Page iv", "Page v", "Page vi"]])
def test_page_numbers_count_up_with_the_pages(numbers: list[str]) -> None:
    document = CLEANER(book(*zip(numbers, BODIES, strict=True), header=False))
    assert reasons(document, "page-number") == numbers


def test_headings_in_the_margin_that_do_not_count_with_the_pages_stay() -> None:
    headings = ["Killed in 2014", "Killed in 2016", "Killed in 2017 and 2019"]
    assert reasons(CLEANER(book(*zip(headings, BODIES, strict=True))), "running-header") == []


def test_a_caption_is_no_running_header_although_its_number_counts_with_the_pages() -> None:
    headings = ["Table 1: Killed in Karvel", "Table 2: Killed in Karvel"]
    assert reasons(CLEANER(book(*zip(headings, BODIES, strict=False))), "running-header") == []


@pytest.mark.parametrize("repeated", ["The council denied it.", "and no one was charged", "In the end, it said,"])
def test_a_line_of_prose_that_opens_several_pages_is_no_running_header(repeated: str) -> None:
    document = CLEANER(raw(*((n, "body", f"{repeated}\n{body}") for n, body in enumerate(BODIES, 1))))
    assert reasons(document, "running-header") == []


def test_a_title_that_nothing_sets_apart_runs_on_three_pages_but_not_on_two() -> None:
    parts = [(n, "body", f"Karvel Annual\n{body}") for n, body in enumerate(BODIES, 1)]
    assert reasons(CLEANER(raw(*parts)), "running-header") == ["Karvel Annual"] * 3
    assert reasons(CLEANER(raw(*parts[:2])), "running-header") == []


def test_a_year_or_a_count_that_ends_a_page_is_no_page_number() -> None:
    bodies = [f"{BODIES[0]}\n1966", f"{BODIES[2]}\n12", "The raid of the year\n1966\nwas the first in Karvel."]
    document = CLEANER(raw(*((n, "body", body) for n, body in enumerate(bodies, 1))))
    assert reasons(document, "page-number") == []


NOTED = raw(
    (1, "body", "Armed men entered the lower town of Karvel in 2016.101 They took eleven people from their"),
    (2, "body", "homes, the council of elders said.102 The government denied it."),
    (1, "notes", "\n101 Interview with an elder in Karvel,\nwho asked not to be named."),
    (2, "notes", "\n102 By Mara Sund, 3 March 2017."),
    marks=(".101", ".102", "\n101", "\n102"),
)


def test_footnotes_are_kept_behind_the_body_with_their_page_and_without_marks() -> None:
    document = CLEANER(NOTED)
    assert document.text == (
        "Armed men entered the lower town of Karvel in 2016. They took eleven people from their homes, "
        "the council of elders said. The government denied it.\n\n"
        "Interview with an elder in Karvel, who asked not to be named.\n\nBy Mara Sund, 3 March 2017."
    )
    notes = [line for line in document.lines if line.reason == "footnote"]
    assert [(line.keep, line.page) for line in notes] == [(True, 1), (True, 1), (True, 2)]
    at = document.text.index("They took")
    assert NOTED.text[slice(*document.map.to_raw(at, at + 9))] == "They took"


def test_a_footnote_is_no_metadata() -> None:
    metadata = CLEANER(NOTED).metadata
    assert (metadata.byline, metadata.published) == (None, None)


def test_the_record_has_the_page_of_every_line_with_and_without_cleaning() -> None:
    assert [line["page"] for line in to_record(CLEANER(NOTED))["lines"]] == [1, 2, 1, 1, 1, 2, 2]
    off = Cleaner.load(Config(clean=CleanConfig(enabled=False)))(NOTED)
    assert [line.page for line in off.lines] == [1, 2, 1, 1, 1, 2, 2]
    text = CLEANER(RawDocument("d_1", "a.txt", "text", BODIES[1], "0" * 64))
    assert "page" not in to_record(text)["lines"][0]


def test_the_record_says_what_could_not_be_read() -> None:
    told = "page 3 has no text: it is a picture"
    assert to_record(CLEANER(replace(NOTED, left_out=(told,))))["left_out"] == [told]
    assert "left_out" not in to_record(CLEANER(NOTED))
