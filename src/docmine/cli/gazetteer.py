"""The gazetteer is built once, with progress, before anything asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docmine.config import Config


def prepare_gazetteer(config: Config, *, quiet: bool) -> None:
    """Build the gazetteer if it is not in the user's cache yet."""
    from docmine.cli.progress import progress
    from docmine.places.gazetteer import open_gazetteer

    with progress("building the gazetteer, once: places", quiet=quiet) as advance:
        open_gazetteer(config.places.gazetteer, progress=advance).close()
