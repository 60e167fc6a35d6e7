"""Whether files change while they are being read, by any means and even if they are put back later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

Look = tuple[int, ...]
"""What the system says of a file."""

Files = Callable[[], Iterable[Path]]
"""Lists the files that are watched, as they are at the time; ones that are missing may be among them."""


class Watch:
    """Remembers how files looked when it was made, and says which look otherwise.

    A look is what the system says of a file, not what is in it, so that looking takes next to no time. It tells a
    file that was written, replaced, moved in or taken away. The clock plays no part: times are compared for being
    the same, and never for which is later.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        self._then = _looks(files())

    def changed(self) -> list[Path]:
        """Return the files that are not what they were, in sorted order."""
        now = _looks(self._files())
        return sorted(path for path in self._then.keys() | now.keys() if self._then.get(path) != now.get(path))


def _looks(files: Iterable[Path]) -> dict[Path, Look]:
    looks: dict[Path, Look] = {}
    for path in files:
        if found := look(path):
            looks[path] = found
    return looks


def look(path: Path) -> Look:
    """Return what the system says of a file, which is never the same for two contents; nothing if it is not there."""
    try:
        state = path.stat()
    except OSError:
        return ()
    return (state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
