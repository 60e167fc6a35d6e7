"""Folder → the files in it that hold reports, none of them opened; whatever is passed over comes out as `Refused`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Literal

from docmine.config import ReadConfig
from docmine.documents import Kind, Metadata, Refused
from docmine.errors import ReadError
from docmine.read.sources import SOURCES_NAME, load_sources, match_sources
from docmine.read.storage import Location, remote_files

KINDS: Mapping[str, Kind] = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "record",
    ".jsonl.gz": "record",
}
"""Suffix -> kind of report."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of reports as it was found.

    `name` is how tables name it, `known` what the user knows of it, and `state` is another when its content is.
    `lines` are those of a JSONL file that are meant, from the first to before the last; all, where it is None.
    """

    name: str
    location: Location
    kind: Kind
    state: str
    known: Metadata
    lines: tuple[int, float] | None = None


Found = tuple[str, Location, str]
"""Name, place and state of a file."""


def kind_of(path: Path) -> Kind | None:
    """Return the kind of report that the suffix of this file says it is, or None."""
    return _kind(path.name)


def listing(folder: Path | str, config: ReadConfig) -> Iterator[Listed | Refused]:
    """Yield each file of reports under `folder`, to any depth and in sorted order, or why it is not one.

    Links to files inside the folder are read; links that lead out of it, and links to folders, are not.
    `folder` may also be a single file, or the URL of a folder or file.

    Raises:
        ReadError: there is no such folder or file, or it cannot be listed.
        ResourceError: `sources.csv` in the folder is malformed.
    """
    found, sources = _remote(folder, config) if isinstance(folder, str) else _local(folder, config)
    names = [one.path if isinstance(one, Refused) else one[0] for one in found]
    known, unmatched = match_sources(load_sources(sources) if sources else {}, names)
    for one in found:
        yield one if isinstance(one, Refused) else _listed(one, known.get(one[0], Metadata()))
    if isinstance(folder, str) or folder.is_dir():
        yield from unmatched


def _listed(found: Found, known: Metadata) -> Listed | Refused:
    name, location, state = found
    kind = _kind(location.name)
    if kind is None:
        kinds = " ".join(KINDS)
        return Refused(name, "skipped", "is not of a kind that docmine reads", f"save it as one of {kinds}")
    return Listed(name, location, kind, state, known)


def _kind(name: str) -> Kind | None:
    name = name.lower()
    return next((kind for suffix, kind in KINDS.items() if name.endswith(suffix)), None)


def _local(folder: Path, config: ReadConfig) -> tuple[list[Found | Refused], Location | None]:
    """Return what is in a folder, and its `sources.csv`."""
    if not folder.exists():
        raise ReadError("no such folder or file", where=str(folder), remedy="check the path")
    root = folder if folder.is_dir() else folder.parent
    sources = root / SOURCES_NAME
    return list(_walk(folder, root, config)), sources if sources.is_file() else None


def _walk(start: Path, root: Path, config: ReadConfig) -> Iterator[Found | Refused]:
    """Yield all files but `sources.csv`, depth first by name, and what is passed over on the way."""
    inside = root.resolve()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        try:
            refused = _passed_over(path, inside, config) if path != start else None
            if refused:
                yield Refused(_name(path, root), *refused)
            elif path.is_dir():
                waiting += sorted(path.iterdir(), key=lambda child: child.name, reverse=True)
            elif path != root / SOURCES_NAME:
                state = path.stat()
                yield _name(path, root), path, f"{state.st_size} {state.st_mtime_ns}"
        except OSError as error:
            yield unreadable(_name(path, root), error)


def _passed_over(path: Path, inside: Path, config: ReadConfig) -> tuple[Literal["skipped", "failed"], str, str] | None:
    """Return status, message and remedy if the rules say that this file or folder is not read."""
    if refused := _excluded(path.name, config):
        return refused
    if path.is_symlink():
        if not path.exists():
            return "failed", "is a link that leads nowhere", "mend or remove the link"
        if not path.resolve().is_relative_to(inside):
            return "skipped", "is a link that leads out of the folder", "copy what it points to into the folder"
        if path.is_dir():
            return "skipped", "is a link to a folder that is read in its own place", ""
    return None


def _excluded(name: str, config: ReadConfig) -> tuple[Literal["skipped"], str, str] | None:
    for rule in config.exclude:
        if fnmatchcase(name, rule):
            return "skipped", f"excluded by the rule {rule!r}", "change read.exclude to have it read"
    return None


def _remote(url: str, config: ReadConfig) -> tuple[list[Found | Refused], Location | None]:
    """Return what is below a URL, and its `sources.csv`."""
    files = {name: (name, location, state) for name, location, state in remote_files(url)}
    sources = files.pop(SOURCES_NAME, None)
    refused: dict[str, Refused] = {}
    found: list[Found | Refused] = []
    for name, file in files.items():
        above = [str(part) for part in (*reversed(PurePosixPath(name).parents[:-1]), PurePosixPath(name))]
        rules = ((path, _excluded(PurePosixPath(path).name, config)) for path in above)
        path, why = next(((path, why) for path, why in rules if why), (name, None))
        if why is None or len(files) == 1:
            found.append(file)
        elif path not in refused:
            found.append(refused.setdefault(path, Refused(path, *why)))
    return found, sources[1] if sources else None


def _name(path: Path, root: Path) -> str:
    r"""Return the relative path as it stands in tables; bytes that are not UTF-8 are written like `\udcff`."""
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def unreadable(name: str, error: OSError) -> Refused:
    """Return what is said of a file that cannot be read."""
    reason = error.strerror or str(error)
    return Refused(name, "failed", f"cannot be read: {reason}", "check that it is there and that you may read it")
