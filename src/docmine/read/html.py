"""HTML → a plain-text rendering of the whole page, and what the page states about itself."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from docmine.errors import ReadError
from docmine.read.render import render
from docmine.read.source import Source
from docmine.read.statements import statements

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
_EMPTY_TAG = re.compile(r"<(script|style|title|textarea|iframe|noscript)\b([^<>]{0,999})/>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_END_TAG = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
"""Left out: what comes after the first of them is shown by browsers and lost by libxml2."""


_COPY = "copy the text of the page into a .txt file"
_MOST_ELEMENTS = 200_000
"""Metadata costs some 30 microseconds an element; the largest pages in common use have a tenth of this."""


def is_page(data: bytes) -> bool:
    """Tell whether the data begins as an HTML page does, whatever the name of the file says."""
    return _PAGE.match(data[:4096]) is not None


def has_tags(data: bytes) -> bool:
    """Tell whether there is anything like a tag in the data; UTF-16 is given the benefit of the doubt."""
    return b"\0" in data or _TAG.search(data) is not None


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the first kilobytes of a page declare, or None."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def parse(html: str, encoding: str, *, where: str) -> Source:
    """Return the rendering of a page and what it states about itself.

    Raises:
        ReadError: the page has no elements, more than 200,000, or nests them more deeply than any browser shows.
    """
    if html.lstrip()[:5].lower() == "<?xml":
        html = _EMPTY_TAG.sub(r"<\1\2></\1>", html)
    tree = _tree(_END_TAG.sub("", _CONTROL.sub(" ", html)), where)
    text, layout = render(tree)
    return Source(text, encoding, statements(tree), html, layout)


def _tree(html: str, where: str) -> HtmlElement:
    # Bytes, because lxml refuses text that declares an encoding; huge_tree, because of its higher limits.
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        remedy = "save the page again, or remove the file"
        raise ReadError(f"has no text: {error}", where=where, remedy=remedy) from error
    if parser.error_log.filter_from_fatals():
        raise ReadError("nests its elements so deeply that text would be lost", where=where, remedy=_COPY)
    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        raise ReadError(f"has more than {_MOST_ELEMENTS:,} elements", where=where, remedy=_COPY)
    return tree
