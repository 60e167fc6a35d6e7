"""Lines that run through the pages of a PDF."""

from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import CleanDocument, RawDocument

CLEANER = Cleaner.load(Config())
BODIES = [
    "Armed men entered the lower town of Karvel before dawn on\nMonday and took eleven people from their",
    "homes, the council of elders said. The govern-\nment in the capital denied it on Tuesday.",
    "Two days later the mill by the bridge burnt down with all\nof the grain that was stored in it.",
]


def clean(*pages: str) -> CleanDocument:
    starts = [sum(len(page) + 1 for page in pages[:k]) for k in range(len(pages))]
    return CLEANER(
        RawDocument("d_1", "a.pdf", "pdf", "\n".join(pages), "0" * 64, pages=tuple(starts)),
    )


def test_running_headers_and_page_numbers_go_and_paragraphs_cross_pages() -> None:
    document = clean(*(f"Karvel Monitor Annual Report {n}\n{body}\n{n}" for n, body in enumerate(BODIES, 1)))
    reasons = [line.reason for line in document.lines]
    assert reasons.count("running-header") == 3
    assert reasons.count("page-number") == 3
    assert "took eleven people from their homes, the council of elders said. The government in" in document.text
    assert "Annual Report" not in document.text


def test_a_line_on_two_pages_is_no_running_header() -> None:
    document = clean(*(f"Karvel in detail {n}\n{body}" for n, body in enumerate(BODIES[:2], 1)))
    assert "running-header" not in {line.reason for line in document.lines}


def test_a_year_inside_a_page_is_no_page_number() -> None:
    document = clean("The raid of the year\n1966\nwas the first of many in the lower town of Karvel.")
    assert "page-number" not in {line.reason for line in document.lines}
