"""Files that are worked on together: which they are depends on the raw folder alone, not on who works on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from docmine.config import ReadConfig
from docmine.read import ALL, Listed, stretches

_MOST = 4
"""A batch has at most this many times the size that is asked for."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files, and the name of the part that is made of them.

    The name is a digest of the names and states of the files, of what the user knows of them, and of the settings: the
    same work has the same name, whoever does it and how often.
    """

    part: str
    files: tuple[Listed, ...]


def batches(files: Iterable[Listed], settings: dict[str, str], size: int) -> Iterator[Batch]:
    """Yield the files in batches of about `size`, in order.

    A batch ends where the digest of a file's name says so: a file that is added or taken away changes the batch
    that it is in, and no other. It also ends with each stretch of records.
    """
    batch: list[Listed] = []
    for file in files:
        batch.append(file)
        if _ends(file.name, size) or file.kind == "record" or len(batch) >= _MOST * size:
            yield _named(batch, settings)
            batch = []
    if batch:
        yield _named(batch, settings)


def in_stretches(files: Iterable[Listed], config: ReadConfig, size: int) -> Iterator[Listed]:
    """Yield the files; one of more than `size` records comes several times, each time for some of its lines.

    These are the only files that are opened here. One that cannot be opened is left to the worker, which says so.
    """
    for file in files:
        if file.kind != "record":
            yield file
            continue
        try:
            lines = list(stretches(file.location, config, size))
        except OSError:
            lines = [ALL]
        yield from (replace(file, lines=some) for some in lines)


def _ends(name: str, size: int) -> bool:
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest) % size == 0


def _named(files: list[Listed], settings: dict[str, str]) -> Batch:
    about = [(file.name, file.state, file.kind, asdict(file.known), file.lines) for file in files]
    text = json.dumps([about, settings], sort_keys=True)
    return Batch(hashlib.blake2b(text.encode(), digest_size=12).hexdigest(), tuple(files))
