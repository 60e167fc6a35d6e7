"""The interface of engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

from docmine.config import Config
from docmine.documents import RawItem
from docmine.worker import Outcome

Batch = Sequence[RawItem]
T = TypeVar("T")


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of `size`, the last perhaps shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


class Engine(Protocol):
    """Works on batches of reports.

    An engine loses no item: what cannot be worked on comes back as a failed outcome.
    """

    def map(self, config: Config, batches: Iterable[Batch]) -> Iterator[list[Outcome]]:
        """Yield the outcomes of each batch, in any order of batches.

        Batches are taken from the iterable only as fast as they are worked on.
        """
        ...
