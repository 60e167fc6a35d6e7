"""Tables of events: who did what to whom, where and when, how many were hurt, and who says so."""

from __future__ import annotations

from docmine.schema.table import PROVENANCE, Column, Table, column, key

COUNTED = ("killed", "injured", "detained", "displaced", "missing")
"""Kinds of numbers of people; each has three columns, one for each of `BOUNDS`."""

BOUNDS = {"low": "at least", "best": "as reported", "high": "at most"}
"""Bounds of a number, and what they mean."""


def _casualties(kind: str) -> tuple[Column, ...]:
    return tuple(column(f"{kind}_{bound}", "integer", f"people {kind}, {word}") for bound, word in BOUNDS.items())


_FIGURES = tuple(figure for kind in COUNTED for figure in _casualties(kind))


EVENTS = Table(
    "events",
    "an event that a document reports",
    ("event_id",),
    (
        key("event_id", "text", "id"),
        *PROVENANCE,
        key("event_type", "text", "PLOVER event type"),
        column("mode", "text", "PLOVER mode"),
        column("acled_type", "text", "ACLED event type"),
        column("sub_type", "text", "ACLED sub-event type"),
        column("ucdp_type", "integer", "UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided"),
        key("trigger", "text", "lemma of the word that names the event"),
        key("sentence", "text", "the sentence"),
        column("source_actors", "list", "who did it (names)"),
        column("source_actor_ids", "list", "the same, as rows of actors"),
        column("source_sectors", "list", "their sector codes (GOV, MIL, REB …) on the event's date; UNK: unknown"),
        column("target_actors", "list", "to whom (names)"),
        column("target_actor_ids", "list", "the same, as rows of actors"),
        column("target_sectors", "list", "their sector codes (GOV, MIL, REB …) on the event's date; UNK: unknown"),
        column("place", "text", "where, as the text names it"),
        column("place_id", "text", "the same, as a row of places, with its name in the gazetteer"),
        column("place_reason", "text", "why there is no place, or how it was chosen"),
        column("date_id", "text", "when, as a row of dates"),
        column("earliest", "text", "first day it can have happened"),
        column("latest", "text", "last day it can have happened"),
        column("date_prec", "integer", "UCDP date precision"),
        column("time_precision", "integer", "ACLED time precision"),
        column("date_reason", "text", "why there is no date, or how it was chosen"),
        *_FIGURES,
        column("weapon", "text", "weapon, as the text has it"),
        key("status", "text", "factual, negated, denied, hypothetical, planned, threatened, historical or generic"),
        column("claimed_by", "text", "who says so, as the text has it"),
        column("mention_ids", "list", "mentions that fill its cells"),
        column(
            "duplicate_of",
            "text",
            "event_id of the same event in the report that told it first, figures may differ; null when it counts",
        ),
        column("incident_id", "text", "row of incidents that it tells of; null when nothing happened"),
    ),
)

EVENT_MENTIONS = Table(
    "event_mentions",
    "a place where a report tells an event",
    ("event_id", "start", "end"),
    (
        key("event_id", "text", "the event, a row of events"),
        *PROVENANCE,
        key("trigger", "text", "lemma of the word that names the event"),
        key("sentence", "text", "the sentence"),
        key("status", "text", "status of the event as it is told here"),
        key("is_main", "boolean", "1 where the row of events has its words from"),
        *_FIGURES,
    ),
)

CASUALTIES = Table(
    "casualties",
    "a number of people harmed, as one place of a report gives it",
    ("casualty_id",),
    (
        key("casualty_id", "text", "id"),
        key("event_id", "text", "the event, a row of events"),
        *PROVENANCE,
        key("kind", "text", "killed, injured, detained, displaced, missing, or harmed where the words leave it open"),
        key("who", "text", "all, civilians, combatants, children, women …"),
        *(column(bound, "integer", f"how many, {meaning}") for bound, meaning in BOUNDS.items()),
        key("part", "boolean", "1 when another number of the event counts them already (including five children)"),
        key("cumulative", "boolean", "1 when it is a running total, of more than this event"),
    ),
)

CLAIMS = Table(
    "claims",
    "a statement of somebody about an event",
    ("claim_id",),
    (
        key("claim_id", "text", "id"),
        key("event_id", "text", "the event, a row of events"),
        *PROVENANCE,
        key("stance", "text", "asserts, denies, blames (somebody for it) or claims (to have done it)"),
        column("claimant", "text", "who says so, as the text has it; null for hearsay (reportedly)"),
        column("claimant_actor_id", "text", "the same, as a row of actors"),
        column("accused", "list", "who is blamed, as the text has it"),
        column("accused_actor_ids", "list", "those of them who are rows of actors"),
    ),
)

ROLE_FILLERS = Table(
    "role_fillers",
    "a phrase that fills a role of an act of violence",
    ("filler_id",),
    (
        key("filler_id", "text", "id"),
        key("event_id", "text", "the event that it hangs on, a row of events"),
        *PROVENANCE,
        key("role", "text", "perpetrator, organisation (that answers for it), object (hit), victim or weapon"),
        column("filler_actor_id", "text", "who it is, as a row of actors; null when it is no known actor"),
        key("in_sentence", "boolean", "1 when it stands in the event's sentence, 0 when elsewhere in the report"),
    ),
)

EVENT_CELLS = Table(
    "event_cells",
    "a stretch of text that cells of an event stand on, or why some are empty",
    ("event_id", "n"),
    (
        key("event_id", "text", "the event, a row of events"),
        key("n", "integer", "number of the row within its event, from 1"),
        key("columns", "list", "columns of events that these words fill, or that are empty"),
        column("values", "list", "their values, in the same order; null where they are empty"),
        *(PROVENANCE[0], *(column(c.name, c.dtype, c.meaning) for c in PROVENANCE[1:6]), *PROVENANCE[6:]),
        column("reason", "text", "why the cells are empty, or how their words were chosen"),
    ),
)

INCIDENTS = Table(
    "incidents",
    "an incident, over all documents that tell of it",
    ("incident_id",),
    (
        key("incident_id", "text", "id, made from the first of its events"),
        key("event_ids", "list", "its rows of events, copies among them, the first telling first"),
        key("doc_ids", "list", "documents that tell of it, copies among them"),
        key("n_documents", "integer", "number of those documents"),
        key("n_sources", "integer", "the same without copies of other documents' text"),
        key("event_type", "text", "PLOVER event type"),
        column("mode", "text", "PLOVER mode, the most telling of its events"),
        column("acled_type", "text", "ACLED event type"),
        column("sub_type", "text", "ACLED sub-event type"),
        column("ucdp_type", "integer", "UCDP type of violence: 1 state-based, 2 non-state, 3 one-sided"),
        column("source_actors", "list", "who did it (names)"),
        column("source_actor_ids", "list", "the same, as rows of actors"),
        column("target_actors", "list", "to whom (names)"),
        column("target_actor_ids", "list", "the same, as rows of actors"),
        column("place", "text", "where, as the event with the finest place names it"),
        column("place_id", "text", "the same, as a row of places"),
        column("earliest", "text", "first day that fits all its events"),
        column("latest", "text", "last day that fits all its events"),
        *_FIGURES,
        column("figures", "text", "JSON: kind -> event_id -> low, best, high, where events give numbers"),
        key("statuses", "list", "statuses of its events"),
        column("contradictions", "list", "cells in which its events contradict each other"),
        key("method", "text", "rule that joined the events"),
        key("score", "real", "greatest score of its events that are no copies"),
    ),
)
