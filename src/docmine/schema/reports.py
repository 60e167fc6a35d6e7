"""Tables of reports, of their lines, and of what failed."""

from __future__ import annotations

from docmine.schema.table import Table, column, key

DOCUMENTS = Table(
    "documents",
    "a report",
    ("doc_id",),
    (
        key("doc_id", "text", "id made from the bytes of the report"),
        key(
            "path",
            "list",
            "where it lies under the raw folder; several paths when the same bytes lie in several places",
        ),
        column("kind", "text", "text, html, pdf or record (a line of a JSONL file)"),
        column("url", "text", "address, as the user's sources.csv or the report says"),
        column("title", "text", "title"),
        column("byline", "text", "author line"),
        column("photo_credit", "text", "who took its pictures, as its lines say; several parted by `; `"),
        column("publisher", "text", "who published it"),
        column("published", "text", "publication date as far as known: 2016, 2016-12 or 2016-12-05"),
        column("published_text", "text", "the wording that the date was read from"),
        key("published_source", "text", "who says when it was published: user, metadata, text or none"),
        column("date_mode", "text", "news or history: what its bare dates count from; null when it was not annotated"),
        column("language", "text", "ISO 639-1 code"),
        column("encoding", "text", "encoding that the bytes were decoded with"),
        column("sha256", "text", "digest of the bytes"),
        column("raw_chars", "integer", "characters of the decoded raw text"),
        column("clean_chars", "integer", "characters of the clean text"),
        key("status", "text", "ok, skipped or failed"),
        column("error", "text", "why it was skipped or failed"),
        column("duplicate_of", "text", "doc_id of the first report that has most of its text; null when it is no copy"),
    ),
)

LINES = Table(
    "lines",
    "a line of a raw report",
    ("doc_id", "n"),
    (
        key("doc_id", "text", "the document"),
        key("n", "integer", "number of the line, from 1"),
        column("start", "integer", "first character in the clean text; null when the line was dropped"),
        column("end", "integer", "one past the last character in the clean text; null when the line was dropped"),
        key("raw_start", "integer", "first character in the decoded raw text"),
        key("raw_end", "integer", "one past the last character in the decoded raw text"),
        key("text", "text", "the line as it stands in the raw text"),
        key("keep", "boolean", "1 when the line is in the clean text"),
        key("reason", "text", "why it was kept or dropped"),
        key("score", "real", "how sure the cleaner is, 0 to 1"),
        column("duplicate_of", "integer", "number of the line that says the same and was kept"),
        column("page", "integer", "page of the PDF, from 1"),
        key("method", "text", "rule that decided"),
        column(
            "copy_of",
            "text",
            "the line of another report that said the same before, as doc_id#n; the line stays in the clean text",
        ),
    ),
)

ERRORS = Table(
    "errors",
    "something that failed",
    ("path", "stage"),
    (
        key("path", "text", "the file, or the line of a JSONL file"),
        key("stage", "text", "read, clean, annotate, reconcile or review"),
        key("message", "text", "what went wrong"),
        key("remedy", "text", "what to do about it"),
        column("doc_id", "text", "the document, when it got that far"),
    ),
)
