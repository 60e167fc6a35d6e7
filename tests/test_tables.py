"""Cells of event rows that the tables work out themselves."""

import pytest

from docmine.dates import parse
from docmine.extensions import ActorIdentity
from docmine.tables import _sector

TALIBAN = ActorIdentity(
    name="Taliban",
    aliases=[],
    type="rebel",
    country_iso3="AFG",
    curated_id=None,
    origin="list",
    sector="REB",
    sectors=[
        ("2021-08-15", "9999-12-31", "GOV"),
        ("2001-12-07", "2021-08-15", "REB"),
        ("1996-09-27", "2001-12-06", "GOV"),
    ],
    method="table",
    score=0.9,
)


@pytest.mark.parametrize(
    ("date", "sector"),
    [
        ("3 May 1999", "GOV"),
        ("3 May 2015", "REB"),
        ("15 August 2021", "GOV"),  # the day of change belongs to the new role
        ("May 2023", "GOV"),
        ("2021", "REB"),  # the year does not settle it: its own sector
        ("since 2015", "REB"),  # nor does an open end
    ],
)
def test_an_actor_is_coded_by_what_it_was_when_the_event_happened(date, sector):
    assert _sector(TALIBAN, parse(date)) == sector


def test_without_a_date_it_is_its_own_sector():
    assert _sector(TALIBAN, None) == "REB"
