"""The events of a cluster run as the CSV tables of a run on one machine, for what reads those."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docmine.export import write_csv
from docmine.parts.dataset import Dataset
from docmine.parts.part import read_part
from docmine.schema import TABLES, Row
from docmine.store import join_list

_TABLES = ("events", "places")


def unpack(parts: Path, folder: Path) -> Path:
    """Write the events and places of all parts into a folder; return the path of the events.

    A report that lies in two parts is taken once. No more than one part is in memory at a time.

    Args:
        parts: the folder of parts, `OUTPUT/parts` of a cluster run.
        folder: where `events.csv` and `places.csv` go.

    Raises:
        StoreError: there are no parts, one is missing, torn or was changed, or the folder cannot be written.
    """
    dataset = Dataset(parts)
    for table in _TABLES:
        names = TABLES[table].names
        cells = (tuple(_cell(row.get(name)) for name in names) for row in _rows(dataset, table))
        write_csv(folder / f"{table}.csv", TABLES[table], cells)
    return folder / "events.csv"


def _rows(dataset: Dataset, table: str) -> Iterator[Row]:
    seen: set[str] = set()
    for manifest in dataset.manifests():
        for doc_id, rows in read_part(dataset.folder, manifest, only=table):
            if doc_id not in seen:
                seen.add(doc_id)
                yield from rows[table]


def _cell(value: object) -> object:
    """Return a cell as the store has it."""
    if isinstance(value, list):
        return join_list(value)
    return int(value) if isinstance(value, bool) else value
