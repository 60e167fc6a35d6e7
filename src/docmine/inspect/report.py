"""The views in one file that can be mailed: read-only, whole, and without a network.

Styles, scripts, outlines of the countries and the rows themselves stand in the file. What would make it too large to
open is left out, and the file says what.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from docmine.export import atomic
from docmine.highlight import marks_of, stretches
from docmine.inspect.columns import in_reading_order
from docmine.inspect.pages.document import whole
from docmine.inspect.redact import Hider, names_of_persons
from docmine.inspect.render import HERE, environment
from docmine.inspect.workspace import Workspace
from docmine.schema import TABLES, Table
from docmine.store import Store

MOST_ROWS = 5_000
"""Rows of a table."""

MOST_CHARS = 8_000_000
"""Characters of all reports' texts."""

_LEFT_OUT = frozenset({"lines", "link_features"})
"""Tables that say how texts and links came about; they are for the workspace."""

Hide = Callable[[str], str]


def write_report(workspace: Workspace, path: Path) -> None:
    """Write the file, whole or not at all.

    Args:
        workspace: what to show; with `redact`, names of persons are replaced by ids.
        path: the file.

    Raises:
        StoreError: there are no tables, or the file cannot be written.
    """
    with workspace.reading() as store:
        hide: Hide = Hider(names_of_persons(store)).hide if workspace.redact else lambda text: text
        data = {
            "tables": {name: _rows(store, table, hide) for name, table in TABLES.items() if name not in _LEFT_OUT},
            "spots": _spots(store, hide),
            "documents": list(_documents(store, workspace, hide)),
        }
    static = HERE / "static"
    page = (
        environment()
        .get_template("report.html")
        .render(
            title=hide(workspace.output.resolve().parent.name),
            styles=[_text(static / "docmine.css"), _text(static / "vendor" / "leaflet.css")],
            scripts=[
                _text(static / name)
                for name in ("vendor/leaflet.js", "vendor/topojson-client.min.js", "outlines.js", "report.js")
            ],
            outlines=_text(static / "vendor" / "countries-50m.json"),
            data=_embedded(data),
            most=MOST_ROWS,
        )
    )
    with atomic(path) as temporary:
        temporary.write_text(page, encoding="utf-8", errors="replace")


def _rows(store: Store, table: Table, hide: Hide) -> dict[str, Any]:
    """Return a table's first rows, with what each column means."""
    columns = in_reading_order(table)
    names = ", ".join(f'"{column.name}"' for column in columns)
    found = store.execute(f"SELECT {names} FROM {table.name} LIMIT {MOST_ROWS}").fetchall()  # noqa: S608
    return {
        "row": table.row,
        "total": store.count(table.name),
        "columns": [[column.name, column.dtype, column.meaning] for column in columns],
        "rows": [[hide(cell) if isinstance(cell, str) else cell for cell in row] for row in found],
    }


def _spots(store: Store, hide: Hide) -> list[list[Any]]:
    """Return where the events of the file lie: point, precision, name, id."""
    sql = (
        "SELECT p.lat, p.lon, p.where_prec, p.name, e.event_id FROM events e JOIN places p USING (place_id)"
        " WHERE p.lat IS NOT NULL LIMIT ?"
    )
    found = store.execute(sql, (MOST_ROWS,))
    return [[lat, lon, prec, hide(name or ""), event_id] for lat, lon, prec, name, event_id in found]


def _documents(store: Store, workspace: Workspace, hide: Hide) -> Iterator[dict[str, Any]]:
    """Yield the reports with their texts, those with most events first, until the file is as large as may be."""
    sql = (
        "SELECT d.doc_id, d.path, d.title, d.published, d.status, count(e.event_id) AS n FROM documents d"
        " LEFT JOIN events e USING (doc_id) GROUP BY d.doc_id ORDER BY n DESC, d.path"
    )
    left = MOST_CHARS
    for row in store.execute(sql).fetchall():
        try:
            clean = store.text(row["doc_id"])[1]
        except KeyError:
            clean = ""
        left -= len(clean)
        if left < 0:
            return
        marks = marks_of(store, row["doc_id"])
        cut = stretches(clean, whole(marks) if workspace.redact else marks)
        yield {
            **{name: hide(row[name]) if isinstance(row[name], str) else row[name] for name in row.keys()},  # noqa: SIM118 - a sqlite3.Row
            "text": [[hide(one.text), one.kinds, hide(one.title), one.start] for one in cut],
        }


def _embedded(data: object) -> str:
    """Return JSON that cannot end the script element that it stands in."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
