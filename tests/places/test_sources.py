import pytest

from docmine.places import sources
from docmine.places.gazetteer import default_path, open_gazetteer
from docmine.places.sources import _compiled, _middles
from docmine.resources import DATA, read_csv

_CODES = {
    "CONT",
    "RGN",
    "PEN",
    "DSRT",
    "GULF",
    "STRT",
    "CHN",
    "CNL",
    "SEA",
    "OCN",
    "BAY",
    "LK",
    "RSV",
    "STM",
    "MTS",
    "MT",
}
_CODES |= {"VAL", "PASS", "ISL", "ISLS", "FRST", "PPLX", "RD", "ADM1", "ADM2"}
_CODES |= {"AIRB", "AIRP", "CMPRF", "DAM", "HSP", "MILB", "OILF", "PRN", "PRT", "PSTB"}


def city(name, lat, lon, population, *, country="XX", admin1="1"):
    return {
        "geonameid": 1,
        "name": name,
        "latitude": lat,
        "longitude": lon,
        "countrycode": country,
        "admin1code": admin1,
        "population": population,
        "alternatenames": [],
    }


def test_a_division_lies_in_the_weighted_middle_of_its_cities():
    points = _middles([city("A", 10, 20, 3000), city("B", 20, 40, 1000), city("C", 50, 50, 0, admin1="2")])
    assert (points["XX.1"].lat, points["XX.1"].lon, points["XX.1"].population) == (12.5, 25.0, 4000)
    assert (points["XX.2"].lat, points["XX.2"].kind) == (50.0, "cities")


def test_every_country_has_a_point():
    countries = {row["iso3"] for row in read_csv(DATA / "countries.csv")}
    points = list(read_csv(DATA / "places/country_points.csv"))
    assert {row["iso3"] for row in points} >= countries
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in points)


def test_regions_and_sites_are_well_formed():
    countries = {row["iso3"] for row in read_csv(DATA / "countries.csv")} | {None}
    regions = list(_compiled())
    assert {region.feature_code for region in regions} <= _CODES
    assert {region.country for region in regions} <= countries
    assert all(-90 <= region.lat <= 90 and -180 <= region.lon <= 180 for region in regions)
    assert len({region.name for region in regions}) == len(regions)


def test_aliases_belong_to_divisions():
    codes = {row["code"] for row in read_csv(DATA / "places/admin1.csv")}
    assert {row["code"] for row in read_csv(DATA / "places/admin1_aliases.csv")} <= codes


def test_the_cached_file_is_named_for_what_is_in_it():
    assert default_path().name.startswith("gazetteer-")
    assert default_path() == default_path()


@pytest.mark.slow
def test_the_shipped_gazetteer(tmp_path):
    path = tmp_path / "gazetteer.sqlite"
    seen = []
    sources.build(path, lambda done, total: seen.append((done, total)))
    assert path.stat().st_size < 120_000_000
    assert seen[-1][0] == seen[-1][1] > 280_000
    gazetteer = open_gazetteer(path)
    syria = frozenset({"SYR"})
    for name in ("Maarat al-Numan", "Tel Rifaat", "Marea", "Maskana", "Khan Sheikhoun", "Jisr al-Shughour"):
        assert gazetteer.candidates(name, syria)[0].country == "SYR", name
    for name, code in {"Darfur": "RGN", "Syria": "PCLI", "Idlib": "ADM1", "Mediterranean": "SEA"}.items():
        assert code in {candidate.feature_code for candidate in gazetteer.candidates(name)}, name
    assert all(candidate.source for candidate in gazetteer.candidates("Springfield"))
    gazetteer.close()


def test_added_towns_and_spellings_are_well_formed():
    countries = {row["iso3"] for row in read_csv(DATA / "countries.csv")}
    towns = list(read_csv(DATA / "places/towns.csv"))
    press = list(read_csv(DATA / "places/press_names.csv"))
    assert {row["country_iso3"] for row in towns + press} <= countries
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in towns)
    assert len({(row["country_iso3"], row["name"]) for row in towns}) == len(towns)
    assert all(row["aliases"] for row in press)


def test_a_town_takes_the_division_of_a_city_close_by_only():
    cities = [city("A", 10.0, 20.0, 3000), city("B", 10.0, 22.0, 1000, admin1="2")]
    assert sources._nearest(10.1, 20.1, cities)["admin1code"] == "1"
    assert sources._nearest(10.1, 21.0, cities) is None


@pytest.mark.parametrize("name", ["Hodeidah", "Sévaré", "Minova", "Aguelhoc", "Tinzaouaten"])
def test_press_spellings_are_found(name):
    assert open_gazetteer().candidates(name)
