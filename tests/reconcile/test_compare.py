from dataclasses import replace
from datetime import date

import pytest

from docmine.config import ReconcileConfig
from docmine.reconcile.blocking import NameIndex
from docmine.reconcile.compare import compare_actors, compare_events, compare_places
from docmine.reconcile.facts import ActorFacts, EventFacts, PlaceFacts
from docmine.reconcile.judge import weights
from docmine.reconcile.known import known_as
from docmine.reconcile.parties import Party
from docmine.reconcile.rows import curated_actor, extracted_actor

CONFIG = ReconcileConfig()
DAY = date(2021, 3, 14).toordinal()
NOTHING = EventFacts("x", "x")

GUARD = Party("kessen guard", frozenset({"name:kessen guard", "curated:g"}))
THE_GUARD = Party("guard of kessen", frozenset({"curated:g"}))
GUARDS = Party("kessen guards", frozenset({"name:kessen guards"}))
FRONT = Party("front of marn", frozenset({"name:front of marn"}))
LEAGUE = Party("league of ossul", frozenset({"name:league of ossul"}))
GUNMEN = Party("gunmen", frozenset(), "armed")
CIVILIANS = Party("villagers", frozenset(), "civilian")
ARMY = Party("the army", frozenset(), "state", "MLI")
GOVERNMENT = Party("government of mali", frozenset({"name:government of mali"}), None, "MLI")


def level(field, one, other):
    return compare_events(replace(NOTHING, **one), replace(NOTHING, **other), CONFIG).get(field)


def test_what_is_not_known_is_left_out():
    assert compare_events(NOTHING, NOTHING, CONFIG) == {}
    assert level("date", {"earliest": DAY, "latest": DAY}, {}) is None
    assert level("killed", {"killed": (1, 1)}, {}) is None


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (0, 0, "same day"),
        (-1, 1, "overlap in days"),
        (-6, 0, "overlap in a week"),
        (-13, 16, "overlap in a month"),
        (-200, 100, "overlap in more"),
        (1, 1, "a day apart"),
        (-3, -2, "three days apart"),
        (7, 9, "within reach"),
        (8, 9, "apart"),
    ],
)
def test_dates(first, last, expected):
    assert level("date", {"earliest": DAY, "latest": DAY}, {"earliest": DAY + first, "latest": DAY + last}) == expected


@pytest.mark.parametrize(
    ("bound", "first", "last", "expected"),
    [
        ({"latest": DAY}, 0, 0, "not excluded"),
        ({"latest": DAY}, -4000, -4000, "not excluded"),
        ({"latest": DAY}, -2, 3, "not excluded"),
        ({"latest": DAY}, 1, 1, "within reach"),
        ({"latest": DAY}, 7, 9, "within reach"),
        ({"latest": DAY}, 8, 9, "apart"),
        ({"earliest": DAY}, 0, 0, "not excluded"),
        ({"earliest": DAY}, 4000, 4000, "not excluded"),
        ({"earliest": DAY}, -1, -1, "within reach"),
        ({"earliest": DAY}, -9, -8, "apart"),
    ],
)
def test_a_bound_excludes_but_never_agrees(bound, first, last, expected):
    assert level("date", bound, {"earliest": DAY + first, "latest": DAY + last}) == expected
    assert weights()["event"]["date"][expected]["points"] <= 0


KM = 1 / 111.19
"""Degrees of latitude in a kilometre."""


