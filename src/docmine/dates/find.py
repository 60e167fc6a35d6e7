"""Time expressions of a text, without their look-alikes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from docmine.dates import (
    bound_rules,
    calendar_rules,
    clock_rules,
    event_rules,
    foreign_rules,
    join_rules,
    length_rules,
    lexicon,
    numeric_rules,
    observance_rules,
    occurrences,
    part_rules,
    relative_rules,
    session_rules,
    weekday_rules,
)
from docmine.dates.expressions import Fixed, Offset, Partial, Shift
from docmine.dates.grammar import Stage, phrases, rewrite
from docmine.dates.guards import accept, word_after
from docmine.dates.names import in_name
from docmine.dates.scan import Item, runs

_FIRST = (
    *(clock_rules, length_rules, calendar_rules, weekday_rules, numeric_rules, foreign_rules, relative_rules),
    *(observance_rules, session_rules, event_rules),
)


@cache
def stages() -> tuple[Stage, ...]:
    """Return the stages of the cascade, in order."""
    first = tuple(one for room in _FIRST for one in room.rules())
    parts = (*part_rules.rules(), *weekday_rules.parts(), *observance_rules.parts())
    times = (*join_rules.rules(), *weekday_rules.times(), *observance_rules.times())
    return tuple(Stage(rules) for rules in (calendar_rules.spoken(), first, parts, times, bound_rules.rules()))


def find(text: str) -> Iterator[Item]:
    """Yield the time expressions of a text in order, none overlapping another; linear in its length."""
    expressions = phrases()
    for run in runs(text):
        items = run
        for stage in stages():
            items = rewrite(items, stage)
        for item in _share_year(items):
            if item.kind in expressions and accept(text, item) and not in_name(text, item):
                yield _in_story(text, item)


def _in_story(text: str, item: Item) -> Item:
    """Read "The day before, ..." as a date of the story: no event follows that it could hang on."""
    shift = item.value
    if isinstance(shift, Shift) and shift.of is None and word_after(text, item.end) in {"", ",", ".", ";", ":", ")"}:
        item.value = Offset(shift.unit, shift.amount, "text")
    return item


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
