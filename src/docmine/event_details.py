"""Rows that hang on an event: its tellings, casualties, claims and role fillers, and what its cells stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docmine.cells import Grounds, cells
from docmine.extensions import EventValue
from docmine.ids import make_id
from docmine.schema import BOUNDS, COUNTED, Row

Key = tuple[int, int]
Provenance = Callable[[Key, str, float], Row]
"""Gives the document, offsets, words, method and score of a stretch of the clean text."""

TABLES = ("event_mentions", "casualties", "claims", "role_fillers", "event_cells")


def detail_rows(grounds: Grounds, event: EventValue, row: Row, provenance: Provenance) -> dict[str, list[Row]]:
    """Return the rows that hang on an event, by table.

    Args:
        grounds: what the cells of its document's events stand on.
        event: the event.
        row: its row of `events`.
        provenance: gives the cells that say where a row's words stand.
    """
    return {
        "event_mentions": list(_tellings(grounds.text, event, row, provenance)),
        "casualties": list(_casualties(event, row, provenance)),
        "claims": list(_claims(grounds.text, event, row, provenance)),
        "role_fillers": list(_fillers(event, row, provenance)),
        "event_cells": list(_cells(grounds, event, row, provenance)),
    }


def count_cells(counts: Mapping[str, Any]) -> Row:
    """Return the cells of the numbers of people, by kind; null where none is told."""
    return {
        f"{kind}_{bound}": counts[kind][bound] if counts.get(kind) else None for kind in COUNTED for bound in BOUNDS
    }


def _tellings(text: str, event: EventValue, row: Row, provenance: Provenance) -> Iterator[Row]:
    for telling in event["tellings"]:
        key = (telling["start"], telling["end"])
        yield {
            "event_id": row["event_id"],
            **provenance(key, event["method"], event["score"]),
            "trigger": telling["trigger"],
            "sentence": text[telling["sentence_start"] : telling["sentence_end"]].strip(),
            "status": telling["status"],
            "is_main": int(key == (event["start"], event["end"])),
            **count_cells(telling["counts"]),
        }


def _casualties(event: EventValue, row: Row, provenance: Provenance) -> Iterator[Row]:
    for n, one in enumerate(event["casualties"]):
        key = (one["start"], one["end"])
        yield {
            "casualty_id": make_id("casualty", row["event_id"], *key, one["kind"], n),
            "event_id": row["event_id"],
            **provenance(key, one["method"], event["score"]),
            **{name: one[name] for name in ("kind", "who", *BOUNDS)},  # type: ignore[literal-required]
            "part": int(one["part"]),
            "cumulative": int(one["cumulative"]),
        }


def _claims(text: str, event: EventValue, row: Row, provenance: Provenance) -> Iterator[Row]:
    for n, claim in enumerate(event["claims"]):
        key = (claim["start"], claim["end"])
        claimant = claim["claimant"]
        yield {
            "claim_id": make_id("claim", row["event_id"], *key, n),
            "event_id": row["event_id"],
            **provenance(key, claim["method"], event["score"]),
            "stance": claim["stance"],
            "claimant": _words(text, claimant) if claimant else None,
            "claimant_actor_id": claimant[2] if claimant else None,
            "accused": [_words(text, party) for party in claim["accused"]],
            "accused_actor_ids": [actor_id for _, _, actor_id in claim["accused"] if actor_id],
        }


def _words(text: str, party: tuple[int, int, str | None]) -> str:
    return " ".join(text[party[0] : party[1]].split())


def _fillers(event: EventValue, row: Row, provenance: Provenance) -> Iterator[Row]:
    for filler in event["fillers"] or ():
        key = (filler["start"], filler["end"])
        yield {
            "filler_id": make_id("filler", row["event_id"], *key, filler["role"]),
            "event_id": row["event_id"],
            **provenance(key, filler["method"], filler["score"]),
            "role": filler["role"],
            "filler_actor_id": filler["actor_id"],
            "in_sentence": int(event["sentence_start"] <= filler["start"] < event["sentence_end"]),
        }


def _cells(grounds: Grounds, event: EventValue, row: Row, provenance: Provenance) -> Iterator[Row]:
    for n, cell in enumerate(cells(grounds, event, row), 1):
        yield {
            "event_id": row["event_id"],
            "n": n,
            "columns": cell.columns,
            "values": cell.values,
            **(
                provenance(cell.span, cell.method, cell.score)
                if cell.span
                else {"doc_id": row["doc_id"], "method": cell.method, "score": round(cell.score, 4)}
            ),
            "reason": cell.reason,
        }
