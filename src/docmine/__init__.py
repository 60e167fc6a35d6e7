"""docmine turns a folder of messy reports into reconciled tables of who did what to whom, where and when.

import docmine

result = docmine.run("raw", "output")
result.events            # a pandas DataFrame
docmine.load("output")   # the same tables, another day
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from docmine.config import Config
    from docmine.result import Result


def run(raw: str | Path, output: str | Path = "output", *, config: Config | None = None) -> Result:
    """Turn the reports under `raw` into tables in `output` and return them.

    Settings are those of the nearest `pipeline/docmine.toml`, unless given. Documents that fail
    are in `result.errors`.

    Raises:
        DocmineError: nothing could be run; see `docmine.runner.run`.
    """
    # Imported here, because spaCy takes seconds to import.
    from docmine import config as settings  # noqa: PLC0415
    from docmine import runner  # noqa: PLC0415

    used = config or settings.load(settings.find_workspace(Path.cwd()))
    runner.run(Path(raw), Path(output), used)
    return load(output)


def load(output: str | Path = "output") -> Result:
    """Return the tables that a run made.

    Raises:
        StoreError: the folder holds no tables, or tables of another version of docmine.
    """
    from docmine.result import Result  # noqa: PLC0415

    return Result(Path(output))


__all__ = ["__version__", "load", "run"]
