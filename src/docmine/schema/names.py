"""Tables of what reports name: mentions, dates, places, actors."""

from __future__ import annotations

from docmine.schema.table import PROVENANCE, Table, column, key

NAME_LABELS = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME",
    "WEAPON", "MIL_PLATFORM", "MONEY", "QUANTITY",
)  # fmt: skip
"""Labels of names."""

MENTIONS = Table(
    "mentions",
    "a mention of an entity",
    ("mention_id",),
    (
        key("mention_id", "text", "id"),
        *PROVENANCE,
        key(
            "label",
            "text",
            "PERSON ORG GPE LOC FAC NORP EVENT DATE TIME … or ACTOR for a generic actor phrase",
        ),
        column("sentence", "text", "the sentence it stands in"),
        column("actor_id", "text", "row of actors it refers to"),
        column("place_id", "text", "row of places it refers to"),
        column("date_id", "text", "row of dates it refers to"),
    ),
)

DATES = Table(
    "dates",
    "a time expression",
    ("date_id",),
    (
        key("date_id", "text", "id"),
        *PROVENANCE,
        key("type", "text", "DATE, TIME, DURATION, SET or RANGE"),
        column("timex_value", "text", "TIMEX3 value"),
        column("edtf", "text", "the same in ISO 8601-2 (EDTF)"),
        column("earliest", "text", "first day it can mean"),
        column("latest", "text", "last day it can mean"),
        column("granularity", "text", "day, week, month, season, quarter, year, decade, century …"),
        column("modifier", "text", "TIMEX3 modifier: START, MID, END, APPROX, BEFORE, AFTER …"),
        column("anchor", "text", "what a relative expression hangs on: none, document or narrative"),
        column("anchor_date", "text", "the date of that anchor"),
        column("date_prec", "integer", "UCDP date precision, 1 (day) to 5 (more than a month)"),
        column("time_precision", "integer", "ACLED time precision, 1 (day) to 3 (month)"),
        column("reason", "text", "why there is no interval"),
    ),
)

PLACES = Table(
    "places",
    "a mention of a place, resolved as far as it can be",
    ("place_id",),
    (
        key("place_id", "text", "id"),
        *PROVENANCE,
        column("name", "text", "name in the gazetteer"),
        column("geonameid", "integer", "GeoNames id"),
        column("pcode", "text", "OCHA P-code"),
        column("lat", "real", "latitude, degrees WGS84"),
        column("lon", "real", "longitude, degrees WGS84"),
        column("feature_code", "text", "GeoNames feature code"),
        column("country_iso3", "text", "ISO 3166-1 alpha-3 code of the country"),
        column("admin1", "text", "first-order division"),
        column("admin2", "text", "second-order division"),
        column("where_prec", "integer", "UCDP location precision, 1 (exact) to 7"),
        column("geo_precision", "integer", "ACLED geographic precision, 1 (town) to 3 (province or coarser)"),
        column("runner_up", "text", "the next best candidate"),
        column("margin", "real", "score of the chosen candidate less that of the runner-up"),
        column("reason", "text", "why it could not be placed"),
    ),
)

ACTORS = Table(
    "actors",
    "an actor, over all documents",
    ("actor_id",),
    (
        key("actor_id", "text", "id"),
        key("name", "text", "canonical name"),
        column("aliases", "list", "other forms in which the documents name it"),
        key(
            "type",
            "text",
            "state, military, rebel, militia, civilian, organisation, media, party, person, ethnic, religious or other",
        ),
        column("country_iso3", "text", "ISO 3166-1 alpha-3 code of its country"),
        column("curated_id", "text", "id in the actor list that it was found in"),
        key("origin", "text", "list (yours, docmine's or a country), class (common nouns), text (a name on no list)"),
        column("first_mentioned", "text", "publication date of the earliest dated document that names it"),
        column("last_mentioned", "text", "publication date of the latest dated document that names it"),
        key("n_mentions", "integer", "mentions in all documents, copies among them"),
        key("n_documents", "integer", "documents that name it, copies among them"),
        key("doc_ids", "list", "those documents; the mentions are the rows of mentions with this actor_id"),
        key("method", "text", "rule or model that made the identity"),
        key("score", "real", "how sure it is, 0 to 1"),
    ),
)
