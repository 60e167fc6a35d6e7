"""The table `actors`: identities as each document names them, put together."""

from __future__ import annotations

from collections.abc import Iterator

from docmine.identities.link import Named
from docmine.schema import Row
from docmine.store import Store, split_list


def names(store: Store) -> Iterator[Named]:
    """Yield all actors by all the names that documents give them."""
    sql = "SELECT DISTINCT actor_id, name, aliases, type, country_iso3, origin FROM _identities WHERE origin <> 'class'"
    for actor_id, name, aliases, kind, country, origin in store.execute(sql):
        yield Named(actor_id, name, frozenset(split_list(aliases)), kind, country or "", origin)


def actors(store: Store) -> Iterator[Row]:
    """Yield the actors over all documents.

    Of the names that documents give an actor, the most frequent is its name, the first in the
    alphabet among equals; the others are aliases. Type and country come from the surest document.
    """
    ranked = (
        "SELECT coalesce(o.one, i.actor_id) AS one, i.*, d.published FROM _identities i JOIN documents d USING (doc_id)"
        " LEFT JOIN _one o ON o.actor_id = i.actor_id"
        " ORDER BY one, one <> i.actor_id, i.score DESC, i.name, i.doc_id, i.actor_id"
    )
    group: list[Row] = []
    for record in store.execute(ranked):
        if group and group[0]["one"] != record["one"]:
            yield _actor(group)
            group = []
        group.append(dict(record))
    if group:
        yield _actor(group)


def _actor(group: list[Row]) -> Row:
    uses: dict[str, int] = {}
    aliases: set[str] = set()
    for row in group:
        if row["actor_id"] == row["one"]:
            uses[row["name"]] = uses.get(row["name"], 0) + row["n_mentions"]
        aliases |= {row["name"], *split_list(row["aliases"])}
    name = min(uses, key=lambda candidate: (-uses[candidate], candidate))
    dates = sorted(row["published"] for row in group if row["published"])
    doc_ids = sorted({row["doc_id"] for row in group})
    return {
        **{key: group[0][key] for key in ("type", "origin", "method", "score")},
        "actor_id": group[0]["one"],
        "name": name,
        "aliases": sorted(aliases - {name}),
        "country_iso3": next((row["country_iso3"] for row in group if row["country_iso3"]), None),
        "curated_id": next((row["curated_id"] for row in group if row["curated_id"]), None),
        "first_mentioned": dates[0] if dates else None,
        "last_mentioned": dates[-1] if dates else None,
        "n_mentions": sum(row["n_mentions"] for row in group),
        "n_documents": len(doc_ids),
        "doc_ids": doc_ids,
    }
