"""Nouns that go on with a group named before: `Kessen Front … The group said`."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from docmine.actors.lexicon import lexicon
from docmine.actors.mention import Mention
from docmine.actors.table import Actor

REACH = 60
"""Tokens before the noun within which the group must be named."""


def goes_on_with(doc: Doc, noun: Mention, named: Mapping[int, Actor]) -> Actor | None:
    """Return the one group that a definite noun can stand for, None if there is none or a choice.

    Args:
        doc: the document.
        noun: a mention of kind `generic` without a country or owner.
        named: tokens that name actors, at most `REACH` before the noun.
    """
    kinds = lexicon().anaphors.get(noun.value)
    if not kinds or not _is_definite(doc, noun):
        return None
    near = {
        actor.key: actor for at, actor in named.items() if actor.type in kinds and _paragraphs(doc, at, noun.start) <= 1
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _is_definite(doc: Doc, noun: Mention) -> bool:
    """Say whether `the` or `this` stands before the noun, and nothing after it says which: `the group of tourists`."""
    if not noun.start or doc[noun.start - 1].lower_ not in {"the", "this"}:
        return False
    after = doc[noun.end] if noun.end < len(doc) else None
    return after is None or after.lower_ not in {"of", "that", "which", "called", "known", "led"}


def _paragraphs(doc: Doc, start: int, end: int) -> int:
    return sum(token.text_with_ws.count("\n\n") for token in doc[start:end])
