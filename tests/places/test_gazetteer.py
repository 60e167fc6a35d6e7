import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from docmine.errors import ResourceError
from docmine.places import gazetteer
from docmine.places.build import Place, bare_name, write
from docmine.places.gazetteer import open_gazetteer


def test_candidates_come_by_population(gazetteer):
    assert [(c.country, c.population) for c in gazetteer.candidates("London")] == [("GBR", 8_961_989), ("CAN", 422_324)]


@pytest.mark.parametrize("name", ["US", "U.S.", "usa", "United States", "the United States"])
def test_a_country_is_found_by_its_other_names(gazetteer, name):
    assert gazetteer.candidates(name)[0].name == "United States"


def test_a_division_is_found_with_and_without_its_type_word(gazetteer):
    assert gazetteer.candidates("Boone County")[0].match == "name"
    assert gazetteer.candidates("Boone")[0].match == "name without type word"


@pytest.mark.parametrize(("name", "found"), [("Marea", "Māri‘"), ("Maarat al-Numan", "Ma‘arrat an Nu‘mān")])
def test_a_transliteration_is_found_within_the_countries_in_question(gazetteer, name, found):
    assert gazetteer.candidates(name) == ()
    assert gazetteer.candidates(name, frozenset({"USA"})) == ()
    [candidate] = gazetteer.candidates(name, frozenset({"SYR"}))
    assert (candidate.name, candidate.match) == (found, "transliteration")


def test_latin_script_countries_have_no_transliterations(gazetteer):
    assert gazetteer.candidates("Lindon", frozenset({"GBR"})) == ()


def test_airport_codes_are_no_names(gazetteer):
    assert gazetteer.candidates("BTH") == ()


def test_a_person_is_shown_transliterations_and_similar_spellings(gazetteer):
    [place] = gazetteer.lookup("Marea", frozenset({"SYR"}))
    assert (place.name, place.match) == ("Māri‘", "transliteration")
    [place] = gazetteer.lookup("Marret al-Nomaan")  # in all countries
    assert (place.name, place.match) == ("Ma‘arrat an Nu‘mān", "transliteration")
    [place] = gazetteer.lookup("Maarat Numane Bis")
    assert (place.name, place.match) == ("Ma‘arrat an Nu‘mān", "similar spelling")
    assert 0.7 < place.likeness < 0.9


def test_a_person_is_shown_only_places_in_the_countries_asked_for(gazetteer):
    assert {place.country for place in gazetteer.lookup("London")} == {"GBR", "CAN"}
    assert [place.country for place in gazetteer.lookup("London", frozenset({"CAN"}))] == ["CAN"]
    assert gazetteer.lookup("", frozenset({"CAN"})) == ()


def test_names_in_arabic_script_and_their_transliterations(tmp_path):
    write(tmp_path / "g.sqlite", [Place("Halab", 36.2, 37.1, "PPL", "SYR", aliases=("أورم الجوز", "معرة النعمان"))])
    gazetteer = open_gazetteer(tmp_path / "g.sqlite")
    syria = frozenset({"SYR"})
    assert gazetteer.candidates("معرة النعمان")[0].match == "alternate name"
    assert gazetteer.lookup("Urem al-Jawz", syria)[0].match == "transliteration"
    assert gazetteer.lookup("Maarrat al-Numan", syria)[0].match == "transliteration"
    assert gazetteer.candidates("Maarrat al-Numan", syria) == ()  # nobody would read it in "Halab"


def test_well_known_names(gazetteer):
    known = gazetteer.well_known()
    assert {"syria", "uk", "ghouta", "london", "aleppo", "illinois"} <= known
    assert not {"springfield", "eu", "ashby", "boone"} & known


def test_the_users_places_come_first(tmp_path, gazetteer_path):
    (tmp_path / "mine.csv").write_text(
        "name,lat,lon,country_iso3,alternate_names,pcode\nLondon,1.5,2.5,XKX,Londinium|Lunnon,P1\n", encoding="utf-8"
    )
    gazetteer = open_gazetteer(gazetteer_path, additions=tmp_path)
    first = gazetteer.candidates("London")[0]
    assert (first.lat, first.lon, first.country, first.pcode, first.match) == (1.5, 2.5, "XKX", "P1", "user")
    assert first.source == "mine.csv"
    assert gazetteer.candidates("Lunnon")[0] == first
    gazetteer.close()


def test_a_missing_or_foreign_file_is_an_error_with_a_remedy(tmp_path):
    with pytest.raises(ResourceError, match="not there"):
        open_gazetteer(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    other.write_text("not a database", encoding="utf-8")
    with pytest.raises(ResourceError, match="no gazetteer"):
        open_gazetteer(other)


def test_progress_is_told(tmp_path):
    seen = []
    write(
        tmp_path / "g.sqlite", [Place("Farby", 1, 2, "PPL", "XKX")], lambda done, total: seen.append((done, total)), 5
    )
    assert seen == [(1, 5)]


def test_a_build_that_fails_leaves_nothing(tmp_path):
    def broken():
        yield Place("Farby", 1, 2, "PPL", "XKX")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        write(tmp_path / "g.sqlite", broken())
    assert list(tmp_path.iterdir()) == []


def test_two_builds_at_once_end_well(tmp_path):
    path = tmp_path / "g.sqlite"
    places = [Place(f"Town {i}", i % 90, i % 180, "PPL", "XKX") for i in range(2000)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: write(path, places), range(2)))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM place").fetchone() == (2000,)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Boone County", "Boone"), ("Halabja Governorate", "Halabja"), ("Northern State", "Northern"), ("Paris", "Paris")],
)
def test_bare_name(name, bare):
    assert bare_name(name) == bare


def test_a_cache_that_cannot_be_written_is_named(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(gazetteer, "default_path", lambda: tmp_path / "file" / "gazetteer.sqlite")
    with pytest.raises(ResourceError, match="cannot be built") as error:
        open_gazetteer()
    assert "XDG_CACHE_HOME" in error.value.remedy


def test_places_by_beginning_and_by_code(tmp_path):
    places = [
        Place("Farby", 1, 2, "PPL", "XKX", population=10, geonameid=1, aliases=("Great Farby",)),
        Place("Farbach", 3, 4, "PPL", "XKX", population=90, geonameid=2, pcode="XK02"),
        Place("Olm", 5, 6, "PPL", "XKX", geonameid=3),
    ]
    write(tmp_path / "g.sqlite", places)
    gazetteer = open_gazetteer(tmp_path / "g.sqlite")
    assert [place.name for place in gazetteer.starting("FARB", 5)] == ["Farbach", "Farby"]  # the larger first
    assert [place.name for place in gazetteer.starting("Farb", 1)] == ["Farbach"]
    assert [place.name for place in gazetteer.starting("great", 5)] == ["Farby"]
    assert gazetteer.starting("F", 5) == gazetteer.starting("", 5) == ()  # one letter must be the whole name
    assert [place.name for place in gazetteer.coded([3, 1, 9])] == ["Farby", "Olm"]
    assert [place.name for place in gazetteer.coded([3], ["XK02"])] == ["Olm", "Farbach"]
    assert gazetteer.coded() == ()
    gazetteer.close()
