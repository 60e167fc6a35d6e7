"""From a spaCy `Doc` to one JSON object: the streaming interface of `docmine annotate`.

Offsets are characters of the text that was given, also when it was cleaned before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from docmine.cells import Cell, Grounds, cells
from docmine.config import Config
from docmine.dates.intervals import bounds
from docmine.documents import CleanDocument, RawDocument
from docmine.events.fillers import CORPUS_ROLES
from docmine.events.fillers.phrases import key
from docmine.extensions import Claim, EventValue, Filler, Telling
from docmine.nlp import make_docs, pipe
from docmine.offsets import TextMap
from docmine.schema import COUNTED, Row
from docmine.tables import event_rows

Record = dict[str, Any]
Offsets = tuple[int, int]

_DATE_CELLS = ("type", "edtf", "earliest", "latest", "granularity", "anchor", "anchor_date", "date_prec",
               "time_precision", "reason")  # fmt: skip
_PLACE_CELLS = ("name", "geonameid", "pcode", "lat", "lon", "feature_code", "where_prec", "geo_precision", "reason")
_EVENT_CELLS = ("event_type", "mode", "acled_type", "sub_type", "ucdp_type", "trigger", "weapon", "status",
                "claimed_by", "place_reason", "date_reason", "method", "score")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A document to annotate, and, where the caller knows them, the spans of its toponyms in the raw text."""

    document: CleanDocument
    toponyms: tuple[Offsets, ...] | None = None


def unclean(raw: RawDocument) -> CleanDocument:
    """Return the document with nothing dropped: its clean text is its raw text."""
    return CleanDocument(raw, raw.text, TextMap.identity(len(raw.text)), (), raw.metadata)


def annotate(nlp: Language, requests: Sequence[Request], config: Config, *, with_roles: bool = False) -> list[Record]:
    """Return one record for each request, in order; one that failed is `{"error": …}`.

    Args:
        nlp: the whole pipeline.
        requests: the documents.
        config: the settings.
        with_roles: True adds `role_fillers`, in the form of the role corpus.
    """
    # Documents are told apart by their place in the batch: the same text may come twice.
    numbered = [
        replace(request.document, raw=replace(request.document.raw, doc_id=str(position)))
        for position, request in enumerate(requests)
    ]
    records: dict[int, Record] = {}

    def fail(doc: Doc, component: str, error: Exception) -> None:
        records[int(doc._.doc_id)] = {"error": f"{component}: {error}"}

    docs = list(make_docs(nlp, numbered, config))
    for doc, request in zip(docs, requests, strict=True):
        if request.toponyms is not None:
            _give_toponyms(doc, request)
    for doc in pipe(nlp, docs, fail):
        position = int(doc._.doc_id)
        records[position] = _record(requests[position], doc) | (_role_fillers(doc) if with_roles else {})
    return [records[position] for position in range(len(requests))]


def _give_toponyms(doc: Doc, request: Request) -> None:
    """Have exactly these spans resolved as toponyms; each is widened to whole tokens."""
    clean = [request.document.map.to_clean(*offsets) for offsets in request.toponyms or ()]
    spans = [doc.char_span(*offsets, alignment_mode="expand") for offsets in clean if offsets]
    unique = {(span.start, span.end): span for span in spans if span is not None}
    doc.spans["places"] = list(unique.values())
    doc._.given_toponyms = True


def _record(request: Request, doc: Doc) -> Record:
    clean, grounds = request.document, Grounds(doc)
    places = [(clean.map.to_raw(span.start_char, span.end_char), span) for span in doc.spans.get("places", ())]
    if request.toponyms is not None:
        # A given toponym comes out with the offsets that it came in with.
        given = ((offsets, _covering(places, offsets)) for offsets in request.toponyms)
        places = [(offsets, span) for offsets, span in given if span is not None]
    return {
        "entities": [{**_span(clean, ent), "label": ent.label_} for ent in doc.ents],
        **_conflict(clean, doc),
        "timexes": [_timex(clean, span) for span in doc.spans.get("timexes", ())],
        "dates": [_date(clean, span) for span in doc.spans.get("dates", ())],
        "toponyms": [_toponym(clean, span, offsets) for offsets, span in places],
        "actors": [_actor(clean, doc, span) for span in doc.spans.get("actors", ())],
        "events": [
            _event(clean, doc, event, list(cells(grounds, event, _without_ids(row))))
            for event, row in zip(doc._.events, event_rows(clean, doc), strict=True)
        ],
    }


def _role_fillers(doc: Doc) -> Record:
    """Return the fillers of all events by role, each phrase once: `{role: [[mention], …]}`."""
    found: dict[str, dict[str, str]] = {name: {} for name in CORPUS_ROLES}
    names = {role: name for name, role in CORPUS_ROLES.items()}
    for filler in (filler for event in doc._.events for filler in event["fillers"] or ()):
        text = " ".join(doc.text[filler["start"] : filler["end"]].split())
        found[names[filler["role"]]].setdefault(key(text), text)
    return {"role_fillers": {name: [[text] for text in phrases.values()] for name, phrases in found.items()}}


def _conflict(clean: CleanDocument, doc: Doc) -> Record:
    """Return the cell of the conflict layer; none where the model has no such layer."""
    if "conflict" not in doc.spans:
        return {}
    return {"conflict_entities": [{**_span(clean, span), "label": span.label_} for span in doc.spans["conflict"]]}


def _covering(places: list[tuple[Offsets, Span]], given: Offsets) -> Span | None:
    return next((span for (start, end), span in places if start <= given[0] and given[1] <= end), None)


def _span(clean: CleanDocument, span: Span) -> Record:
    start, end = clean.map.to_raw(span.start_char, span.end_char)
    return {"start": start, "end": end, "text": clean.raw.text[start:end]}


