"""From what an expression says to what it means: TIMEX3 value and interval, given its context."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import singledispatch

from docmine.dates import occurrences
from docmine.dates.anchor import Anchor, Context
from docmine.dates.expressions import (
    About,
    Bound,
    Either,
    Fixed,
    Length,
    Node,
    Offset,
    Part,
    Partial,
    Range,
    Shift,
    Sub,
    Timed,
)
from docmine.dates.intervals import bounds, edtf, granularity, period, shift, span_edtf
from docmine.dates.parts import narrow

NO_DATE = "no document date and the text gives no year"
_NO_EVENT = "hangs on an event whose date is not known here"
_MODIFIERS = {
    "early": "START", "mid": "MID", "late": "END", "first_half": "START", "second_half": "END", "final": "END",
    "so_far": "START", "rest": "END", "first_months": "START", "first_week": "START", "last_week": "END",
    "since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "by": "ON_OR_BEFORE", "before": "BEFORE", "after": "AFTER",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means; `first` and `last` are None where the text does not say, and `reason` says why."""

    type: str = "DATE"
    value: str | None = None
    edtf: str | None = None
    first: date | None = None
    last: date | None = None
    granularity: str | None = None
    modifier: str | None = None
    anchor: Anchor | None = None
    reason: str | None = None


@singledispatch
def read(node: Node, context: Context) -> Reading:
    """Resolve an expression in its context. Never looks at the clock: without an anchor the reading has a reason."""
    raise TypeError(f"no reading for {type(node).__name__}")


def _calendar(value: str, anchor: Anchor | None = None, reason: str | None = None) -> Reading:
    days = None if reason else bounds(value)
    if days is None and reason is None:
        reason = "before the year 1" if value.startswith("BC") else "no calendar has that day"
    first, last = days or (None, None)
    written = edtf(value) if days or value.startswith("BC") else None
    return Reading("DATE", value, written, first, last, granularity(value), anchor=anchor, reason=reason)


def _unknown(value: str | None, context: Context, unit: str | None = None) -> Reading:
    reason = NO_DATE if context.document is None else "the document's date does not settle it"
    return Reading("DATE", value, granularity=unit, reason=reason)


@read.register
def _(node: Fixed, context: Context) -> Reading:
    reading = _calendar(node.value, reason=node.reason)
    return replace(reading, type="TIME") if "T" in node.value else reading


@read.register
def _(node: Either, context: Context) -> Reading:
    return Reading(reason=f"ambiguous: {node.readings[0]} or {node.readings[1]}")


@read.register
def _(node: Length, context: Context) -> Reading:
    return Reading(node.type, node.value, modifier=node.modifier, reason=node.reason)


@read.register
def _(node: Partial, context: Context) -> Reading:
    found = occurrences.resolve(node, context)
    if found is None:
        return _unknown(occurrences.template(node), context, "day" if node.unit == "weekday" else node.unit)
    return _calendar(*found)


@read.register
def _(node: Offset, context: Context) -> Reading:
    anchor = occurrences.base(node, context)
    if node.amount is None:
        value = None if anchor is None else "PAST_REF" if node.base == "speech" else "FUTURE_REF"
        return Reading("DATE", value or "PAST_REF", reason="the text does not say how many")
    if anchor is None:
        return _unknown(None, context, node.unit)
    return _counted(node.unit, node.amount, anchor) or _unknown(None, context, node.unit)


def _counted(unit: str, amount: int, anchor: Anchor) -> Reading | None:
    """Count from both ends of the anchor; where they disagree, a narrative gives the whole interval between."""
    ends = [shift(day, unit, amount) for day in anchor.days]
    if ends[0] is None or ends[1] is None:
        return None
    values = [period(day, unit) for day in ends if day]
    if values[0] == values[1]:
        return _calendar(values[0], anchor)
    if anchor.kind == "document" or amount == 0:
        return None
    return Reading("DATE", None, span_edtf(*ends), ends[0], ends[1], granularity(anchor.value), "APPROX", anchor)


