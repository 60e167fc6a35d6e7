"""An HTML tree → the text that a reader sees, one block element a line, and where each line stands in the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from docmine.documents import Spot
from docmine.resources import DATA, read_toml

_NAMES = read_toml(DATA / "read.toml")["html"]
_UNSEEN = frozenset(_NAMES["unseen"])
_INLINE = frozenset(_NAMES["inline"])
_CELLS = frozenset(("td", "th"))
_VOID = frozenset(("br", "hr"))
_TAGS: dict[str, list[str]] = _NAMES["marks"]["tags"]
_CLASSES: dict[str, str] = _NAMES["marks"]["classes"]
MARKS = (*_TAGS, *_CLASSES)
"""What the bits of `Spot.own` and `Spot.around` stand for, the lowest first."""

_TAG_BITS: dict[str, int] = {}
for _mark, _tags in _TAGS.items():
    for _tag in _tags:
        _TAG_BITS[_tag] = _TAG_BITS.get(_tag, 0) | 1 << MARKS.index(_mark)
_CLASS_BITS = [(1 << MARKS.index(mark), re.compile(pattern, re.IGNORECASE)) for mark, pattern in _CLASSES.items()]
_CLASS_CHARS = 60
_CLASS_WORDS = 20

_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r" {2,}")
_AROUND_TAB = re.compile(r" ?\t ?")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")  # as `str.splitlines`

_LITTLE = 2_000
_MUCH_MORE = 4


class Rendering(NamedTuple):
    """The text of a page, and for each of its lines the spot where it stands."""

    text: str
    layout: tuple[Spot, ...]


def render(tree: HtmlElement) -> Rendering:
    """Return the visible text of a page, menus and footers included, in the order of the source.

    A block element, a list item and a table row are a line each; cells are parted by a tab; white space is
    collapsed as in a browser. A page that shows fewer than 2,000 characters and hides more than three times as
    many is one that a script uncovers: then what it hides is text too. The tree must have been parsed without
    comments. Works without recursion, in linear time.
    """
    shown = _rendered(tree, _is_seen)
    if len(shown.text) < _LITTLE:
        whole = _rendered(tree, _is_text)
        if len(whole.text) > _MUCH_MORE * len(shown.text):
            return whole
    return shown


class _State(NamedTuple):
    """What is known inside an element: marks of its block and around it, and numbers of its block and that around."""

    own: int = 0
    around: int = 0
    block: int = 0
    parent: int = 0
    depth: int = 0


class _Lines:
    """Collects text; a break ends the line, and lines without text do not come to be."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.layout: list[Spot] = []
        self._parts: list[str] = []
        self._state: _State | None = None
        self._linked = 0

    def add(self, text: str | None, state: _State, *, linked: bool, as_is: bool) -> None:
        if not text:
            return
        if text.isspace() and not as_is:
            if self._parts:
                self._parts.append(" ")
            return
        first, *rest = _BREAK.split(text) if as_is else (_SPACE.sub(" ", text),)
        self._add(first, state, linked)
        for line in rest:
            self.end()
            self._add(line, state, linked)

    def _add(self, text: str, state: _State, linked: bool) -> None:
        self._parts.append(text)
        if not text.isspace():
            self._state = self._state or state
            self._linked += len(text) if linked else 0

    def end_cell(self) -> None:
        if self._parts:
            self._parts.append("\t")

    def end(self) -> None:
        if not self._parts:
            return
        line = _SPACES.sub(" ", _AROUND_TAB.sub("\t", "".join(self._parts))).strip()
        if line:
            state = self._state or _State()
            self.text.append(line)
            self.layout.append(Spot(*state, linked=min(1.0, self._linked / len(line))))
        self._parts.clear()
        self._state, self._linked = None, 0


def _rendered(tree: HtmlElement, is_shown: Callable[[HtmlElement], bool]) -> Rendering:
    lines = _Lines()
    states = [_State()]
    walk = etree.iterwalk(tree, events=("start", "end"))
    preformatted = links = 0
    for number, (event, element) in enumerate(walk):
        tag = element.tag
        if event == "start":
            preformatted += tag == "pre"
            links += tag == "a"
            if tag not in _INLINE and tag not in _CELLS:
                lines.end()
            states.append(_inside(element, states[-1], number))
            if is_shown(element):
                lines.add(element.text, states[-1], linked=links > 0, as_is=preformatted > 0)
            else:
                walk.skip_subtree()
        else:
            preformatted -= tag == "pre"
            links -= tag == "a"
            states.pop()
            if tag in _CELLS:
                lines.end_cell()
            elif tag not in _INLINE:
                lines.end()
            lines.add(element.tail, states[-1], linked=links > 0, as_is=preformatted > 0)
    lines.end()
    return Rendering("\n".join(lines.text), tuple(lines.layout))


def _inside(element: HtmlElement, around: _State, number: int) -> _State:
    tag = element.tag
    if tag in _VOID:
        return around
    classes, name = element.get("class"), element.get("id")
    marks = _TAG_BITS.get(tag, 0)
    for word in (classes or "").split(maxsplit=_CLASS_WORDS)[:_CLASS_WORDS]:
        marks |= _class_bits(word[:_CLASS_CHARS])
    if name:
        marks |= _class_bits(name[:_CLASS_CHARS])
    own, everything, block, _, depth = around
    if tag not in _INLINE:
        return _State(marks, everything | marks, number, block, depth + 1)
    return around if own | marks == own else _State(own | marks, everything | marks, *around[2:])


@lru_cache(maxsize=10_000)
def _class_bits(name: str) -> int:
    return sum(bit for bit, pattern in _CLASS_BITS if pattern.search(name))


def _is_text(element: HtmlElement) -> bool:
    return element.tag == "noscript" or element.tag not in _UNSEEN


def _is_seen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return False
    style = element.get("style")
    return not (style and _HIDDEN.search(style))
