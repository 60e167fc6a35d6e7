"""PDFs that are set as reports are: columns, headers, footnotes with raised marks."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

FONT = "Times-Roman"


class Press:
    """Sets text on A4 pages, whose size is 595 by 842 points."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(595, 842), invariant=1)

    def at(self, x: float, y: float, text: str, size: float = 10) -> None:
        """Set one line; `^` before a number or sign raises it: `in 2016.^101`."""
        line = self.canvas.beginText(x, y)
        for i, part in enumerate(text.split("^")):
            raised, rest = _mark(part) if i else ("", part)
            line.setFont(FONT, 0.6 * size)
            line.setRise(0.35 * size)
            line.textOut(raised)
            line.setFont(FONT, size)
            line.setRise(0)
            line.textOut(rest)
        self.canvas.drawText(line)

    def column(self, x: float, y: float, width: float, text: str, size: float = 10) -> float:
        """Set a paragraph from `y` down and return where the next line would stand."""
        for line in simpleSplit(text, FONT, size, width):
            self.at(x, y, line, size)
            y -= 1.2 * size
        return y

    def next_page(self) -> None:
        self.canvas.showPage()

    def pdf(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def _mark(part: str) -> tuple[str, str]:
    length = next((i for i, char in enumerate(part) if not (char.isdigit() or char in "*†,")), len(part))
    return part[:length], part[length:]
