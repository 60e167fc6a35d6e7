"""Tokens of texts that run on without white space, in time that grows with their length only.

spaCy's tokenizer takes the affixes off a stretch one by one and copies what is left each time: ten thousand quotation
marks in a row take it minutes.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

_UNBROKEN = re.compile(r"\S{1000,}")
"""No word of any language, and longer than addresses of web pages that people meant to write."""
_PIECE = 200
"""Characters that the tokenizer is given at a time of such a stretch."""


def make_doc(nlp: Language, text: str) -> Doc:
    """Return what `nlp.make_doc` does; a stretch of 1,000 characters or more is cut every 200 characters first."""
    cuts = [cut for run in _UNBROKEN.finditer(text) for cut in range(run.start() + _PIECE, run.end(), _PIECE)]
    if not cuts:
        return nlp.make_doc(text)
    pieces = (text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))
    made: Doc = Doc.from_docs([nlp.make_doc(piece) for piece in pieces], ensure_whitespace=False)
    return made
