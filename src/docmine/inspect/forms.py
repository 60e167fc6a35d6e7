"""What the forms of the app send."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request

LONGEST = 100_000
"""Bytes of a form."""

_SEVERAL = frozenset({"source_actors", "target_actors", "chosen"})
"""Fields that may come several times: their values are joined by commas."""

Form = Mapping[str, str]
"""The value of each field."""


async def read_form(request: Request) -> Form:
    """Return what a form sent.

    Raises:
        HTTPException: it is longer than any form of the app.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise HTTPException(413, "This is more than a form of this app sends.")
    sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: ",".join(values) if name in _SEVERAL else values[-1] for name, values in sent.items()}
