"""Reads the list of actors that `docmine reconcile --actors` is given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docmine.errors import CuratedError, ResourceError
from docmine.reconcile.known import known_as
from docmine.reconcile.names import country_code
from docmine.reconcile.parties import ActorBook
from docmine.resources import read_csv
from docmine.schema import Row

_TYPES = {"foreign": "military", "rebel": "rebel", "state": "state", "military": "military", "civ": "civilian"}
"""Words for kinds of actors in lists -> docmine's types; a foreign force's country is where it fights, not its own."""


def actor_book(path: Path | None, extracted: Sequence[Row] = ()) -> ActorBook:
    """Return the actors of a CSV file: `name` or `canonical`, and if there `aliases`, `type` or `kind`, `country`.

    Args:
        path: the file.
        extracted: rows of docmine's table `actors`; where there are any, docmine's own list of actors counts too, as in
            a run.

    Raises:
        CuratedError: it has no column of names, or cannot be read.
    """
    listed = _read(path) if path else ()
    return ActorBook(extracted, listed, known_as) if extracted else ActorBook((), listed)


def _read(path: Path) -> list[Row]:
    try:
        rows = list(read_csv(path))
    except ResourceError as error:
        raise CuratedError(error.message, where=error.where, remedy=error.remedy) from error
    if rows and not {"name", "canonical"} & rows[0].keys():
        raise CuratedError("has no column of names", where=f"{path}:1", remedy="name the actors in a column `name`")
    return [_actor(row) for row in rows]


def _actor(row: dict[str, str]) -> Row:
    name = row.get("name") or row.get("canonical") or ""
    kind = row.get("type") or row.get("kind") or ""
    country = country_code(row.get("country_iso3") or row.get("country"))
    return {
        "id": row.get("actor_id") or f"{name}:{country or ''}",
        "name": name,
        "aliases": [alias.strip() for alias in (row.get("aliases") or "").split("|") if alias.strip()],
        "type": _TYPES.get(kind, kind),
        "country": None if kind == "foreign" else country,
    }
