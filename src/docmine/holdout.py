"""Which labelled sentences are learned from and which are held out to test on; the choice is stable over time.

Whole documents are held out, because sentences of one document share their names. A sentence whose
document is not known is a document of its own. A hash of the document's name decides, so a document
stays on its side however many others come, go or change their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from docmine.labelled import Example, Layer

_SHARE = 5  # one document in five
_HASHES = 2**64


def split(examples: Sequence[Example], layer: Layer | None = None) -> tuple[list[Example], list[Example]]:
    """Return what is learned and what is held out, each in the order given.

    Where the hash would hold out nothing, the document with the lowest hash is held out, if there
    are two: of few documents too one must test. So a document that was learned from beside others
    is never tested on later. Of one document alone either side gets all. A sentence that also stands
    in a document that is held out is held out with it.

    Args:
        examples: labelled sentences of any layer; a document is on the same side in both layers.
        layer: return only the sentences of this layer.
    """
    hashes = {document(example): _hash(document(example)) for example in examples}
    held = {name for name, value in hashes.items() if value < _HASHES // _SHARE}
    if not held and len(hashes) > 1:
        held = {min(hashes, key=hashes.__getitem__)}
    texts = {plain(example.text) for example in examples if document(example) in held}
    sides: tuple[list[Example], list[Example]] = ([], [])
    for example in examples:
        if layer in (None, example.layer):
            sides[plain(example.text) in texts].append(example)
    return sides


def document(example: Example) -> str:
    """Return what a sentence is resampled and held out with: its document, or itself where that is not known."""
    return f"document {example.doc}" if example.doc else f"text {plain(example.text)}"


def plain(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
