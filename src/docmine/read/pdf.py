"""PDF → text, page by page, by pdfium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docmine.documents import Metadata
from docmine.errors import ReadError
from docmine.read.source import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_HYPHEN = "[\\x02\ufffe](?:\\r?\\n)?"
_JOINED = re.compile(rf"(?<=[^\W\d_]){_HYPHEN}(?=[^\W\d_])")
_KEPT = re.compile(_HYPHEN)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_FILE_TITLE = re.compile(
    r"(?i)^(microsoft (word|powerpoint) - |(untitled|unspecified)( document)?$|.*\.(docx?|pdf|indd|rtf|qxd)$)"
)


def parse(data: bytes, *, where: str, max_chars: int) -> Source:
    """Return the text of a PDF, its pages in order, and its title and author.

    Words that pdfium found split at a line end are joined. The creation date of a PDF is when the file was
    made, often years after the report, so it is never taken for a publication date. Reading stops after
    `max_chars` characters, with one page more than that in the text.

    Raises:
        ReadError: the file is broken, asks for a password, or holds pictures of text only.
    """
    document = _open(data, where)
    try:
        metadata = _metadata(document)
        texts, pages = [], []
        length = 0
        for page in _pages(document, where):
            pages.append(length)
            texts.append(page)
            length += len(page) + 1
            if length > max_chars:
                break
    finally:
        document.close()
    text = "\n".join(texts)
    if not text.strip():
        raise ReadError(
            f"has no text on its {len(pages)} pages: they are pictures",
            where=where,
            remedy="recognise the text first, for example with `ocrmypdf in.pdf out.pdf`",
        )
    return Source(text, metadata=metadata, pages=tuple(pages))


def _open(data: bytes, where: str) -> PdfDocument:
    import pypdfium2  # noqa: PLC0415 - only those who bring PDFs pay for it

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            remedy = "open it with its password and print it to a new PDF"
            raise ReadError("is protected by a password", where=where, remedy=remedy) from error
        raise _broken(error, where) from error


def _pages(document: PdfDocument, where: str) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415

    try:
        for page in document:
            words = page.get_textpage()
            yield _clean(words.get_text_bounded())
            words.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise _broken(error, where) from error


def _broken(error: Exception, where: str) -> ReadError:
    remedy = "download it again, or print it to a new PDF from a program that opens it"
    return ReadError(f"is a broken PDF: {error}", where=where, remedy=remedy)


def _clean(text: str) -> str:
    """Mend hyphenated line ends (pdfium marks them) and drop what is not a character."""
    text = _KEPT.sub("-", _JOINED.sub(_join, text))
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _join(match: re.Match[str]) -> str:
    """Drop the hyphen inside a word; keep it before a capital, as in Anglo-American."""
    return "-" if match.string[match.end()].isupper() else ""


def _metadata(document: PdfDocument) -> Metadata:
    values = document.get_metadata_dict()
    title = values.get("Title", "").strip()
    return Metadata(
        title=None if not title or _FILE_TITLE.match(title) else title,
        byline=_named(values.get("Author", "")),
    )


def _named(author: str) -> str | None:
    author = author.strip()
    return author if author.lower() not in {"", "anonymous", "unknown", "user", "admin", "administrator"} else None
