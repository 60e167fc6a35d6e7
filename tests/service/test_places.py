"""Which place a name means."""


def test_a_town_and_its_province_are_told_apart_by_type_or_type_word(ask, best):
    both = ask("places", "Mopti")
    assert {one["id"] for one in both} == {"geonames:11", "geonames:12"}
    assert not any(one["match"] for one in both)
    assert best("places", "Mopti region") == ("geonames:11", True)
    assert best("places", "Region of Mopti") == ("geonames:11", True)
    assert best("places", "Mopti town") == ("geonames:12", True)
    assert [(one["id"], one["match"]) for one in ask("places", "Mopti", type="settlement")] == [("geonames:12", True)]


def test_the_same_name_in_two_countries(best):
    assert best("places", "Vorland") == ("geonames:15", False)  # the larger first
    assert best("places", "Vorland", country="US") == ("geonames:14", True)
    assert best("places", "Vorland", lat=10.01, lon="5.0") == ("geonames:15", True)
    assert best("places", "Vorland", lat="far", lon="1e999") == ("geonames:15", False)


def test_a_division_decides(best):
    assert best("places", "Vorland", admin1="Kano") == ("geonames:15", True)
    assert best("places", "Vorland", admin1="Illinois") == ("geonames:14", True)


def test_the_users_place_stands_for_the_one_of_the_gazetteer(ask):
    assert [(one["id"], one["match"]) for one in ask("places", "Kolbrandt")] == [("p1", True)]
    assert [(one["id"], one["match"]) for one in ask("places", "Kolbrand")] == [("p1", True)]


def test_other_names_and_transliterations(best):
    assert best("places", "Wadi Tarsa") == ("geonames:16", True)
    assert best("places", "Qzxvwkj", aliases="Wadi Tarsa") == ("geonames:16", True)
    assert best("places", "Dayr Hafroun", country="SYR") == ("geonames:17", False)


def test_ids_are_names_too(best):
    for key in ("geonames:12", "p1", "name:Great Bight@1,1"):
        assert best("places", key) == (key, True)
    assert best("places", "geonames:99") is None
    assert best("places", "geonames:" + "9" * 200) is None


def test_a_name_that_no_place_has(ask):
    assert ask("places", "Qzxvwkj") == []
    assert ask("places", "....") == []
