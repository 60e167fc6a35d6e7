"""Rows that need no annotation: `documents`, `lines`, `errors` and the texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from docmine.copies.sketch import Place, sketches
from docmine.decided import Decision
from docmine.decided.decisions import anchored
from docmine.documents import CleanDocument, RawDocument, RawItem
from docmine.ids import document_id
from docmine.schema import Row

_LOOK = "recognise words in pictures, as with `ocrmypdf --skip-text in.pdf out.pdf`; get a broken file again"


def document_row(
    item: RawItem,
    raw: RawDocument | None = None,
    clean: CleanDocument | None = None,
    *,
    status: str = "ok",
    error: str | None = None,
) -> Row:
    """Return the row of `documents`, as far as the report got: found, read, cleaned."""
    metadata = clean.metadata if clean else raw.metadata if raw else item.metadata
    return {
        "doc_id": document_id(item.sha256),
        "path": [item.path],
        "kind": raw.kind if raw else item.kind,
        "url": metadata.url,
        "title": metadata.title,
        "byline": metadata.byline,
        "photo_credit": metadata.photo_credit,
        "publisher": metadata.publisher,
        "published": metadata.published,
        "published_text": metadata.published_text,
        "published_source": metadata.published_source,
        "language": metadata.language,
        "encoding": raw.encoding if raw else None,
        "sha256": item.sha256,
        "raw_chars": len(raw.text) if raw else None,
        "clean_chars": len(clean.text) if clean else None,
        "status": status,
        "error": error,
    }


def clean_rows(item: RawItem, clean: CleanDocument) -> dict[str, list[Row]]:
    """Return the rows of a cleaned report: `documents`, `lines`, what could not be read (`errors`), texts, sketches."""
    raw = clean.raw
    text = {"doc_id": raw.doc_id, "raw": raw.text, "clean": clean.text, "pieces": json.dumps(clean.map.pieces)}
    lines = list(_line_rows(clean))
    return {
        "documents": [document_row(item, raw, clean)],
        "lines": lines,
        "errors": list(_gap_rows(raw)),
        "_texts": [text],
        "_sketches": list(_sketch_rows(clean, lines)),
    }


def review_rows(
    decisions: Sequence[Decision], clean: CleanDocument, unmet: Iterable[tuple[str, str]] = ()
) -> Iterator[Row]:
    """Yield an error for each decision about a report that cannot be followed: its words, or what it is about, went.

    Args:
        decisions: those about the report.
        clean: the report.
        unmet: file and line of other decisions, and why they could not be followed.
    """
    lines = {" ".join(clean.raw.text[line.start : line.end].split()) for line in clean.lines}
    about_text = [one for one in decisions if one.kind != "line"]
    gone = [one for one, stretch in anchored(about_text, clean.text) if stretch is None]
    gone += [one for one in decisions if one.kind == "line" and " ".join(one.text.split()) not in lines]
    told = [(one.where, f"{one.text!r} is not in {clean.raw.path} any more, or in several places") for one in gone]
    for where, message in (*told, *unmet):
        yield {
            "path": where,
            "stage": "review",
            "message": message,
            "remedy": "look at the report again, and decide in a new line, or take this one back",
            "doc_id": clean.raw.doc_id,
        }


def _gap_rows(raw: RawDocument) -> Iterator[Row]:
    """Yield one row for all that the reader could not read of a report that is worked on all the same."""
    if raw.left_out:
        yield {
            "path": raw.path,
            "stage": "read",
            "message": "; ".join(raw.left_out),
            "remedy": _LOOK,
            "doc_id": raw.doc_id,
        }


def _sketch_rows(clean: CleanDocument, lines: Iterable[Row]) -> Iterator[Row]:
    kept = (Place(line["n"], line["start"], line["end"]) for line in lines if line["start"] is not None)
    for sketch in sketches(clean.text, kept):
        yield {"doc_id": clean.raw.doc_id, **asdict(sketch)}


def _line_rows(clean: CleanDocument) -> Iterator[Row]:
    for line in clean.lines:
        span = clean.map.to_clean(line.start, line.end) if line.keep else None
        yield {
            "doc_id": clean.raw.doc_id,
            "n": line.n,
            "start": span[0] if span else None,
            "end": span[1] if span else None,
            "raw_start": line.start,
            "raw_end": line.end,
            "text": clean.raw.text[line.start : line.end],
            "keep": int(line.keep),
            "reason": line.reason,
            "score": line.score,
            "duplicate_of": line.duplicate_of,
            "page": line.page,
            "method": f"clean.{line.reason}",
        }
