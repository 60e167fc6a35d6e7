import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.reconcile.pairs.candidates import blocks
from docmine.reconcile.pairs.columns import columns
from docmine.reconcile.pairs.converted import fill
from docmine.reconcile.pairs.engine import REACH
from docmine.reconcile.pairs.kinds import Kinds, Named
from docmine.reconcile.pairs.preparing import prepare
from docmine.reconcile.pairs.tables import connect, load
from docmine.reconcile.parties import ActorBook

KILLED = ("killed", "killed_low", "killed_high")
DAYS = ("2012-01-01", "2021-03-13", "2021-03-18", "2021-03-19")
CLASH = "B1,2021-03-14,2021-03-14,Battles,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,1,11,11,11"


def row(first="2021-03-14", last=None, *, kind="Armed clash", province="Gao", place="Ansongo", point="15.66,0.50"):
    return f"A1,{first},{first if last is None else last},{kind},,,ML,{province},{place},{point},,"


@pytest.fixture
def found(tables):
    def go(extracted, *curated):
        db = connect()
        for role, path in zip(("extracted", "curated"), tables([extracted], curated), strict=True):
            load(db, role, path)
        prepare(db, Kinds(), ActorBook((), ()))
        return compared(db)

    return go


def compared(db):
    """Returns the pairs of rows of two tables that are compared."""
    found = blocks(db, columns(db, "extracted"), columns(db, "curated"), 10, REACH)
    return [pair for a, b in found for pair in zip(a.tolist(), b.tolist(), strict=True)]


@pytest.mark.parametrize(
    "extracted",
    [
        row(),
        row("2021-03-18"),  # four days later
        row(place="", province="", point="15.70,0.55"),  # 7 km away
        row(place="", point="16.27,0.03"),  # another town of the province, the same kind
        row(point=",", province=""),  # the name alone
        row("2021-03-01", "2021-03-31"),
        row("", ""),  # no date: place and kind
        row("2020-03-14"),  # a slip of the year
        row(province="", place="", point=","),  # the country and the kind alone
    ],
)
def test_these_are_compared(found, extracted):
    assert found(extracted, CLASH) == [(0, 0)]


@pytest.mark.parametrize(
    "extracted",
    [
        row("2021-03-19"),  # five days later
        row(place="Kita", province="Kayes", point="13.03,-9.48"),
        row("2020-03-14", kind="Attack"),  # another year and another kind
        row("", "", kind="Attack"),  # no date and another kind
        row(place="Gao", point="16.27,0.03", kind="Attack"),  # in the province, but of another kind
    ],
)
def test_these_are_not(found, extracted):
    assert found(extracted, CLASH) == []


@pytest.mark.parametrize(
    ("side", "compared"), [("SLF", True), ("Soldiers", False), ("Front of Marn", False), ("gunmen", False)]
)
def test_an_event_of_which_nothing_says_where_is_compared_by_named_actors(found, side, compared):
    extracted = f"A1,2021-03-14,2021-03-14,Attack,Villagers,{side},,,,,,,"
    assert found(extracted, CLASH) == [(0, 0)] * compared
    assert found(extracted.replace("2021", "2020"), CLASH) == []


def test_a_bound_excludes_what_lies_beyond_it(found):
    curated = [CLASH.replace("B1", f"B{n}").replace("2021-03-14", day) for n, day in enumerate(DAYS)]
    before = "A1,,2021-03-14,Armed clash,,,ML,Gao,Ansongo,15.66,0.50,,"
    assert [DAYS[b] for _, b in found(before, *curated)] == ["2012-01-01", "2021-03-13", "2021-03-18"]


@settings(deadline=None, max_examples=25)
@given(
    lat=st.floats(-80, 80),
    lon=st.floats(-180, 180),
    bearing=st.floats(0, 2 * math.pi),
    km=st.floats(0, 14.9),
    shift=st.integers(-4, 4),
)
def test_what_is_within_reach_is_found(lat, lon, bearing, km, shift):
    angle, phi = km / 6371, math.radians(lat)
    there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there)
    )
    point = (math.degrees(there), (lon + math.degrees(turn) + 540) % 360 - 180)
    db = connect()
    cells = dict.fromkeys(("place", "admin1", "country", "side_a", "side_b", "outlets", "type", *KILLED)) | {
        "radius_km": 0.0
    }
    fill(db, "extracted", [cells | {"id": "A", "earliest": 18_700, "latest": 18_700, "lat": lat, "lon": lon}])
    day = 18_700 + shift
    fill(db, "curated", [cells | {"id": "B", "earliest": day, "latest": day, "lat": point[0], "lon": point[1]}])
    prepare(db, Named(), ActorBook((), ()))
    assert compared(db) == [(0, 0)]


def test_a_row_without_a_point_lies_where_its_name_lies(found):
    # "Ansongo" of the second curated row lies 3 km from the first one, which bears another name
    near = CLASH.replace("B1", "B2").replace("Ansongo", "Lelehoye").replace("0.50", "0.53").replace(",Gao,", ",,")
    other = CLASH.replace("2021-03-14", "2019-01-01")
    assert (0, 1) in found(row(point=",", province=""), other, near)


def test_places_on_both_sides_of_the_date_line_are_near(found):
    # 0.06 degrees of longitude at the equator are 6.7 km
    east = CLASH.replace("15.66,0.50", "0.0,179.97").replace("Ansongo", "").replace(",Gao,", ",,")
    assert found(row(place="", province="", point="0.0,-179.97"), east) == [(0, 0)]
