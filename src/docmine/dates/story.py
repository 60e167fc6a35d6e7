"""Where a text's story stands: the dates that what follows can hang on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docmine.dates.anchor import Anchor
from docmine.dates.expressions import Length, Node, Offset, Partial
from docmine.dates.intervals import granularity
from docmine.dates.reading import Reading
from docmine.dates.scan import Item

_REACH = 600
"""Characters after which a date no longer anchors what follows, when the document itself has no date.

Nor does it then reach further than the next sentence, or into another paragraph: a wrong year is worse than none.
"""

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")

_ENTRY = re.compile(r"\s*[:–—]|\s+-\s")
_WORDS = 30  # characters of a few words
_OPENS = re.compile(r"[.!?][\"'”’)]*\s+(?:\w+\s)?$")

_OPENING = 30
"""Characters from the start of a sentence within which a date opens it."""

_ASIDES = 2
"""Asides after which a story has lost its line."""


@dataclass(slots=True)
class Story:
    """The dates named so far.

    `named` is the last of all, `at` the last that is more than an aside, and `line` the last that carried the story on:
    it opened its sentence, or was told without its year. `entry` is the date of the last entry of a chronology.
    """

    text: str
    named: Anchor | None = None
    at: Anchor | None = None
    line: Anchor | None = None
    end: int = 0
    since_line: int = 0
    counted_from_document: bool = False
    entry: Anchor | None = None

    def forget(self, item: Item) -> None:
        """Forget what is out of reach of an expression, as in a document without a date.

        From entry to entry of a chronology ("12 March: ...") the story reaches on.
        """
        if self.entry and self._is_entry(item):
            self.named = self.at = self.entry
        elif not self._reaches(item.start, 1):
            self.named = self.at = self.line = None

    def near(self, start: int) -> Anchor | None:
        """Return the last date named, if it is told no further back from offset `start` than in the sentence before."""
        return self.named if self._reaches(start, 1) else None

    def near_year(self, start: int) -> Anchor | None:
        """Return the last date named, if it brings a year of its own that a bare date after it takes.

        It does within a few words ("in June 2012 and again in September"), and where the next sentence goes on with a
        date after a day or a month ("... on 3 March 2014. On 9 April ...").
        """
        if self.named is None or self.counted_from_document or self.named.days is None:
            return None
        if start - self.end <= _WORDS and self._reaches(start, 0):
            return self.named
        goes_on = granularity(self.named.value) in {"day", "month"} and self._reaches(start, 1)
        return self.named if goes_on and _OPENS.search(self.text[max(0, start - 10) : start]) else None

    def _reaches(self, start: int, sentences: int) -> bool:
        between = self.text[self.end : start] if start - self.end <= _REACH else "\n"
        return "\n" not in between and len(_SENTENCE_END.findall(between)) <= sentences

    def see(self, item: Item, node: Node, reading: Reading) -> None:
        """Go on to a date that was read."""
        new = _anchor(node, reading)
        if new is None:
            return
        self.named, self.end = new, item.end
        if self._is_entry(item):
            self.entry = new
        self.counted_from_document = reading.anchor is not None and reading.anchor.kind == "document"
        self.since_line += 1
        if self.since_line > _ASIDES:
            self.line = None
        if self.at is None or not self._is_aside(item, new, self.at):
            self.at = new
            told = isinstance(node, Partial) and node.unit != "season"
            carries = told or (not isinstance(node, Offset) and self._opens(item))
            if carries and not (granularity(new.value) == "year" and self.line and self.line.year == new.year):
                self.line, self.since_line = new, 0

    def _is_entry(self, item: Item) -> bool:
        before = self.text[max(0, item.start - _OPENING) : item.start]
        opens = not before.rpartition("\n")[2].strip() and (item.start <= _OPENING or "\n" in before)
        return opens and _ENTRY.match(self.text, item.end) is not None

    def _is_aside(self, item: Item, new: Anchor, at: Anchor) -> bool:
        """Tell a year that is only mentioned from one that the story moves to: that one opens its sentence.

        "(a report of 2005 says otherwise)" does not take a story of March 1964 to 2005; "In 1965, ..." does.
        """
        if granularity(new.value) != "year" or granularity(at.value) not in {"day", "month"} or new.year == at.year:
            return False
        return not self._opens(item)

    def _opens(self, item: Item) -> bool:
        opening = max(self.text.rfind(stop, item.start - _OPENING, item.start) for stop in (". ", "\n", "? ", "! "))
        return item.start <= _OPENING or opening >= 0


def _anchor(node: Node, reading: Reading) -> Anchor | None:
    """Return the anchor that a reading gives to what follows: a calendar date or a time on one, not a comparison."""
    value = re.sub(r"T.*", "", reading.value or "")
    compares = isinstance(node, Offset) and node.counted and not node.ahead
    if isinstance(node, Length) or compares or len(value) < 4 or granularity(value) is None:
        return None
    days = (reading.first, reading.last) if reading.first and reading.last else None
    return Anchor("narrative", value, days) if days or value.startswith("BC") else None
