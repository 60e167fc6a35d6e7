"""Rows of a report that is worked on although a part of it could not be read."""

import hashlib

from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import RawDocument, RawItem, Stretch
from docmine.report_rows import clean_rows
from docmine.schema import TABLES, check

TEXT = "Four people were killed in Karvel.\nThe council denied it."


def test_what_could_not_be_read_is_a_row_of_errors_and_lines_have_their_page():
    sha = hashlib.sha256(b"x").hexdigest()
    pages = (Stretch(0, 1, "body"), Stretch(35, 3, "body"))
    raw = RawDocument("d_1", "a.pdf", "pdf", TEXT, sha, pages=pages, left_out=("page 2 has no text: it is a picture",))
    rows = clean_rows(RawItem("a.pdf", "pdf", b"x", sha), Cleaner.load(Config())(raw))
    for name in ("documents", "lines", "errors"):
        for row in rows[name]:
            check(TABLES[name], row)
    assert rows["documents"][0]["status"] == "ok"
    assert [line["page"] for line in rows["lines"]] == [1, 3]
    (error,) = rows["errors"]
    assert (error["path"], error["stage"], error["doc_id"]) == ("a.pdf", "read", "d_1")
    assert error["message"] == "page 2 has no text: it is a picture"
    assert "ocrmypdf" in error["remedy"]
