"""What kind of event a category of some coding scheme is: fine (`bomb`) and broad (`armed violence`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from docmine.reconcile.pairs.converted import ALTERNATIVE
from docmine.reconcile.taxonomy import SCHEMES, Taxonomy, packaged

Kind = tuple[str, str]
"""Fine and broad kind, empty where the category does not say."""

_NO_FILES: Mapping[str, Path] = MappingProxyType({})


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
    """Looks up categories in a taxonomy: by what the file is called, what the table is, then the known schemes."""

    def __init__(self, taxonomy: Taxonomy | None = None, files: Mapping[str, Path] = _NO_FILES) -> None:
        """Take a taxonomy, else docmine's; `files` are those of the tables `extracted` and `curated`."""
        self._taxonomy = taxonomy or packaged()
        self._files = {role: path.name.partition(".")[0] for role, path in files.items()}
        self._numbers = {"": 0}

    def kind(self, role: str, cell: str) -> Kind:
        """Return the kind of the first of the alternatives in a cell that is known; the user's own come first."""
        sources = (*filter(None, [self._files.get(role)]), role, *SCHEMES)
        codes = [(source, category) for source in sources for category in cell.split(ALTERNATIVE)]
        fine, broad = self._taxonomy.classes(codes)
        return fine or "", broad or ""

    def numbers(self, role: str, cell: str, /) -> tuple[int, int]:
        """Return the same as numbers, 0 where it is not known."""
        fine, broad = (self._numbers.setdefault(kind, len(self._numbers)) for kind in self.kind(role, cell))
        return fine, broad
