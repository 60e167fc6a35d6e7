"""What kind of event a category of some coding scheme is: fine (`bomb`) and broad (`armed violence`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from docmine.errors import CuratedError, ResourceError
from docmine.reconcile.pairs.converted import ALTERNATIVE
from docmine.resources import DATA, read_csv

Kind = tuple[str, str]
"""Fine and broad kind, empty where the category does not say."""


class Numbering(Protocol):
    """Gives the kinds of cells numbers, 0 where a kind is not known; role is `extracted` or `curated`."""

    def numbers(self, role: str, cell: str, /) -> tuple[int, int]: ...  # noqa: D102


class Named:
    """Numbers the kinds of cells that name them: fine and broad, as `cell` writes them."""

    def __init__(self) -> None:
        self._numbers = {"": 0}

    @staticmethod
    def cell(fine: str | None, broad: str | None) -> str | None:
        """Return the cell of a row whose kinds are known; None if neither is."""
        return ALTERNATIVE.join((fine or "", broad or "")) if fine or broad else None

    def numbers(self, _: str, cell: str, /) -> tuple[int, int]:
        """Return the numbers of fine and broad kind."""
        fine, broad = (self._numbers.setdefault(kind, len(self._numbers)) for kind in cell.split(ALTERNATIVE))
        return fine, broad


class Kinds:
    """Looks up categories: in the user's taxonomy if there is one, else in docmine's of ACLED, UCDP and PLOVER."""

    def __init__(self, taxonomy: Path | None = None) -> None:
        """Read a taxonomy with the columns `source` (extracted or curated), `category`, `level1`, `level2`.

        Raises:
            CuratedError: it lacks a column, or cannot be read.
        """
        self._known: dict[tuple[str, str], Kind] = {}
        for row in read_csv(DATA / "reconcile" / "types.csv", ("scheme", "category", "fine", "broad")):
            for role in ("extracted", "curated"):
                self._known.setdefault((role, row["category"].casefold()), (row["fine"], row["broad"]))
        if taxonomy:
            self._known |= _read(taxonomy)
        levels = sorted({level for kind in self._known.values() for level in kind if level})
        self._numbers = {"": 0, **{level: number for number, level in enumerate(levels, 1)}}

    def kind(self, role: str, cell: str) -> Kind:
        """Return the kind of the first of the alternatives in a cell that is known."""
        found: Iterable[Kind] = (
            self._known.get((role, category.casefold()), ("", "")) for category in cell.split(ALTERNATIVE)
        )
        return next((kind for kind in found if any(kind)), ("", ""))

    def numbers(self, role: str, cell: str, /) -> tuple[int, int]:
        """Return the same as numbers, 0 where it is not known."""
        fine, broad = self.kind(role, cell)
        return self._numbers[fine], self._numbers[broad]


def _read(path: Path) -> Mapping[tuple[str, str], Kind]:
    try:
        rows = list(read_csv(path, ("source", "category", "level1", "level2")))
    except ResourceError as error:
        raise CuratedError(error.message, where=error.where, remedy=error.remedy) from error
    return {(row["source"], row["category"].casefold()): (row["level1"], row["level2"]) for row in rows}