@pytest.mark.parametrize(
    ("km", "name", "radius", "expected"),
    [
        (0, "ossul", 0, "same place"),
        (20, "osul", 0, "same place"),
        (4, "marn", 0, "same point"),
        (40, "ossul", 0, "similar name"),
        (20, "marn", 0, "near"),
        (90, "marn", 150, "within precision"),
        (40, "marn", 0, "in reach"),
        (90, "ossul", 0, "far"),
    ],
)
def test_places_with_points(km, name, radius, expected):
    one = {"names": ("ossul",), "point": (15.0, 0.0)}
    assert level("place", one, {"names": (name,), "point": (15.0 + km * KM, 0.0), "radius_km": radius}) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"names": ("ossul",)}, {"names": ("marn", "ossul")}, "same name"),
        ({"names": ("ossul",)}, {"names": ("osul",)}, "similar name"),
        ({"names": ("ossul",)}, {"names": ("marn",)}, "other name"),
        ({"names": ("ossul",), "admin1": "gao"}, {"names": ("marn",), "admin1": "gao"}, "same province"),
        ({"names": ("ossul",)}, {"point": (1.0, 1.0)}, None),
    ],
)
def test_places_without_points(one, other, expected):
    assert level("place", one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (((GUARD,), (FRONT,)), ((THE_GUARD,), (FRONT,)), "both sides"),
        (((GUARD,), (FRONT,)), ((FRONT,), (THE_GUARD,)), "both sides"),
        (((GUARD,), ()), ((GUARDS,), (CIVILIANS,)), "one side"),
        (((GUNMEN,), (CIVILIANS,)), ((GUARD,), (CIVILIANS,)), "same kind"),
        (((GUARD,), (CIVILIANS,)), ((GUARD,), (CIVILIANS,)), "both sides"),
        (((FRONT,), (CIVILIANS,)), ((GUARD,), (CIVILIANS,)), "other side"),
        (((ARMY,), ()), ((GOVERNMENT,), (GUARD,)), "one side"),
        (((GUARD,), (CIVILIANS,)), ((GUARD,), (FRONT,)), "one of two sides"),
        (((GUNMEN,), ()), ((GUARD,), ()), None),
        (((GUARD,), ()), ((FRONT,), ()), "other side"),
        (((GUARD,), (ARMY,)), ((FRONT,), (CIVILIANS,)), "other side"),
        (((GUARD,), (CIVILIANS,)), ((FRONT,), (LEAGUE,)), "other sides"),
        (((), ()), ((GUARD,), ()), None),
        (((FRONT, GUARD), ()), ((GUARD,), ()), "one side"),
    ],
)
def test_actors_of_events(one, other, expected):
    assert level("actors", {"sides": one}, {"sides": other}) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("bomb", "armed violence"), ("bomb", "armed violence"), "same type"),
        (("bomb", "armed violence"), ("aerial", "armed violence"), "related type"),
        ((None, "armed violence"), ("aerial", "armed violence"), "compatible type"),
        (("agreement", "accord"), ("aerial", "armed violence"), "other type"),
        ((None, None), ("aerial", "armed violence"), None),
    ],
)
def test_types(one, other, expected):
    names = ("fine", "broad")
    assert level("type", dict(zip(names, one, strict=True)), dict(zip(names, other, strict=True))) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 0), (0, 0), "none killed"),
        ((7, 7), (7, 7), "same figure"),
        ((5, 9), (9, 12), "ranges overlap"),
        ((7, 7), (12, 12), "figures differ"),
        ((20, None), (22, 22), "ranges overlap"),
        ((20, None), (11, 11), "figures differ"),
        ((20, None), (25, None), "ranges overlap"),
    ],
)
def test_killed(one, other, expected):
    assert level("killed", {"killed": one}, {"killed": other}) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("Kessen Guard",), ("The Guard", "Kessen Guard"), "same alias"),
        (("Kessen Guard",), ("kessen guard",), "same name"),
        (("KG",), ("Kessen Guard", "KG"), "same abbreviation"),
        (("Guard of Kessen", "fighters"), ("Front of Marn", "fighters"), "other name"),
        (("Kesen Guards",), ("Kessen Guard",), "similar name"),
        (("Marn",), ("Kessen Guard",), "other name"),
        (("Kessen Liberation Front",), ("KLF",), "same abbreviation"),
        (("Kessen Liberation Front", "KLF"), ("Karn Liberation Front",), "somewhat similar"),
        (("Kessen Liberation Front",), ("Karn Labour Front",), "other name"),
        (("Jaish an-Nasr",), ("Jaysh al-Nasr",), "similar name"),
        (("جيش النصر",), ("Jaysh al-Nasr",), "similar name"),
        (("Jaysh al-Islam",), ("Jaysh al-Nasr",), "other name"),
    ],
)
def test_actor_names(one, other, expected):
    assert compare_actors(ActorFacts("x", "x", one), ActorFacts("y", "y", other))["name"] == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("rebel", "rebel", "same type"),
        ("rebel", "militia", "compatible type"),
        ("rebel", "organisation", "other type"),
        ("other", "rebel", None),
        ("rebel", None, None),
    ],
)
def test_actor_types(one, other, expected):
    facts = ActorFacts("x", "x", ("Kessen Guard",), one), ActorFacts("y", "y", ("Kessen Guard",), other)
    assert compare_actors(*facts).get("type") == expected


