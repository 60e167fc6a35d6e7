"""Tables of extracted rows beside curated rows."""

from __future__ import annotations

from docmine.schema.table import Table, column, key

LINKS = Table(
    "links",
    "an extracted row beside a curated row",
    ("link_id",),
    (
        key("link_id", "text", "id"),
        key("kind", "text", "event, actor or place"),
        key("extracted_id", "text", "event_id, actor_id or place_id of the extracted row"),
        key("extracted", "text", "the extracted row in words"),
        column("curated_source", "text", "file of the curated row; of a new row, all files that were searched"),
        column("curated_id", "text", "id in it; null when nothing fits"),
        column("curated", "text", "the curated row in words"),
        key("decision", "text", "match, possible, new or conflict"),
        key("score", "real", "how well they fit, 0 to 1"),
        column("comparison", "text", "JSON: field -> extracted value, curated value, agreement 0 to 1"),
        key("reasons", "list", "why it was decided so"),
        column("reviewed_by", "text", "who accepted or rejected it"),
        key("method", "text", "rule that decided"),
        column(
            "relation",
            "text",
            "of events: same; a_part_of_b, a day of the curated one; b_part_of_a, it sums up several",
        ),
        key("to_review", "boolean", "1 when a person should look: a conflict, or not sure enough"),
    ),
)

LINK_FEATURES = Table(
    "link_features",
    "a field of a link, and by how much it moves the score",
    ("link_id", "feature"),
    (
        key("link_id", "text", "the link"),
        key("feature", "text", "field of the two rows; rivals: how the pair does among others"),
        column("value", "text", "how the two compare, in words; null where one of them lacks it"),
        column("extracted", "text", "what the extracted row says"),
        column("curated", "text", "what the curated row says"),
        column("agreement", "real", "how far they agree, 0 to 1"),
        key("contribution", "real", "log-odds that it adds to the score"),
    ),
)

CONFLICTS = Table(
    "conflicts",
    "a field in which two rows that are the same contradict each other",
    ("link_id", "field"),
    (
        key("link_id", "text", "the link, a match or a conflict"),
        key("kind", "text", "event, actor or place"),
        key("extracted_id", "text", "the extracted row"),
        key("curated_id", "text", "the curated row"),
        key("field", "text", "field of the two rows"),
        column("extracted", "text", "what the extracted row says"),
        column("curated", "text", "what the curated row says"),
        key("how_far_apart", "text", "how the two compare, in words"),
        key("severity", "text", "serious, which makes a conflict, or minor"),
    ),
)

NEW_EVENTS = Table(
    "new_events",
    "an event that no curated row fits, in the layout of curated events",
    ("event_id",),
    (
        key("event_id", "text", "the row of events"),
        column(
            "event_date",
            "text",
            "first day that it can have been; null unless the last day is known too",
        ),
        column("end_date", "text", "last day, if it is another"),
        column("event_type", "text", "ACLED event type"),
        column("sub_event_type", "text", "ACLED sub-event type"),
        column("actor1", "text", "who did it, separated by a comma and a space"),
        column("actor2", "text", "to whom"),
        column("location", "text", "where, as the report names it"),
        column("admin1", "text", "first-order division"),
        column("country_iso3", "text", "ISO 3166 alpha-3 code"),
        column("lat", "real", "latitude, degrees WGS84"),
        column("lon", "real", "longitude, degrees WGS84"),
        column("fatalities", "integer", "people killed, best figure"),
        column("fatalities_low", "integer", "at least"),
        column("fatalities_high", "integer", "at most"),
        key("notes", "text", "the sentence"),
    ),
)

LINK_SUMMARY = Table(
    "link_summary",
    "a figure about the links of events",
    ("n",),
    (
        key("n", "integer", "place in the list"),
        key("measure", "text", "what is counted or measured"),
        column("month", "text", "of curated rows: month in which they began"),
        column("country", "text", "of curated rows: ISO 3166 alpha-3 code"),
        column("region", "text", "of curated rows: first-order division"),
        column("value", "real", "the figure; null where there is nothing to measure it by"),
    ),
)
