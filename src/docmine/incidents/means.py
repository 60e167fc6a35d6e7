"""With what it was done, in few kinds, so that a shooting and a bombing of one day stay two."""

from __future__ import annotations

from functools import cache

from docmine.events.inflection import forms
from docmine.resources import DATA, read_csv, read_toml

FOLDER = DATA / "events"


def means(mode: str | None, weapon: str | None) -> str | None:
    """Return the kind of means that a mode or else a weapon stands for (*blast*, *gun*, *blade*, *gas*), or None."""
    kinds = _kinds()
    return kinds.get(mode or "") or (_of_weapon(weapon, kinds) if weapon else None)


def _of_weapon(weapon: str, kinds: dict[str, str]) -> str | None:
    words = weapon.lower().split()
    return kinds.get(_weapons().get(words[-1], "")) if words else None


@cache
def _kinds() -> dict[str, str]:
    """Return the kind of means of each mode and each kind of weapon that says one."""
    lists = read_toml(FOLDER / "tellings.toml")["means"]
    return {word: kind for kind, words in lists.items() for word in words}


@cache
def _weapons() -> dict[str, str]:
    rows = read_csv(FOLDER / "weapons.csv", ("lemma", "kind"))
    return {form: row["kind"] for row in rows for form in forms(row["lemma"], "NOUN")}