def _date(clean: CleanDocument, span: Span) -> Record:
    """Return a time expression as the table `dates` has it: a range whole, a part of a period narrowed."""
    value = span._.date
    cells = {name: value[name] for name in _DATE_CELLS}
    return {**_span(clean, span), **cells, "value": value["timex_value"], "mod": value["modifier"]}


def _timex(clean: CleanDocument, span: Span) -> Record:
    """Return a time expression as TIMEX3 annotates it: the interval is that of its value, which `mod` may narrow."""
    record = _date(clean, span)
    days = bounds(record["value"] or "")
    if days and record["type"] in {"DATE", "TIME"}:
        record["earliest"], record["latest"] = map(str, days)
    return record


def _toponym(clean: CleanDocument, span: Span, offsets: Offsets) -> Record:
    value = span._.place
    start, end = offsets
    cells = {name: value[name] for name in _PLACE_CELLS}
    return {"start": start, "end": end, "text": clean.raw.text[start:end], **cells, "country": value["country_iso3"]}


def _actor(clean: CleanDocument, doc: Doc, span: Span) -> Record:
    actor_id = span._.actor["actor_id"]
    identity = doc._.actors[actor_id]
    named = {"actor_id": actor_id, "name": identity["name"], "type": identity["type"]}
    return {**_span(clean, span), **named, "country": identity["country_iso3"], "curated_id": identity["curated_id"]}


def _event(clean: CleanDocument, doc: Doc, event: EventValue, found: Sequence[Cell]) -> Record:
    def span(start: int, end: int) -> list[int]:
        return list(clean.map.to_raw(start, end))

    def names(fillers: list[tuple[int, int, str]]) -> list[str]:
        return list(dict.fromkeys(doc._.actors[actor_id]["name"] for _, _, actor_id in fillers))

    place = _at(doc, "places", event["place"])
    date = _at(doc, "dates", event["date"])
    spans = {
        "trigger": span(event["start"], event["end"]),
        "source_actors": [span(start, end) for start, end, _ in event["sources"]],
        "target_actors": [span(start, end) for start, end, _ in event["targets"]],
        "place": span(*event["place"]) if event["place"] else None,
        "date": span(*event["date"]) if event["date"] else None,
        "status_cue": span(*event["status_cue"]) if event["status_cue"] else None,
    }
    return {
        **{name: event[name] for name in _EVENT_CELLS},  # type: ignore[literal-required]
        "source_actors": names(event["sources"]),
        "target_actors": names(event["targets"]),
        "place": " ".join(place.text.split()) if place is not None else None,
        "earliest": date._.date["earliest"] if date is not None else None,
        "latest": date._.date["latest"] if date is not None else None,
        **{name: _bounds(event, name) for name in COUNTED},
        "casualties": [_without_offsets(one) | {"span": span(one["start"], one["end"])} for one in event["casualties"]],
        "claims": [_claim(clean, claim) for claim in event["claims"]],
        "fillers": None if event["fillers"] is None else [_filler(clean, filler) for filler in event["fillers"]],
        "deeds": [_without_offsets(deed) | {"span": span(deed["start"], deed["end"])} for deed in event["deeds"]],
        "spans": spans,
        "tellings": [_telling(clean, telling) for telling in event["tellings"]],
        "cells": [_cell(clean, cell) for cell in found],
    }


def _without_offsets(cell: Mapping[str, Any]) -> Record:
    return {name: value for name, value in cell.items() if name not in ("start", "end")}


def _claim(clean: CleanDocument, claim: Claim) -> Record:
    """Return a claim with its words, and the words of who speaks and of who is accused."""

    def words(start: int, end: int) -> Record:
        start, end = clean.map.to_raw(start, end)
        return {"start": start, "end": end, "text": clean.raw.text[start:end]}

    claimant = words(*claim["claimant"][:2]) if claim["claimant"] else None
    accused = [words(start, end) for start, end, _ in claim["accused"]]
    return {**words(claim["start"], claim["end"]), "stance": claim["stance"], "claimant": claimant, "accused": accused}


def _filler(clean: CleanDocument, filler: Filler) -> Record:
    start, end = clean.map.to_raw(filler["start"], filler["end"])
    judged = {"role": filler["role"], "method": filler["method"], "score": round(filler["score"], 4)}
    return {"start": start, "end": end, "text": clean.raw.text[start:end], **judged}


def _telling(clean: CleanDocument, telling: Telling) -> Record:
    start, end = clean.map.to_raw(telling["start"], telling["end"])
    named = {"trigger": telling["trigger"], "status": telling["status"]}
    return {"start": start, "end": end, "text": clean.raw.text[start:end], **named}


def _cell(clean: CleanDocument, cell: Cell) -> Record:
    start, end = clean.map.to_raw(*cell.span) if cell.span else (None, None)
    words = {"start": start, "end": end, "text": clean.raw.text[start:end] if cell.span else None}
    filled = dict(zip(cell.columns, cell.values, strict=True)) if cell.span else dict.fromkeys(cell.columns)
    return {"cells": filled, **words, "method": cell.method, "score": round(cell.score, 4), "reason": cell.reason}


def _without_ids(row: Row) -> Row:
    """Return a row without ids of other rows, which are those of tables that nobody wrote."""
    return {name: value for name, value in row.items() if name not in ("place_id", "date_id")}


def _at(doc: Doc, group: str, offsets: Offsets | None) -> Span | None:
    if offsets is None:
        return None
    return next((s for s in doc.spans.get(group, ()) if (s.start_char, s.end_char) == tuple(offsets)), None)


def _bounds(event: EventValue, name: str) -> list[int | None] | None:
    count = event[name]  # type: ignore[literal-required]
    return [count["low"], count["best"], count["high"]] if count else None
