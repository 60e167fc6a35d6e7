"""Lines of a PDF that belong to the page and not to the report: running headers and footers, page numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from docmine.clean.lines import RawLine

_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|pg\.)?\s*(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:/|of|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_EDGE = 3
_MIN_PAGES = 3
_SHARE = 0.3

Lines = Sequence[RawLine]


def running_lines(raw: str, pages: Sequence[int], lines: Lines) -> dict[int, str]:
    """Return the numbers of the lines that run through the pages, with a reason.

    A running header or footer is among the first or last three lines of its page and reads the same,
    but for numbers, on at least three pages and on three of ten.
    """
    found: dict[int, str] = {}
    on_pages: dict[str, list[RawLine]] = defaultdict(list)
    by_page: dict[int, list[RawLine]] = defaultdict(list)
    for line in lines:
        if raw[line.start : line.end].strip():
            by_page[bisect_right(pages, line.start)].append(line)
    for page in by_page.values():
        for line in (page[0], page[-1]):
            if _PAGE_NUMBER.fullmatch(raw, line.start, line.end):
                found[line.n] = "page-number"
        edge = {_form(raw, line): line for line in (*page[:_EDGE], *page[-_EDGE:])}
        for form, line in edge.items():
            on_pages[form].append(line)
    for same in on_pages.values():
        if len(same) >= max(_MIN_PAGES, _SHARE * len(by_page)):
            found.update((line.n, "running-header") for line in same if line.n not in found)
    return found


def _form(raw: str, line: RawLine) -> str:
    return _NUMBER.sub("#", " ".join(raw[line.start : line.end].casefold().split()))
