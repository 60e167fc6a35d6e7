"""The characters of a PDF page, as pdfium gives them, put together to the pieces of lines that were printed."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from docmine.read.typeset import HYPHEN, Piece, Run

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_GAP = 0.8
"""Share of the type size from which white between words is more than a wide space."""
_INSIDE = 2.0
"""White, in points, that may stand between the characters of a word; or by which they may overlap."""
_NEW_LINE = 0.7
_SLANT = 0.1
_HYPHENS = {0x02, 0xFFFE}
_NO_CHARACTER = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class _Look(NamedTuple):
    """What characters of one run have in common."""

    base: float
    size: float
    upright: bool


class _Word(NamedTuple):
    """Characters that stand close to each other and look the same."""

    text: str
    left: float
    right: float
    look: _Look

    @property
    def is_rtl(self) -> bool:
        if self.text.isascii():
            return False
        return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in self.text)


class _Open:
    """A piece that words are still added to."""

    def __init__(self, word: _Word) -> None:
        self.runs = [Run(word.text, word.look.base, word.look.size)]
        self.left, self.right, self.last, self.is_rtl = word.left, word.right, word, word.is_rtl

    def add(self, word: _Word) -> None:
        if word.look == self.last.look:
            self.extend(word.text)
        else:
            self.runs.append(Run(word.text, word.look.base, word.look.size))
        self.left, self.right = min(self.left, word.left), max(self.right, word.right)
        self.last, self.is_rtl = word, self.is_rtl or word.is_rtl

    def extend(self, text: str) -> None:
        self.runs[-1] = self.runs[-1]._replace(text=self.runs[-1].text + text)

    def goes_on(self, word: _Word) -> bool:
        """Tell whether a word belongs here: on the same line, and not behind a wide gap."""
        last, old, new = self.last, self.last.look, word.look
        if not (old.upright and new.upright):
            return old.upright == new.upright
        size = max(old.size, new.size)
        if abs(old.base - new.base) > _NEW_LINE * size:
            return False
        if self.is_rtl or word.is_rtl:  # the order of reading jumps to and fro where numbers are embedded
            return True
        return word.left - last.right <= _GAP * size and word.left >= last.left - size

    def close(self) -> Piece:
        return Piece(tuple(self.runs), self.left, self.right, self.last.look.upright)


def pieces(page: PdfPage, words: PdfTextPage) -> list[Piece]:
    """Return the pieces of all lines of a page, in the order in which the file has them.

    Words off the page are left out, as they are in print.
    """
    left, bottom, right, top = page.get_bbox()
    found: list[Piece] = []
    now: _Open | None = None
    for word in _words(words):
        if isinstance(word, _Word) and not (
            word.text and word.right > left and word.left < right and bottom < word.look.base < top
        ):
            continue
        if now and isinstance(word, _Word) and now.goes_on(word):
            now.add(word)
        elif now and word == " ":
            now.extend(" ")
        elif word != " ":
            if now:
                found.append(now.close())
            now = _Open(word) if isinstance(word, _Word) else None
    return [*found, now.close()] if now else found


def _words(words: PdfTextPage) -> Iterator[_Word | str]:
    """Yield the words with their places, and a space or a line end for what stands between them."""
    from pypdfium2 import raw  # noqa: PLC0415 - only those who bring PDFs pay for it

    box, looks = raw.FS_RECTF(), _Looks(words)
    handle, unicode, place, at = words.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, ctypes.byref(box)
    chars: list[str] = []
    seen, left, right, look = (0.0, 0.0), 0.0, 0.0, _Look(0.0, 0.0, True)
    for i in range(words.count_chars()):
        code = unicode(handle, i)
        char = HYPHEN if code in _HYPHENS else chr(code)
        white = char.isspace()
        if not white:
            place(handle, i, at)
            height = box.bottom, box.top
            if chars and height == seen and -_INSIDE <= box.left - right <= _INSIDE:
                chars.append(char)
                right = box.right
                continue
        if chars:
            yield _Word(_text(chars), left, right, look)
            chars = []
        if white:
            if char in "\r\n":
                looks.clear()
            yield "\n" if char in "\r\n" else " "
        else:
            chars, seen, left, right, look = [char], height, box.left, box.right, looks.at(i, height)
    if chars:
        yield _Word(_text(chars), left, right, look)


def _text(chars: list[str]) -> str:
    """Return the characters less what is none; those beyond U+FFFF may come in halves, and a half alone is none."""
    text = "".join(chars)
    if not _NO_CHARACTER.search(text):
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _NO_CHARACTER.sub(lambda match: HYPHEN if match[0] == HYPHEN else "", whole)


class _Looks:
    """How characters are printed: on one line, what reaches equally high and low looks the same."""

    def __init__(self, words: PdfTextPage) -> None:
        self.words = words
        self.known: dict[tuple[float, float], _Look] = {}

    def clear(self) -> None:
        self.known.clear()

    def at(self, i: int, height: tuple[float, float]) -> _Look:
        look = self.known.get(height)
        if look is None:
            look = self.known[height] = _look(self.words, i)
        return look


def _look(words: PdfTextPage, i: int) -> _Look:
    """Return how a character is printed: its size is that of its font, scaled as the page scales it."""
    from pypdfium2 import raw  # noqa: PLC0415

    matrix, x, y = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(words, i, matrix)
    raw.FPDFText_GetCharOrigin(words, i, x, y)
    size = round(abs(raw.FPDFText_GetFontSize(words, i) * matrix.d), 1)
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) <= _SLANT * matrix.a
    return _Look(round(y.value, 1), size or 1.0, upright)
