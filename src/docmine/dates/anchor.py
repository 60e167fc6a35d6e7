"""What relative expressions hang on: the document's date, or the date that the narrative stands at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from docmine.dates import fuzzy, lexicon
from docmine.dates.expressions import Fixed, Node, Offset, Partial
from docmine.dates.intervals import Days, bounds, granularity

Tense = Literal["past", "future"] | None

_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘(])|\n\s*\n")
_WORD = re.compile(r"'?\w+")
_REACH = 160  # characters of context that are looked at for tense


@dataclass(frozen=True, slots=True)
class Anchor:
    """A calendar value from which an expression counts; `days` is None for years BC."""

    kind: Literal["document", "narrative"]
    value: str
    days: Days | None

    @property
    def year(self) -> str | None:
        """The year as TIMEX3 writes it, or None when it is not within one year."""
        found = re.match(r"(BC)?\d{4}", self.value)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands. `narrative` says that the text tells history, not news."""

    document: Anchor | None = None
    story: Anchor | None = None
    narrative: bool = False
    tense: Tense = None
    fuzzy: fuzzy.Fuzzy = field(default_factory=fuzzy.packaged)

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
    first = document.days[0] if document.days else date.max
    years = [int(node.value[:4]) for node in nodes if isinstance(node, Fixed) and node.value[:4].isdigit()]
    far = sum(year < first.year - 1 for year in years)
    news = sum(_is_news(node) for node in nodes)
    return far >= 4 and far > 2 * news


def _is_news(node: Node) -> bool:
    if isinstance(node, Offset):
        return node.base == "speech"
    return isinstance(node, Partial) and (node.unit == "weekday" or node.which is not None)


def tense(text: str, start: int, end: int) -> Tense:
    """Guess from the nearest telling words of the sentence whether an expression looks back or ahead."""
    before = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
    after = _SENTENCE.split(text[end : end + _REACH], maxsplit=1)[0]
    left = _WORD.findall(before.lower())
    if left and left[-1] in {"by", "until", "till"}:
        return "future"
    for words, steps in (
        (left, range(len(left) - 1, -1, -1)),
        (right := _WORD.findall(after.lower()), range(len(right))),
    ):
        for at in steps:
            found = _points(words[at], words[at - 1] if at else "")
            if found:
                return found
    return None


def _points(word: str, previous: str) -> Tense:
    """Say where a word points, given the one before it: "be completed" ahead, "been completed" back."""
    if word in lexicon.guard("future") or f"{previous}_{word}" in lexicon.guard("future"):
        return "future"
    if previous not in {"be", "to"} and (word in lexicon.guard("past") or (word.endswith("ed") and len(word) > 4)):
        return "past"
    return None
