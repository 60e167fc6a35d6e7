"""From what a person chose on a page to a line of `pipeline/review/decisions.jsonl`.

The line remembers the words, what stood around them and what was shown (`seen`), so that it can be found again and
judged by others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docmine.decided import now
from docmine.decided.anchor import context
from docmine.decided.decisions import check
from docmine.errors import ResourceError
from docmine.inspect.forms import Form
from docmine.inspect.workspace import Workspace
from docmine.schema import Row
from docmine.store import Store

COUNTS = ("killed", "injured", "detained", "displaced", "missing")


def decision(workspace: Workspace, store: Store, form: Form) -> Row:
    """Return the line that says what a form says.

    Args:
        workspace: says who decides.
        store: the tables that the page was made from.
        form: `kind`, `doc_id`, and what the kind asks for.

    Raises:
        ResourceError: the form says nothing that can be decided; nothing is written.
    """
    kind = form.get("kind", "")
    if kind not in _ROWS:
        raise ResourceError(f"there is no decision of the kind {kind!r}", remedy="load the page again")
    row = {"kind": kind, **_ROWS[kind](store, form), "who": workspace.who or "unnamed", "when": now()}
    check(row, "this decision")
    return row


def _stretch(store: Store, form: Form) -> Row:
    """Return where in the clean text it is, the words there, and what stands around them."""
    start, end = _number(form, "start"), _number(form, "end")
    try:
        clean = store.text(form.get("doc_id", ""))[1]
    except KeyError as error:
        raise ResourceError("there is no such report", remedy="load the page again") from error
    if not 0 <= start < end <= len(clean):
        raise ResourceError(f"{start}-{end} is no stretch of the text", remedy="choose some words of the text")
    before, after = context(clean, start, end)
    text = clean[start:end]
    return {"doc_id": form["doc_id"], "start": start, "end": end, "text": text, "before": before, "after": after}


def _entity(store: Store, form: Form) -> Row:
    row = {**_stretch(store, form), "label": form.get("label") or None}
    if form.get("old_start"):
        row["replaces"] = [_number(form, "old_start"), _number(form, "old_end")]
    return row | _seen(store, "mentions", form, "label")


def _sentence(store: Store, form: Form) -> Row:
    return {**_stretch(store, form), "verdict": form.get("verdict", "")}


def _date(store: Store, form: Form) -> Row:
    days = {name: form.get(name) or None for name in ("earliest", "latest")}
    return {**_stretch(store, form), **days} | _seen(store, "dates", form, "earliest", "latest")


def _place(store: Store, form: Form) -> Row:
    row = _stretch(store, form)
    seen = _seen(store, "places", form, "name", "lat", "lon", "geonameid")
    if form.get("none"):
        return {**row, "place": None} | seen
    place: Row = {"name": form.get("name") or row["text"], "lat": _degrees(form, "lat"), "lon": _degrees(form, "lon")}
    texts = ("feature_code", "country_iso3", "admin1", "admin2", "pcode")
    place |= {name: form[name] for name in texts if form.get(name)}
    place |= {name: _number(form, name) for name in ("geonameid", "where_prec") if form.get(name)}
    return {**row, "place": place} | seen


def _event(store: Store, form: Form) -> Row:
    row = _stretch(store, form)
    seen = _seen(store, "events", form, "event_type", "mode", "source_actors", "target_actors", "place", "status")
    if form.get("reject"):
        return {**row, "reject": True} | seen
    cells: dict[str, Any] = {name: form[name] for name in ("event_type", "mode", "status", "weapon") if form.get(name)}
    for name in COUNTS:
        if form.get(name):
            cells[name] = [_number(form, name)] * 3
    for name in ("source_actors", "target_actors"):
        if name in form:
            cells[name] = [_pair(part) for part in form[name].split(",") if part]
    for name in ("place", "date"):
        if name in form:
            cells[name] = _pair(form[name]) if form[name] else None
    return {**row, "cells": cells} | seen


def _line(store: Store, form: Form) -> Row:
    number = _number(form, "n")
    found = store.execute(
        "SELECT text, keep, reason FROM lines WHERE doc_id = ? AND n = ?", (form.get("doc_id", ""), number)
    ).fetchone()
    if found is None:
        raise ResourceError("there is no such line", remedy="load the page again")
    seen = {"keep": bool(found["keep"]), "reason": found["reason"]}
    return {
        "doc_id": form["doc_id"],
        "n": number,
        "text": found["text"],
        "keep": form.get("keep") == "yes",
        "seen": seen,
    }


def _merge(store: Store, form: Form) -> Row:  # noqa: ARG001 - as the others
    return _names(form, "keep", "other")


def _split(store: Store, form: Form) -> Row:  # noqa: ARG001 - as the others
    return _names(form, "name", "from", "as")


def _names(form: Form, *fields: str) -> Row:
    names = {name: form.get(name, "").strip() for name in fields}
    if missing := [name for name, value in names.items() if not value]:
        raise ResourceError(f"{', '.join(missing)}: no name is given", remedy="fill in the field")
    return names


_ROWS: dict[str, Callable[[Store, Form], Row]] = {
    "entity": _entity,
    "sentence": _sentence,
    "date": _date,
    "place": _place,
    "event": _event,
    "line": _line,
    "merge_actors": _merge,
    "split_actor": _split,
}


def _seen(store: Store, table: str, form: Form, *columns: str) -> Row:
    """Return the cells that the page showed of the row at the stretch, if there was one."""
    names = ", ".join(f'"{name}"' for name in columns)
    sql = f'SELECT {names} FROM {table} WHERE doc_id = ? AND start = ? AND "end" = ?'  # noqa: S608
    start, end = form.get("old_start") or form["start"], form.get("old_end") or form["end"]
    found = store.execute(sql, (form["doc_id"], int(start), int(end))).fetchone()
    return {"seen": dict(found)} if found else {}


def _pair(text: str) -> list[int]:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        raise ResourceError(f"{text!r} is no stretch of the text", remedy="load the page again")
    return [int(first), int(last)]


def _number(form: Form, name: str) -> int:
    text = form.get(name, "")
    if not text.isdecimal() or len(text) > 9:
        raise ResourceError(f"{name} must be a whole number, not {text!r}", remedy="correct the field")
    return int(text)


def _degrees(form: Form, name: str) -> float:
    try:
        return float(form.get(name, ""))
    except ValueError as error:
        raise ResourceError(
            f"{name} must be degrees, such as 36.2, not {form.get(name)!r}", remedy="correct the field"
        ) from error
