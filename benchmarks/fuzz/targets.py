"""What is fuzzed: each target takes bytes and must come to a result, or to one of docmine's own errors.

What must hold besides is asserted here, so that a broken promise counts as a fault like any other exception.
"""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from docmine.clean import Cleaner
from docmine.clean.patterns import read_rules
from docmine.config import Config, load
from docmine.dates.document import resolve
from docmine.dates.find import find
from docmine.dates.fuzzy import read as read_fuzzy
from docmine.dates.values import date_value
from docmine.decided import load as load_decided
from docmine.documents import Kind, RawDocument, RawItem
from docmine.offsets import Edit, TextMap
from docmine.read import pdf, read
from docmine.read.sources import load_sources
from docmine.reconcile.curated import Problem, read_table
from docmine.reconcile.decisions import collect, read_decisions
from docmine.reconcile.taxonomy import load as load_taxonomy

Target = Callable[[bytes], None]

_PUBLISHED = (None, "2016", "2016-12", "2016-12-05", "0001-01-01", "9999-12-31")
_TABLES = ("events", "actors", "places")
_SPOKEN_YEAR = re.compile(r"hundred|thousand|twent|thirt|fort|fift|sixt|sevent|eight|ninet|teen|oh", re.IGNORECASE)


@cache
def _cleaner() -> Cleaner:
    return Cleaner.load(Config())


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="docmine-fuzz-"))


def _item(kind: Kind, data: bytes) -> RawItem:
    return RawItem(f"report.{kind}", kind, data, hashlib.sha256(data).hexdigest())


