"""Time expressions of a text, without their look-alikes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from docmine.dates import calendar_rules, length_rules, lexicon, occurrences, relative_rules, span_rules
from docmine.dates.expressions import Fixed, Length, Partial, Shift, Timed
from docmine.dates.grammar import Rule, rewrite
from docmine.dates.scan import Item, runs

_BEFORE = re.compile(r"([\w'.]+|[^\w\s])\s*$")
_AFTER = re.compile(r"\s*([\w']+|[^\w\s])")
_GLUED = re.compile(r"[-–—/]\w|\w")


@cache
def stages() -> tuple[tuple[Rule, ...], ...]:
    """Return the stages of the cascade, in order."""
    first = (*calendar_rules.rules(), *relative_rules.rules(), *length_rules.rules())
    return first, span_rules.parts(), span_rules.times(), span_rules.spans()


def find(text: str) -> Iterator[Item]:
    """Yield the time expressions of a text in order, none overlapping another; linear in its length."""
    kinds = lexicon.kinds()
    phrases = {kinds[name] for name in ("POINT", "TIME", "DURATION", "SET", "VAGREF", "SHIFT", "RANGE")}
    for run in runs(text):
        items = run
        for rules in stages():
            items = rewrite(items, rules)
        for item in _share_year(items):
            if item.kind in phrases and accept(text, item):
                yield item


def _share_year(items: list[Item]) -> list[Item]:
    """Give the members of a list the year of its last: "in May, June and July 2013"."""
    kinds = lexicon.kinds()
    joints = {kinds["COMMA"], kinds["and"], kinds["or"]}
    following: Item | None = None
    joined = False
    for item in reversed(items):
        if item.kind in joints:
            joined = True
            continue
        if joined and following and isinstance(following.value, Fixed) and isinstance(item.value, Partial):
            known = occurrences.before(item.value, following.value.value) if item.value.which is None else None
            item.value = Fixed(known) if known else item.value
        following, joined = item, False
    return items


def accept(text: str, item: Item) -> bool:
    """Tell a time expression from a look-alike by the words around it and by its letters."""
    node, span = item.value, text[item.start : item.end]
    if item.parts:
        return True
    if isinstance(node, Fixed) and span.isdigit():
        return _is_year(text, item)
    if isinstance(node, Partial) and " " not in span and span.isalpha():
        return _is_name(text, item, node, span)
    if isinstance(node, Timed) and node.day is None:
        return _is_clock(text, item, span)
    if isinstance(node, Length):
        return _is_length(text, item, node, span)
    return not isinstance(node, Shift) or node.of is not None or node.amount is not None


def word_before(text: str, at: int) -> str:
    """Return the token that stands before an offset, lower case, or an empty string at the start of a line."""
    found = _BEFORE.search(text[max(0, at - 30) : at])
    return found[1].lower() if found and "\n\n" not in found[0] else ""


def word_after(text: str, at: int) -> str:
    """Return the token that stands after an offset, lower case."""
    found = _AFTER.match(text, at)
    return found[1].lower() if found else ""


def _is_year(text: str, item: Item) -> bool:
    left, right = word_before(text, item.start), word_after(text, item.end)
    if left.strip(".") in lexicon.guard("before_number") or right in lexicon.guard("after_number"):
        return False
    glued = text[item.start - 1 : item.start] in {"-", "–", "/", "_", "+", "#"} or _GLUED.match(text, item.end)
    return not glued and (left in lexicon.guard("before_month") or 1400 <= int(span_year(item)) <= 2100)


def span_year(item: Item) -> str:
    """Return the year of a bare year item."""
    return str(item.value.value)


def _is_name(text: str, item: Item, node: Partial, span: str) -> bool:
    """A bare month or season that is also a word needs a preposition, a capital and no surname after it."""
    lower = span.lower()
    left, right = word_before(text, item.start), word_after(text, item.end)
    if node.unit == "season":
        return left in {"in", "of", "by", "since", "until", "during"} and span != "Fall"
    if node.unit == "month" and not span[0].isupper():
        return lower not in lexicon.guard("weak_months") and len(span) > 4
    if lower in lexicon.guard("weak_months"):
        return left in lexicon.guard("before_month") and right != "'"
    return len(span) > 3 or left in lexicon.guard("before_month")


def _is_clock(text: str, item: Item, span: str) -> bool:
    if not re.fullmatch(r"\d?\d:\d\d", span):
        return True
    return word_before(text, item.start) in {
        "at",
        "by",
        "around",
        "about",
        "from",
        "between",
        "since",
        "until",
        "before",
        "after",
    }


def _is_length(text: str, item: Item, node: Length, span: str) -> bool:
    after = text[item.end : item.end + 5].lower()
    if node.type == "DURATION":
        return not re.match(r"[ -]olds?\b", after) and not (
            node.value.startswith("PT") and " second" in span and not span[0].isdigit()
        )
    return True
