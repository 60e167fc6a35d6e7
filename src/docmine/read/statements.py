"""What a page states about itself: title, author, site, address, language and date of publication.

Only statements that are marked as such count (meta tags, JSON-LD, elements with an author's mark); a date is never
guessed from addresses or from the text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from lxml.html import HtmlElement

from docmine.documents import Metadata
from docmine.read.metadata import language_code, merge, stated
from docmine.resources import DATA, read_toml

_PUBLISHED: dict[str, list[str]] = read_toml(DATA / "read.toml")["published"]
_LONGEST = 120  # characters of a byline or the name of a site
_FRAME = ("comment", "related", "sidebar", "aside", "footer")
_MARKED_AUTHOR = (
    "//*[@rel='author' or @itemprop='author' or @itemprop='author name' or @class='author' or @class='author-name'"
    " or @class='byline' or @class='byline__name' or @class='post-author' or @class='entry-author']"
)

Json = dict[str, Any]


def statements(tree: HtmlElement) -> Metadata:
    """Return what the page states; names in meta tags and titles are found by trafilatura."""
    from trafilatura.metadata import examine_meta, extract_title, extract_url  # noqa: PLC0415 - slow to import

    found = examine_meta(tree)
    linked = [list(_levels(script.text or "")) for script in tree.iter("script") if _is_linked_data(script)]
    named = (name for levels in linked for name in _linked_names(levels, "author"))
    byline = (found.author if " " in (found.author or "") else None) or next(named, None) or _marked_author(tree)
    publishers = (name for levels in linked for name in _linked_names(levels, "publisher"))
    date = next((known for value in _dates(tree, linked) if (known := stated(value)).published), Metadata())
    return merge(
        date,
        Metadata(
            url=found.url or extract_url(tree),
            title=_plain(found.title or extract_title(tree)),
            byline=_plain(byline),
            publisher=_plain((found.sitename or "").lstrip("@")) or next(publishers, None),
            language=language_code(tree.get("lang") or tree.get("xml:lang")),
        ),
    )


def _plain(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _marked_author(tree: HtmlElement) -> str | None:
    """Return the text of the first element marked as the author's, of the page and not of a comment or a teaser."""
    for element in tree.xpath(_MARKED_AUTHOR):
        text = _plain(" ".join(element.itertext())) or ""
        name = text[3:] if text[:3].lower() == "by " else text
        if " " in name and len(name) <= _LONGEST and not _is_framed(element):
            return name
    return None


def _is_framed(element: HtmlElement) -> bool:
    """Tell whether an element stands in a part of the page that has authors of its own."""
    around = (
        f"{above.tag} {above.get('class', '')} {above.get('id', '')}".lower() for above in element.iterancestors()
    )
    return any(part in names for names in around for part in _FRAME)


def _dates(tree: HtmlElement, linked: Iterable[list[list[Json]]]) -> Iterator[str]:
    """Yield the statements of when the page was published, the most explicit first."""
    named: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    yield from (named[name] for name in _PUBLISHED["before"] if name in named)
    yield from chain.from_iterable(map(_linked_dates, linked))
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


def _is_linked_data(script: HtmlElement) -> bool:
    return (script.get("type") or "").strip().lower() == "application/ld+json"


def _levels(script: str) -> Iterator[list[Json]]:
    """Yield the objects of a JSON-LD script, the outermost level first; none of a script that is not JSON."""
    try:
        level: list[Any] = [json.loads(script)]
    except (ValueError, RecursionError):
        return  # what other programs read from the page is not the report's fault
    while level:
        objects = [value for value in level if isinstance(value, dict)]
        yield objects
        lists = [value for value in level if isinstance(value, list)]
        level = [*chain.from_iterable(value.values() for value in objects), *chain.from_iterable(lists)]


def _linked_dates(levels: Iterable[list[Json]]) -> Iterable[str]:
    """Return the `datePublished` of the outermost objects that have one."""
    for objects in levels:
        if dates := [date for value in objects if isinstance(date := value.get("datePublished"), str)]:
            return _agreed(dates)
    return ()


def _linked_names(levels: Iterable[list[Json]], key: str) -> Iterator[str]:
    """Yield who is named under `key` by the outermost objects that have it, if they agree; `; ` joins several."""
    for objects in levels:
        if stated_names := [names for value in objects if (names := "; ".join(_names(value.get(key))))]:
            yield from _agreed(stated_names)
            return


def _names(value: object) -> Iterator[str]:
    """Yield the names in what stands under `author` or `publisher`: a name, an object with one, or a list of these."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and (plain := _plain(name)) and len(plain) <= _LONGEST and "://" not in plain:
            yield plain
