"""The services of a workspace."""

from __future__ import annotations

from docmine.actors.decisions import of_workspace
from docmine.config import Config
from docmine.places.gazetteer import Gazetteer
from docmine.reconcile.curated import read_tables
from docmine.service.actors import Actors
from docmine.service.entities import Source
from docmine.service.events import Events
from docmine.service.places import Places
from docmine.service.service import Service
from docmine.service.vocabulary import vocabulary


def services(config: Config, gazetteer: Gazetteer) -> dict[str, Service]:
    """Return the services by name: actors, places, and events where the workspace has curated ones.

    Raises:
        ResourceError: a table or a decision is malformed.
        CuratedError: a curated table cannot be understood.
    """
    folder = config.path("curated")
    tables = read_tables(folder) if folder else {}
    rows = {name: tables[name].rows if name in tables else () for name in ("places", "events")}
    sources: dict[str, Source] = {
        "actors": Actors(of_workspace(config)),
        "places": Places(gazetteer, rows["places"]),
    }
    if rows["events"]:
        sources["events"] = Events(rows["events"], config.reconcile)
    return {name: Service(vocabulary(name), source, config.reconcile.name_match) for name, source in sources.items()}
