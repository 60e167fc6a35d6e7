"""With what it was done, in few kinds, so that a shooting and a bombing of one day stay two."""

from __future__ import annotations

from functools import cache

from docmine.events import grammar
from docmine.events.deeds import rules
from docmine.events.inflection import forms


def means(mode: str | None, weapon: str | None) -> str | None:
    """Return the kind of means that a mode or else a weapon stands for (*blast*, *gun*, *blade*, *gas*), or None."""
    kinds = rules().means
    return kinds.get(mode or "") or (_of_weapon(weapon, kinds) if weapon else None)


def _of_weapon(weapon: str, kinds: dict[str, str]) -> str | None:
    words = weapon.lower().split()
    return kinds.get(_weapons().get(words[-1], "")) if words else None


@cache
def _weapons() -> dict[str, str]:
    """Return the kind of each weapon, by all its forms."""
    return {form: kind for lemma, kind in grammar.load().weapons.items() for form in forms(lemma, "NOUN")}
