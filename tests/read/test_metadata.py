from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.documents import Metadata
from docmine.read.metadata import language_code, merge, parse_published, parse_timestamp, stated


@pytest.mark.parametrize("value", ["2016", "2016-12", "2016-12-05", "2016-02-29"])
def test_published_keeps_the_precision_given(value: str) -> None:
    assert parse_published(f" {value} ") == value


@pytest.mark.parametrize(
    "value",
    ["", "16", "0999", "2016-13", "2016-02-30", "2015-02-29", "2016-1-5", "5 December 2016", "2016-12-05T10:00"],
)
def test_published_refuses_the_rest(value: str) -> None:
    assert parse_published(value) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-12-05T23:30:00-05:00", "2016-12-05"),
        ("2016-12-05 08:00", "2016-12-05"),
        ("2016/12/05", "2016-12-05"),
        ("20161205", "2016-12-05"),
        ("2016-12", "2016-12"),
        ("2016", "2016"),
        ("Mon, 05 Dec 2016 23:30:00 +0000", "2016-12-05"),
        ("05/12/2016", None),
        ("12.05.16", None),
        ("2016-12-0512", None),
        ("2016-99-99T00:00", None),
        ("yesterday", None),
        ("9" * 100_000, None),
    ],
)
def test_timestamps_are_read_only_where_they_have_one_meaning(value: str, expected: str | None) -> None:
    assert parse_timestamp(value) == expected


def test_an_unreadable_date_keeps_its_words() -> None:
    assert stated(" 05/12/2016 ") == Metadata(published=None, published_text="05/12/2016", published_source="none")


def test_merging_is_field_by_field_and_dates_travel_with_their_source() -> None:
    user = Metadata(publisher="Valley Desk", title="Given")
    file = Metadata(
        title="Found", byline="Dana K.", published="2016", published_text="2016", published_source="metadata"
    )
    assert merge(user, file) == Metadata(
        publisher="Valley Desk",
        title="Given",
        byline="Dana K.",
        published="2016",
        published_text="2016",
        published_source="metadata",
    )
    dated = Metadata(published="2015-01", published_text="2015-01", published_source="user")
    merged = merge(dated, file)
    assert (merged.published, merged.published_source, merged.title) == ("2015-01", "user", "Found")


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("EN-gb", "en"), ("pt_BR", "pt"), ("english", None), ("e", None), ("", None), (None, None)],
)
def test_language_code(tag: str | None, code: str | None) -> None:
    assert language_code(tag) == code


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_iso_date_is_read_as_itself(day: date) -> None:
    assert parse_published(str(day)) == parse_timestamp(f"{day}T12:00:00Z") == str(day)
