"""The services over HTTP, for programs of this computer: addresses, checks of requests, and errors as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from docmine.errors import QueryError, TooMuch
from docmine.service.page import page
from docmine.service.service import Service

MAX_BYTES = 2_000_000
"""Of a request's body."""
_MAX_FIELDS = 20
_MAX_NUMBER = 10_000
_HERE = r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?"
"""Pages of this computer, such as OpenRefine's."""
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_FORM = "application/x-www-form-urlencoded"
_SAFE = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
_PAGE = {**_SAFE, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def make_app(services: Mapping[str, Service], origins: Sequence[str] = ()) -> Starlette:
    """Return the application: one address per service, and `/` that lists them.

    Args:
        services: by the name that its address has.
        origins: web sites, besides pages of this computer, that may read the answers (CORS); `*` for all.
    """
    cross_origin = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_origin_regex=_HERE,
        allow_methods=("GET", "POST"),
        allow_private_network=True,
    )
    return Starlette(
        routes=[Route("/", _Index(services).show), *(route for name in services for route in _routes(name, services))],
        middleware=[Middleware(OnlyHere), cross_origin],
        exception_handlers={HTTPException: _refused, QueryError: _refused_query},
    )


class OnlyHere:
    """Refuses requests under another name than this computer's: a web site could have its own name lead here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http":
            host = Request(scope).headers.get("host", "")
            name, colon, port = host.rpartition(":") if not host.endswith("]") else (host, "", "")
            if (name if colon and port.isdecimal() else host).lower() not in _NAMES:
                response = _error(421, "this service answers only under 127.0.0.1 or localhost")
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


class _Index:
    """Lists the services."""

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._services = services

    async def show(self, request: Request) -> Response:
        url = _address(request)
        listed = [
            {"name": service.vocabulary.title, "url": f"{url}/{name}"} for name, service in self._services.items()
        ]
        return _json({"services": listed})


class _Endpoint:
    """The addresses of one service."""

    def __init__(self, name: str, service: Service) -> None:
        self._name = name
        self._service = service

    async def ask(self, request: Request) -> Response:
        """Answer with candidates or values, or without parameters with the manifest."""
        fields = await _fields(request)
        if "queries" in fields:
            return _json(await run_in_threadpool(self._service.reconcile, fields["queries"]))
        if "extend" in fields:
            return _json(await run_in_threadpool(self._service.extend, fields["extend"]))
        if request.method == "POST":
            raise QueryError("there is neither `queries` nor `extend` in the form")
        return _json(self._service.manifest(f"{_address(request)}/{self._name}"))

    async def suggest(self, request: Request) -> Response:
        fields = await _fields(request)
        kind, prefix = request.path_params["kind"], fields.get("prefix", "")
        if kind not in ("entity", "type", "property"):
            raise HTTPException(404, f"there are no suggestions for {kind!r}")
        start, most = _number(fields, "cursor", 0), _number(fields, "limit", 20)
        return _json(await run_in_threadpool(self._service.suggest, kind, prefix, start, most))

    async def propose(self, request: Request) -> Response:
        fields = await _fields(request)
        return _json(self._service.proposals(fields.get("type", ""), _number(fields, "limit", 0)))

    async def show(self, request: Request) -> Response:
        fields = await _fields(request)
        entity = await run_in_threadpool(self._service.entity, fields.get("id", ""))
        if entity is None:
            raise HTTPException(404, "there is nothing with that id")
        return HTMLResponse(page(entity, self._service.vocabulary), headers=_PAGE)


def _routes(name: str, services: Mapping[str, Service]) -> list[Route]:
    endpoint = _Endpoint(name, services[name])
    return [
        Route(f"/{name}", endpoint.ask, methods=["GET", "POST"]),
        Route(f"/{name}/suggest/{{kind}}", endpoint.suggest),
        Route(f"/{name}/properties", endpoint.propose),
        Route(f"/{name}/entity", endpoint.show),
    ]


def _address(request: Request) -> str:
    """Return where the client found the service; the name is one of this computer's."""
    return f"http://{request.headers['host']}"


async def _fields(request: Request) -> dict[str, str]:
    """Return the fields of a request, the first of each name; those of the form before those of the address.

    Raises:
        QueryError: they are not UTF-8, not a form, or a callback is asked for.
        TooMuch: the body is too large.
    """
    fields = _parsed(request.url.query)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _FORM:
            raise QueryError(f"the body is {kind or 'of no type'}", remedy=f"send a form, {_FORM}")
        fields |= _parsed((await _body(request)).decode("latin-1"))
    if "callback" in fields:
        raise QueryError("JSONP is not offered, since any web site could read the answers", remedy="use CORS")
    return fields


async def _body(request: Request) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > MAX_BYTES:
            raise TooMuch(f"the body is longer than {MAX_BYTES:,} bytes", remedy="send smaller batches")
    return b"".join(parts)


def _parsed(text: str) -> dict[str, str]:
    try:
        found = parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise QueryError(f"the fields cannot be read: {error}", remedy="send them URL-encoded, in UTF-8") from error
    return {name: values[0] for name, values in found.items()}


def _number(fields: Mapping[str, str], name: str, default: int) -> int:
    text = fields.get(name) or str(default)
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(_MAX_NUMBER)):
        raise QueryError(f"{name} is no whole number", remedy=f"give one from 0 to {_MAX_NUMBER:,}")
    return int(text)


def _json(content: object) -> JSONResponse:
    return JSONResponse(content, headers=_SAFE)


def _error(status: int, message: str, remedy: str = "") -> JSONResponse:
    content = {"status": "error", "message": message, **({"remedy": remedy} if remedy else {})}
    return JSONResponse(content, status, headers=_SAFE)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - starlette's type of handlers is wider than what it calls
    return _error(error.status_code, error.detail)


async def _refused_query(_: Request, error: Exception) -> Response:
    assert isinstance(error, QueryError)  # noqa: S101 - as above
    message = f"{error.where}: {error.message}" if error.where else error.message
    return _error(413 if isinstance(error, TooMuch) else 400, message, error.remedy)
