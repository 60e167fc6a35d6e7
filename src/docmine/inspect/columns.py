"""The order in which people read the columns of a table: what happened first, where it comes from last."""

from __future__ import annotations

from docmine.schema import Column, Table

_FIRST: dict[str, tuple[str, ...]] = {
    "documents": ("path", "title", "published", "publisher", "status", "error", "duplicate_of"),
    "lines": ("n", "text", "keep", "reason"),
    "mentions": ("text", "label", "sentence"),
    "dates": ("text", "earliest", "latest", "type", "granularity", "reason"),
    "places": ("text", "name", "country_iso3", "admin1", "where_prec", "reason"),
    "actors": ("name", "type", "country_iso3", "n_mentions", "n_documents", "aliases"),
    "events": (
        "event_type", "mode", "source_actors", "target_actors", "place", "earliest", "latest", "killed_best",
        "injured_best", "status", "sentence", "claimed_by",
    ),
    "links": ("kind", "decision", "extracted", "curated", "score", "reasons", "reviewed_by"),
    "errors": ("path", "stage", "message", "remedy"),
}  # fmt: skip

_LAST = ("score", "method", "doc_id", "start", "end", "raw_start", "raw_end", "sha256")


def in_reading_order(table: Table) -> list[Column]:
    """Return the columns of a table, those that people look at first before the others, ids and offsets last."""
    first = _FIRST.get(table.name, ())

    def rank(column: Column) -> tuple[int, int]:
        if column.name in first:
            return 0, first.index(column.name)
        if column.name in _LAST:
            return 3, _LAST.index(column.name)
        is_id = column.name.endswith(("_id", "_ids"))
        return (2 if is_id else 1), table.names.index(column.name)

    return sorted(table.columns, key=rank)
