"""Putting right what is wrong: each correction is one line in `pipeline/review/decisions.jsonl`, and can be undone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from docmine import decided
from docmine.errors import ConfigError, ResourceError
from docmine.events import ontology
from docmine.inspect import deciding, panel
from docmine.inspect.decisions import pending
from docmine.inspect.forms import Form, read_form
from docmine.inspect.render import page, workspace_of
from docmine.inspect.workspace import Workspace
from docmine.places.gazetteer import Gazetteer, open_gazetteer

STATUSES = ("factual", "negated", "denied", "hypothetical", "planned", "threatened", "historical", "generic")


def show(request: Request) -> Response:
    """Show the panel of a stretch of a report's clean text."""
    doc_id = request.path_params["doc_id"]
    start, _, end = request.query_params.get("at", "").partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise HTTPException(400, "Choose some words of the text.")
    with workspace_of(request).reading() as store:
        try:
            found = panel.panel(store, doc_id, int(start), int(end))
        except KeyError as error:
            raise HTTPException(404, "There is no such report.") from error
        event = found.event
        offers = {}
        if event:
            offers = {name: panel.actor_offers(store, event, f"{name}_actor_ids") for name in ("source", "target")}
            offers |= {"place": panel.place_offers(store, event), "date": panel.date_offers(store, event)}
    types = sorted({event_type for event_type, _ in ontology.load()})
    modes = sorted({mode for _, mode in ontology.load() if mode})
    return page(
        request,
        "panel.html",
        doc_id=doc_id,
        panel=found,
        offers=offers,
        types=types,
        modes=modes,
        statuses=STATUSES,
        counts=deciding.COUNTS,
        can=workspace_of(request).can_decide,
    )


def candidates(request: Request) -> Response:
    """Show the places that a name may mean."""
    name = request.query_params.get("name", "").strip()
    config = workspace_of(request).config
    found = _gazetteer(config.places.gazetteer, config.path("gazetteer")).lookup(name)[:12] if name else ()
    return page(request, "candidates.html", name=name, candidates=found)


async def decide(request: Request) -> Response:
    """Write what a form says as one line, and show what is decided about the report."""
    form = await read_form(request)
    return await run_in_threadpool(_decide, request, form)


async def undo(request: Request) -> Response:
    """Take a decision back."""
    form = await read_form(request)
    return await run_in_threadpool(_undo, request, form)


def _decide(request: Request, form: Form) -> Response:
    workspace = workspace_of(request)
    path = _decisions(workspace)
    try:
        with workspace.reading() as store:
            row = deciding.decision(workspace, store, form)
        decided.append(path, row)
    except ResourceError as error:
        return page(request, "refused.html", 422, message=error.message, remedy=error.remedy)
    return _shown(request, form.get("doc_id", ""))


def _undo(request: Request, form: Form) -> Response:
    workspace = workspace_of(request)
    try:
        decided.undo(_decisions(workspace), form.get("of", ""), workspace.who or "unnamed", decided.now())
    except ResourceError as error:
        return page(request, "refused.html", 422, message=error.message, remedy=error.remedy)
    return _shown(request, form.get("doc_id", ""))


def _shown(request: Request, doc_id: str) -> Response:
    workspace = workspace_of(request)
    with workspace.reading() as store:
        waiting = pending(workspace, store, doc_id or None)
    return page(request, "decided.html", waiting=waiting, doc_id=doc_id)


def _decisions(workspace: Workspace) -> Path:
    path = workspace.decisions
    if path is None:
        raise ConfigError("there is no pipeline/ here to write decisions to", remedy="make one with `docmine init`")
    return path


@lru_cache(maxsize=2)
def _gazetteer(path: Path | None, additions: Path | None) -> Gazetteer:
    return open_gazetteer(path, additions=additions if additions and additions.exists() else None)
