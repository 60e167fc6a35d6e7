from __future__ import annotations

import importlib.util
import random
from collections import Counter
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from docmine.documents import Stretch
from docmine.errors import ReadError
from docmine.read import pdf
from docmine.read.source import Source

_SPEC = importlib.util.spec_from_file_location("printing", Path(__file__).with_name("printing.py"))
printing = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(printing)
Press = printing.Press

LEFT = "armed men entered the lower town of Karvel before dawn and took eleven people from their homes in two lorries"
RIGHT = "the mill by the bridge burnt down two days later with all of the grain that was stored there since the harvest"

TURNED = "and the dam beside the old mill was watched by four of the elders, who stayed until the army had left"


def parse(data: bytes, max_chars: int = 100_000, max_pages: int = 100) -> Source:
    return pdf.parse(data, where="x.pdf", max_chars=max_chars, max_pages=max_pages)


def _pdf(*pages: list[str], title: str = "", author: str = "", password: str | None = None) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=password, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for lines in pages:
        for n, line in enumerate(lines):
            canvas.drawString(72, 680 - 14 * n, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def zones(source: Source) -> list[tuple[int, str, str]]:
    ends = [*(stretch.start for stretch in source.pages[1:]), len(source.text) + 1]
    return [(s.page, s.zone, source.text[s.start : end - 1]) for s, end in zip(source.pages, ends, strict=True)]


def test_pages_in_order_and_where_they_begin() -> None:
    source = parse(_pdf(["First page.", "Second line."], ["Next page."], [], ["Last."]))
    assert source.text == "First page.\nSecond line.\nNext page.\nLast."
    assert source.pages == (Stretch(0, 1, "body"), Stretch(25, 2, "body"), Stretch(36, 4, "body"))
    assert source.left_out == ()


def test_words_split_at_line_ends_are_joined_and_the_line_breaks_behind_them() -> None:
    lines = [
        "The council said that four peo-",
        "ple died in the Anglo-",
        "American zone. Total 12-",
        "13 persons, no more.",
    ]
    assert parse(_pdf(lines)).text == (
        "The council said that four people\ndied in the Anglo-American\nzone. Total 12-\n13 persons, no more."
    )


def test_columns_below_a_title_are_read_one_after_the_other_whatever_the_order_of_the_file() -> None:
    press = Press()
    press.column(310, 700, 200, RIGHT)
    press.column(72, 700, 200, LEFT)
    press.at(72, 740, "The war along the river Sor, and those who fled in spring", size=18)
    text = parse(press.pdf()).text
    assert words(text) == f"The war along the river Sor, and those who fled in spring {LEFT} {RIGHT}"


def test_columns_that_the_file_has_row_by_row() -> None:
    press = Press()
    left, right = (printing.simpleSplit(text, printing.FONT, 10, 200) for text in (LEFT, RIGHT))
    for n, pair in enumerate(zip(left, right, strict=False)):
        press.at(72, 700 - 12 * n, pair[0])
        press.at(310, 700 - 12 * n, pair[1])
    text = words(parse(press.pdf()).text)
    assert text.index(left[-1]) < text.index(right[0])


def test_three_columns_and_a_line_across_them() -> None:
    press = Press()
    texts = [f"{letter}b {text}" for letter, text in zip("ace", (LEFT, RIGHT, LEFT), strict=True)]
    for x, text in zip((60, 225, 390), texts, strict=True):
        press.column(x, 600, 140, text)
        press.column(x, 400, 140, text.upper().lower())
    press.at(60, 450, "Figure 1: the river Sor and its bridges, seen from the hills above the town of Karvel in March")
    body = words(parse(press.pdf()).text)
    figure = "Figure 1: the river Sor and its bridges, seen from the hills above the town of Karvel in March"
    assert body == " ".join([*texts, figure, *(text.lower() for text in texts)])


def test_a_table_is_read_along_its_rows() -> None:
    press = Press()
    for n, (day, what) in enumerate([("4 March", "Raid on Karvel, eleven taken"), ("6 March", "Mill burnt down"),
                                     ("9 March", "Two officers sent from the capital")]):  # fmt: skip
        press.at(72, 700 - 14 * n, day)
        press.at(200, 700 - 14 * n, what)
    assert parse(press.pdf()).text.splitlines() == [
        "4 March Raid on Karvel, eleven taken",
        "6 March Mill burnt down",
        "9 March Two officers sent from the capital",
    ]


def test_a_title_inside_a_column_is_no_header() -> None:
    press = Press()
    press.at(50, 820, "Karvel Monitor", 8)
    press.at(80, 766, "Raids on the lower", 18)
    press.at(80, 744, "town of Karvel", 18)
    press.column(50, 724, 240, " ".join([LEFT] * 6))
    press.at(310, 774, "and the dam beside the old mill was watched by")
    press.at(310, 762, "four of the elders, who stayed until the army had")
    press.at(310, 750, "left")
    press.column(310, 732, 240, " ".join([RIGHT] * 6))
    source = parse(press.pdf())
    assert [(zone, words(text)) for _, zone, text in zones(source)] == [
        ("header", "Karvel Monitor"),
        ("body", " ".join(["Raids on the lower town of Karvel", *[LEFT] * 6, TURNED, *[RIGHT] * 6])),
    ]


def test_headers_and_footers_are_zones_of_their_page() -> None:
    press = Press()
    press.at(72, 810, "The river war", size=8)
    press.at(500, 810, "12", size=8)
    press.column(72, 740, 400, LEFT)
    press.at(290, 30, "Karvel Monitor", size=8)
    page, head, foot = 1, "The river war\n12", "Karvel Monitor"
    found = zones(parse(press.pdf()))
    assert [(found[0]), (found[-1])] == [(page, "header", head), (page, "footer", foot)]
    assert [zone for _, zone, _ in found] == ["header", "body", "footer"]


def test_footnotes_stand_behind_the_body_with_their_page_and_marks_are_known() -> None:
    press = Press()
    press.column(72, 700, 400, f"{LEFT}.^1 {RIGHT} and then the whole town went on the road that")
    press.at(72, 150, "^1 Interview with an elder, Karvel, 4 March, who asked that we do", size=8)
    press.at(72, 140, "not name him, and letters that", size=8)
    press.next_page()
    press.column(72, 700, 400, f"leads to the hills. {LEFT}.^2,3 An area of 40 km^2 burnt.")
    press.at(72, 160, "he had kept since the spring.", size=8)
    press.at(72, 150, "^2 Ibid.", size=8)
    press.at(72, 140, "3 Letter of the ministry.", size=8)
    press.at(290, 30, "2")
    source = parse(press.pdf())
    assert [(page, zone) for page, zone, _ in zones(source)] == [
        (1, "body"), (2, "body"), (2, "footer"), (1, "notes"), (2, "notes"),
    ]  # fmt: skip
    assert [words(text) for _, zone, text in zones(source) if zone == "notes"] == [
        "1 Interview with an elder, Karvel, 4 March, who asked that we do not name him, and letters that",
        "he had kept since the spring. 2 Ibid. 3 Letter of the ministry.",
    ]
    assert [source.text[start:end] for start, end in source.note_marks] == ["1", "2,3", "1", "2"]
    assert "road that\nleads to the hills" in source.text


def test_small_lines_that_nothing_refers_to_stay_in_the_body() -> None:
    press = Press()
    press.column(72, 700, 400, LEFT)
    press.at(72, 150, "1 Karvel 12 dead", size=8)
    assert {zone for _, zone, _ in zones(parse(press.pdf()))} == {"body"}


def test_a_rotated_page_keeps_the_order_of_the_file_and_a_rotated_word_comes_last() -> None:
    press = Press()
    press.canvas.rotate(90)
    press.at(100, -300, "one line of a page on its side")
    press.at(100, -200, "another line of it")
    press.next_page()
    press.canvas.saveState()
    press.canvas.rotate(90)
    press.at(300, -40, "stamp")
    press.canvas.restoreState()
    press.column(72, 700, 400, LEFT)
    data = press.pdf()
    with pypdfium2.PdfDocument(data) as document:
        turned = document[0].get_textpage().get_text_bounded()
    assert words(parse(data).text) == f"{words(turned)} {LEFT} stamp"


def test_words_off_the_page_are_left_out() -> None:
    press = Press()
    press.at(72, 600, "on the page, where it can be read")
    press.at(-400, 500, "beside it")
    assert parse(press.pdf()).text == "on the page, where it can be read"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 60))
