"""What the app may see: one workspace's settings and one output folder, read while a run may write it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docmine.config import Config
from docmine.store import Store


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace and its tables.

    Attributes:
        config: the workspace's settings; decisions go into its `review/decisions.jsonl`.
        output: the folder of the tables.
        redact: whether names of persons are replaced by ids in all that is shown.
        who: who decides, as decisions name them.
    """

    config: Config
    output: Path
    redact: bool = False
    who: str = ""

    @property
    def decisions(self) -> Path | None:
        """The file that decisions are added to; None where there is no workspace."""
        return self.config.path("review", "decisions.jsonl")

    @property
    def can_decide(self) -> bool:
        """Whether there is a file to add to, and people are not hidden."""
        return self.decisions is not None and not self.redact

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Open the tables for one page; a run that writes meanwhile is seen as it was when the page began.

        Raises:
            StoreError: there are no tables, or they are of another version of docmine.
        """
        with Store(self.output, readonly=True) as store:
            store.execute("BEGIN")
            yield store
