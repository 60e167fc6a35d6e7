"""PDF → text, by pdfium: what is printed on each page, put in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from docmine.documents import Metadata
from docmine.errors import ReadError
from docmine.read.glyphs import pieces
from docmine.read.layout import Sheet
from docmine.read.pages import render
from docmine.read.source import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_FILE_TITLE = re.compile(
    r"(?i)^(microsoft (word|powerpoint) - |.*\.(docx?|pdf|indd|rtf|qxd)$"
    r"|\(?(untitled|unspecified|anonymous)\)?( document)?$)"
)
_NOBODY = {"", "anonymous", "unspecified", "unknown", "user", "admin", "administrator"}
_END, _TAIL = b"%%EOF", 4096
_CUT_OFF = "the file breaks off before its end: pages may be missing"
_RECOGNISE = "recognise the text first, for example with `ocrmypdf in.pdf out.pdf`"


def parse(data: bytes, *, where: str, max_chars: int, max_pages: int) -> Source:
    """Return the text of a PDF in the order of reading, with its pages, its title and its author.

    The creation date of a PDF is when the file was made, often years after the report, so it is never taken for
    a publication date. `left_out` names pages that show something but have no text, and tells of a file without its
    end, of which pdfium reads what is there.

    Raises:
        ReadError: the file is broken, too long, asks for a password, or holds pictures of text only.
    """
    document = _open(data, where)
    try:
        if len(document) > max_pages:
            remedy = "split it into reports, or raise read.max_pages"
            raise ReadError(f"has {len(document):,} pages, more than {max_pages:,}", where=where, remedy=remedy)
        metadata = _metadata(document)
        sheets, pictures = _sheets(document, where, max_chars)
    finally:
        document.close()
    printed = render(sheets)
    if not printed.text.strip():
        message = f"has no text on its {len(sheets)} pages: they are pictures"
        raise ReadError(message, where=where, remedy=_RECOGNISE)
    left_out = ([_told(pictures)] if pictures else []) + ([] if _END in data[-_TAIL:] else [_CUT_OFF])
    return Source(
        printed.text,
        metadata=metadata,
        pages=printed.pages,
        note_marks=printed.note_marks,
        left_out=tuple(left_out),
    )


def _open(data: bytes, where: str) -> PdfDocument:
    import pypdfium2  # noqa: PLC0415 - only those who bring PDFs pay for it

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            remedy = "open it with its password and print it to a new PDF"
            raise ReadError("is protected by a password", where=where, remedy=remedy) from error
        raise _broken(error, where) from error


def _sheets(document: PdfDocument, where: str, max_chars: int) -> tuple[list[Sheet], list[int]]:
    """Return what is printed on the pages, and the numbers of those that have pictures and no text."""
    import pypdfium2  # noqa: PLC0415

    sheets: list[Sheet] = []
    pictures: list[int] = []
    chars = 0
    try:
        for number, page in enumerate(document, 1):
            words = page.get_textpage()
            chars += words.count_chars()
            if chars > max_chars:
                remedy = "split it into reports, or raise read.max_chars"
                raise ReadError(f"has more than {max_chars:,} characters", where=where, remedy=remedy)
            _, bottom, _, top = page.get_bbox()
            sheets.append(Sheet(pieces(page, words), bottom, top))
            if not sheets[-1].pieces and next(page.get_objects(), None) is not None:
                pictures.append(number)
            words.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise _broken(error, where) from error
    return sheets, pictures


def _told(pictures: Sequence[int]) -> str:
    """Return which pages have no text, runs of them as one: `pages 3-5, 9 have no text: they are pictures`."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(pictures), lambda pair: pair[1] - pair[0])]
    spans = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    if len(pictures) == 1:
        return f"page {spans} has no text: it is a picture"
    return f"pages {spans} have no text: they are pictures"


def _broken(error: Exception, where: str) -> ReadError:
    remedy = "download it again, or print it to a new PDF from a program that opens it"
    return ReadError(f"is a broken PDF: {error}", where=where, remedy=remedy)


def _metadata(document: PdfDocument) -> Metadata:
    values = document.get_metadata_dict()
    title = values.get("Title", "").strip()
    return Metadata(
        title=None if not title or _FILE_TITLE.match(title) else title,
        byline=_named(values.get("Author", "")),
    )


def _named(author: str) -> str | None:
    author = author.strip()
    return author if author.strip("()").lower() not in _NOBODY else None
