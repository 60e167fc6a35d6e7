import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.config import ReconcileConfig
from docmine.reconcile.blocking import EventIndex, NameIndex, days_apart, km_apart
from docmine.reconcile.facts import ActorFacts, EventFacts, PlaceFacts
from docmine.reconcile.parties import Party

CONFIG = ReconcileConfig(max_days=7, max_km=50)
DAY = date(2021, 3, 14).toordinal()


def event(key="E", first=DAY, last=None, **cells):
    return EventFacts(id=key, words=key, earliest=first, latest=first if last is None else last, **cells)


def found(extracted, *curated):
    return [row.id for row in EventIndex(curated, CONFIG).candidates(extracted)]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0.0, 0.0), (0.0, 1.0), 111.19),  # one degree of a great circle of radius 6371 km
        ((90.0, 0.0), (-90.0, 0.0), 20015.09),  # half of it
        ((10.0, 179.5), (10.0, -179.5), 109.51),  # across the date line: 111.19 km times the cosine of 10 degrees
    ],
)
def test_km_apart(one, other, km):
    assert km_apart(one, other) == pytest.approx(km, abs=0.02)


def test_km_apart_of_nowhere():
    assert km_apart(None, (0.0, 0.0)) is None


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (1, 2, 8),
        (8, 12, 0),
        (10, 10, 0),
        (15, 15, 3),
        (None, None, 0),
        (None, 9, 1),
        (None, 11, 0),
        (14, None, 2),
        (11, None, 0),
    ],
)
def test_days_apart(first, last, days):
    one = EventFacts("a", "a", 10, 12)
    assert days_apart(one, EventFacts("b", "b", first, last)) == days
    assert days_apart(EventFacts("b", "b", first, last), one) == days


@given(
    lat=st.floats(-80, 80),
    lon=st.floats(-180, 180),
    bearing=st.floats(0, 2 * math.pi),
    km=st.floats(0, 49.9),
    shift=st.integers(-7, 7),
)
def test_what_is_within_reach_is_found(lat, lon, bearing, km, shift):
    angle = km / 6371
    phi = math.radians(lat)
    there = math.asin(math.sin(phi) * math.cos(angle) + math.cos(phi) * math.sin(angle) * math.cos(bearing))
    turn = math.atan2(
        math.sin(bearing) * math.sin(angle) * math.cos(phi), math.cos(angle) - math.sin(phi) * math.sin(there)
    )
    point = (math.degrees(there), (lon + math.degrees(turn) + 540) % 360 - 180)
    assert found(event(point=(lat, lon)), event("C", DAY + shift, point=point)) == ["C"]


def test_too_far_and_too_late_are_not_compared():
    here = event(point=(15.0, 0.0))
    assert found(here, event("far", point=(15.0, 0.6)), event("late", DAY + 8, point=(15.0, 0.0))) == []


def test_the_same_name_is_compared_at_any_distance():
    assert found(event(names=("ossul",)), event("C", names=("ossul",))) == ["C"]
    assert found(event(names=("ossul",), point=(1.0, 1.0)), event("C", names=("ossul",), point=(9.0, 9.0))) == ["C"]


def test_an_event_without_date_is_compared_by_place_alone():
    nowhen = EventFacts("X", "X", names=("ossul",))
    assert found(nowhen, event("C", names=("ossul",)), event("D", names=("marn",))) == ["C"]


def test_an_event_with_one_bound_is_compared_by_place_on_its_side_of_the_bound():
    before = EventFacts("X", "X", latest=DAY, names=("ossul",))
    curated = [event(f"C{shift}", DAY + shift, names=("ossul",)) for shift in (-3000, -1, 7, 8)]
    assert found(before, *curated, event("D", names=("marn",))) == ["C-3000", "C-1", "C7"]


def test_an_event_without_place_is_compared_by_actor():
    guard = Party("kessen guard", frozenset({"name:kessen guard"}))
    army = Party("the army", frozenset(), "state", "MLI")
    assert found(event(sides=((guard,), ())), event("C", sides=((), (guard,))), event("D")) == ["C"]
    assert found(event(sides=((army,), ())), event("C", sides=((army,), ()))) == ["C"]


def test_an_event_that_knows_nothing_is_compared_with_nothing():
    assert found(EventFacts("X", "X"), event("C", names=("ossul",), point=(1.0, 1.0))) == []


def test_long_intervals_meet_in_the_middle():
    year = event(first=DAY - 180, last=DAY + 180, names=("ossul",))
    assert found(year, event("C", names=("ossul",))) == ["C"]


def test_names_are_compared_when_a_word_begins_alike():
    index = NameIndex([ActorFacts("g", "g", ("Kessen Guard",)), ActorFacts("f", "f", ("Front of Marn",))])
    assert [row.id for row in index.candidates(ActorFacts("x", "x", ("the guards",)))] == ["g"]
    assert [row.id for row in index.candidates(ActorFacts("x", "x", ("Nobody",), listed="f"))] == ["f"]
    places = NameIndex([PlaceFacts("p", "p", ("wadi tarsa",))])
    assert [row.id for row in places.candidates(PlaceFacts("x", "x", ("ouadi tarsah",)))] == ["p"]
