"""The app: its addresses, and what stands before them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from docmine.errors import DocmineError, StoreError
from docmine.inspect import security
from docmine.inspect.choice import ChoiceError
from docmine.inspect.jobs import Jobs
from docmine.inspect.pages import atlas, correct, document, links, overview, retrain, tables, timeline
from docmine.inspect.redact import Redacted
from docmine.inspect.render import HERE, page
from docmine.inspect.workspace import Workspace


def make_app(workspace: Workspace) -> Starlette:
    """Return the app over a workspace. It opens the tables anew for each page, so that it shows what a run writes."""
    token = security.new_token()
    hiding = [Middleware(Redacted, workspace=workspace)] if workspace.redact else []
    app = Starlette(
        routes=[
            Route("/", overview.show),
            Route("/tables/{table}.csv", tables.download),
            Route("/tables/{table}", tables.show),
            Route("/document/{doc_id}", document.show),
            Route("/document/{doc_id}/panel", correct.show),
            Route("/places", correct.candidates),
            Route("/decide", correct.decide, methods=["POST"]),
            Route("/undo", correct.undo, methods=["POST"]),
            Route("/map", atlas.show),
            Route("/map/points", atlas.points),
            Route("/timeline", timeline.show),
            Route("/links", links.show),
            Route("/links", links.judge, methods=["POST"]),
            Route("/retrain", retrain.show),
            Route("/retrain/job", retrain.job),
            Route("/retrain/start", retrain.start, methods=["POST"]),
            Route("/retrain/stop", retrain.stop, methods=["POST"]),
            Route("/retrain/patterns", retrain.keep, methods=["POST"]),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[*security.middleware(token), *hiding],
        exception_handlers={DocmineError: _told, HTTPException: _refused},
    )
    app.state.workspace = workspace
    app.state.token = token
    app.state.jobs = Jobs()
    return app


async def _told(request: Request, error: Exception) -> Response:
    """Show what went wrong and what to do about it."""
    assert isinstance(error, DocmineError)  # noqa: S101 - what the handler was named for
    status = 404 if isinstance(error, ChoiceError | StoreError) else 500
    return await run_in_threadpool(_problem, request, status, error.message, error.remedy)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what the handler was named for
    remedy = "Go back, or begin at the overview."
    return await run_in_threadpool(_problem, request, error.status_code, error.detail, remedy)


def _problem(request: Request, status: int, message: str, remedy: str) -> Response:
    return page(request, "problem.html", status, title="Not shown", message=message, remedy=remedy)
