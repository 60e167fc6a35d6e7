import pytest

from docmine.reconcile.outlets import listed, outlets, site


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Kessen Wire; Marn Post", "Kessen Wire|Marn Post"),  # as ACLED parts them
        ('"Kessen Wire,2014-03-05,Clash in Marn";"Marn Post,2014-03-06,Toll"', "Kessen Wire|Marn Post"),  # as UCDP
        ("Kessen Wire|https://kessenwire.example/a", "Kessen Wire|https://kessenwire.example/a"),
        ("Kessen Wire;Kessen Wire", "Kessen Wire"),
        ("Marn, Post and Wire", "Marn, Post and Wire"),  # no day follows the comma
        (" ; ", None),
        (None, None),
    ],
)
def test_outlets_are_listed_without_their_articles(cell, expected):
    assert listed(cell) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Kessen Wire", "the Kessen Wire News Agency", True),
        ("Kessen Wire", "https://www.kessen-wire.example/2014/03/clash?id=1", True),
        ("Marn Post|Kessen Wire", "Kessen Wire|Observer", True),
        ("Kessen Press Agency", "KPA", True),
        ("Kessen Press Agency", "https://kpa.example", True),
        ("Kessen Press Agency", "Kuri Press Association", False),  # two names of the same initials
        ("Kessen Wire", "KW", False),  # two letters are too few
        ("Kessen Wire", "Kessen Post", False),
        ("https://a.example/x", "https://b.example/x", False),
        ("News Agency", "The News", False),  # names of such words alone are what they are
        ("…", "…", False),  # no letters, no name
    ],
)
def test_outlets_meet_by_name_address_and_abbreviation(one, other, expected):
    assert outlets(one).share(outlets(other)) is outlets(other).share(outlets(one)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://news.marn.example/en", "marn"),
        ("marnpost.co.example", "marnpost"),
        ("https://marnpost.example:8080/", "marnpost"),
        ("Marn Post", None),
        ("reports/2014/7.jsonl", None),
        ("10.1.2.3", None),
    ],
)
def test_an_address_is_known_by_its_site(text, expected):
    assert site(text) == expected
