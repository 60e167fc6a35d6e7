"""One service: what its manifest says, and its answers as the protocol writes them (Reconciliation Service API 0.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docmine import __version__
from docmine.service.entities import Entity, Fit, Source, Value
from docmine.service.fitting import answer
from docmine.service.queries import MAX_QUERIES, Query, read_batch, read_extension
from docmine.service.vocabulary import Term, Vocabulary

_SUGGESTED = 20
"""Suggestions in one answer."""
_MAX_SUGGESTED = 200
"""Suggestions that can be passed over."""
_PREVIEW = (420, 260)
"""Width and height of a preview, pixels."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Service:
    """A list, under the names of its vocabulary; `least` is the score from which on a candidate is a match."""

    vocabulary: Vocabulary
    source: Source
    least: float

    def manifest(self, url: str) -> Json:
        """Return what the service says of itself; `url` is where it is."""
        words = self.vocabulary
        singular = words.service.removesuffix("s")
        return {
            "versions": ["0.2"],
            "name": f"docmine: {words.title}",
            "serviceVersion": __version__,
            "identifierSpace": f"urn:docmine:{singular}:",
            "schemaSpace": f"urn:docmine:schema:{singular}",
            "defaultTypes": [self._type(kind) for kind in words.types.values()],
            "view": {"url": f"{url}/entity?id={{{{id}}}}"},
            "preview": {
                "url": f"{url}/entity?id={{{{id}}}}",
                **dict(zip(("width", "height"), _PREVIEW, strict=True)),
            },
            "suggest": {
                kind: {"service_url": url, "service_path": f"/suggest/{kind}"}
                for kind in ("entity", "type", "property")
            },
            "extend": {
                "propose_properties": {"service_url": url, "service_path": "/properties"},
                "property_settings": [],
            },
            "batchSize": MAX_QUERIES,
        }

    def reconcile(self, text: str) -> Json:
        """Answer a batch of queries.

        Raises:
            QueryError, TooMuch: it is malformed or too large.
        """
        batch = read_batch(text, self.vocabulary.asked)
        return {key: {"result": self._candidates(query)} for key, query in batch.items()}

    def extend(self, text: str) -> Json:
        """Answer a request for values of properties; an id that nothing has gets no values.

        Raises:
            QueryError, TooMuch: it is malformed or too large.
        """
        wanted = read_extension(text, list(self.vocabulary.properties))
        pids = [one.id for one in wanted.properties]
        found = self.source.entities(wanted.ids)
        return {
            "meta": [{"id": pid, "name": self.vocabulary.properties[pid].name} for pid in pids],
            "rows": {key: {pid: _cells(found.get(key), pid) for pid in pids} for key in wanted.ids},
        }

    def suggest(self, kind: str, prefix: str, start: int = 0, most: int = _SUGGESTED) -> Json:
        """Return the entities, types or properties of which a name begins so; `start` of them are passed over."""
        end = min(start, _MAX_SUGGESTED) + min(most, _SUGGESTED)
        if kind == "entity":
            named = self.source.entities([prefix]).values()
            others = (one for one in self.source.starting(prefix, end) if one.id != prefix)
            return {"result": [self._suggestion(one) for one in (*named, *others)][start:end]}
        terms = self.vocabulary.types if kind == "type" else self.vocabulary.properties
        return {"result": [_term(term) for term in terms.values() if _begins(term, prefix)][start:end]}

    def proposals(self, kind: str, most: int) -> Json:
        """Return the properties that entities of a type may have, the same for all types: `most`, or all with 0."""
        known = kind in ("", *self.vocabulary.types)
        listed = [_term(term) for term in self.vocabulary.properties.values()] if known else []
        return (
            {"type": kind, "properties": listed[:most], "limit": most} if most else {"type": kind, "properties": listed}
        )

    def entity(self, key: str) -> Entity | None:
        """Return the entity with that id."""
        return self.source.entities([key]).get(key)

    def _candidates(self, query: Query) -> list[Json]:
        return [self._candidate(one, match=match) for one, match in answer(self.source.fits(query), query, self.least)]

    def _candidate(self, one: Fit, *, match: bool) -> Json:
        return {
            "id": one.entity.id,
            "name": one.entity.name,
            "description": one.entity.description,
            "type": [self.vocabulary.named(kind) for kind in one.entity.types],
            "score": round(100 * one.score, 2),
            "match": match,
            "features": [{"id": name, "value": value} for name, value in one.features.items()],
        }

    def _suggestion(self, one: Entity) -> Json:
        types = [self.vocabulary.named(kind) for kind in one.types]
        return {"id": one.id, "name": one.name, "description": one.description, "notable": types}

    def _type(self, term: Term) -> Json:
        broader = [self.vocabulary.named(term.broader)] if term.broader else []
        return {**_term(term), **({"broader": broader} if broader else {})}


def _term(term: Term) -> Json:
    return {"id": term.id, "name": term.name}


def _begins(term: Term, prefix: str) -> bool:
    wanted = prefix.strip().casefold()
    return term.id.startswith(wanted) or any(word.startswith(wanted) for word in term.name.casefold().split())


def _cells(entity: Entity | None, pid: str) -> Sequence[Mapping[str, Value]]:
    return [_cell(value) for value in entity.values.get(pid, ())] if entity else []


def _cell(value: Value) -> Mapping[str, Value]:
    kind = "str" if isinstance(value, str) else "int" if isinstance(value, int) else "float"
    return {kind: value}
