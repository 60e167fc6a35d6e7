"""Every table, declared once: column, type, meaning.

The store's SQL, the checks, the CSV headers and `docs/tables.md` are all made from this file.
Column names and meanings are a contract; columns may be added, not renamed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Dtype = Literal["text", "integer", "real", "boolean", "list"]
"""Types of cells; a `list` cell holds several texts, separated by `|` in CSV."""

Row = dict[str, Any]
"""One row: column name -> value; columns that are not named are null."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table."""

    name: str
    dtype: Dtype
    meaning: str
    nullable: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its key and its columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _c(name: str, dtype: Dtype, meaning: str) -> Column:
    return Column(name, dtype, meaning)


def _k(name: str, dtype: Dtype, meaning: str) -> Column:
    return Column(name, dtype, meaning, nullable=False)


_PROVENANCE = (
    _k("doc_id", "text", "the document"),
    _k("start", "integer", "first character in the clean text"),
    _k("end", "integer", "one past the last character in the clean text"),
    _k("raw_start", "integer", "first character in the decoded raw text"),
    _k("raw_end", "integer", "one past the last character in the decoded raw text"),
    _k("text", "text", "the words themselves, as the clean text has them"),
    _k("method", "text", "rule or model that made the row"),
    _k("score", "real", "how sure it is, 0 to 1"),
)

_DOCUMENTS = Table(
    "documents",
    "a report",
    ("doc_id",),
    (
        _k("doc_id", "text", "id made from the bytes of the report"),
        _k(
            "path",
            "list",
            "where it lies under the raw folder; several paths when the same bytes lie in several places",
        ),
        _c("kind", "text", "text, html, pdf or record (a line of a JSONL file)"),
        _c("url", "text", "address, as the user's sources.csv or the report says"),
        _c("title", "text", "title"),
        _c("byline", "text", "author line"),
        _c("photo_credit", "text", "who took its pictures, as its lines say; several parted by `; `"),
        _c("publisher", "text", "who published it"),
        _c("published", "text", "publication date as far as known: 2016, 2016-12 or 2016-12-05"),
        _c("published_text", "text", "the wording that the date was read from"),
        _k("published_source", "text", "who says when it was published: user, metadata, text or none"),
        _c("date_mode", "text", "news or history: what its bare dates count from; null when it was not annotated"),
        _c("language", "text", "ISO 639-1 code"),
        _c("encoding", "text", "encoding that the bytes were decoded with"),
        _c("sha256", "text", "digest of the bytes"),
        _c("raw_chars", "integer", "characters of the decoded raw text"),
        _c("clean_chars", "integer", "characters of the clean text"),
        _k("status", "text", "ok, skipped or failed"),
        _c("error", "text", "why it was skipped or failed"),
        _c("duplicate_of", "text", "doc_id of the first report that has most of its text; null when it is no copy"),
    ),
)

_LINES = Table(
    "lines",
    "a line of a raw report",
    ("doc_id", "n"),
    (
        _k("doc_id", "text", "the document"),
        _k("n", "integer", "number of the line, from 1"),
        _c("start", "integer", "first character in the clean text; null when the line was dropped"),
        _c("end", "integer", "one past the last character in the clean text; null when the line was dropped"),
        _k("raw_start", "integer", "first character in the decoded raw text"),
        _k("raw_end", "integer", "one past the last character in the decoded raw text"),
        _k("text", "text", "the line as it stands in the raw text"),
        _k("keep", "boolean", "1 when the line is in the clean text"),
        _k("reason", "text", "why it was kept or dropped"),
        _k("score", "real", "how sure the cleaner is, 0 to 1"),
        _c("duplicate_of", "integer", "number of the line that says the same and was kept"),
        _c("page", "integer", "page of the PDF, from 1"),
        _k("method", "text", "rule that decided"),
        _c(
            "copy_of",
            "text",
            "the line of another report that said the same before, as doc_id#n; the line stays in the clean text",
        ),
    ),
)

NAME_LABELS = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME",
    "WEAPON", "MIL_PLATFORM", "MONEY", "QUANTITY",
)  # fmt: skip
"""Labels of names."""

