"""How long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with the number of documents that are done and that there are to do."""


def quiet(done: int, total: int) -> None:
    """Show no progress."""