def test_no_character_is_lost_or_made_up_wherever_words_stand(seed: int, size: int) -> None:
    rng = random.Random(seed)
    press = Press()
    for _ in range(size):
        text = " ".join(rng.choices(LEFT.split(), k=rng.randint(1, 8)))
        press.at(rng.uniform(0, 500), rng.uniform(20, 820), text, size=rng.choice([7, 10, 10, 14]))
    data = press.pdf()
    with pypdfium2.PdfDocument(data) as document:
        printed = document[0].get_textpage().get_text_range()
    wanted = Counter(char for char in printed if not char.isspace() and char.isprintable())
    given_back = Counter(char for char in parse(data).text if not char.isspace())
    assert not given_back - wanted
    edge = wanted - given_back  # only what runs over the edge of the page can be missing
    assert not edge or edge.total() <= sum(len(word) for word in LEFT.split())


def test_properties_are_metadata_but_the_file_date_is_not() -> None:
    metadata = parse(_pdf(["text"], title="Quarterly review", author="Desk")).metadata
    assert (metadata.title, metadata.byline, metadata.published) == ("Quarterly review", "Desk", None)


@pytest.mark.parametrize(
    "title", ["Microsoft Word - review_final2.doc", "untitled", "Review.PDF", "Untitled document", "(anonymous)"]
)
@pytest.mark.parametrize("author", ["anonymous", "(anonymous)", "(unspecified)"])
def test_titles_and_authors_that_programs_made_up_are_dropped(title: str, author: str) -> None:
    metadata = parse(_pdf(["text"], title=title, author=author)).metadata
    assert (metadata.title, metadata.byline) == (None, None)