_MENTIONS = Table(
    "mentions",
    "a mention of an entity",
    ("mention_id",),
    (
        _k("mention_id", "text", "id"),
        *_PROVENANCE,
        _k(
            "label",
            "text",
            "PERSON ORG GPE LOC FAC NORP EVENT DATE TIME … or ACTOR for a generic actor phrase",
        ),
        _c("sentence", "text", "the sentence it stands in"),
        _c("actor_id", "text", "row of actors it refers to"),
        _c("place_id", "text", "row of places it refers to"),
        _c("date_id", "text", "row of dates it refers to"),
    ),
)

_DATES = Table(
    "dates",
    "a time expression",
    ("date_id",),
    (
        _k("date_id", "text", "id"),
        *_PROVENANCE,
        _k("type", "text", "DATE, TIME, DURATION, SET or RANGE"),
        _c("timex_value", "text", "TIMEX3 value"),
        _c("edtf", "text", "the same in ISO 8601-2 (EDTF)"),
        _c("earliest", "text", "first day it can mean"),
        _c("latest", "text", "last day it can mean"),
        _c("granularity", "text", "day, week, month, season, quarter, year, decade, century …"),
        _c("modifier", "text", "TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER …"),
        _c("anchor", "text", "what a relative expression hangs on: none, document or narrative"),
        _c("anchor_date", "text", "the date of that anchor"),
        _c("date_prec", "integer", "UCDP date precision, 1 (day) to 5 (more than a month)"),
        _c("time_precision", "integer", "ACLED time precision, 1 (day) to 3 (month)"),
        _c("reason", "text", "why there is no interval"),
    ),
)

_PLACES = Table(
    "places",
    "a mention of a place, resolved as far as it can be",
    ("place_id",),
    (
        _k("place_id", "text", "id"),
        *_PROVENANCE,
        _c("name", "text", "name in the gazetteer"),
        _c("geonameid", "integer", "GeoNames id"),
        _c("pcode", "text", "OCHA P-code"),
        _c("lat", "real", "latitude, degrees WGS84"),
        _c("lon", "real", "longitude, degrees WGS84"),
        _c("feature_code", "text", "GeoNames feature code"),
        _c("country_iso3", "text", "ISO 3166-1 alpha-3 code of the country"),
        _c("admin1", "text", "first-order division"),
        _c("admin2", "text", "second-order division"),
        _c("where_prec", "integer", "UCDP location precision, 1 (exact) to 7"),
        _c("geo_precision", "integer", "ACLED geographic precision, 1 (town) to 3 (province or coarser)"),
        _c("runner_up", "text", "the next best candidate"),
        _c("margin", "real", "score of the chosen candidate less that of the runner-up"),
        _c("reason", "text", "why it could not be placed"),
    ),
)

_ACTORS = Table(
    "actors",
    "an actor, over all documents",
    ("actor_id",),
    (
        _k("actor_id", "text", "id"),
        _k("name", "text", "canonical name"),
        _c("aliases", "list", "other forms in which the documents name it"),
        _k(
            "type",
            "text",
            "state, military, rebel, militia, civilian, organisation, media, party, person, ethnic, religious or other",
        ),
        _c("country_iso3", "text", "ISO 3166-1 alpha-3 code of its country"),
        _c("curated_id", "text", "id in the actor list that it was found in"),
        _k("origin", "text", "list (yours, docmine's or a country), class (common nouns), text (a name on no list)"),
        _c("first_mentioned", "text", "publication date of the earliest dated document that names it"),
        _c("last_mentioned", "text", "publication date of the latest dated document that names it"),
        _k("n_mentions", "integer", "mentions in all documents, copies among them"),
        _k("n_documents", "integer", "documents that name it, copies among them"),
        _k("doc_ids", "list", "those documents; the mentions are the rows of mentions with this actor_id"),
        _k("method", "text", "rule or model that made the identity"),
        _k("score", "real", "how sure it is, 0 to 1"),
    ),
)


COUNTED = ("killed", "injured", "detained", "displaced", "missing")
"""Kinds of numbers of people; each has three columns, one for each of `BOUNDS`."""

BOUNDS = {"low": "at least", "best": "as reported", "high": "at most"}
"""Bounds of a number, and what they mean."""


def _casualties(kind: str) -> tuple[Column, ...]:
    return tuple(_c(f"{kind}_{bound}", "integer", f"people {kind}, {word}") for bound, word in BOUNDS.items())


