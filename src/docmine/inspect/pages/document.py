"""A report: its raw lines beside its clean text, with what was found in it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from docmine.highlight import Mark, marks_of, stretches
from docmine.inspect.decisions import pending
from docmine.inspect.render import page, workspace_of
from docmine.store import Store

_BESIDE = {
    "events": ("event_type", "mode", "source_actors", "target_actors", "place", "earliest", "latest", "status"),
    "mentions": ("text", "label"),
    "dates": ("text", "earliest", "latest"),
    "places": ("text", "name", "country_iso3"),
}
"""Columns that the lists beside the text show."""


def show(request: Request) -> Response:
    """Show a report; `at` (`start-end` in the clean text) is scrolled to and outlined."""
    doc_id = request.path_params["doc_id"]
    with workspace_of(request).reading() as store:
        record = store.execute("SELECT * FROM documents WHERE doc_id = ?", (doc_id,)).fetchone()
        if record is None:
            raise HTTPException(404, "There is no such report.")
        lines = store.execute("SELECT * FROM lines WHERE doc_id = ? ORDER BY n", (doc_id,)).fetchall()
        rows = {name: _rows(store, name, doc_id) for name in _BESIDE}
        clean = _clean(store, doc_id)
        marks = marks_of(store, doc_id)
        waiting = pending(workspace_of(request), store, doc_id)
    return page(
        request,
        "document.html",
        title=record["title"] or record["path"],
        doc_id=doc_id,
        waiting=waiting,
        can=workspace_of(request).can_decide,
        document=dict(record),
        lines=[dict(line) for line in lines],
        stretches=list(stretches(clean, whole(marks) if workspace_of(request).redact else marks)),
        rows=rows,
        beside=_BESIDE,
        at=_at(request.query_params.get("at", "")),
    )


def whole(marks: list[Mark]) -> list[Mark]:
    """Return the marks that cut no person's name in two, lest a part of it be shown."""
    names = [mark for mark in marks if mark.kind == "mentions" and mark.label == "PERSON"]
    borders = {offset for name in names for offset in range(name.start + 1, name.end)}
    return [mark for mark in marks if mark.start not in borders and mark.end not in borders]


def _clean(store: Store, doc_id: str) -> str:
    try:
        return store.text(doc_id)[1]
    except KeyError:
        return ""


def _rows(store: Store, table: str, doc_id: str) -> list[dict[str, object]]:
    sql = f'SELECT * FROM {table} WHERE doc_id = ? ORDER BY start, "end"'  # noqa: S608
    return [dict(row) for row in store.execute(sql, (doc_id,))]


def _at(value: str) -> tuple[int, int]:
    """Return the stretch that an address points at, an empty one where it points nowhere."""
    first, _, last = value.partition("-")
    return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else (-1, -1)
