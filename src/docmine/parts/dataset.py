"""All parts of an output folder, and which of them make up its tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from docmine.documents import Refused
from docmine.errors import StoreError
from docmine.export import atomic
from docmine.parts.manifest import Manifest, NoReport
from docmine.parts.part import committed, folder_of
from docmine.parts.sealed import Sealed
from docmine.plan import Noted

INDEX = "run.json"
_AGAIN = "run `docmine run` with the same engine again: it goes on where it was"


class Index(Sealed):
    """What a run set out to do: its settings, its parts in the order of the raw folder, and what is no report."""

    settings: dict[str, str]
    decisions: int
    parts: tuple[str, ...]
    refused: tuple[NoReport, ...]


class Dataset:
    """The parts in a folder that together are what a run made.

    Args:
        folder: the folder of parts.

    Raises:
        StoreError: there is no such dataset, or its index is torn or was changed.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = Index.read(folder / INDEX, _AGAIN)

    @classmethod
    def begin(cls, folder: Path, index: Index) -> Dataset:
        """Say what is to be done, in place of what an earlier run said; parts that are there stay.

        Raises:
            StoreError: the folder cannot be written.
        """
        with atomic(folder / INDEX) as temporary:
            temporary.write_text(index.seal(), encoding="utf-8")
        return cls(folder)

    def missing(self) -> list[str]:
        """Return the parts that are not done yet."""
        return [part for part in self.index.parts if not folder_of(self.folder, part).exists()]

    def manifests(self) -> Iterator[Manifest]:
        """Yield the manifests in the order of the raw folder.

        Raises:
            StoreError: a part is missing, torn, was changed, or was made with other settings.
        """
        for part in self.index.parts:
            manifest = committed(self.folder, part)
            if manifest is None:
                raise StoreError(f"lacks the part {part}", where=str(self.folder), remedy=_AGAIN)
            if manifest.settings != self.index.settings:
                where = str(self.folder / part)
                raise StoreError("was made with other settings", where=where, remedy=f"delete it; {_AGAIN}")
            yield manifest

    def found(self) -> Iterator[Noted | Refused]:
        """Yield what a run noted of all that was found."""
        yield from (entry.refused() for entry in self.index.refused)
        for manifest in self.manifests():
            yield from (report.noted(trusted=manifest.trusted) for report in manifest.reports)
            yield from (entry.refused() for entry in manifest.refused)

    def withdraw(self, parts: Iterable[str]) -> None:
        """Take parts away, so that they are done again."""
        for part in parts:
            remove(folder_of(self.folder, part))

    def sweep(self) -> None:
        """Take away the parts of earlier runs, and what processes that were killed left half written."""
        keep = set(self.index.parts)
        for path in self.folder.iterdir():
            if path.is_dir() and not path.is_symlink() and path.name not in keep:
                remove(path)


def remove(folder: Path) -> None:
    """Take a part away; under another name first, so that half of it is never taken for the whole.

    Raises:
        StoreError: it cannot be removed.
    """
    try:
        hidden = folder if folder.name.startswith(".") else folder.rename(folder.with_name(f".{folder.name}.gone"))
        shutil.rmtree(hidden)
    except OSError as error:
        raise StoreError(
            f"cannot be removed: {error.strerror}", where=str(folder), remedy="check its rights"
        ) from error
