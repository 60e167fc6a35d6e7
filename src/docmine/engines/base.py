"""The interface of engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from docmine.config import Config
from docmine.documents import RawItem
from docmine.worker import Outcome

Batch = Sequence[RawItem]


class Engine(Protocol):
    """Works on batches of reports.

    An engine loses no item: what cannot be worked on comes back as a failed outcome.
    """

    def map(self, config: Config, batches: Iterable[Batch]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each batch, in any order of batches.

        Batches are taken from the iterable only as fast as they are worked on.
        """
        ...
