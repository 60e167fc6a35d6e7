"""What relative expressions hang on: the document's date, or the date that the narrative stands at."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from docmine.dates import lexicon
from docmine.dates.expressions import Fixed, Node, Offset, Partial
from docmine.dates.intervals import Days, bounds, granularity

Tense = Literal["past", "future"] | None

_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘(])|\n\s*\n")
_WORD = re.compile(r"'?\w+")
_REACH = 160  # characters of context that are looked at for tense


@dataclass(frozen=True, slots=True)
class Anchor:
    """A closed interval that holds the day from which an expression counts."""

    kind: Literal["document", "narrative"]
    value: str
    days: Days


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands. `narrative` says that the text tells history, not news."""

    document: Anchor | None = None
    story: Anchor | None = None
    narrative: bool = False
    tense: Tense = None

    def at(self, story: Anchor | None, tense: Tense) -> Context:
        """Return the context of another expression of the same document."""
        return replace(self, story=story, tense=tense)


def document_anchor(published: str | None) -> Anchor | None:
    """Make an anchor of a publication date as known: `2016`, `2016-12` or `2016-12-05` (a time after it is ignored)."""
    value = (published or "").split("T")[0]
    days = bounds(value)
    return Anchor("document", value, days) if days and granularity(value) in {"day", "month", "year"} else None


def tells_history(nodes: list[Node], document: Anchor | None) -> bool:
    """Decide from its explicit dates whether a document tells of years other than its own.

    It does when it names at least four dates of such years, and more than twice as many of them as of the weekdays
    and relative expressions by which news counts from the day of writing.
    """
    if document is None:
        return True
    near = {document.days[0].year - 1, document.days[0].year, document.days[1].year}
    far = sum(isinstance(node, Fixed) and (_year(node.value) or next(iter(near))) not in near for node in nodes)
    news = sum(_is_news(node) for node in nodes)
    return far >= 4 and far > 2 * news


def _year(value: str) -> int | None:
    return int(value[:4]) if re.match(r"\d{4}", value) else None


def _is_news(node: Node) -> bool:
    if isinstance(node, Offset):
        return node.base == "speech"
    return isinstance(node, Partial) and (node.unit == "weekday" or node.which is not None)


def tense(text: str, start: int, end: int) -> Tense:
    """Guess from the nearest telling word of the sentence whether an expression looks back or ahead."""
    before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE.split(text[end : end + _REACH], maxsplit=1)[0]
    ahead, back = lexicon.guard("future"), lexicon.guard("past")
    left, right = _WORD.findall(before.lower())[::-1], _WORD.findall(after.lower())
    for words in (left, right):
        for word in words:
            if word in ahead:
                return "future"
            if word in back or (word.endswith("ed") and len(word) > 4):
                return "past"
    return None
