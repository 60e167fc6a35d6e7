from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from docmine.errors import ReadError
from docmine.read.pdf import parse


def _pdf(*pages: list[str], title: str = "", author: str = "", password: str | None = None) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=password, invariant=1)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for lines in pages:
        for n, line in enumerate(lines):
            canvas.drawString(72, 780 - 14 * n, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_pages_in_order_and_where_they_begin() -> None:
    source = parse(_pdf(["First page.", "Second line."], ["Next page."], [], ["Last."]), where="x.pdf", max_chars=1000)
    assert source.text == "First page.\nSecond line.\nNext page.\n\nLast."
    assert source.pages == (0, 25, 36, 37)
    assert [source.text[start:].split("\n")[0] for start in source.pages] == ["First page.", "Next page.", "", "Last."]


def test_words_split_at_line_ends_are_joined() -> None:
    lines = [
        "The council said that four peo-",
        "ple died in the Anglo-",
        "American zone. Total 12-",
        "13 persons, no more.",
    ]
    text = parse(_pdf(lines), where="x.pdf", max_chars=1000).text
    assert text == "The council said that four people died in the Anglo-American zone. Total 12-\n13 persons, no more."


def test_properties_are_metadata_but_the_file_date_is_not() -> None:
    metadata = parse(_pdf(["text"], title="Quarterly review", author="Desk"), where="x.pdf", max_chars=1000).metadata
    assert (metadata.title, metadata.byline, metadata.published) == ("Quarterly review", "Desk", None)


@pytest.mark.parametrize("title", ["Microsoft Word - review_final2.doc", "untitled", "Review.PDF", "Untitled document"])
def test_titles_that_programs_made_up_are_dropped(title: str) -> None:
    metadata = parse(_pdf(["text"], title=title, author="anonymous"), where="x.pdf", max_chars=1000).metadata
    assert (metadata.title, metadata.byline) == (None, None)


@pytest.mark.parametrize(
    ("data", "said", "remedy"),
    [
        (_pdf(["text"], password="secret"), "password", "print it to a new PDF"),
        (_pdf([], []), "no text on its 2 pages", "ocrmypdf"),
        (_pdf(["text"])[:500], "broken PDF", "download it again"),
        (b"%PDF-1.4\nrubbish", "broken PDF", "download it again"),
        (b"", "broken PDF", "download it again"),
    ],
    ids=["password", "scanned", "cut off", "rubbish", "empty"],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str, remedy: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(data, where="x.pdf", max_chars=1000)
    assert said in caught.value.message
    assert remedy in caught.value.remedy


def test_reading_stops_when_it_is_too_long() -> None:
    source = parse(_pdf(*[["word " * 10]] * 30), where="x.pdf", max_chars=100)
    assert 100 < len(source.text) < 200
    assert len(source.pages) < 5
