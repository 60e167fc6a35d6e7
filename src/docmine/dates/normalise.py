"""From what an expression says to what it means: TIMEX3 value and interval, given its context."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import singledispatch

from docmine.dates import nth_days, observed, occurrences, open_bounds, sessions
from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import (
    About,
    Again,
    Ahead,
    Around,
    Bound,
    DayOnly,
    Either,
    Fixed,
    Length,
    Node,
    Nth,
    Observed,
    Of,
    Offset,
    OnWeekday,
    Part,
    Partial,
    Range,
    Session,
    Shift,
    Stretch,
    Timed,
)
from docmine.dates.intervals import duration, edtf, granularity, period, shift, span_edtf
from docmine.dates.parts import narrow
from docmine.dates.reading import NO_DATE, Reading, approximate, as_sure_as
from docmine.dates.reading import calendar as _calendar
from docmine.dates.reading import unknown as _unknown
from docmine.dates.tense import Tense

_NO_COUNT = "the text does not say how many"
_NO_EVENT = "counts from an event whose date is not known here"
_MODIFIERS = {
    "early": "START", "mid": "MID", "late": "END", "first_half": "START", "second_half": "END", "final": "END",
    "so_far": "START", "rest": "END", "first_months": "START", "first_week": "START", "last_week": "END",
    "since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "by": "ON_OR_BEFORE", "before": "BEFORE", "after": "AFTER",
    "not_before": "ON_OR_AFTER",
}  # fmt: skip


@singledispatch
def read(node: Node, context: Context) -> Reading:  # noqa: ARG001
    """Resolve an expression in its context. Never looks at the clock: without an anchor the reading has a reason."""
    raise TypeError(f"no reading for {type(node).__name__}")


@read.register
def _(node: Fixed, context: Context) -> Reading:  # noqa: ARG001
    reading = _calendar(node.value, reason=node.reason)
    return replace(reading, type="TIME") if "T" in node.value else reading


@read.register
def _(node: Either, context: Context) -> Reading:
    if node.ordered and context.day_first is not None:
        return _calendar(node.readings[0 if context.day_first else 1])
    one, two = sorted(node.readings)
    return Reading(reason=f"ambiguous: {one} or {two}")


@read.register
def _(node: Length, context: Context) -> Reading:
    return replace(_vague(node.value, context.document, node.reason), type=node.type, modifier=node.modifier)


def _vague(value: str, anchor: Anchor | None, reason: str) -> Reading:
    """Bound what is vague by what it counts from: "recently" was before the day of writing, "some days later" after."""
    if anchor is None or anchor.days is None or value not in {"PAST_REF", "FUTURE_REF"}:
        return Reading(value=value, reason=reason)
    first, last = (None, anchor.days[1]) if value == "PAST_REF" else (anchor.days[0], None)
    return Reading(value=value, edtf=span_edtf(first, last), first=first, last=last, anchor=anchor, reason=reason)


@read.register
def _(node: Partial, context: Context) -> Reading:
    found = occurrences.resolve(node, context)
    if found is None:
        unit = "day" if node.unit == "weekday" else node.unit
        return _unknown(occurrences.of_year(node, "XXXX"), context, unit)
    return _calendar(*found)


@read.register
def _(node: Offset, context: Context) -> Reading:
    if node.amount is None:
        anchor = context.document if node.base == "speech" else context.story
        return _vague("FUTURE_REF" if node.ahead else "PAST_REF", anchor, _NO_COUNT)
    anchor = occurrences.base(node, context)
    compared = anchor and granularity(anchor.value) == "quarter" and node.unit == "year" and node.amount != 0
    found = anchor and _counted("quarter" if compared else node.unit, node.amount * (4 if compared else 1), anchor)
    return found or _unknown(None, context, node.unit)


@read.register
def _(node: Again, context: Context) -> Reading:
    story = context.story
    return _calendar(story.value, story) if story and granularity(story.value) == node.unit else Reading()


@read.register
def _(node: Around, context: Context) -> Reading:
    inner = read(node.of, context)
    if inner.first is None or inner.last is None or period(inner.first, node.unit) != period(inner.last, node.unit):
        return Reading(granularity=node.unit, reason=inner.reason or "the date is longer", anchor=inner.anchor)
    return _calendar(period(inner.first, node.unit), inner.anchor)


def _counted(unit: str, amount: int, anchor: Anchor) -> Reading | None:
    """Count from both ends of the anchor; where they disagree, a narrative gives the whole interval between."""
    if anchor.days is None:
        return _before_christ(unit, amount, anchor)
    first, last = (shift(day, unit, amount) for day in anchor.days)
    if first is None or last is None:
        return None
    if period(first, unit) == period(last, unit):
        return _calendar(period(first, unit), anchor)
    if anchor.kind == "document" or amount == 0:
        return None
    return Reading("DATE", None, span_edtf(first, last), first, last, granularity(anchor.value), "APPROX", anchor)


def _before_christ(unit: str, amount: int, anchor: Anchor) -> Reading | None:
    """Count years, decades or centuries from one BC; there is no year 0."""
    if unit not in {"year", "decade", "century"} or not anchor.year:
        return None
    size = {"year": 1, "decade": 10, "century": 100}[unit]
    period = -int(anchor.year[2:]) // -size - amount
    if period < 0 or (period == 0 and unit == "year"):
        return _calendar(f"{1 - period:04}", anchor) if unit == "year" else None
    return _calendar(f"BC{period:0{5 - len(str(size))}}", anchor)


@read.register
def _(node: Shift, context: Context) -> Reading:
    if node.of is None and node.amount == 0:
        return Reading(granularity=node.unit, reason=_NO_EVENT)
    if node.of is None:
        value = duration("X" if node.amount is None else str(abs(node.amount)), node.unit)
        return Reading("DURATION", value, reason=_NO_EVENT)
    base = read(node.of, context)
    days = base.first, base.last
    if isinstance(node.of, Observed) and node.amount:  # a feast of days: counted from the end that is nearer
        days = (base.first, base.first) if node.amount < 0 else (base.last, base.last)
    if node.amount is None or days[0] is None or days[1] is None:
        return Reading(granularity=node.unit, anchor=base.anchor, reason=base.reason or _NO_COUNT)
    if node.exact:
        day = shift(days[0], node.unit, node.amount)
        return _calendar(day.isoformat(), base.anchor) if day else Reading(reason="outside the calendar")
    value = base.value or days[0].isoformat()
    found = _counted(node.unit, node.amount, Anchor("narrative", value, (days[0], days[1])))
    return as_sure_as(base, replace(found, anchor=base.anchor)) if found else Reading(reason="outside the calendar")


@read.register
def _(node: OnWeekday, context: Context) -> Reading:
    return nth_days.on_weekday(node, read(node.of, context))


@read.register
def _(node: Observed, context: Context) -> Reading:
    return observed.read(node, read(node.year, context) if node.year else None, context)


@read.register
def _(node: Session, context: Context) -> Reading:
    return sessions.session(node, context.fuzzy)


@read.register
def _(node: Stretch, context: Context) -> Reading:
    return sessions.stretch(node, read(node.of, context))


@read.register
def _(node: Timed, context: Context) -> Reading:
    inner = occurrences.day_of(context) if node.day is None else read(node.day, context)
    if inner is None or isinstance(inner, Anchor):
        inner = _calendar(inner.value, inner) if inner else Reading(value="XXXX-XX-XX", reason=NO_DATE)
    if inner.type != "DATE" or inner.granularity not in {"day", None}:
        return inner
    value = f"{inner.value}T{node.time}" if inner.value else None
    written = edtf(value or "") if inner.first == inner.last else None
    return as_sure_as(inner, replace(inner, type="TIME", value=value, edtf=written or inner.edtf, granularity="time"))


@read.register
def _(node: About, context: Context) -> Reading:
    inner = read(node.of, context)
    return replace(inner, modifier="APPROX", edtf=approximate(inner.edtf))


@read.register
def _(node: Part, context: Context) -> Reading:
    whole = read(node.of, context)
    modifier = _MODIFIERS.get(node.part)
    if whole.first is None or whole.last is None or whole.granularity is None:
        return replace(whole, modifier=modifier)
    day = whole.anchor.days[1] if whole.anchor and whole.anchor.days else None
    first, last = narrow(node.part, whole.granularity, (whole.first, whole.last), day, context.fuzzy)
    return as_sure_as(whole, replace(whole, first=first, last=last, edtf=span_edtf(first, last), modifier=modifier))


@read.register
def _(node: Of, context: Context) -> Reading:
    whole = read(node.whole, context)
    value = None
    if node.part.unit == "date" and whole.first and whole.last:
        value = occurrences.nth_day((whole.first, whole.last), int(node.part.index))
    elif node.part.unit != "date":
        value = occurrences.of_year(node.part, whole.value) if whole.value and whole.granularity == "year" else None
    if value is None:
        return Reading(granularity=node.part.unit, reason=whole.reason)
    return as_sure_as(whole, _calendar(value, whole.anchor))


@read.register
def _(node: Nth, context: Context) -> Reading:
    return nth_days.nth(node, read(node.whole, context) if node.whole else Reading(reason=_NO_EVENT))


@read.register
def _(node: DayOnly, context: Context) -> Reading:
    return nth_days.day_only(node, context)


@read.register
def _(node: Ahead, context: Context) -> Reading:
    looks_ahead = context.tense == "future" and context.document is not None
    return read(Offset(node.unit, node.amount) if looks_ahead else node.length, context)


@read.register
def _(node: Bound, context: Context) -> Reading:
    return open_bounds.bound(node, read(node.of, context), context, _MODIFIERS[node.kind])


@read.register
def _(node: Range, context: Context) -> Reading:
    one, two = ends(node, context)
    anchor = one.anchor or two.anchor
    if one.first is None or two.last is None or one.first > two.last:
        reason = one.reason or two.reason or "ends before it begins"
        return Reading("RANGE", granularity=one.granularity, anchor=anchor, reason=reason)
    plain = one.edtf and two.edtf and "/" not in one.edtf + two.edtf
    written = f"{one.edtf}/{two.edtf}" if plain else span_edtf(one.first, two.last)
    value = f"{one.value}/{two.value}" if one.value and two.value else None
    return Reading("RANGE", value, written, one.first, two.last, one.granularity, anchor=anchor)


def ends(node: Range, context: Context) -> tuple[Reading, Reading]:
    """Read both ends of a range; one that lacks a year takes it from the other."""
    one, two = read(node.first, context), read(node.last, context)
    first, last = _core(node.first), _core(node.last)
    if isinstance(first, Observed) and first.year is None and two.first:
        one = replace(read(node.first, _beside(two.first, "past", context)), anchor=two.anchor)
    elif isinstance(last, Observed) and last.year is None and one.last:
        two = replace(read(node.last, _beside(one.last, "future", context)), anchor=one.anchor)
    elif isinstance(first, Partial) and two.first:
        value = occurrences.before(first, two.value or two.first.isoformat())
        one = read(_with_core(node.first, value), context) if value else one
        one = replace(one, anchor=two.anchor)
    elif isinstance(last, Partial) and one.last:
        value = occurrences.after(last, one.value or one.last.isoformat())
        two = read(_with_core(node.last, value), context) if value else two
        two = replace(two, anchor=one.anchor)
    return one, two


def _beside(day: date, side: Tense, context: Context) -> Context:
    """Return a context from which what recurs is looked for on one side of a day."""
    anchor = Anchor("document", day.isoformat(), (day, day))
    return replace(context, document=anchor, story=None, narrative=False, tense=side)


def _core(node: Node) -> Node:
    """Return what a part or a time is of."""
    if isinstance(node, Timed) and node.day:
        return _core(node.day)
    return _core(node.of) if isinstance(node, Part | About) else node


def _with_core(node: Node, value: str) -> Node:
    if isinstance(node, Timed) and node.day:
        return replace(node, day=_with_core(node.day, value))
    return replace(node, of=_with_core(node.of, value)) if isinstance(node, Part | About) else Fixed(value)
