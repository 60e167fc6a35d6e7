"""A mention of an actor, before the document has settled which."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `start:end` that name an actor, before the document has settled which.

    kind: `known` (value is a key of the table), `state` and `demonym`, `country`, `capital`,
    `people` (value is an ISO 3166-1 alpha-3 code), `generic` (value is a folded phrase), `name`
    (value is the name as written, without titles).
    """

    start: int
    end: int
    kind: str
    value: str
    method: str
    score: float
    country: str = ""  # of the demonym or possessor of a generic noun
    owner: str = ""  # key of the actor that a generic noun belongs to
    label: str = ""  # of the model, for a name
    choices: tuple[str, ...] = ()  # keys of an ambiguous name
