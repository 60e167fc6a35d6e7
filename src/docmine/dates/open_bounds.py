"""Intervals with one end: since, until, before and after a date."""

from __future__ import annotations

from dataclasses import replace

from docmine.dates.anchor import Context
from docmine.dates.expressions import Bound, Node, Part
from docmine.dates.intervals import shift, span_edtf
from docmine.dates.reading import Reading


def bound(node: Bound, inner: Reading, context: Context, modifier: str) -> Reading:
    """Return the open interval at a date that was read; "since" ends with the day of writing."""
    whole = replace(inner, type="RANGE", modifier=modifier)
    if inner.first is None or inner.last is None:
        return whole
    if node.kind == "since":
        known = context.document.days[1] if context.document and context.document.days else None
        last = known if known and known >= inner.first else None
        reason = None if last else "no document date closes it"
        written = f"{inner.edtf}/.." if inner.edtf and "/" not in inner.edtf else span_edtf(inner.first, None)
        return replace(whole, last=last, edtf=written, reason=reason)
    if node.kind in {"after", "not_before"}:
        includes = node.kind == "not_before" or _is_within(inner, node.of, "early")
        first = inner.first if includes else shift(inner.last, "day", 1)
        return replace(whole, first=first, last=None, edtf=span_edtf(first, None), reason="the text gives no end")
    includes = node.kind != "before" or _is_within(inner, node.of, "late")
    latest = inner.last if includes else shift(inner.first, "day", -1)
    return replace(whole, first=None, last=latest, edtf=span_edtf(None, latest), reason="the text gives no beginning")


def _is_within(inner: Reading, node: Node, edge: str) -> bool:
    """Say whether what is before or after a date is partly in it: a time of day, the end or beginning of a period."""
    return inner.type == "TIME" or (isinstance(node, Part) and node.edge and node.part == edge)
