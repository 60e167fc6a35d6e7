"""Serves the app on this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from docmine.errors import StoreError
from docmine.inspect.app import make_app
from docmine.inspect.workspace import Workspace

HOST = "127.0.0.1"


def serve(workspace: Workspace, port: int, ready: Callable[[str], None]) -> None:
    """Serve until it is interrupted.

    Args:
        workspace: what to show.
        port: the port, 0 for any that is free.
        ready: is told the address once pages can be asked for.

    Raises:
        StoreError: there are no tables, or the port is taken.
    """
    with workspace.reading():
        pass  # say now, not in a page, that there is nothing to show
    server = uvicorn.Server(uvicorn.Config(make_app(workspace), log_level="warning", lifespan="off"))
    with _listening(port) as listener:
        ready(f"http://{HOST}:{listener.getsockname()[1]}/")
        server.run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        remedy = "give another with --port, or 0 for any that is free"
        raise StoreError(f"port {port} cannot be used: {error.strerror}", where=HOST, remedy=remedy) from error
    listener.listen(128)
    return listener
