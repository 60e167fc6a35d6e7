"""The map: where the chosen rows lie; it narrows the tables, and they narrow it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from docmine.inspect.choice import Choice, choose
from docmine.inspect.render import page, workspace_of
from docmine.inspect.spots import spots

TABLES = ("events", "places", "mentions")
"""Tables whose rows lie somewhere."""


def show(request: Request) -> Response:
    """Show the map; what is on it is asked for by the page as it is moved."""
    return page(request, "map.html", title="Map", choice=_choice(request), tables=TABLES)


def points(request: Request) -> Response:
    """Return the spots of the chosen rows in the part of the map that is seen, as JSON."""
    zoom = request.query_params.get("zoom", "2")
    with workspace_of(request).reading() as store:
        found, whole = spots(store, _choice(request), int(zoom) if zoom.isdecimal() else 2)
    return JSONResponse({"whole": whole, "spots": [spot.as_json() for spot in found]})


def _choice(request: Request) -> Choice:
    asked = dict(request.query_params)
    asked.pop("zoom", None)
    return choose(asked.pop("table", TABLES[0]), asked)