def _saved(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def _read_and_clean(kind: Kind, data: bytes) -> None:
    document = read(_item(kind, data), Config().read)
    document.text.encode("utf-8")  # half a surrogate pair could be written to no table
    _check_cleaned(document)


def text(data: bytes) -> None:
    """A text file of unknown encoding, read and cleaned."""
    _read_and_clean("text", data)


def html(data: bytes) -> None:
    """A web page, read and cleaned."""
    _read_and_clean("html", data)


def record(data: bytes) -> None:
    """A line of JSONL, read and cleaned."""
    _read_and_clean("record", data)


def pdf_file(data: bytes) -> None:
    """The bytes of a PDF."""
    pdf.parse(data, where="report.pdf", max_chars=100_000, max_pages=100)


def pdf_page(data: bytes) -> None:
    """The drawing commands of one page, in a PDF that is sound around them."""
    pdf_file(pdf_around(data))


def pdf_around(content: bytes) -> bytes:
    """Return a PDF of one page with these drawing commands."""
    resources = b"<< /Font << /F 5 0 R >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources %s >>" % resources,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def cleaner(data: bytes) -> None:
    """Any text, cleaned: every raw line accounted for, offsets there and back."""
    raw = data.decode("utf-8", "replace")
    _check_cleaned(RawDocument("d_1", "report.txt", "text", raw, "0" * 64))


def _check_cleaned(raw: RawDocument) -> None:
    document = _cleaner()(raw)
    assert [line.n for line in document.lines] == list(range(1, len(raw.text.splitlines()) + 1)), "a line is lost"
    assert "".join(raw.text[a.start : a.end] for a in document.lines) == "".join(raw.text.splitlines()), "offsets"
    assert all(line.reason for line in document.lines), "a line has no reason"
    kept = [(line.start, line.end) for line in document.lines if line.keep]
    for start in range(len(document.text)):
        if not document.text[start].isspace():
            first, last = document.map.to_raw(start, start + 1)
            assert any(begin <= first and last <= end for begin, end in kept), "kept text leads to no kept line"
            there = document.map.to_clean(first, last)
            assert there is not None, "no way back"
            assert there[0] <= start < there[1], "the way back leads elsewhere"


def offsets(data: bytes) -> None:
    """A text and edits of it, taken from the bytes: spans lead to the raw text and back."""
    raw, edits, at = "".join(chr(97 + byte % 26) for byte in data), [], 0
    for skip, length, kind in zip(data[::3], data[1::3], data[2::3], strict=False):
        start = min(at + skip % 4, len(raw))
        at = min(start + length % 7, len(raw))
        text = (None, "", "X", "\n")[kind % 4] if at > start else "\n"
        edits.append(Edit(start, start if text == "\n" else at, text))
        at = edits[-1].raw_end
    clean, there = TextMap.build(raw, edits)
    for start in range(len(clean)):
        for end in range(start + 1, min(len(clean), start + 5) + 1):
            if "\n" in (clean[start], clean[end - 1]):
                continue  # a separator has no raw characters
            first, last = there.to_raw(start, end)
            assert 0 <= first <= last <= len(raw), "outside the raw text"
            back = there.to_clean(first, last)
            assert back is not None, "no way back"
            assert back[0] <= start and end <= back[1], "the way back is shorter"  # noqa: PT018


def dates(data: bytes) -> None:
    """Any text, with a date of writing or none: spans in order and inside it, and no date that it does not tell."""
    published, words = _PUBLISHED[data[:1][0] % len(_PUBLISHED)] if data else None, data[1:].decode("utf-8", "replace")
    at = 0
    for (item, reading), parts in resolve(words, find(words), published):
        assert at <= item.start < item.end <= len(words), "spans overlap or lie outside"
        assert not words[item.start].isspace(), "a span begins with white space"
        assert not words[item.end - 1].isspace(), "a span ends with white space"
        at = item.end
        assert all(item.start <= part.start < part.end <= item.end for part, _ in parts), "a part lies outside"
        assert all(a.end <= b.start for (a, _), (b, _) in pairwise(parts)), "parts overlap"
        for found in (reading, *(inner for _, inner in parts)):
            value = date_value(found)
            days = [date.fromisoformat(day) for day in (value["earliest"], value["latest"]) if day]
            assert days == sorted(days), "the interval is upside down"
            assert days or value["reason"], "neither a day nor a reason"
            assert not days or published or _tells_a_year(words), (
                f"invented: {words[item.start : item.end]!r} is {days}"
            )


def _tells_a_year(words: str) -> bool:
    return any(sign.isdecimal() for sign in words) or _SPOKEN_YEAR.search(words) is not None


def curated_csv(data: bytes) -> None:
    """A curated table and a taxonomy as CSV, the table from the first byte."""
    _check_table(_saved("curated.csv", data[1:]), data)


def curated_gzip(data: bytes) -> None:
    """A gzipped curated table."""
    _check_table(_saved("curated.csv.gz", data[1:]), data)


def curated_xlsx(data: bytes) -> None:
    """The bytes of a workbook."""
    _check_table(_saved("curated.xlsx", data[1:]), data)


def curated_sheet(data: bytes) -> None:
    """The XML of the one sheet of a workbook that is sound around it."""
    _check_table(_saved("curated.xlsx", workbook_around(data[1:])), data)


def curated_parquet(data: bytes) -> None:
    """The bytes of a Parquet file."""
    _check_table(_saved("curated.parquet", data[1:]), data)


def workbook_around(sheet: bytes) -> bytes:
    """Return a workbook whose one sheet has this XML."""
    book = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{book}" xmlns:r="{office}"><sheets>'
        '<sheet name="events" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return buffer.getvalue()


def _check_table(path: Path, data: bytes) -> None:
    problems: list[Problem] = []
    table = read_table(path, _TABLES[data[:1][0] % 3 if data else 0], problems)
    assert all(row.get("id") for row in table.rows), "a row has no id"
    assert table.layout or problems, "a table that is not understood has no problem"


def taxonomy(data: bytes) -> None:
    """The classes of a user's taxonomy."""
    load_taxonomy(_saved("taxonomy.csv", data))


def config(data: bytes) -> None:
    """The settings, and the other TOML files of a workspace: rules of cleaning, parts of periods."""
    path = _saved("docmine.toml", data[1:])
    match data[:1][0] % 3 if data else 0:
        case 0:
            load(path.parent).digest()
        case 1:
            read_rules(path, "drop")
        case _:
            read_fuzzy(path)


def sources(data: bytes) -> None:
    """`sources.csv` beside the reports."""
    load_sources(_saved("sources.csv", data).parent)


def decisions(data: bytes) -> None:
    """`decisions.jsonl`, as a run and as reconciliation read it."""
    path = _saved("decisions.jsonl", data[1:])
    if data[:1] < b"\x80":
        load_decided(path)
    else:
        collect(read_decisions(path))


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        *(text, html, record, pdf_file, pdf_page, cleaner, offsets, dates),
        *(curated_csv, curated_gzip, curated_xlsx, curated_sheet, curated_parquet, taxonomy),
        *(config, sources, decisions),
    )
}
