"""What the corrections would teach: patterns to keep, a training to start, and whether its model is to be used."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from docmine import models
from docmine.decided import decision_rows
from docmine.errors import DocmineError, ResourceError
from docmine.inspect.forms import Form, read_form
from docmine.inspect.jobs import Jobs
from docmine.inspect.render import page, workspace_of
from docmine.inspect.workspace import Workspace

_SUGGESTED = 60
_FILE = "inspect.jsonl"
"""The pattern file that the app adds to."""


def show(request: Request) -> Response:
    """Show the page."""
    workspace = workspace_of(request)
    kinds = Counter(row.get("kind") for _, row in decision_rows(workspace.decisions))
    return _page(request, "retrain.html", kinds)


def job(request: Request) -> Response:
    """Show how the work goes on, or what came of it."""
    return _page(request, "job.html", Counter())


async def start(request: Request) -> Response:
    """Start a job."""
    form = await read_form(request)
    return await run_in_threadpool(_start, request, form)


async def stop(request: Request) -> Response:
    """Stop the job that runs."""
    _jobs(request).stop()
    return await run_in_threadpool(job, request)


async def keep(request: Request) -> Response:
    """Add the chosen suggestions to the pattern files."""
    form = await read_form(request)
    return await run_in_threadpool(_keep, request, form)


def _start(request: Request, form: Form) -> Response:
    workspace, name = workspace_of(request), form.get("job", "")
    try:
        _jobs(request).start(name, _command(workspace, name, form), _folder(workspace))
    except DocmineError as error:
        return page(request, "refused.html", 422, message=error.message, remedy=error.remedy)
    return job(request)


def _command(workspace: Workspace, name: str, form: Form) -> list[str]:
    output, at = str(workspace.output.resolve()), ["--workspace", str(_folder(workspace))]
    model = form.get("model", "")
    if model and model not in {"shipped", *(folder.name for folder in models.trained(workspace.config))}:
        raise ResourceError(f"there is no model {model!r}", remedy="load the page again")
    match name:
        case "suggest":
            return ["patterns", "suggest", output, "--json", "--limit", str(_SUGGESTED), *at]
        case "train":
            return ["train", "names", "--json", "--no-promote", "--output", output, *at]
        case "compare" if model:
            return ["compare", model, "--json", *at]
        case "promote" if model:
            return ["promote", model, "--json", *at]
        case "rollback":
            return ["promote", "--rollback", "--json", *at]
    raise ResourceError(f"there is no job {name!r}", remedy="load the page again")


def _keep(request: Request, form: Form) -> Response:
    from docmine.pattern_files import add  # noqa: PLC0415 - what needs spaCy waits until it is asked for
    from docmine.patterns import Line  # noqa: PLC0415

    workspace, jobs = workspace_of(request), _jobs(request)
    chosen = {int(number) for number in form.get("chosen", "").split(",") if number.isdecimal()}
    candidates = (jobs.results.get("suggest") or {}).get("candidates", [])
    lines = [Line(one["label"], one["pattern"], one["id"]) for i, one in enumerate(candidates) if i in chosen]
    try:
        if not lines:
            raise ResourceError("no pattern is chosen", remedy="tick those that you want to keep")
        added = add(workspace.config, lines, _FILE)
    except DocmineError as error:
        return page(request, "refused.html", 422, message=error.message, remedy=error.remedy)
    return page(request, "kept.html", written=[line.words for line in added.written], file=_FILE)


def _page(request: Request, template: str, kinds: Counter[object]) -> Response:
    workspace, jobs = workspace_of(request), _jobs(request)
    return page(
        request,
        template,
        title="Retrain",
        kinds=kinds,
        job=jobs.last,
        results=jobs.results,
        can=workspace.can_decide,
        current=models.current(workspace.config),
        trained=[folder.name for folder in models.trained(workspace.config)],
    )


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


def _folder(workspace: Workspace) -> Path:
    if workspace.config.folder is None:
        raise ResourceError("there is no pipeline/ here", remedy="make one with `docmine init`")
    return workspace.config.folder.resolve().parent
