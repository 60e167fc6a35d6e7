import pytest

from docmine.reconcile.blocking import NameIndex, km_apart
from docmine.reconcile.facts import ActorFacts, PlaceFacts


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


def test_names_are_compared_when_a_word_begins_alike():
    index = NameIndex([ActorFacts("g", "g", ("Kessen Guard",)), ActorFacts("f", "f", ("Front of Marn",))])
    assert [row.id for row in index.candidates(ActorFacts("x", "x", ("the guards",)))] == ["g"]
    assert [row.id for row in index.candidates(ActorFacts("x", "x", ("Nobody",), listed="f"))] == ["f"]
    places = NameIndex([PlaceFacts("p", "p", ("wadi tarsa",))])
    assert [row.id for row in places.candidates(PlaceFacts("x", "x", ("ouadi tarsah",)))] == ["p"]