def test_an_actor_of_docmines_own_table_is_known_by_all_its_names():
    one = ActorFacts("x", "x", ("Islamic State",), known=known_as("Islamic State"))
    other = curated_actor({"id": "y", "name": "IS", "aliases": [], "type": None, "country": None})
    assert compare_actors(one, other) == {"name": "same alias"}
    assert NameIndex([other]).candidates(one) == [other]
    assert known_as("gunmen") is known_as("Front of Marn") is None


@pytest.mark.parametrize(
    ("name", "kind", "other", "other_kind", "expected"),
    [
        ("Mali", "state", "Government of Mali", "state", "same state"),
        ("Mali", "state", "Government of Mali", None, "same state"),
        ("Malian authorities", "state", "Government of Mali", "state", "same state"),
        ("Syria", "state", "Government of the Syrian Arab Republic", "state", "same state"),
        ("Mali", "state", "Government of Mali (Sudan)", "state", "same state"),
        ("Malian police", "state", "Government of Mali", "state", "other name"),
        ("Government of Niger", "state", "Government of Mali", "state", "other name"),
        ("Malian army", "military", "Government of Mali", "state", "other name"),
    ],
)
def test_states_are_the_same_by_their_country(name, kind, other, other_kind, expected):
    rows = [
        {"actor_id": "x", "name": name, "type": kind, "country_iso3": "SYR" if name == "Syria" else "MLI"},
        {"id": "y", "name": other, "aliases": [], "type": other_kind, "country": None},
    ]
    one, theirs = extracted_actor(rows[0]), curated_actor(rows[1])
    assert compare_actors(one, theirs)["name"] == expected
    assert NameIndex([theirs]).candidates(one) == [theirs]


def test_actor_that_extraction_found_in_the_list():
    assert (
        compare_actors(ActorFacts("x", "x", ("KG",), listed="y"), ActorFacts("y", "y", ("Kessen",)))["name"] == "listed"
    )


@pytest.mark.parametrize(
    ("name", "point", "country", "expected"),
    [
        ("ossul", (15.0, 0.0), "MLI", {"name": "same name", "distance": "same point", "country": "same country"}),
        ("osul", (15.1, 0.0), None, {"name": "similar name", "distance": "near"}),
        ("marn", (15.4, 0.0), "NER", {"name": "other name", "distance": "in reach", "country": "other country"}),
        ("ossul", (20.0, 0.0), None, {"name": "same name", "distance": "far"}),
        ("ossul", None, None, {"name": "same name"}),
    ],
)
def test_compare_places(name, point, country, expected):
    one = PlaceFacts("x", "x", ("ossul",), (15.0, 0.0), "MLI")
    assert compare_places(one, PlaceFacts("y", "y", (name,), point, country), CONFIG) == expected


@pytest.mark.parametrize(
    ("km", "area", "other_area", "expected"),
    [
        (20, True, False, "perhaps within"),
        (60, True, False, "perhaps within"),
        (140, False, True, "perhaps within"),
        (160, True, False, "far"),
        (4, True, False, "same point"),
        (40, True, True, "in reach"),
        (40, False, False, "in reach"),
    ],
)
def test_a_town_can_lie_in_the_division_of_its_name(km, area, other_area, expected):
    one = PlaceFacts("x", "x", ("ossul",), (15.0, 0.0), area=area)
    other = PlaceFacts("y", "y", ("ossul",), (15.0 + km * KM, 0.0), area=other_area)
    assert compare_places(one, other, CONFIG)["distance"] == expected


def test_weights_are_complete_and_in_order():
    for kind, fields in weights().items():
        for field, levels in fields.items():
            if not isinstance(levels, dict):
                continue
            for name, weight in levels.items():
                assert 0 <= weight["agreement"] <= 1, (kind, field, name)
            ranked = sorted(levels.values(), key=lambda weight: -weight["points"])
            assert max(levels.values(), key=lambda weight: weight["agreement"])["points"] >= 0
            assert ranked[-1]["agreement"] == min(weight["agreement"] for weight in levels.values())
