"""What the panel beside a report shows of a stretch of its text: the rows there, and what can be put right."""

from __future__ import annotations

from dataclasses import dataclass

from docmine.schema import NAME_LABELS, Row
from docmine.store import Store, split_list

NEAR = 600
"""Characters around an event within which its actors, place and date are offered."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A mention that can fill a cell of an event: its stretch, and what it stands for."""

    at: str
    text: str
    meaning: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The rows at a stretch; each is None where there is none."""

    start: int
    end: int
    text: str
    mention: Row | None
    actor: Row | None
    date: Row | None
    place: Row | None
    event: Row | None
    labels: tuple[str, ...] = NAME_LABELS

    @property
    def at(self) -> str:
        """The stretch, as addresses have it."""
        return f"{self.start}-{self.end}"


def panel(store: Store, doc_id: str, start: int, end: int) -> Panel:
    """Return the panel of a stretch; the rows are those that begin and end with it.

    Raises:
        KeyError: there is no such report, or it has no text.
    """
    clean = store.text(doc_id)[1]
    rows = {table: _row(store, table, doc_id, start, end) for table in ("mentions", "dates", "places", "events")}
    mention = rows["mentions"]
    actor_id = mention and mention["actor_id"]
    actor = store.execute("SELECT * FROM actors WHERE actor_id = ?", (actor_id,)).fetchone() if actor_id else None
    return Panel(
        start,
        end,
        clean[start:end],
        mention,
        dict(actor) if actor else None,
        rows["dates"],
        rows["places"],
        rows["events"],
    )


def _row(store: Store, table: str, doc_id: str, start: int, end: int) -> Row | None:
    sql = f'SELECT * FROM {table} WHERE doc_id = ? AND start = ? AND "end" = ? LIMIT 1'  # noqa: S608
    found = store.execute(sql, (doc_id, start, end)).fetchone()
    return dict(found) if found else None


def actor_offers(store: Store, event: Row, column: str) -> list[Offer]:
    """Return the actors named near an event, those of a column of it chosen."""
    chosen = set(split_list(event[column]))
    sql = (
        'SELECT m.start, m."end", m.text, m.actor_id, a.name FROM mentions m JOIN actors a USING (actor_id)'
        " WHERE m.doc_id = ? AND m.start BETWEEN ? AND ? ORDER BY m.start"
    )
    return [
        Offer(f"{row['start']}-{row['end']}", row["text"], row["name"], row["actor_id"] in chosen)
        for row in store.execute(sql, _around(event))
    ]


def place_offers(store: Store, event: Row) -> list[Offer]:
    """Return the places named near an event, its own chosen."""
    sql = (
        'SELECT start, "end", text, place_id, name, country_iso3 FROM places'
        " WHERE doc_id = ? AND start BETWEEN ? AND ? ORDER BY start"
    )
    return [
        Offer(
            f"{row['start']}-{row['end']}",
            row["text"],
            ", ".join(part for part in (row["name"], row["country_iso3"]) if part) or "not found",
            row["place_id"] == event["place_id"],
        )
        for row in store.execute(sql, _around(event))
    ]


def date_offers(store: Store, event: Row) -> list[Offer]:
    """Return the dates named near an event, its own chosen."""
    sql = (
        'SELECT start, "end", text, date_id, earliest, latest FROM dates'
        " WHERE doc_id = ? AND start BETWEEN ? AND ? ORDER BY start"
    )
    return [
        Offer(
            f"{row['start']}-{row['end']}",
            row["text"],
            " to ".join(dict.fromkeys(day for day in (row["earliest"], row["latest"]) if day)) or "no day",
            row["date_id"] == event["date_id"],
        )
        for row in store.execute(sql, _around(event))
    ]


def _around(event: Row) -> tuple[str, int, int]:
    return event["doc_id"], event["start"] - NEAR, event["end"] + NEAR
