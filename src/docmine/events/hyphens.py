"""Words written with a hyphen, which a tokenizer takes apart: *cease-fire*, *sit-in*."""

from __future__ import annotations

from spacy.tokens import Doc, Token


def joined(token: Token) -> str:
    """Return the hyphenated word that a token heads, in lower case, or an empty string."""
    doc, i = token.doc, token.i
    for hyphen in (i + 1, i - 1):
        if 0 < hyphen < len(doc) - 1 and doc[hyphen].text == "-" and head(doc, hyphen) == token:
            return f"{doc[hyphen - 1].lower_}-{doc[hyphen + 1].lower_}"
    return ""


def head(doc: Doc, hyphen: int) -> Token:
    """Return the part of a hyphenated word on which the other depends: *fire* of *cease-fire*, *sit* of *sit-in*."""
    first, second = doc[hyphen - 1], doc[hyphen + 1]
    return second if first.head.i in (second.i, hyphen) else first
