"""The time line: the chosen rows in time, intervals drawn as intervals; it narrows the tables, and they narrow it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from docmine.inspect.choice import Choice, choose
from docmine.inspect.history import Bin, History, history
from docmine.inspect.listing import listing
from docmine.inspect.render import page, workspace_of
from docmine.schema import Row

TABLES = ("events", "dates")
"""Tables whose rows lie in time."""

WIDTH = 1000.0
"""Units of the drawing; it is as wide as the page."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row's interval in the drawing; `cut` where it goes on beyond what is shown."""

    row: Row
    x: float
    width: float
    cut: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A bin in the drawing: heights are shares of the highest."""

    bin: Bin
    x: float
    width: float
    inside: float
    touching: float
    address: str


def show(request: Request) -> Response:
    """Show the time line."""
    asked = dict(request.query_params)
    choice = choose(asked.pop("table", TABLES[0]), asked)
    by_time = choice if choice.sort else replace(choice, sort="earliest")
    with workspace_of(request).reading() as store:
        found = history(store, choice)
        rows = listing(store, by_time)
    return page(
        request,
        "timeline.html",
        title="Time line",
        choice=choice,
        history=found,
        columns=_columns(found, choice),
        bars=_bars(rows.rows, found),
        listing=rows,
        tables=TABLES,
        width=WIDTH,
    )


def _columns(found: History, choice: Choice) -> list[Column]:
    if not found.bins:
        return []
    most = max(one.inside + one.touching for one in found.bins) or 1
    wide = WIDTH / len(found.bins)
    return [
        Column(
            one,
            number * wide,
            wide,
            one.inside / most,
            one.touching / most,
            choice.address(first=one.first.isoformat(), last=one.last.isoformat(), page=1),
        )
        for number, one in enumerate(found.bins)
    ]


def _bars(rows: list[Row], found: History) -> list[Bar]:
    """Draw each row of the page that has both ends, at least as wide as can be seen."""
    if not found.bins:
        return []
    start, end = found.bins[0].first.toordinal(), found.bins[-1].last.toordinal() + 1
    scale = WIDTH / (end - start)
    made = []
    for row in rows:
        if not (row["earliest"] and row["latest"]):
            continue
        first, last = (date.fromisoformat(row[name]).toordinal() for name in ("earliest", "latest"))
        left, right = max(first, start), min(last + 1, end)
        if left < right:
            x = (left - start) * scale
            made.append(Bar(row, min(x, WIDTH - 4), max((right - left) * scale, 4), first < start or last >= end))
    return made
