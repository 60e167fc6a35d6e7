"""Pages from templates: everything is escaped, and every page knows its workspace and its token."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from docmine.inspect.security import token_of
from docmine.inspect.workspace import Workspace

HERE = Path(__file__).parent
VIEWS = (
    ("/", "Overview"),
    ("/tables/documents", "Documents"),
    ("/tables/events", "Tables"),
    ("/map", "Map"),
    ("/timeline", "Time line"),
    ("/links", "Reconcile"),
    ("/retrain", "Retrain"),
)
"""What the head of every page leads to."""


@cache
def environment() -> Environment:
    """Return the templates, read once per process."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = lambda value: f"{value:,}"
    made.filters["brief"] = brief
    made.globals["views"] = VIEWS
    return made


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return a page, or, where htmx asks for a part of one, the block `part` of its template."""
    found = environment().get_template(template)
    context: Mapping[str, Any] = {
        "request": request,
        "workspace": workspace_of(request),
        "token": token_of(request.app),
        "here": request.url.path,
        **values,
    }
    wants_part = request.headers.get("hx-request") == "true" and "part" in found.blocks
    body = "".join(found.blocks["part"](found.new_context(dict(context)))) if wants_part else found.render(context)
    return HTMLResponse(body, status)


def workspace_of(request: Request) -> Workspace:
    """Return the workspace that the app shows."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def brief(text: object, most: int = 80) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(str(text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
