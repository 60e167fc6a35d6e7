"""One report: bytes → text, with what the file itself says about where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from docmine.config import ReadConfig
from docmine.documents import Kind, RawDocument, RawItem
from docmine.errors import ReadError
from docmine.ids import document_id
from docmine.read import apart, html, language, records, text
from docmine.read.metadata import merge
from docmine.read.source import Source


def read(item: RawItem, config: ReadConfig, *, record: dict[str, Any] | None = None) -> RawDocument:
    """Return the report as text, with the metadata of the user and of the file merged field by field.

    The user's word wins. The text keeps its characters as decoded, line ends included. A page saved as `.txt`
    is read as the page it is, and a text without any tag saved as `.html` as text.

    Args:
        item: the report.
        config: the bounds on its size.
        record: what `records.load` gave for the line of JSONL that the report is, so that it is not parsed again.

    Raises:
        ReadError: the report is binary, empty, too long, broken or protected by a password.
    """
    kind = _kind(item)
    source = _READERS[kind](item, config) if record is None else records.source(record, where=item.path)
    _check_length(item.path, source.text, config)
    return RawDocument(
        doc_id=document_id(item.sha256),
        path=item.path,
        kind=kind,
        text=source.text,
        sha256=item.sha256,
        encoding=source.encoding,
        metadata=merge(item.metadata, source.metadata),
        html=source.html,
        layout=source.layout,
        pages=source.pages,
        note_marks=source.note_marks,
        left_out=source.left_out,
    )


def in_language(raw: RawDocument, known: str | None) -> RawDocument:
    """Return the report with the language of its text, unless the user knows it; what the file says is a hint.

    Apart from `read`, because it takes longer than all the rest of reading and cleaning a text.
    """
    found = known or language.identify(raw.text, hint=raw.metadata.language)
    return replace(raw, metadata=replace(raw.metadata, language=found))


def _kind(item: RawItem) -> Kind:
    if item.kind == "text" and html.is_page(item.data):
        return "html"
    if item.kind == "html" and not html.has_tags(item.data):
        return "text"
    return item.kind


def _read_text(item: RawItem, _: ReadConfig) -> Source:
    decoded, encoding = text.decode(item.data, where=item.path)
    return Source(decoded, encoding)


def _read_html(item: RawItem, _: ReadConfig) -> Source:
    decoded, encoding = text.decode(item.data, where=item.path, declared=html.declared_encoding(item.data))
    return html.parse(decoded, encoding, where=item.path)


def _read_pdf(item: RawItem, config: ReadConfig) -> Source:
    return apart.parse(item.data, where=item.path, max_chars=config.max_chars, max_pages=config.max_pages)


def _read_record(item: RawItem, _: ReadConfig) -> Source:
    return records.parse(item.data, where=item.path)


_READERS: dict[Kind, Callable[[RawItem, ReadConfig], Source]] = {
    "text": _read_text,
    "html": _read_html,
    "pdf": _read_pdf,
    "record": _read_record,
}


def _check_length(path: str, content: str, config: ReadConfig) -> None:
    if len(content) > config.max_chars:
        raise ReadError(
            f"has {len(content):,} characters, more than {config.max_chars:,}",
            where=path,
            remedy="split it into reports, or raise read.max_chars",
        )
    length = len(content.strip())
    if length < max(1, config.min_chars):
        raise ReadError(
            f"has only {length} characters of text" if length else "has no text",
            where=path,
            remedy="save the report again with its text, or remove it",
        )