@pytest.mark.parametrize(
    ("data", "said", "remedy"),
    [
        (_pdf(["text"], password="secret"), "password", "print it to a new PDF"),
        (_pdf([], []), "no text on its 2 pages", "ocrmypdf"),
        (_pdf(["text"])[:500], "broken PDF", "download it again"),
        (b"%PDF-1.4\nrubbish", "broken PDF", "download it again"),
        (b"", "broken PDF", "download it again"),
        (_pdf(*[["word"]] * 101), "has 101 pages, more than 100", "read.max_pages"),
        (_pdf(["word " * 20] * 50), "more than 2,000 characters", "read.max_chars"),
    ],
    ids=["password", "scanned", "cut off", "rubbish", "empty", "pages", "characters"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str, remedy: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(data, max_chars=2000)
    assert said in caught.value.message
    assert remedy in caught.value.remedy
    assert caught.value.where == "x.pdf"


def test_a_file_without_its_end_is_told() -> None:
    whole = _pdf(*[["Some text."]] * 3)
    assert parse(whole[: whole.rindex(b"startxref")]).left_out == (
        "the file breaks off before its end: pages may be missing",
    )


@pytest.mark.parametrize(
    ("pictures", "said"),
    [
        ({2}, "page 2 has no text: it is a picture"),
        ({2, 4, 5, 6}, "pages 2, 4-6 have no text: they are pictures"),
    ],
)
def test_pages_that_are_pictures_are_told(pictures: set[int], said: str) -> None:
    press = Press()
    for page in range(1, 8):
        if page in pictures:
            press.canvas.rect(50, 50, 400, 600, fill=1)
        elif page != 3:  # a blank page is no picture
            press.at(72, 700, "Some text.")
        press.next_page()
    assert parse(press.pdf()).left_out == (said,)
