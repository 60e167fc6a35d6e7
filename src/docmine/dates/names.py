"""Dates inside names: "the 14 March alliance", "26 September Square", "the Sunday Times", "a play by August Wilson"."""

from __future__ import annotations

import re

from docmine.dates import lexicon
from docmine.dates.expressions import Bound, Length, Node, Offset, Part, Partial
from docmine.dates.guards import word_after, word_before
from docmine.dates.scan import Item

_BLANK = r"(?=\s)[ \t]{0,3}\n?[ \t]{0,3}"  # a name does not cross a blank line
_NEXT = re.compile(rf"[”’\"']?{_BLANK}([A-Za-z]+)\b")
_CAPITAL = re.compile(rf"{_BLANK}[\"“”‘’']?[A-Z][a-z]")
_WAR = re.compile(r"[’']?\s+War\b")
_OPENS = re.compile(r"(?:^|[.!?:\n][\"”’)]*\s*|[\"“]\s*)$")
_LEADS_TO_MONTH = frozenset(
    {"in", "since", "until", "till", "during", "last", "next", "this", "early", "mid", "late", "every", "the"}
)


def in_name(text: str, item: Item) -> bool:
    """Say whether an expression is part of the name of an organisation, place, newspaper or person."""
    leaves = item.parts or (item,)
    return any(_in_name(text, leaf, _core(leaf.value)) for leaf in leaves)


def _core(node: Node) -> Node:
    return _core(node.of) if isinstance(node, Part | Bound) else node


def _in_name(text: str, item: Item, node: Node) -> bool:
    if isinstance(node, Length):
        return _is_titled(text, item, node)
    if isinstance(node, Offset):
        return _is_broadcaster(text, item)
    if not isinstance(node, Partial) or node.which is not None or node.unit not in {"day", "month", "weekday"}:
        return False
    if word_before(text, item.start) in lexicon.guard("titles") or _heads_name(text, item, node):
        return True
    return _is_quoted(text, item) if node.unit == "day" else node.unit == "month" and _is_person(text, item)


def _is_quoted(text: str, item: Item) -> bool:
    around = text[max(0, item.start - 1) : item.start] + text[item.end : item.end + 1]
    return around in {'""', "“”", "‘’", "''"}  # fighters of the "9 May" forces


def _heads_name(text: str, item: Item, node: Partial) -> bool:
    """Say whether the word that follows makes a date a name: "14 July Street", "the Friday Mosque"."""
    if node.unit == "day" and _is_group(text, item):
        return True
    found = _NEXT.match(text, item.end)
    if found is None or not found[1][0].isupper() or (node.unit != "day" and text[item.start : item.end].isupper()):
        return False
    if found[1].lower() in lexicon.guard("dated_streets"):
        return True
    return found[1].lower() in lexicon.guard("dated_places") and word_before(text, item.start) != "on"


def _is_group(text: str, item: Item) -> bool:
    """Tell "the 14 March alliance", "the November 17 terrorist group" from "on 14 March alliance troops left"."""
    first = _NEXT.match(text, item.end)
    second = first and first[1].lower() in lexicon.guard("between_date_and_group") and _NEXT.match(text, first.end())
    for word in (first, second):
        if word and word[1].lower() in lexicon.guard("dated_groups"):
            deed = word_after(text, word.end()) in lexicon.guard("deeds")
            return not deed and word_before(text, item.start) != "on"
    return False


def _is_person(text: str, item: Item) -> bool:
    """Tell the given name before a family name, "by April Jones", "the late June Stone", from "in April Syria"."""
    span = text[item.start : item.end]
    first, *_, last = [word_before(text, item.start), *span.lower().split()]
    if last not in lexicon.guard("weak_months") or span.isupper() or not _CAPITAL.match(text, item.end):
        return False
    lead = first if len(span.split()) == 1 else span.lower().removesuffix(f" {last}")
    return lead == "the late" or lead.split(" ")[0] not in _LEADS_TO_MONTH


def _is_titled(text: str, item: Item, node: Length) -> bool:
    """Tell the Six-Day War, the Alliance for the Future, the China Daily."""
    if node.type == "DURATION":
        return _WAR.match(text, item.end) is not None
    if node.value == "FUTURE_REF":
        return text[item.start : item.end].endswith("Future")
    return node.type == "SET" and _is_newspaper(text, item)


def _is_broadcaster(text: str, item: Item) -> bool:
    """Tell "USA Today", "Russia Today" from a headline that ends with the day."""
    return text[item.start : item.end] == "Today" and word_before(text, item.start) in lexicon.guard("today_follows")


def _is_newspaper(text: str, item: Item) -> bool:
    """Tell the paper from the period: "the China Daily", "the daily “Hoy”", "a weekly magazine"."""
    span = text[item.start : item.end]
    if span.lower() not in lexicon.guard("papers_come"):
        return False
    if word_after(text, item.end) in lexicon.guard("papers"):
        return True
    named = span.istitle() and not _OPENS.search(text[max(0, item.start - 5) : item.start])
    return named or re.match(r"\s+[\"“]", text[item.end : item.end + 4]) is not None
