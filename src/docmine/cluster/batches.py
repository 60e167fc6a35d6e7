"""Files that are worked on together: which they are depends on the raw folder alone, not on who works on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from docmine.read import Listed

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
    that it is in, and no other.
    """
    batch: list[Listed] = []
    for file in files:
        batch.append(file)
        if _ends(file.name, size) or len(batch) >= _MOST * size:
            yield _named(batch, settings)
            batch = []
    if batch:
        yield _named(batch, settings)


def _ends(name: str, size: int) -> bool:
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest) % size == 0


def _named(files: list[Listed], settings: dict[str, str]) -> Batch:
    about = [(file.name, file.state, file.kind, asdict(file.known)) for file in files]
    text = json.dumps([about, settings], sort_keys=True)
    return Batch(hashlib.blake2b(text.encode(), digest_size=12).hexdigest(), tuple(files))
