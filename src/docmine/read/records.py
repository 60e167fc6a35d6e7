"""One line of a JSONL file → a report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from docmine.documents import Metadata
from docmine.errors import ReadError
from docmine.read import html
from docmine.read.metadata import language_code, merge, stated
from docmine.read.source import Source
from docmine.read.text import check_text

_REMEDY = 'a line is {"text" or "html": "...", and, if known, "title", "url", "published", "publisher", "byline"}'


def parse(line: bytes, *, where: str) -> Source:
    """Return the report in a line of JSON, as `source` does.

    Raises:
        ReadError: the line is not a JSON object with a `text` or `html`, or what it has is binary.
    """
    return source(load(line, where=where), where=where)


def source(record: dict[str, Any], *, where: str) -> Source:
    """Return the report in a record that `load` gave; what it says beside its text wins over its HTML.

    The publication date is `published` or, as in the streaming interface, `dct`.

    Raises:
        ReadError: the text is binary.
    """
    body = {name: _whole(record[name]) for name in ("text", "html") if isinstance(record.get(name), str)}
    known = _metadata(record)
    if "text" in body:
        check_text(body["text"], where=where)
        return Source(body["text"], "utf-8", known, body.get("html"))
    page = html.parse(body["html"], "utf-8", where=where)
    return replace(page, metadata=merge(known, page.metadata))


def load(line: bytes, *, where: str) -> dict[str, Any]:
    """Return the JSON object of a line.

    Raises:
        ReadError: it is not a JSON object with a `text` or `html`.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"is not JSON: {error}", where=where, remedy=_REMEDY) from error
    if not isinstance(record, dict):
        raise ReadError("is not a JSON object", where=where, remedy=_REMEDY)
    if not any(isinstance(record.get(name), str) for name in ("text", "html")):
        raise ReadError("has neither `text` nor `html`", where=where, remedy=_REMEDY)
    return record


def _metadata(record: dict[str, Any]) -> Metadata:
    def value(*names: str) -> str | None:
        found = (record[name] for name in names if isinstance(record.get(name), str))
        return next((_whole(text).strip() for text in found if text.strip()), None)

    return replace(
        stated(value("published", "dct")),
        url=value("url"),
        title=value("title"),
        byline=value("byline"),
        publisher=value("publisher"),
        language=language_code(value("language")),
    )


def _whole(text: str) -> str:
    r"""Put U+FFFD for halves of characters (`"\ud83d"` alone), which no file can hold."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
