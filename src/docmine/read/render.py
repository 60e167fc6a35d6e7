"""An HTML tree → the text that a reader sees, one block element a line."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from docmine.resources import DATA, read_toml

_NAMES = read_toml(DATA / "read.toml")["html"]
_UNSEEN = frozenset(_NAMES["unseen"])
_INLINE = frozenset(_NAMES["inline"])
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r" {2,}")
_AROUND_TAB = re.compile(r" ?\t ?")


class _Lines:
    """Collects text; a break ends the line, and lines without text do not come to be."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._parts: list[str] = []

    def add(self, text: str | None, *, as_is: bool) -> None:
        if not text:
            return
        if not as_is:
            self._parts.append(_SPACE.sub(" ", text))
            return
        first, *rest = text.split("\n")
        self._parts.append(first)
        for line in rest:
            self.end()
            self._parts.append(line)

    def end_cell(self) -> None:
        if self._parts:
            self._parts.append("\t")

    def end(self) -> None:
        line = _SPACES.sub(" ", _AROUND_TAB.sub("\t", "".join(self._parts))).strip()
        if line:
            self.done.append(line)
        self._parts.clear()


def render(tree: HtmlElement) -> str:
    """Return the visible text of a page, menus and footers included, in the order of the source.

    A block element, a list item and a table row are a line each; cells are parted by a tab; white space is
    collapsed as in a browser. The tree must have been parsed without comments. Works without recursion, in linear time.
    """
    lines = _Lines()
    walk = etree.iterwalk(tree, events=("start", "end"))
    preformatted = 0
    for event, element in walk:
        tag = element.tag
        if event == "start":
            preformatted += tag == "pre"
            if tag not in _INLINE and tag not in _CELLS:
                lines.end()
            if _is_seen(element):
                lines.add(element.text, as_is=preformatted > 0)
            else:
                walk.skip_subtree()
        else:
            preformatted -= tag == "pre"
            if tag in _CELLS:
                lines.end_cell()
            elif tag not in _INLINE:
                lines.end()
            lines.add(element.tail, as_is=preformatted > 0)
    lines.end()
    return "\n".join(lines.done)


def _is_seen(element: HtmlElement) -> bool:
    return (
        element.tag not in _UNSEEN and "hidden" not in element.attrib and not _HIDDEN.search(element.get("style", ""))
    )
