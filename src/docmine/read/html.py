"""HTML → a plain-text rendering of the whole page, and what the page states about itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from docmine.documents import Metadata
from docmine.errors import ReadError
from docmine.read.metadata import language_code, merge, stated
from docmine.read.render import render
from docmine.read.source import Source
from docmine.resources import DATA, read_toml

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.IGNORECASE)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[a-z!/?]", re.IGNORECASE)
_EMPTY_TAG = re.compile(r"<(script|style|title|textarea|iframe|noscript)\b([^<>]{0,999})/>", re.IGNORECASE)
_END_TAG = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
"""Left out: what comes after the first of them is shown by browsers and lost by libxml2."""

_PUBLISHED: dict[str, list[str]] = read_toml(DATA / "read.toml")["published"]

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
    tree = _tree(_END_TAG.sub("", html), where)
    text, layout = render(tree)
    return Source(text, encoding, _metadata(tree), html, layout)


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


def _metadata(tree: HtmlElement) -> Metadata:
    """Return what the page states, by trafilatura; not so the date, which it also guesses from addresses and text."""
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - takes most of a second to import

    found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    site = found.sitename
    stated_date = next((known for value in _dates(tree) if (known := stated(value)).published), Metadata())
    return merge(
        stated_date,
        Metadata(
            url=found.url,
            title=found.title,
            byline=found.author,
            publisher=None if _is_host(site, found.url) else site,
            language=language_code(tree.get("lang") or tree.get("xml:lang")),
        ),
    )


def _is_host(site: str | None, url: str | None) -> bool:
    """Tell whether a site name is only the host of the address, which trafilatura falls back on."""
    return bool(site and url and "." in site and (urlsplit(url).hostname or "").endswith(site.lower()))


def _dates(tree: HtmlElement) -> Iterator[str]:
    """Yield the statements of when the page was published, the most explicit first."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    yield from (named[name] for name in _PUBLISHED["before"] if name in named)
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from _linked_dates(script.text or "")
    yield from (named[name] for name in _PUBLISHED["behind"] if name in named)
    yield from _agreed(
        time.get("datetime") or ""
        for time in tree.iter("time")
        if "pubdate" in time.attrib or (time.get("itemprop") or "").lower() == "datepublished"
    )


def _agreed(values: Iterable[str]) -> set[str]:
    """Return the value if all are the same; several are those of a list of articles or of comments."""
    distinct = set(values)
    return distinct if len(distinct) == 1 else set()


def _linked_dates(script: str) -> Iterable[str]:
    """Return the `datePublished` of the outermost objects of a JSON-LD script that have one."""
    try:
        level: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return ()
    while level:
        objects = [value for value in level if isinstance(value, dict)]
        if dates := [date for value in objects if isinstance(date := value.get("datePublished"), str)]:
            return _agreed(dates)
        lists = [value for value in level if isinstance(value, list)]
        level = [*chain.from_iterable(value.values() for value in objects), *chain.from_iterable(lists)]
    return ()
