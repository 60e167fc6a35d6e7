"""Deterministic ids: the same content gives the same id, on any machine and in any run.

Every id begins with a letter and an underscore, so that no spreadsheet reads it as a number
(`12e45…` would become a float in Excel).
"""

from __future__ import annotations

import hashlib

PREFIXES = {
    "document": "d",
    "mention": "m",
    "date": "t",
    "place": "p",
    "actor": "a",
    "event": "e",
    "casualty": "k",
    "claim": "c",
    "filler": "f",
    "incident": "i",
    "link": "l",
}
"""Kind of row -> the letter its ids begin with."""


def make_id(kind: str, *parts: object) -> str:
    """Return the id of a row: its kind's letter and 16 hex digits of a digest of `parts`.

    Parts are joined by the ASCII unit separator, so `("a", "bc")` and `("ab", "c")` differ.

    Raises:
        KeyError: `kind` is not one of `PREFIXES`.
    """
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8)
    return f"{PREFIXES[kind]}_{digest.hexdigest()}"


def document_id(sha256: str) -> str:
    """Return the id of the document whose bytes have this SHA-256 (hex)."""
    return f"{PREFIXES['document']}_{sha256[:16]}"
