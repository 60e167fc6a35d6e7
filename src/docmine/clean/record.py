"""The clean document as one line of JSONL."""

from __future__ import annotations

from typing import Any

from docmine.documents import CleanDocument


def to_record(clean: CleanDocument) -> dict[str, Any]:
    """Return what `docmine clean` writes for a document; `lines` are in raw offsets, with their page in a PDF.

    `left_out` is there where the reader could not read all of the file, and says what.
    """
    return {
        "id": clean.raw.doc_id,
        "text": clean.text,
        "title": clean.metadata.title,
        "published": clean.metadata.published,
        "lines": [
            {
                "n": line.n,
                "start": line.start,
                "end": line.end,
                "keep": line.keep,
                "reason": line.reason,
                "score": round(line.score, 4),
                **({"page": line.page} if line.page else {}),
            }
            for line in clean.lines
        ],
        **({"left_out": list(clean.raw.left_out)} if clean.raw.left_out else {}),
    }
