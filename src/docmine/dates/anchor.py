"""What relative expressions hang on: the document's date, or the date that the narrative stands at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from docmine.dates import fuzzy
from docmine.dates.expressions import Fixed, Node, Offset, Partial, Timed
from docmine.dates.intervals import Days, bounds, granularity
from docmine.dates.tense import Tense


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
    """What is known where an expression stands.

    `narrative` says that the text tells history, not news; `day_first` is the order of its numeric dates, where the
    document settles it. `heading` is the day, the month or the period that a report without a date bears at its head.
    `story` and `line` are where the story stands, `near` and `near_year` what it named close by
    (see `story.Story`).
    """

    document: Anchor | None = None
    heading: Anchor | None = None
    story: Anchor | None = None
    line: Anchor | None = None
    near: Anchor | None = None
    near_year: Anchor | None = None
    narrative: bool = False
    day_first: bool | None = None
    tense: Tense = None
    fuzzy: fuzzy.Fuzzy = field(default_factory=fuzzy.packaged)


def document_anchor(published: str | None) -> Anchor | None:
    """Make an anchor of a publication date as known: `2016`, `2016-12` or `2016-12-05` (a time after it is ignored)."""
    value = (published or "").split("T")[0]
    days = bounds(value)
    return Anchor("document", value, days) if days and granularity(value) in {"day", "month", "year"} else None


def tells_history(nodes: list[Node], document: Anchor | None) -> bool:
    """Decide from its explicit dates whether a document tells of years other than its own.

    It does when it names at least four dates of such years, and more than four times as many of them as of the
    weekdays and relative expressions by which news counts from the day of writing; or when it begins with a day or a
    month of such a year and names no date of its own year, and nothing that news counts.
    """
    if document is None:
        return True
    year = document.days[0].year if document.days else date.max.year
    named = [node.value for node in nodes if isinstance(node, Fixed) and granularity(node.value)]
    past = [value for value in named if _is_past(value, year)]
    news = sum(_is_news(node) for node in nodes)
    begins = past and isinstance(nodes[0], Fixed) and granularity(nodes[0].value) in {"day", "month"}
    if begins and not news and len(past) == len(named):
        return True
    return len(past) >= 4 and len(past) > 4 * news


def _is_past(value: str, year: int) -> bool:
    return value.startswith("BC") or (value[:4].isdigit() and int(value[:4]) < year - 1)


def _is_news(node: Node) -> bool:
    if isinstance(node, Timed) and node.day:
        return _is_news(node.day)
    if isinstance(node, Offset):
        return node.base == "speech"
    return isinstance(node, Partial) and bool(node.unit == "weekday" or node.weekday or node.which is not None)
