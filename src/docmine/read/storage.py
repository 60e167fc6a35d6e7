"""Where raw files lie: in folders of this machine, shared ones too, or by URL in what fsspec reads (`s3://…`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from docmine.errors import ReadError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_MARKS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified", "updated", "created")
"""What file systems call that which changes with a file's content, the surest first."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A file in storage that a URL names.

    The file is never asked for by a URL that holds its name: `a::file:///etc/passwd` is a name that others can give
    to a file, and fsspec would take it for a way to another one.
    """

    root: str
    path: str

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    def __str__(self) -> str:
        return f"{self.root}: {self.path}"

    def open(self) -> BinaryIO:
        """Open it for reading.

        Raises:
            OSError: it cannot be opened.
        """
        return cast(BinaryIO, _file_system(self.root)[0].open(self.path, "rb"))


Location = Path | Remote
"""Where one file lies."""


def raw_folder(text: str) -> Path | str:
    """Return where the user says that the reports lie: a path, or the URL of what is no folder of this machine."""
    if text.startswith("file://"):
        return Path(text.removeprefix("file://"))
    return text if "://" in text else Path(text)


def open_file(location: Location) -> BinaryIO:
    """Open a file for reading.

    Raises:
        OSError: it cannot be opened.
    """
    return location.open() if isinstance(location, Remote) else location.open("rb")


def remote_files(url: str) -> Iterator[tuple[str, Remote, str]]:
    """Yield name below `url`, place and state of each file there, depth first by name; of one file, its own.

    The state is another when the content is.

    Raises:
        ReadError: there is nothing there, or it cannot be listed.
    """
    system, root = _file_system(url)
    try:
        found = system.find(root, detail=True)
        if not found:
            raise FileNotFoundError("no such folder or file, or an empty one")
    except Exception as error:  # each kind of storage has errors of its own
        raise ReadError(f"cannot be listed: {error}", where=url, remedy="check the URL and your rights") from error
    start = root.rstrip("/") + "/"
    named = {path.removeprefix(start) if path != root else path.rpartition("/")[2]: path for path in found}
    for name in sorted(named, key=lambda name: name.split("/")):
        yield name, Remote(url, named[name]), _state(found[named[name]])


def _state(info: Mapping[str, Any]) -> str:
    mark = next((info[mark] for mark in _MARKS if info.get(mark)), "")
    return f"{info.get('size')} {mark}"


def _file_system(url: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of a URL, which fsspec keeps, and the path in it.

    Raises:
        ReadError: it is of a kind that is not known or not installed.
    """
    try:
        import fsspec  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ReadError("a URL needs fsspec", where=url, remedy="pip install 'docmine[ray]'") from error
    try:
        return cast("tuple[AbstractFileSystem, str]", fsspec.url_to_fs(url))
    except (ImportError, ValueError) as error:
        raise ReadError(str(error), where=url, remedy="check the URL, or install what it names") from error
