"""What became of an output folder: rows that are lacking or too many, files that are torn or half written."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def exports(output: Path) -> dict[str, bytes]:
    """Return the tables."""
    return {path.name: path.read_bytes() for path in sorted(output.glob("*.csv"))}


def compare(found: Mapping[str, bytes], whole: Mapping[str, bytes]) -> tuple[int, int]:
    """Return how many rows are lacking and how many are there too often, or differ."""
    lost = doubled = 0
    for name, content in whole.items():
        want, have = Counter(content.splitlines()), Counter(found.get(name, b"").splitlines())
        lost += (want - have).total()
        doubled += (have - want).total()
    return lost, doubled + int(dict(found) != dict(whole) and not lost)


def torn(folder: Path) -> int:
    """Return how many files are not whole that have a final name, the store among them."""
    return sum(not _is_whole(path) for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def left_over(folder: Path) -> int:
    """Return how many half-written files lie about."""
    return sum(path.name.endswith(".part") for path in folder.rglob("*"))


def _is_whole(path: Path) -> bool:
    try:
        match path.suffix:
            case ".csv":
                with path.open(encoding="utf-8", newline="") as handle:
                    return len({len(row) for row in csv.reader(handle, strict=True)}) == 1 and _ends(path)
            case ".sqlite":
                return _is_sound(path)
            case ".xlsx":
                return zipfile.ZipFile(path).testzip() is None
            case ".parquet":
                import duckdb  # noqa: PLC0415 - heavy

                return duckdb.read_parquet(str(path)).fetchall() is not None
    except (ValueError, csv.Error, zipfile.BadZipFile, sqlite3.Error, OSError):
        return False
    return True


def _ends(path: Path) -> bool:
    return path.read_bytes().endswith(b"\n")


def _is_sound(path: Path) -> bool:
    """Whether a store that was left as it is can be read whole; a copy is looked at, so that it stays as it is."""
    aside = path.parent.with_name(f"{path.parent.name}.aside")
    shutil.copytree(path.parent, aside, dirs_exist_ok=True)
    try:
        db = sqlite3.connect(aside / path.name)
        answer: Any = db.execute("PRAGMA integrity_check").fetchone()[0]
        db.close()
    finally:
        shutil.rmtree(aside)
    return bool(answer == "ok")