_FIGURES = tuple(column for kind in COUNTED for column in _casualties(kind))


_EVENTS = Table(
    "events",
    "an event that a document reports",
    ("event_id",),
    (
        _k("event_id", "text", "id"),
        *_PROVENANCE,
        _k("event_type", "text", "PLOVER event type"),
        _c("mode", "text", "PLOVER mode"),
        _c("acled_type", "text", "ACLED event type"),
        _c("sub_type", "text", "ACLED sub-event type"),
        _c("ucdp_type", "integer", "UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided"),
        _k("trigger", "text", "lemma of the word that names the event"),
        _k("sentence", "text", "the sentence"),
        _c("source_actors", "list", "who did it (names)"),
        _c("source_actor_ids", "list", "the same, as rows of actors"),
        _c("source_sectors", "list", "their sector codes (GOV, MIL, REB …) on the event's date; UNK: unknown"),
        _c("target_actors", "list", "to whom (names)"),
        _c("target_actor_ids", "list", "the same, as rows of actors"),
        _c("target_sectors", "list", "their sector codes (GOV, MIL, REB …) on the event's date; UNK: unknown"),
        _c("place", "text", "where, as the text names it"),
        _c("place_id", "text", "the same, as a row of places, with its name in the gazetteer"),
        _c("place_reason", "text", "why there is no place, or how it was chosen"),
        _c("date_id", "text", "when, as a row of dates"),
        _c("earliest", "text", "first day it can have happened"),
        _c("latest", "text", "last day it can have happened"),
        _c("date_prec", "integer", "UCDP date precision"),
        _c("time_precision", "integer", "ACLED time precision"),
        _c("date_reason", "text", "why there is no date, or how it was chosen"),
        *_FIGURES,
        _c("weapon", "text", "weapon, as the text has it"),
        _k("status", "text", "factual, negated, denied, hypothetical, planned, threatened, historical or generic"),
        _c("claimed_by", "text", "who says so, as the text has it"),
        _c("mention_ids", "list", "mentions that fill its cells"),
        _c(
            "duplicate_of",
            "text",
            "event_id of the same event in the report that told it first, figures may differ; null when it counts",
        ),
        _c("incident_id", "text", "row of incidents that it tells of; null when nothing happened"),
    ),
)

_EVENT_MENTIONS = Table(
    "event_mentions",
    "a place where a report tells an event",
    ("event_id", "start", "end"),
    (
        _k("event_id", "text", "the event, a row of events"),
        *_PROVENANCE,
        _k("trigger", "text", "lemma of the word that names the event"),
        _k("sentence", "text", "the sentence"),
        _k("status", "text", "status of the event as it is told here"),
        _k("is_main", "boolean", "1 where the row of events has its words from"),
        *_FIGURES,
    ),
)

_CASUALTIES = Table(
    "casualties",
    "a number of people harmed, as one place of a report gives it",
    ("casualty_id",),
    (
        _k("casualty_id", "text", "id"),
        _k("event_id", "text", "the event, a row of events"),
        *_PROVENANCE,
        _k("kind", "text", "killed, injured, detained, displaced, missing, or harmed where the words leave it open"),
        _k("who", "text", "all, civilians, combatants, children, women …"),
        *(_c(bound, "integer", f"how many, {meaning}") for bound, meaning in BOUNDS.items()),
        _k("part", "boolean", "1 when another number of the event counts them already (including five children)"),
        _k("cumulative", "boolean", "1 when it is a running total, of more than this event"),
    ),
)

_CLAIMS = Table(
    "claims",
    "a statement of somebody about an event",
    ("claim_id",),
    (
        _k("claim_id", "text", "id"),
        _k("event_id", "text", "the event, a row of events"),
        *_PROVENANCE,
        _k("stance", "text", "asserts, denies, blames (somebody for it) or claims (to have done it)"),
        _c("claimant", "text", "who says so, as the text has it; null for hearsay (reportedly)"),
        _c("claimant_actor_id", "text", "the same, as a row of actors"),
        _c("accused", "list", "who is blamed, as the text has it"),
        _c("accused_actor_ids", "list", "those of them who are rows of actors"),
    ),
)

