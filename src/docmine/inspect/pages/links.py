"""Extracted rows beside curated rows, and what people say of each pair."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from docmine import decided
from docmine.errors import ResourceError
from docmine.inspect.forms import Form, read_form
from docmine.inspect.queue import queue
from docmine.inspect.render import page, workspace_of
from docmine.reconcile.verdicts import VERDICTS, verdict_row
from docmine.schema import Row
from docmine.store import Store

_ASKED = ("kind", "decision", "order", "page")
KINDS = ("event", "actor", "place")
DECISIONS = ("possible", "conflict", "match", "new")


def show(request: Request) -> Response:
    """Show the queue."""
    asked = {name: request.query_params.get(name, "") for name in _ASKED}
    if asked["page"] and not asked["page"].isdecimal():
        asked["page"] = ""
    workspace = workspace_of(request)
    with workspace.reading() as store:
        pairs, is_last = queue(workspace, store, asked)
        counts = dict(store.execute("SELECT decision, count(*) FROM links GROUP BY decision").fetchall())
    return page(
        request,
        "links.html",
        title="Reconcile",
        pairs=pairs,
        is_last=is_last,
        number=int(asked["page"] or 1),
        asked=asked,
        counts=counts,
        kinds=KINDS,
        decisions=DECISIONS,
        can=workspace.can_decide,
    )


async def judge(request: Request) -> Response:
    """Write a verdict, or take one back."""
    form = await read_form(request)
    return await run_in_threadpool(_judge, request, form)


def _judge(request: Request, form: Form) -> Response:
    workspace = workspace_of(request)
    path = workspace.decisions
    try:
        if path is None:
            raise ResourceError("there is no pipeline/ here to write to", remedy="make one with `docmine init`")
        with workspace.reading() as store:
            link = store.execute("SELECT * FROM links WHERE link_id = ?", (form.get("link_id", ""),)).fetchone()
            if link is None:
                raise ResourceError("there is no such link any more", remedy="load the page again")
            who = workspace.who or "unnamed"
            row = None if form.get("of") else _row(store, dict(link), form.get("verdict", ""), who)
        if row is None:
            decided.undo(path, form["of"], who, decided.now())
        verdict = row["verdict"] if row else None
        mark = decided.append(path, row) if row else None
    except ResourceError as error:
        return page(request, "refused.html", 422, message=error.message, remedy=error.remedy)
    return page(request, "verdict.html", link_id=link["link_id"], verdict=verdict, mark=mark, can=True)


def _row(store: Store, link: Row, verdict: str, who: str) -> Row:
    if verdict not in VERDICTS:
        raise ResourceError(f"there is no verdict {verdict!r}", remedy="load the page again")
    return verdict_row(store, link, verdict, who, decided.now())
