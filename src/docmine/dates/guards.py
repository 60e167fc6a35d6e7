"""Tell time expressions from what only looks like one, by their letters and the words around them."""

from __future__ import annotations

import re

from docmine.dates import lexicon, numbers
from docmine.dates.expressions import About, DayOnly, Fixed, Length, Node, Partial, Timed
from docmine.dates.scan import Item

_BEFORE = re.compile(r"(\w+|[^\w\s])\s*$")
_AFTER = re.compile(r"\s*([\w']+|[^\w\s])")
_AGE = re.compile(r"[ -]{1,3}olds?\b|[ -]of age\b", re.IGNORECASE)
_CODED = re.compile(r"\d{8}|\d{1,2}\.\d{1,2}\.\d{2}")
_RIGHTS = re.compile(r"\(c\)\s?$", re.IGNORECASE)
_UP_TO = re.compile(r"\bup to $", re.IGNORECASE)
_MONTH_AND = re.compile(r"(?:UARY|APRIL|JUNE|JULY|AUGUST|BER),?\s+(?:AND|OR|TO)\s+$")
_NO_NOUN_FOLLOWS = frozenset({"", ".", ",", ";", ":", ")", "of", "in", "flows", "from"})
_DAY_ENDS = frozenset({"", ".", ",", ";", ":", ")", "and"})  # else "on the 9th floor"
_ERAS = re.compile(r"(?:post|pre|mid)-$", re.IGNORECASE)


def accept(text: str, item: Item) -> bool:
    """Say whether an expression is one where it stands."""
    *first, last = item.parts or (item,)
    opens = all(isinstance(leaf.value, Fixed) or _accept(text, leaf, inside=True) for leaf in first)
    return opens and _accept(text, last, inside=bool(item.parts)) and not _is_code(text, item)


def word_before(text: str, at: int) -> str:
    """Return the token that stands before an offset, lower case; empty at the start of a paragraph."""
    found = _BEFORE.search(text[max(0, at - 30) : at])
    return found[1].lower() if found and found[0].count("\n") < 2 else ""


def word_after(text: str, at: int) -> str:
    """Return the token that stands after an offset, lower case."""
    found = _AFTER.match(text, at)
    return found[1].lower() if found else ""


def _accept(text: str, item: Item, *, inside: bool) -> bool:
    node = item.value
    if isinstance(node, About):
        return not _is_year(node.of) or _is_about_year(text, item)
    if isinstance(node, Fixed) and _is_year(node):
        return not text[item.start : item.end].isdigit() or (
            not _counts(text, item) and (inside or _stands_as_year(text, item))
        )
    if isinstance(node, Partial):
        return _stands_as_name(text, item, node, inside=inside)
    if isinstance(node, DayOnly):
        return node.weekday is not None or word_after(text, item.end) in _DAY_ENDS
    if isinstance(node, Timed) and node.day is None:
        return _is_clock(text, item)
    return not (isinstance(node, Length) and (_is_age(text, item, node) or _is_noun(text, item)))


def _is_code(text: str, item: Item) -> bool:
    """Tell "version 2.5.16", "case 20160512" from dates; eight digits need something before them that leads to one."""
    if not isinstance(item.value, Fixed) or not _CODED.fullmatch(text, item.start, item.end):
        return False
    left = word_before(text, item.start)
    leads = "." in text[item.start : item.end] or not left.isalnum() or left in lexicon.guard("before_digits")
    return left in lexicon.guard("codes") or not leads


def _is_age(text: str, item: Item, node: Length) -> bool:
    aged = _AGE.match(text, item.end) is not None or word_before(text, item.start) == "aged"
    return node.type == "DURATION" and aged


def _is_noun(text: str, item: Item) -> bool:
    """Tell the current of a river from the current year."""
    return text[item.start : item.end].lower() == "current" and word_after(text, item.end) in _NO_NOUN_FOLLOWS


def _is_about_year(text: str, item: Item) -> bool:
    """Tell a year from a count: "in about 1990" and "circa 1990" name a year, "about 1990" may count something."""
    said = text[item.start : item.start + 5].lower() == "circa" or word_before(text, item.start) in _years_follow()
    return said and not _counts(text, item)


