from __future__ import annotations

import json

import pytest

from docmine.documents import Metadata
from docmine.errors import ReadError
from docmine.read.records import parse


def _line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_text_and_what_is_known_of_it() -> None:
    source = parse(
        _line(
            id=7,
            text="Four people died.\r\n",
            title=" Shells ",
            url="https://valley.example/a",
            dct="2016-12-05",
            publisher="Desk",
            byline="Dana K.",
            language="en-GB",
        ),
        where="r.jsonl#1",
    )
    assert source.text == "Four people died.\r\n"
    assert source.metadata == Metadata(
        url="https://valley.example/a",
        title="Shells",
        byline="Dana K.",
        publisher="Desk",
        published="2016-12-05",
        published_text="2016-12-05",
        published_source="metadata",
        language="en",
    )


def test_html_is_rendered_and_the_record_knows_better_than_the_page() -> None:
    page = (
        "<html lang='fr'><head><title>Page</title><meta name='author' content='Dana Karim'></head><body><p>a<p>b</body>"
    )
    source = parse(_line(html=page, title="Record", published="2016"), where="r.jsonl#1")
    assert source.text == "a\nb"
    assert source.html == page
    assert (source.metadata.title, source.metadata.byline) == ("Record", "Dana Karim")
    assert (source.metadata.published, source.metadata.language) == ("2016", "fr")


def test_values_of_other_types_and_unreadable_dates_are_not_taken() -> None:
    metadata = parse(_line(text="words", title=3, url=None, published="5/12/2016", byline=["x"]), where="x").metadata
    assert metadata == Metadata(published_text="5/12/2016")


def test_halves_of_characters_are_replaced() -> None:
    assert parse(rb'{"text": "a\ud83d b"}', where="x").text == "a\ufffd b"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"title": "x"}', "neither"),
        (b'{"text": 3}', "neither"),
        (b"\xff\xfe{", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b'{"text": "a\\u0000b"}', "binary"),
    ],
)
def test_bad_lines_are_named(line: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse(line, where="r.jsonl#3")
    assert said in caught.value.message
    assert caught.value.where == "r.jsonl#3"
    assert caught.value.remedy
