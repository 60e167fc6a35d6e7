"""Files that are made to keep a reader busy, to fill its memory or to bring it down."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from docmine.errors import ReadError
from docmine.read import apart, pdf
from nasty import pdf as build

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def stream(entries: bytes, content: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def page(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> "
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return build(CATALOG, kids, leaf + resources + b" >> >>", content, FONT, *more)


def forms_in_forms(levels: int, width: int) -> bytes:
    """Return a page whose drawing draws another ten times, which draws another ten times, and so on."""
    more = []
    for level in range(levels):
        draws = b"/X Do " * width if level < levels - 1 else b"BT /F 10 Tf 10 10 Td (ha) Tj ET"
        inner = b"/Resources << /XObject << /X %d 0 R >> /Font << /F 5 0 R >> >>" % (7 + level)
        more.append(stream(b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] " + inner, draws))
    return page(stream(b"", b"/X Do"), *more, resources=b"/XObject << /X 6 0 R >>")


def packed(content: bytes) -> bytes:
    return page(stream(b"/Filter /FlateDecode", zlib.compress(content, 9)))


def ordinary() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(72, 700, "Four people were killed in Karvel.")
    canvas.save()
    return buffer.getvalue()


def parse(data: bytes, seconds: int = 20) -> str:
    return apart.parse(data, where="x.pdf", max_chars=100_000, max_pages=1_000, seconds=seconds).text


def test_the_helper_reads_what_the_reader_reads() -> None:
    given = {"where": "x.pdf", "max_chars": 1000, "max_pages": 10}
    assert apart.parse(ordinary(), **given) == pdf.parse(ordinary(), **given)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (build(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"), "broken PDF"),
        (build(CATALOG, b"<< /Type /Pages /Kids 3 0 R /Count 1 >>", b"3 0 R"), "broken PDF"),
        (build(CATALOG, b"<< /Type /Pages /Kids [] /Count 100000 >>"), "broken PDF|pages"),
        (packed(b"BT /F 1 Tf 5 5 Td " + b"(aaaaaaaaaa) Tj " * 20_000 + b"ET"), "more than 100,000 characters"),
        (packed(b" " * 50_000_000), "no text"),
        (ordinary()[:-200], "broken PDF|no text"),
        (ordinary()[:400], "broken PDF"),
    ],
    ids=["page tree in a circle", "reference to itself", "pages that are not there", "a page of characters", "bomb",
         "cut at the end", "cut in the middle"],
)  # fmt: skip
def test_what_is_made_to_hurt_is_an_error(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        parse(data)


@pytest.mark.skipif(not hasattr(__import__("os"), "getuid"), reason="no bounds on this system")
def test_a_file_that_never_ends_is_given_up_and_the_next_is_read() -> None:
    with pytest.raises(ReadError, match="cannot be read within 1 seconds"):
        parse(forms_in_forms(levels=20, width=10), seconds=1)
    assert parse(ordinary()) == "Four people were killed in Karvel."
