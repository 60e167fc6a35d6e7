"""What a run made, for Python and notebooks: tables as DataFrames, and texts with their marks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docmine.highlight import Mark, Stretch, marks_of, stretches
from docmine.schema import TABLES
from docmine.store import Store

if TYPE_CHECKING:
    import pandas as pd

_PANDAS_TYPES = {"integer": "Int64", "real": "Float64", "boolean": "boolean", "text": "string"}
_COLOURS = {"events": "#fbd5c5", "places": "#e6dbf7", "dates": "#d9efd2", "mentions": "#d6e6fb"}
"""The colours of the local web app; of marks that overlap, that of the first counts."""

_YEARS = 40
"""Years that the picture of events has room for, the latest ones."""


class Result:
    """The tables of one output folder: `result.events`, `result.actors`, … are pandas DataFrames.

    Raises:
        StoreError: the folder holds no tables, or tables of another version of docmine.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        with Store(output, readonly=True) as store:
            self.counts = {name: store.count(name) for name in TABLES}

    def table(self, name: str) -> pd.DataFrame:
        """Return a table; cells of list columns are lists, absent values are `<NA>`.

        Raises:
            KeyError: there is no such table.
        """
        import pandas as pd  # noqa: PLC0415 - slow to import

        table = TABLES[name]
        with Store(self.output, readonly=True) as store:
            frame = pd.DataFrame(store.rows(name), columns=list(table.names))
        types = {c.name: _PANDAS_TYPES[c.dtype] for c in table.columns if c.dtype in _PANDAS_TYPES}
        return frame.astype(types)

    documents = cached_property(lambda self: self.table("documents"))
    lines = cached_property(lambda self: self.table("lines"))
    mentions = cached_property(lambda self: self.table("mentions"))
    dates = cached_property(lambda self: self.table("dates"))
    places = cached_property(lambda self: self.table("places"))
    actors = cached_property(lambda self: self.table("actors"))
    events = cached_property(lambda self: self.table("events"))
    event_mentions = cached_property(lambda self: self.table("event_mentions"))
    event_cells = cached_property(lambda self: self.table("event_cells"))
    incidents = cached_property(lambda self: self.table("incidents"))
    links = cached_property(lambda self: self.table("links"))
    link_features = cached_property(lambda self: self.table("link_features"))
    conflicts = cached_property(lambda self: self.table("conflicts"))
    new_events = cached_property(lambda self: self.table("new_events"))
    link_summary = cached_property(lambda self: self.table("link_summary"))
    errors = cached_property(lambda self: self.table("errors"))

    def document(self, doc_id: str) -> Document:
        """Return a document's texts and marks.

        Raises:
            KeyError: there is no such document, or it has no text.
        """
        with Store(self.output, readonly=True) as store:
            raw, clean, _ = store.text(doc_id)
            marks = marks_of(store, doc_id)
        return Document(doc_id, raw, clean, marks)

    def __repr__(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        return f"<docmine result {self.output}: {counts}>"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{name}</td><td style='text-align:right'>{count:,}</td><td>{escape(TABLES[name].row)}</td></tr>"
            for name, count in self.counts.items()
        )
        head = "<tr><th>table</th><th>rows</th><th>a row is</th></tr>"
        return f"<p><b>docmine</b> {escape(str(self.output))}</p><table>{head}{rows}</table>{self._chart()}"

    def _chart(self) -> str:
        """Return a picture of the events by the year in which they can first have happened."""
        sql = (
            "SELECT substr(earliest, 1, 4) AS year, count(*) FROM events WHERE earliest IS NOT NULL"
            " GROUP BY year ORDER BY year DESC LIMIT ?"
        )
        with Store(self.output, readonly=True) as store:
            years = store.execute(sql, (_YEARS,)).fetchall()[::-1]
        if not years:
            return ""
        most = max(count for _, count in years)
        bars = "".join(
            f'<rect x="{12 * i}" y="{60 - 56 * count / most:.1f}" width="10" height="{56 * count / most:.1f}"'
            f' fill="#0f5f58"><title>{escape(year)}: {count:,} events</title></rect>'
            for i, (year, count) in enumerate(years)
        )
        words = f"events from {escape(years[0][0])} to {escape(years[-1][0])}"
        wide = max(12 * len(years), 120)
        return f'<p>{words}</p><svg role="img" aria-label="{words}" width="{wide}" height="60">{bars}</svg>'


class Document:
    """A report's raw and clean text; in a notebook, the clean text with what was found marked."""

    def __init__(self, doc_id: str, raw: str, clean: str, marks: Iterable[Mark]) -> None:
        self.doc_id = doc_id
        self.raw = raw
        self.clean = clean
        self.marks = sorted(marks)

    def __repr__(self) -> str:
        return f"<docmine document {self.doc_id}: {len(self.clean)} characters, {len(self.marks)} marks>"

    def _repr_html_(self) -> str:
        """Return the clean text with the marks that `docmine inspect` shows, in its colours."""
        parts = "".join(_marked(one) for one in stretches(self.clean, self.marks))
        return f'<div dir="auto" style="white-space:pre-wrap;line-height:1.6">{parts}</div>'


def _marked(one: Stretch) -> str:
    text = escape(one.text)
    if not one.marks:
        return text
    kinds = {mark.kind for mark in one.marks}
    colour = next(colour for kind, colour in _COLOURS.items() if kind in kinds)
    style = f"background:{colour};color:#111;border-radius:3px"
    return f'<mark style="{style}" title="{escape(one.title)}">{text}</mark>'
