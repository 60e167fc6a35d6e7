"""What keeps the app to this machine and this browser tab.

Pages are shown to this machine's own names only, so that a page elsewhere cannot rebind its name to 127.0.0.1 and read
them; what changes something needs a token that only these pages know; and the browser runs and loads nothing that is
not the app's own.
"""

from __future__ import annotations

from hmac import compare_digest
from secrets import token_urlsafe

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
TOKEN = "x-docmine-token"  # noqa: S105 - the name of a header
_SAFE = frozenset({"GET", "HEAD"})
_HEADERS = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


def middleware(token: str) -> list[Middleware]:
    """Return what stands before every page."""
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
        Middleware(_Headers),
        Middleware(_Token, token=token),
    ]


def new_token() -> str:
    """Return a token that nobody can guess; each start of the app has its own."""
    return token_urlsafe(32)


def token_of(app: Starlette) -> str:
    """Return the token that the pages of an app send back."""
    return str(app.state.token)


class _Headers:
    """Adds the headers that bind the browser."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class _Token:
    """Refuses what would change something and does not bring the token, or comes from a page elsewhere."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in _SAFE and not self._is_ours(Headers(scope=scope)):
            refusal = PlainTextResponse("This did not come from a page of docmine inspect. Load the page again.", 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        same = origin is None or origin.partition("://")[2] == headers.get("host", "")
        return same and compare_digest(headers.get(TOKEN, ""), self.token)
