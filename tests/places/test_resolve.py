import pytest

from docmine.places.evidence import Name, contains
from docmine.places.resolve import resolve


def one(gazetteer, text, *others, kind=None, within=(), stated=None):
    """Resolve a name beside other names; return its resolution."""
    names = [Name(gazetteer.candidates(text), kind, within)]
    names += [Name(gazetteer.candidates(other)) for other in others]
    return resolve(names, stated or {})[0]


def test_the_large_city_wins_without_context(gazetteer):
    resolution = one(gazetteer, "London")
    assert resolution.place.country == "GBR"
    assert resolution.runner_up.country == "CAN"
    assert 0 < resolution.margin <= resolution.score <= 1


def test_a_stated_division_decides(gazetteer):
    assert one(gazetteer, "Springfield").place.admin1 == "Missouri"
    assert one(gazetteer, "Springfield", "Illinois", within=(1,)).place.admin1 == "Illinois"
    assert one(gazetteer, "Springfield", "Illinois").place.admin1 == "Illinois"


def test_the_bare_name_is_the_city_and_the_type_word_asks_for_the_division(gazetteer):
    assert one(gazetteer, "Aleppo").place.feature_code == "PPL"
    assert one(gazetteer, "Aleppo", kind="admin1").place.feature_code == "ADM1"
    assert one(gazetteer, "Aleppo", kind="city").place.feature_code == "PPL"


def test_an_unknown_name_has_a_reason(gazetteer):
    resolution = one(gazetteer, "Zzyzx Farm")
    assert resolution.place is None
    assert resolution.reason == "not in the gazetteer"


def test_a_village_with_namesakes_stays_open_until_something_speaks_for_one(gazetteer):
    alone = one(gazetteer, "Ashby")
    assert alone.place is None
    assert alone.reason.startswith("ambiguous: 2 places")
    assert alone.runner_up is not None
    assert one(gazetteer, "Ashby", "London").place.country == "GBR"
    assert one(gazetteer, "Ashby", stated={"USA": 0.6}).place.country == "USA"


def test_no_names_no_resolutions():
    assert resolve([], {}) == []


@pytest.mark.parametrize(
    ("area", "place", "expected"),
    [
        (("Syria", 0), ("Idlib", 0), True),
        (("Illinois", 0), ("Springfield", 1), True),
        (("Illinois", 0), ("Springfield", 0), False),
        (("Syria", 0), ("London", 0), False),
        (("Syria", 0), ("Syria", 0), False),
    ],
)
def test_contains(gazetteer, area, place, expected):
    container, candidate = (gazetteer.candidates(name)[i] for name, i in (area, place))
    assert contains(container, candidate) is expected


def test_a_village_far_from_all_that_is_told_stays_open(gazetteer):
    resolution = one(gazetteer, "Eu", "Aleppo", "Idlib", "Ghouta")
    assert resolution.place is None
    assert resolution.reason == "unlikely: far from all that is told"
    assert resolution.runner_up.name == "Eu"
    assert one(gazetteer, "Eu", "Aleppo").place.name == "Eu"
    assert one(gazetteer, "Eu", "Aleppo", "Idlib", "Ghouta", stated={"FRA": 0.6}).place.name == "Eu"


def test_a_long_document_is_resolved_in_parts_that_keep_their_ties(gazetteer):
    names = [Name(gazetteer.candidates("Illinois"))]
    names += [Name(gazetteer.candidates("London"))] * 450
    names.append(Name(gazetteer.candidates("Springfield"), within=(0,)))
    resolutions = resolve(names, {})
    assert len(resolutions) == len(names)
    assert [resolutions[i].place.admin1 for i in (0, 200, 451)] == ["Illinois", "England", "Illinois"]