_EVENT_CELLS = Table(
    "event_cells",
    "a stretch of text that cells of an event stand on, or why some are empty",
    ("event_id", "n"),
    (
        _k("event_id", "text", "the event, a row of events"),
        _k("n", "integer", "number of the row within its event, from 1"),
        _k("columns", "list", "columns of events that these words fill, or that are empty"),
        _c("values", "list", "their values, in the same order; null where they are empty"),
        *(_PROVENANCE[0], *(_c(c.name, c.dtype, c.meaning) for c in _PROVENANCE[1:6]), *_PROVENANCE[6:]),
        _c("reason", "text", "why the cells are empty, or how their words were chosen"),
    ),
)

_INCIDENTS = Table(
    "incidents",
    "an incident, over all documents that tell of it",
    ("incident_id",),
    (
        _k("incident_id", "text", "id, made from the first of its events"),
        _k("event_ids", "list", "its rows of events, copies among them, the first telling first"),
        _k("doc_ids", "list", "documents that tell of it, copies among them"),
        _k("n_documents", "integer", "number of those documents"),
        _k("n_sources", "integer", "the same without copies of other documents' text"),
        _k("event_type", "text", "PLOVER event type"),
        _c("mode", "text", "PLOVER mode, the most telling of its events"),
        _c("acled_type", "text", "ACLED event type"),
        _c("sub_type", "text", "ACLED sub-event type"),
        _c("ucdp_type", "integer", "UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided"),
        _c("source_actors", "list", "who did it (names)"),
        _c("source_actor_ids", "list", "the same, as rows of actors"),
        _c("target_actors", "list", "to whom (names)"),
        _c("target_actor_ids", "list", "the same, as rows of actors"),
        _c("place", "text", "where, as the event with the finest place names it"),
        _c("place_id", "text", "the same, as a row of places"),
        _c("earliest", "text", "first day that fits all its events"),
        _c("latest", "text", "last day that fits all its events"),
        *_FIGURES,
        _c("figures", "text", "JSON: kind -> event_id -> low, best, high, where events give numbers"),
        _k("statuses", "list", "statuses of its events"),
        _c("contradictions", "list", "cells in which its events contradict each other"),
        _k("method", "text", "rule that joined the events"),
        _k("score", "real", "greatest score of its events that are no copies"),
    ),
)

_LINKS = Table(
    "links",
    "an extracted row beside a curated row",
    ("link_id",),
    (
        _k("link_id", "text", "id"),
        _k("kind", "text", "event, actor or place"),
        _k("extracted_id", "text", "event_id, actor_id or place_id of the extracted row"),
        _k("extracted", "text", "the extracted row in words"),
        _c("curated_source", "text", "file of the curated row; of a new row, all files that were searched"),
        _c("curated_id", "text", "id in it; null when nothing fits"),
        _c("curated", "text", "the curated row in words"),
        _k("decision", "text", "match, possible, new or conflict"),
        _k("score", "real", "how well they fit, 0 to 1"),
        _c("comparison", "text", "JSON: field -> extracted value, curated value, agreement 0 to 1"),
        _k("reasons", "list", "why it was decided so"),
        _c("reviewed_by", "text", "who accepted or rejected it"),
        _k("method", "text", "rule that decided"),
        _c(
            "relation",
            "text",
            "of events: same; a_part_of_b, a day of the curated one; b_part_of_a, it sums up several",
        ),
        _k("to_review", "boolean", "1 when a person should look: a conflict, or not sure enough"),
    ),
)

_LINK_FEATURES = Table(
    "link_features",
    "a field of a link, and by how much it moves the score",
    ("link_id", "feature"),
    (
        _k("link_id", "text", "the link"),
        _k("feature", "text", "field of the two rows; rivals: how the pair does among others"),
        _c("value", "text", "how the two compare, in words; null where one of them lacks it"),
        _c("extracted", "text", "what the extracted row says"),
        _c("curated", "text", "what the curated row says"),
        _c("agreement", "real", "how far they agree, 0 to 1"),
        _k("contribution", "real", "log-odds that it adds to the score"),
    ),
)

