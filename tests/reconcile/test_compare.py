import pytest

from docmine.reconcile.blocking import NameIndex
from docmine.reconcile.compare import compare_actors, compare_places
from docmine.reconcile.facts import ActorFacts, PlaceFacts
from docmine.reconcile.judge import weights
from docmine.reconcile.known import known_as
from docmine.reconcile.rows import curated_actor, extracted_actor

KM = 1 / 111.19
"""Degrees of latitude in a kilometre."""


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
    other = curated_actor(
        {"id": "y", "source": "actors.csv", "name": "IS", "aliases": [], "type": None, "country": None}
    )
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
        {"id": "y", "name": other, "aliases": [], "type": other_kind, "country": None, "source": "actors.csv"},
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
    assert compare_places(one, PlaceFacts("y", "y", (name,), point, country)) == expected


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
    assert compare_places(one, other)["distance"] == expected


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
