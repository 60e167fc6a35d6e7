"""Runs the services until they are interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence

import uvicorn

from docmine.errors import QueryError
from docmine.service.app import make_app
from docmine.service.service import Service

HOST = "127.0.0.1"
_CONNECTIONS = 64


def serve(
    services: Mapping[str, Service], port: int, origins: Sequence[str], ready: Callable[[str], None] = lambda _: None
) -> None:
    """Answer requests of this computer.

    Args:
        services: by name.
        port: to listen at.
        origins: web sites that may read the answers, besides pages of this computer.
        ready: is told the address once requests are accepted.

    Raises:
        QueryError: the port cannot be used.
    """
    try:
        listener = socket.create_server((HOST, port))
    except OSError as error:
        raise QueryError(
            f"cannot listen: {error.strerror}", where=f"{HOST}:{port}", remedy="choose another with --port"
        ) from error
    with listener:
        ready(f"http://{HOST}:{listener.getsockname()[1]}")
        settings = uvicorn.Config(
            make_app(services, origins), log_level="warning", server_header=False, limit_concurrency=_CONNECTIONS
        )
        uvicorn.Server(settings).run(sockets=[listener])
