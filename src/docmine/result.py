"""What a run made, for Python and notebooks: tables as DataFrames, and texts with their marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from docmine.schema import TABLES
from docmine.store import Store

if TYPE_CHECKING:
    import pandas as pd

_PANDAS_TYPES = {"integer": "Int64", "real": "Float64", "boolean": "boolean", "text": "string"}
_MARKED = {"mentions": "label", "dates": "type", "places": "feature_code", "events": "event_type"}
_STYLE = "background:#fde68a;color:#111;border-radius:3px;padding:0 2px"


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
    errors = cached_property(lambda self: self.table("errors"))

    def document(self, doc_id: str) -> Document:
        """Return a document's texts and marks.

        Raises:
            KeyError: there is no such document, or it has no text.
        """
        with Store(self.output, readonly=True) as store:
            raw, clean, _ = store.text(doc_id)
            marks = [
                (int(record["start"]), int(record["end"]), f"{name[:-1]} {record['label'] or ''}".strip())
                for name, label in _MARKED.items()
                for record in store.execute(
                    f'SELECT start, "end", {label} AS label FROM {name} WHERE doc_id = ?',  # noqa: S608
                    (doc_id,),
                )
            ]
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
        return f"<p><b>docmine</b> {escape(str(self.output))}</p><table>{head}{rows}</table>"


class Document:
    """A report's raw and clean text; in a notebook, the clean text with what was found marked."""

    def __init__(self, doc_id: str, raw: str, clean: str, marks: Iterable[tuple[int, int, str]]) -> None:
        self.doc_id = doc_id
        self.raw = raw
        self.clean = clean
        self.marks = sorted(marks)

    def __repr__(self) -> str:
        return f"<docmine document {self.doc_id}: {len(self.clean)} characters, {len(self.marks)} marks>"

    def _repr_html_(self) -> str:
        """Return the clean text; a stretch that several marks cover is one mark that names them all."""
        changes: dict[int, Counter[str]] = defaultdict(Counter)
        for start, end, label in self.marks:
            changes[start][label] += 1
            changes[end][label] -= 1
        over: Counter[str] = Counter()
        parts = []
        for start, end in pairwise(sorted({0, len(self.clean), *changes})):
            over.update(changes.get(start, {}))
            text = escape(self.clean[start:end])
            title = escape(", ".join(sorted(label for label, depth in over.items() if depth)))
            parts.append(f'<mark style="{_STYLE}" title="{title}">{text}</mark>' if title else text)
        return f'<div dir="auto" style="white-space:pre-wrap;line-height:1.6">{"".join(parts)}</div>'
