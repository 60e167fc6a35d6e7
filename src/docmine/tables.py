"""From a spaCy `Doc` to rows: the only room that knows both.

Every row carries the document, its span in the clean text and in the raw text, the words, and the
rule or model that made it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from docmine import event_details
from docmine.cells import Grounds
from docmine.documents import CleanDocument
from docmine.extensions import ActorIdentity, ActorValue, DateValue, EventValue, PlaceValue
from docmine.ids import make_id
from docmine.schema import Row
from docmine.store import join_list

Key = tuple[int, int]
"""Character span in the clean text: what links rows of one document."""

_DATE_CELLS = (
    "type", "timex_value", "edtf", "earliest", "latest", "granularity", "modifier", "anchor", "anchor_date",
    "date_prec", "time_precision", "reason",
)  # fmt: skip
_PLACE_CELLS = (
    "name", "geonameid", "pcode", "lat", "lon", "feature_code", "country_iso3", "admin1", "admin2", "where_prec",
    "geo_precision", "runner_up", "margin", "reason",
)  # fmt: skip


def annotation_rows(clean: CleanDocument, doc: Doc) -> dict[str, list[Row]]:
    """Return the rows of `mentions`, `dates`, `places`, of the events and of the actors as this document names them."""
    return _Rows(clean, doc).all()


def event_rows(clean: CleanDocument, doc: Doc) -> list[Row]:
    """Return the rows of `events` for `Doc._.events`, in the same order."""
    return _Rows(clean, doc).event_tables()["events"]


class _Rows:
    """Rows of one document. Spans are keyed by their characters; ids are made from those."""

    def __init__(self, clean: CleanDocument, doc: Doc) -> None:
        self.clean = clean
        self.doc = doc
        self.doc_id = clean.raw.doc_id
        self.sentences = [(sent.start_char, sent.end_char) for sent in doc.sents]
        self.sentence_starts = [start for start, _ in self.sentences]
        # A range and the dates that it is made of are all time expressions.
        self.dates = {_key(span): span for group in ("timexes", "dates") for span in doc.spans.get(group, ())}
        self.places = {_key(span): span for span in doc.spans.get("places", ())}
        self.actors = {_key(span): span for span in doc.spans.get("actors", ())}
        self.decided = {(one["start"], one["end"]) for one in doc._.decisions if one["kind"] == "entity"}
        self.ruled = {_key(span) for span in doc.spans.get("ruler", ())}

    def all(self) -> dict[str, list[Row]]:
        return {
            "mentions": list(self.mention_rows()),
            "dates": [self.date_row(key, self.dates[key]._.date) for key in sorted(self.dates)],
            "places": [self.place_row(key, span._.place) for key, span in self.places.items()],
            **self.event_tables(),
            "_identities": list(self.identity_rows()),
            "errors": list(self.note_rows()),
        }

    def provenance(self, key: Key, method: str, score: float) -> Row:
        raw_start, raw_end = self.clean.map.to_raw(*key)
        return {
            "doc_id": self.doc_id,
            "start": key[0],
            "end": key[1],
            "raw_start": raw_start,
            "raw_end": raw_end,
            "text": self.clean.text[key[0] : key[1]],
            "method": method,
            "score": round(score, 4),
        }

    def row_id(self, kind: str, key: Key | None, *parts: object) -> str | None:
        return make_id(kind, self.doc_id, *key, *parts) if key else None

    def sentence(self, offset: int) -> str:
        start, end = self.sentences[max(0, bisect_right(self.sentence_starts, offset) - 1)]
        return self.clean.text[start:end].strip()

    def mention_rows(self) -> Iterator[Row]:
        entities = {_key(ent): ent for ent in self.doc.ents}
        for key in sorted({*entities, *self.dates, *self.places, *self.actors}):
            actor: ActorValue | None = self.actors[key]._.actor if key in self.actors else None
            if key in entities:
                label, score = entities[key].label_, 1.0
                method = self.entity_method(key, entities[key].id_)
            elif actor:
                label, method, score = "ACTOR", actor["method"], actor["score"]
            elif key in self.places:
                place: PlaceValue = self.places[key]._.place
                label, method, score = "LOC", place["method"], place["score"]
            else:
                date: DateValue = self.dates[key]._.date
                label, method, score = ("TIME" if date["type"] == "TIME" else "DATE"), date["method"], date["score"]
            yield {
                "mention_id": self.row_id("mention", key),
                **self.provenance(key, method, score),
                "label": label,
                "sentence": self.sentence(key[0]),
                "actor_id": actor["actor_id"] if actor else None,
                "place_id": self.row_id("place", key) if key in self.places else None,
                "date_id": self.row_id("date", key) if key in self.dates else None,
            }

    def entity_method(self, key: Key, curated_id: str) -> str:
        if key in self.decided:
            return "decided"
        if curated_id:
            return f"pattern:{curated_id}"
        return "pattern" if key in self.ruled else "ner"

    def note_rows(self) -> Iterator[Row]:
        """Yield one row for all that components left out of this document."""
        if self.doc._.notes:
            yield {
                "path": self.clean.raw.path,
                "stage": "annotate",
                "message": "; ".join(self.doc._.notes),
                "remedy": "if it is running text, not a list or a table, put line breaks between its sentences",
                "doc_id": self.doc_id,
            }

    def date_row(self, key: Key, value: DateValue) -> Row:
        cells = {name: value[name] for name in _DATE_CELLS}  # type: ignore[literal-required]
        return {
            "date_id": self.row_id("date", key),
            **self.provenance(key, value["method"], value["score"]),
            **cells,
        }

    def place_row(self, key: Key, value: PlaceValue) -> Row:
        cells = {name: value[name] for name in _PLACE_CELLS}  # type: ignore[literal-required]
        return {
            "place_id": self.row_id("place", key),
            **self.provenance(key, value["method"], value["score"]),
            **cells,
        }

    def identity_rows(self) -> Iterator[Row]:
        counts = Counter(span._.actor["actor_id"] for span in self.actors.values())
        identities: dict[str, ActorIdentity] = self.doc._.actors
        for actor_id, count in sorted(counts.items()):
            identity = identities[actor_id]
            yield {
                "doc_id": self.doc_id,
                "actor_id": actor_id,
                "name": identity["name"],
                "aliases": join_list(sorted(set(identity["aliases"]))) or "",
                "type": identity["type"],
                "country_iso3": identity["country_iso3"],
                "curated_id": identity["curated_id"],
                "origin": identity["origin"],
                "n_mentions": count,
                "method": identity["method"],
                "score": round(identity["score"], 4),
            }

    def event_tables(self) -> dict[str, list[Row]]:
        """Return the rows of `events`, of their tellings and of what their cells stand on."""
        seen: Counter[tuple[Key, str]] = Counter()
        tables: dict[str, list[Row]] = {name: [] for name in ("events", *event_details.TABLES)}
        grounds = Grounds(self.doc)
        for event in self.doc._.events:
            key = ((event["start"], event["end"]), event["event_type"])
            row = self.event_row(event, seen[key])
            seen[key] += 1
            tables["events"].append(row)
            for name, rows in event_details.detail_rows(grounds, event, row, self.provenance).items():
                tables[name] += rows
        return tables

    def event_row(self, event: EventValue, nth: int) -> Row:
        """Return the row of an event; `nth` tells apart events of one type with one trigger."""
        key = (event["start"], event["end"])
        place = self.places.get(_pair(event["place"]))
        date = self.dates.get(_pair(event["date"]))
        fillers = [*event["sources"], *event["targets"]]
        spans = [(start, end) for start, end, _ in fillers]
        spans += [_key(span) for span in (place, date) if span is not None]
        when: DateValue | None = date._.date if date is not None else None
        return {
            "event_id": self.row_id("event", key, event["event_type"], nth),
            **self.provenance(key, event["method"], event["score"]),
            "event_type": event["event_type"],
            "mode": event["mode"],
            "acled_type": event["acled_type"],
            "sub_type": event["sub_type"],
            "ucdp_type": event["ucdp_type"],
            "trigger": event["trigger"],
            "sentence": self.clean.text[event["sentence_start"] : event["sentence_end"]].strip(),
            **self.actor_cells("source", event["sources"], when),
            **self.actor_cells("target", event["targets"], when),
            "place": " ".join(place.text.split()) if place is not None else None,
            "place_id": self.row_id("place", _key(place)) if place is not None else None,
            "place_reason": event["place_reason"],
            "date_id": self.row_id("date", _key(date)) if date is not None else None,
            "earliest": when["earliest"] if when else None,
            "latest": when["latest"] if when else None,
            "date_prec": when["date_prec"] if when else None,
            "time_precision": when["time_precision"] if when else None,
            "date_reason": event["date_reason"],
            **event_details.count_cells(event),
            "weapon": event["weapon"],
            "status": event["status"],
            "claimed_by": event["claimed_by"],
            "mention_ids": [self.row_id("mention", span) for span in sorted(set(spans))],
        }

    def actor_cells(self, role: str, fillers: list[tuple[int, int, str]], when: DateValue | None) -> Row:
        actor_ids = list(dict.fromkeys(actor_id for _, _, actor_id in fillers))
        actors: list[ActorIdentity] = [self.doc._.actors[actor_id] for actor_id in actor_ids]
        return {
            f"{role}_actors": [actor["name"] for actor in actors],
            f"{role}_actor_ids": actor_ids,
            f"{role}_sectors": [_sector(actor, when) or "UNK" for actor in actors],
        }


def _sector(actor: ActorIdentity, when: DateValue | None) -> str:
    """Return what an actor was when the event happened; its own sector where the date does not settle it."""
    earliest, latest = (when["earliest"], when["latest"]) if when else (None, None)
    if earliest is None or latest is None:
        return actor["sector"]
    first, last = _held(actor, earliest), _held(actor, latest)
    return first if first == last else actor["sector"]


def _held(actor: ActorIdentity, day: str) -> str:
    return next((sector for first, last, sector in actor["sectors"] if first <= day <= last), actor["sector"])


def _key(span: Span) -> Key:
    return span.start_char, span.end_char


def _pair(span: tuple[int, int] | None) -> Key:
    return (span[0], span[1]) if span else (-1, -1)
