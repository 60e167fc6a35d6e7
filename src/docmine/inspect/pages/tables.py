"""A table: its rows, filters and facets, and what is chosen as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from docmine.export import guarded
from docmine.inspect.choice import Choice, choose
from docmine.inspect.columns import in_reading_order
from docmine.inspect.listing import cell_spans, facets, listing
from docmine.inspect.render import page, workspace_of
from docmine.inspect.workspace import Workspace
from docmine.schema import TABLES


def show(request: Request) -> Response:
    """Show a page of a table."""
    choice = choose(request.path_params["table"], request.query_params)
    with workspace_of(request).reading() as store:
        found = listing(store, choice)
        sides = facets(store, choice)
        spans = cell_spans(store, found.rows) if choice.table.name == "events" else {}
    return page(
        request,
        "table.html",
        title=choice.table.name,
        choice=choice,
        listing=found,
        facets=sides,
        spans=spans,
        columns=in_reading_order(choice.table),
        tables=TABLES.values(),
    )


def download(request: Request) -> Response:
    """Send all chosen rows as a CSV file that a spreadsheet opens without running anything."""
    choice = choose(request.path_params["table"], request.query_params)
    name = f"{choice.table.name}{'' if choice.is_everything else '-chosen'}.csv"
    return StreamingResponse(
        _lines(workspace_of(request), choice),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _lines(workspace: Workspace, choice: Choice) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    where = choice.where()
    names = ", ".join(f't."{name}"' for name in choice.table.names)
    sql = f"SELECT {names} FROM {choice.table.name} t WHERE {where.sql} ORDER BY {choice.order()}"  # noqa: S608
    writer.writerow(choice.table.names)
    with workspace.reading() as store:
        for record in store.execute(sql, where.values):
            writer.writerow([guarded(cell) for cell in record])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