def _is_year(node: Node) -> bool:
    return isinstance(node, Fixed) and len(node.value) == 4 and node.value.isdigit()


def _years_follow() -> frozenset[str]:
    return lexicon.guard("before_month")


def _counts(text: str, item: Item) -> bool:
    """Say whether a number counts what follows: "2000 troops", "2000 to 2,500 homes"."""
    return word_after(text, item.end) in lexicon.guard("after_number") or numbers.counts(text, item.end)


def _stands_as_year(text: str, item: Item) -> bool:
    left = word_before(text, item.start)
    before, after = text[max(0, item.start - 6) : item.start], text[item.end : item.end + 2]
    if (
        left in lexicon.guard("before_number")
        or _RIGHTS.search(before)
        or _UP_TO.search(before)
        or numbers.is_code(text, item.start, item.end)
    ):
        return False
    if before[-1:] in {"-", "–", "/", "_", "+", "#", "."} and not _ERAS.search(before):
        return False
    return not re.match(r"[-–/]\w", after) and (left in _years_follow() or 1400 <= int(item.value.value) <= 2100)


def _stands_as_name(text: str, item: Item, node: Partial, *, inside: bool) -> bool:
    """A season or a name that is also a word needs a word before it that leads to a date."""
    span, left = text[item.start : item.end], word_before(text, item.start)
    if node.unit == "month" and node.which == 0:
        return not (span.isupper() and word_after(text, item.end).isalpha())  # THIS MAY BE
    if node.unit not in {"month", "season", "quarter", "weekday"} or node.which is not None:
        return True
    if node.unit == "quarter":
        return not span.removeprefix("the ").istitle()  # "the Third Quarter" is one of a town
    if node.unit == "season":
        return _stands_as_season(text, item, left, inside=inside)
    named = left in lexicon.guard("before_weekday_name")
    stands = _stands_as_weekday if node.unit == "weekday" else _stands_as_month
    return not named and (inside or stands(text, item, left))


def _stands_as_weekday(text: str, item: Item, left: str) -> bool:
    weak = text[item.start : item.end].rsplit(maxsplit=1)[-1].lower() in lexicon.guard("weak_weekdays")
    return not weak or left in lexicon.guard("before_weak_weekday")


def _stands_as_season(text: str, item: Item, left: str, *, inside: bool) -> bool:
    span, after = text[item.start : item.end].lower(), word_after(text, item.end)
    bare = span.removeprefix("the ")
    leads = inside or left in lexicon.guard("before_season") or (bare != span and bare in lexicon.guard("the_season"))
    return (leads and after not in lexicon.guard("after_season_name")) or after in lexicon.guard("after_season")


def _stands_as_month(text: str, item: Item, left: str) -> bool:
    span = text[item.start : item.end]
    if len(span) < 5 and re.fullmatch(r"\d[-/]", text[max(0, item.start - 2) : item.start]):
        return False  # a score that a spreadsheet took for a date: "06-Feb"
    if span.lower().rstrip(".") not in lexicon.guard("weak_months"):
        return span[0].isupper() or left in _years_follow()
    named = left in {"and", "or", "to"} and re.match(r" [A-Z][a-z]", text[item.end : item.end + 3])
    return left in _years_follow() and not named and not _is_shouted_verb(text, item, left)


def _is_shouted_verb(text: str, item: Item, left: str) -> bool:
    """Tell "AND MAY GO", "ABLE TO MARCH" from "APRIL AND MAY": in capitals the case does not."""
    if text[item.start : item.end] not in {"MAY", "MARCH"} or left not in lexicon.guard("before_verb"):
        return False
    return not _MONTH_AND.search(text[max(0, item.start - 30) : item.start])


def _is_clock(text: str, item: Item) -> bool:
    bare = re.fullmatch(r"\d?\d:\d\d|\d{4}\s?(?:hrs?|[hH])", text[item.start : item.end])
    return not bare or word_before(text, item.start) in lexicon.guard("before_clock")
