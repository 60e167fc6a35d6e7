"""Find time expressions: a cascade of rewrite rules over runs of tokens.

Each token is one character of its kind (`scan.Item`), so that a rule is a regular expression over kinds, written
with their names. A rule that matches replaces its tokens by one phrase; the rules of the next stage see phrases
(POINT, TIME, DURATION …) like tokens. The longest match wins, then the earlier rule. Every rule is bounded in length,
which keeps the whole linear. (Cascaded finite-state parsing: Abney 1996.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from docmine.dates import lexicon
from docmine.dates.expressions import Node
from docmine.dates.scan import Item

Built = Node | list[Item] | None
Build = Callable[[list[Item]], Built]

CLASSES = {
    "DAYNUM": "(?:N12|N31)",
    "DAY": "(?:N12|N31|ORDN|(?:NUMW DASH)?ORDW)",
    "ORD": "(?:ORDN|ORDW)",
    "NUM": "(?:NUMW DASH?NUMW|NUMW|N12|N31|N99|N999|NBIG)",
    "HOURS": "(?:N12|N31|N99|N999|YEAR|NBIG)",
    "COUNT": "(?:a VAGUE|a NUMW of|a NUMW|VAGUE|half a|NUM DASH?and DASH?a DASH?half|NUM|a)",
    "APART": "(?:APPROX|more than|less than)",
    "ANYYEAR": "(?:YEAR|YY|(?:YEAR|N999|N99)ERA)",
    "REL": "(?:LAST|NEXT|THIS|PAST)",
    "ANYUNIT": "(?:UNITS|UNIT)",
    "TO": "(?:DASH|to|UNTIL|fto)",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over kinds and what to build from the items it matches; `kind` is that of the phrase."""

    pattern: re.Pattern[str]
    kind: str
    build: Build


class Stage:
    """Rules that are tried together. `any` finds the next place where one of them may match."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.any = re.compile("|".join(rule.pattern.pattern for rule in rules))


def rule(pattern: str, kind: str, build: Build) -> Rule:
    """Compile a pattern written with names of kinds and classes; blanks mean nothing."""
    kinds = lexicon.kinds()

    def expand(match: re.Match[str]) -> str:
        name = match[0]
        return re.sub(r"\w+", expand, CLASSES[name]) if name in CLASSES else kinds[name]

    escaped = re.sub(r"[A-Za-z]\w*", expand, pattern)
    return Rule(re.compile(escaped.replace(" ", "")), kinds[kind], build)


def pick(items: Sequence[Item], *names: str) -> Item | None:
    """Return the first item of one of the kinds named."""
    wanted = _kinds(names)
    return next((item for item in items if item.kind in wanted), None)


@cache
def _kinds(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(lexicon.kinds()[name] for name in names)


def phrase(kind: str, start: int, end: int, value: Node, parts: tuple[Item, ...] = ()) -> Item:
    """Make the item of a phrase."""
    return Item(lexicon.kinds()[kind], start, end, value, parts)


def rewrite(items: list[Item], stage: Stage) -> list[Item]:
    """Replace what the rules of a stage match, from left to right."""
    text = "".join(item.kind for item in items)
    out: list[Item] = []
    at = 0
    while found := stage.any.search(text, at):
        out.extend(items[at : found.start()])
        built, at = _longest(items, text, found.start(), stage.rules)
        out.extend(built)
    out.extend(items[at:])
    return out


def _longest(items: list[Item], text: str, at: int, rules: Sequence[Rule]) -> tuple[list[Item], int]:
    matches = [(found.end(), rule) for rule in rules if (found := rule.pattern.match(text, at))]
    for end, rule in sorted(matches, key=lambda pair: -pair[0]):
        inside = items[at:end]
        built = rule.build(inside)
        if isinstance(built, list):
            return built, end
        if built is not None:
            parts = tuple(item for item in inside if item.kind in phrases()) if rule.kind == _range() else ()
            return [Item(rule.kind, inside[0].start, inside[-1].end, built, parts)], end
    return [items[at]], at + 1


@cache
def _range() -> str:
    return lexicon.kinds()["RANGE"]


@cache
def phrases() -> frozenset[str]:
    """Return the kinds of phrases, which are expressions of their own."""
    return frozenset(lexicon.kinds()[name] for name in ("POINT", "TIME", "DURATION", "SET", "VAGREF", "SHIFT", "RANGE"))