@read.register
def _(node: Shift, context: Context) -> Reading:
    if node.of is None or node.amount is None:
        return Reading(reason=_NO_EVENT if node.of is None else "the text does not say how many")
    base = read(node.of, context)
    if base.first is None or base.last is None or base.value is None:
        return replace(base, value=None, edtf=None)
    found = _counted(node.unit, node.amount, Anchor("narrative", base.value, (base.first, base.last)))
    return replace(found, anchor=base.anchor) if found else Reading(reason="outside the calendar")


@read.register
def _(node: Timed, context: Context) -> Reading:
    inner = occurrences.day_of(context) if node.day is None else read(node.day, context)
    if inner is None or isinstance(inner, Anchor):
        inner = _calendar(inner.value, inner) if inner else Reading(value="XXXX-XX-XX", reason=NO_DATE)
    if inner.type != "DATE" or inner.granularity not in {"day", None}:
        return inner
    value = f"{inner.value}T{node.time}" if inner.value else None
    return replace(inner, type="TIME", value=value, edtf=edtf(value or "") or inner.edtf, granularity="time")


@read.register
def _(node: About, context: Context) -> Reading:
    inner = read(node.of, context)
    written = inner.edtf and f"{inner.edtf}~"
    return replace(inner, modifier="APPROX", edtf=written)


@read.register
def _(node: Part, context: Context) -> Reading:
    whole = read(node.of, context)
    modifier = _MODIFIERS.get(node.part)
    if whole.first is None or whole.last is None or whole.granularity is None:
        return replace(whole, modifier=modifier)
    day = whole.anchor.days[1] if whole.anchor else None
    first, last = narrow(node.part, whole.granularity, (whole.first, whole.last), day)
    return replace(whole, first=first, last=last, edtf=span_edtf(first, last), modifier=modifier)


@read.register
def _(node: Sub, context: Context) -> Reading:
    whole = read(node.of, context)
    value = occurrences.within(whole.value, node.unit, node.index)
    return replace(_calendar(value, whole.anchor)) if value else replace(whole, value=None, reason=whole.reason)


@read.register
def _(node: Bound, context: Context) -> Reading:
    inner = read(node.of, context)
    whole = replace(inner, type="RANGE", modifier=_MODIFIERS[node.kind])
    if inner.first is None or inner.last is None:
        return whole
    if node.kind == "since":
        known = context.document.days[1] if context.document else None
        last = known if known and known >= inner.first else None
        reason = None if last else "no document date closes it"
        return replace(whole, last=last, edtf=f"{inner.edtf}/..", reason=reason)
    if node.kind == "after":
        first = shift(inner.last, "day", 1)
        return replace(whole, first=first, last=None, edtf=span_edtf(first, None), reason="the text gives no end")
    latest = shift(inner.first, "day", -1) if node.kind == "before" else inner.last
    return replace(whole, first=None, last=latest, edtf=span_edtf(None, latest), reason="the text gives no beginning")


@read.register
def _(node: Range, context: Context) -> Reading:
    first, last = occurrences.pair(node, context)
    one, two = read(first, context), read(last, context)
    if one.first is None or two.last is None or one.first > two.last:
        reason = one.reason or two.reason or "ends before it begins"
        return Reading("RANGE", granularity=one.granularity, anchor=one.anchor or two.anchor, reason=reason)
    plain = one.modifier is None and two.modifier is None and one.edtf and two.edtf and "/" not in one.edtf + two.edtf
    written = f"{one.edtf}/{two.edtf}" if plain else span_edtf(one.first, two.last)
    value = f"{one.value}/{two.value}" if one.value and two.value else None
    return Reading("RANGE", value, written, one.first, two.last, one.granularity, anchor=one.anchor or two.anchor)
