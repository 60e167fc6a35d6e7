from __future__ import annotations

import hashlib

import pytest

from docmine.config import ReadConfig
from docmine.documents import Kind, Metadata, RawItem
from docmine.errors import ReadError
from docmine.ids import document_id
from docmine.read import in_language, read
from docmine.read.records import load

CONFIG = ReadConfig()
STORY = "The district council said on Friday that four people were killed when shells hit the old market.\r\n"


def _item(data: bytes, kind: Kind = "text", metadata: Metadata = Metadata()) -> RawItem:  # noqa: B008
    return RawItem(f"report.{kind}", kind, data, hashlib.sha256(data).hexdigest(), metadata)


def test_text_report() -> None:
    item = _item(b"\xef\xbb\xbf" + STORY.encode())
    document = read(item, CONFIG)
    assert document.text == STORY
    assert (document.encoding, document.metadata.language) == ("utf-8", None)
    assert in_language(document, None).metadata.language == "en"
    assert document.doc_id == document_id(item.sha256)
    assert (document.html, document.pages) == (None, ())


def test_html_report_in_its_declared_encoding() -> None:
    page = f"<html lang='en'><head><meta charset='windows-1254'></head><body><p>Şırnak</p><p>{STORY}</p></body></html>"
    document = read(_item(page.encode("cp1254"), "html"), CONFIG)
    assert document.text == f"Şırnak\n{STORY.strip()}"
    assert document.html == page
    assert document.encoding == "cp1254"


def test_what_the_user_knows_wins_field_by_field() -> None:
    page = f"<html><head><title>Page</title><meta name='date' content='2017-01-01'></head><body>{STORY}</body></html>"
    known = Metadata(published="2016", published_text="2016", published_source="user", language="fr")
    metadata = read(_item(page.encode(), "html", known), CONFIG).metadata
    assert (metadata.title, metadata.published, metadata.published_source) == ("Page", "2016", "user")
    assert metadata.language == "fr"


def test_language_of_the_text_wins_over_what_the_page_says() -> None:
    page = f"<html lang='fr'><body><p>{STORY}</p></body></html>"
    document = read(_item(page.encode(), "html"), CONFIG)
    assert document.metadata.language == "fr"
    assert in_language(document, None).metadata.language == "en"
    assert in_language(document, "ar").metadata.language == "ar"


def test_record() -> None:
    document = read(_item(b'{"text": "Four people were killed in Marwan.", "dct": "2016-12-05"}', "record"), CONFIG)
    assert document.text == "Four people were killed in Marwan."
    assert document.metadata.published == "2016-12-05"


def test_a_page_under_a_text_name_and_a_text_under_a_page_name() -> None:
    page = read(_item(f"<!DOCTYPE html><html><body><p>{STORY}</p></body></html>".encode()), CONFIG)
    assert (page.kind, page.text) == ("html", STORY.strip())
    text = read(_item((STORY * 2).encode(), "html"), CONFIG)
    assert (text.kind, text.text, text.html) == ("text", STORY * 2, None)


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b" \r\n\t ", "text", "has no text"),
        (b"\xef\xbb\xbf", "text", "has no text"),
        (b"too short", "text", "only 9 characters"),
        (b"x" * 2001, "text", "2,001 characters"),
        (b"<html><body><script>var a = 1;</script></body></html>", "html", "has no text"),
        (b"<html><body><p>" + b"a b " * 600 + b"</p></body></html>", "html", "more than 2,000"),
        (b'{"text": ""}', "record", "has no text"),
        (b"%PDF-1.4 " + b"x" * 50, "text", "is binary"),
        (b"%PDF-1.4 " + b"x" * 50, "html", "is binary"),
        (b"not a pdf at all, just words", "pdf", "broken PDF"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(data: bytes, kind: Kind, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(_item(data, kind), ReadConfig(max_chars=2000))
    assert said in caught.value.message
    assert caught.value.where == f"report.{kind}"
    assert caught.value.remedy


def test_a_record_that_was_parsed_before_gives_the_same_document() -> None:
    item = _item(b'\xef\xbb\xbf{"id": 7, "text": "Four people were killed in Marwan.", "dct": "2016-12-05"}', "record")
    assert read(item, CONFIG, record=load(item.data, where=item.path)) == read(item, CONFIG)
