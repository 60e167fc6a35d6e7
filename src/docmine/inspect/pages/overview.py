"""What there is, what failed and why, how it lies in time and over sources, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from docmine.inspect.listing import patiently
from docmine.inspect.render import page, workspace_of
from docmine.schema import TABLES
from docmine.store import Store

_PERIODS = 40
"""Periods that the picture of coverage has room for."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month of publication, and how many reports of it there are."""

    name: str
    documents: int
    share: float


def show(request: Request) -> Response:
    """Show the overview."""
    with workspace_of(request).reading() as store:
        counts = {name: store.count(name) for name in TABLES}
        statuses = dict(store.execute("SELECT status, count(*) FROM documents GROUP BY status").fetchall())
        errors = [dict(row) for row in store.execute("SELECT * FROM errors ORDER BY stage, path LIMIT 20")]
        running = store.meta("unfinished") is not None
        to_review = store.execute("SELECT count(*) FROM links WHERE to_review").fetchone()[0]
        return page(
            request,
            "overview.html",
            title="Overview",
            counts=counts,
            statuses=statuses,
            errors=errors,
            running=running,
            to_review=to_review,
            periods=_periods(store),
            publishers=_publishers(store),
            meanings={name: table.row for name, table in TABLES.items()},
        )


def _periods(store: Store) -> list[Period]:
    """Return the reports by year, or by month where they all fall into few months; undated ones are one more."""
    for length in (7, 4):
        sql = "SELECT substr(published, 1, ?) AS period, count(*) AS n FROM documents GROUP BY period ORDER BY period"
        found, _ = patiently(store, sql, (length,))
        if len(found) <= _PERIODS:
            break
    most = max((n for _, n in found), default=1)
    return [Period(name or "no date", n, n / most) for name, n in found[-_PERIODS:]]


def _publishers(store: Store) -> list[tuple[str | None, int]]:
    sql = "SELECT publisher, count(*) AS n FROM documents GROUP BY publisher ORDER BY n DESC, publisher LIMIT 12"
    found, _ = patiently(store, sql, ())
    return [(name, n) for name, n in found]
