"""A number of people harmed, beside the word that says so."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from docmine.events.victims import Victims
from docmine.extensions import Casualty

PARSED, SURFACE = "parse", "surface"


class Toll(NamedTuple):
    """A casualty with the word of harm that it goes with."""

    word: Token
    casualty: Casualty


def of(word: Token, kind: str, people: Victims, method: str, *, part: bool = False, cumulative: bool = False) -> Toll:
    """Return the toll that a word of harm takes of people."""
    low, best, high, start, end = people.amount
    casualty = Casualty(
        kind=kind,
        who=people.who,
        low=low,
        best=best,
        high=high,
        start=start,
        end=end,
        part=part,
        cumulative=cumulative,
        method=method,
    )
    return Toll(word, casualty)
