"""Main content of a page, found again in the lines of its rendering."""

from docmine.clean import Cleaner
from docmine.clean.html import main_lines
from docmine.clean.lines import split
from docmine.config import Config
from docmine.documents import RawDocument

PARAGRAPHS = [
    "Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.",
    "The council of elders asked the district governor to send a delegation, which has not arrived there yet.",
    "Two days later the mill by the bridge burnt down with all of the grain that the town had stored in it.",
]
MENU = ["Front page", "Districts of the valley", "Harvest calendar"]
HTML = (
    "<html><head><title>Raid on the lower town</title></head><body><nav><ul>"
    + "".join(f"<li><a href='/x'>{item}</a></li>" for item in MENU)
    + "</ul></nav><article><h1>Raid on the lower town</h1>"
    + f"<p>{PARAGRAPHS[0]}</p><h2>The answer of the elders</h2><p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    + "</article><footer><p>Harvest calendar of the valley, a service of the mill</p></footer></body></html>"
)
TEXT = "\n".join(
    [
        *MENU,
        "Raid on the lower town",
        PARAGRAPHS[0],
        "The answer of the elders",
        *PARAGRAPHS[1:],
        "Harvest calendar of the valley, a service of the mill",
    ]
)


def test_page() -> None:
    document = Cleaner.load(Config())(RawDocument("d_1", "a.html", "html", TEXT, "0" * 64, html=HTML))
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "The answer of the elders" in document.text
    assert not any(item in document.text for item in MENU)
    assert {line.reason for line in document.lines if line.keep} <= {
        "sentences",
        "between-sentences",
        "content",
        "title",
    }
    assert "not-main-content" in {line.reason for line in document.lines}


def test_a_page_without_main_content_falls_back() -> None:
    assert (
        main_lines("Front page\nHarvest", split("Front page\nHarvest"), "<html><body><p>Front</p></body></html>")
        is None
    )


def test_short_lines_count_only_where_they_stand() -> None:
    text = f"The answer of the elders\n{PARAGRAPHS[0]}\nThe answer of the elders\n{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}"
    found = main_lines(text, split(text), HTML)
    assert found is not None
    assert {2, 3, 4, 5} <= found
    assert 1 not in found
