"""The right to write an output folder, which one process has at a time."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from docmine.errors import StoreError

_LOCK = ".docmine.lock"
_HOLDER = ".docmine.holder"
"""Who holds the lock, or held it last: a line for people. The lock itself is that of an SQLite file."""


class Lock:
    """A lock on a folder. It ends with this process, however that ends; nothing is left to clean up.

    Raises:
        StoreError: another process holds it; the message says which.
        OSError, sqlite3.Error: the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None)
        try:
            self._db.execute("BEGIN EXCLUSIVE")
            (folder / _HOLDER).write_text(f"process {os.getpid()} on {platform.node()}, since {_now()}\n", "utf-8")
        except sqlite3.OperationalError as error:
            self.release()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise StoreError(
                f"another run is writing here{_holder(folder)}",
                where=str(folder),
                remedy="wait for it, or give another folder with -o",
            ) from error
        except OSError:
            self.release()
            raise

    def release(self) -> None:
        """Let others have it."""
        self._db.close()


def _holder(folder: Path) -> str:
    """Return who holds the lock, in brackets; nothing where that cannot be read."""
    try:
        text = (folder / _HOLDER).read_text("utf-8", "replace")
    except OSError:
        return ""
    return f" ({''.join(filter(str.isprintable, text))[:200]})" if text else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(" ", "seconds").removesuffix("+00:00") + " UTC"