_CONFLICTS = Table(
    "conflicts",
    "a field in which two rows that are the same contradict each other",
    ("link_id", "field"),
    (
        _k("link_id", "text", "the link, a match or a conflict"),
        _k("kind", "text", "event, actor or place"),
        _k("extracted_id", "text", "the extracted row"),
        _k("curated_id", "text", "the curated row"),
        _k("field", "text", "field of the two rows"),
        _c("extracted", "text", "what the extracted row says"),
        _c("curated", "text", "what the curated row says"),
        _k("how_far_apart", "text", "how the two compare, in words"),
        _k("severity", "text", "serious, which makes a conflict, or minor"),
    ),
)

_NEW_EVENTS = Table(
    "new_events",
    "an event that no curated row fits, in the layout of curated events",
    ("event_id",),
    (
        _k("event_id", "text", "the row of events"),
        _c(
            "event_date",
            "text",
            "first day that it can have been; null unless the last day is known too",
        ),
        _c("end_date", "text", "last day, if it is another"),
        _c("event_type", "text", "ACLED event type"),
        _c("sub_event_type", "text", "ACLED sub-event type"),
        _c("actor1", "text", "who did it, separated by a comma and a space"),
        _c("actor2", "text", "to whom"),
        _c("location", "text", "where, as the report names it"),
        _c("admin1", "text", "first-order division"),
        _c("country_iso3", "text", "ISO 3166 alpha-3 code"),
        _c("lat", "real", "latitude, degrees WGS84"),
        _c("lon", "real", "longitude, degrees WGS84"),
        _c("fatalities", "integer", "people killed, best figure"),
        _c("fatalities_low", "integer", "at least"),
        _c("fatalities_high", "integer", "at most"),
        _k("notes", "text", "the sentence"),
    ),
)

_LINK_SUMMARY = Table(
    "link_summary",
    "a figure about the links of events",
    ("n",),
    (
        _k("n", "integer", "place in the list"),
        _k("measure", "text", "what is counted or measured"),
        _c("month", "text", "of curated rows: month in which they began"),
        _c("country", "text", "of curated rows: ISO 3166 alpha-3 code"),
        _c("region", "text", "of curated rows: first-order division"),
        _c("value", "real", "the figure; null where there is nothing to measure it by"),
    ),
)

_ERRORS = Table(
    "errors",
    "something that failed",
    ("path", "stage"),
    (
        _k("path", "text", "the file, or the line of a JSONL file"),
        _k("stage", "text", "read, clean, annotate, reconcile or review"),
        _k("message", "text", "what went wrong"),
        _k("remedy", "text", "what to do about it"),
        _c("doc_id", "text", "the document, when it got that far"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _DOCUMENTS,
        _LINES,
        _MENTIONS,
        _DATES,
        _PLACES,
        _ACTORS,
        _EVENTS,
        _EVENT_MENTIONS,
        _CASUALTIES,
        _CLAIMS,
        _EVENT_CELLS,
        _INCIDENTS,
        _LINKS,
        _LINK_FEATURES,
        _CONFLICTS,
        _NEW_EVENTS,
        _LINK_SUMMARY,
        _ERRORS,
    )
}
"""All tables by name, in the order in which people read them."""


def check(table: Table, row: Row) -> None:
    """Raise ValueError when a row has a column that the table lacks, or lacks a value that it must have."""
    if unknown := row.keys() - set(table.names):
        raise ValueError(f"{table.name}: no such column: {', '.join(sorted(unknown))}")
    for column in table.columns:
        if not column.nullable and row.get(column.name) is None:
            raise ValueError(f"{table.name}.{column.name} must have a value: {row}")


def as_markdown() -> str:
    """Return `docs/tables.md`; a test holds the two together."""
    parts = [
        "# Tables",
        "",
        "Made from `src/docmine/schema.py`. Each table is `output/<table>.csv` (UTF-8; several values in a cell are",
        "separated by `|`) and a table of `output/docmine.sqlite`. Absent values are empty. Nothing is filled in that",
        "the text does not say.",
    ]
    for table in TABLES.values():
        parts += ["", f"## {table.name}", "", f"A row is {table.row}. Key: {', '.join(table.key)}.", ""]
        parts += ["| column | type | meaning |", "|---|---|---|"]
        parts += [
            f"| `{c.name}` | {c.dtype}{'' if c.nullable else ', never empty'} | {c.meaning} |" for c in table.columns
        ]
    return "\n".join(parts) + "\n"
