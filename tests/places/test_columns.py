import math

import pytest

from docmine.places.columns import Columns


def place(header, row, country=None):
    columns = Columns.of(header.split(","))
    assert columns.missing is None
    return columns.place(row.split(","), country)


def test_docmines_own_columns():
    found = place(
        "name,lat,lon,country_iso3,feature_code,alternate_names,pcode,admin1,admin2,geonameid,population",
        "Wadi Tarsa,15.62,-1.25,MLI,MILB,Ouadi Tarsa|Oued Tarsa,ML01,Tombouctou,Goundam,12,300",
    )
    assert (found.name, found.lat, found.lon, found.country, found.feature_code) == (
        "Wadi Tarsa", 15.62, -1.25, "MLI", "MILB",
    )  # fmt: skip
    assert (found.aliases, found.pcode, found.geonameid) == (("Ouadi Tarsa", "Oued Tarsa"), "ML01", 12)
    assert (found.admin1, found.admin2, found.population) == ("Tombouctou", "Goundam", 300)


def test_a_list_of_populated_places():
    found = place(
        "PCODE,NAME_AR,NAME_EN,ADM1_EN,ADM1_PCODE,ADM2_EN,Latitude,Longitude", "C1,فرب,Farby,North,SY07,East,35.5,36.5"
    )
    assert (found.name, found.aliases, found.pcode, found.feature_code) == ("Farby", ("فرب",), "C1", "PPL")
    assert (found.admin1, found.admin2, found.country) == ("North", "East", "SYR")


@pytest.mark.parametrize(
    "header",
    [
        "ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_AR,ADM2_PCODE",
        "admin0Name_en,admin0Pcode,admin1Name_en,admin1Pcode,admin2Name_en,admin2Name_ar,admin2Pcode",
        "adm0_name,adm0_pcode,adm1_name,adm1_pcode,adm2_name,adm2_name1,adm2_pcode",
    ],
)
def test_a_table_of_divisions_is_about_the_lowest(header):
    found = place(header, "Syria,SY,North,SY07,East,شرق,SY0702")
    assert (found.name, found.aliases, found.pcode, found.feature_code) == ("East", ("شرق",), "SY0702", "ADM2")
    assert (found.admin1, found.admin2, found.country) == ("North", "East", "SYR")
    assert math.isnan(found.lat)
    assert found.point == "unknown"


def test_french_names_come_before_other_alternates():
    assert place("ADM1_AR,ADM1_FR,ADM1_PCODE", "نيامي,Niamey,NE08").name == "Niamey"


@pytest.mark.parametrize(("code", "country"), [("SY01", "SYR"), ("AFG01", "AFG"), ("CD61", "COD")])
def test_a_pcode_begins_with_the_country(code, country):
    assert place("name,adm1_pcode,lat,lon", f"Farby,{code},1,2").country == country


def test_the_country_may_be_given_or_be_none():
    assert place("name,lat,lon", "Farby,1,2", "SYR").country == "SYR"
    assert place("name,lat,lon,country_iso3", "Farby Sea,1,2,").country is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Farby,north,2,SYR", "'north' is no number"),
        ("Farby,91,2,SYR", "no point on earth"),
        ("Farby,,,SYR", "empty"),
        (",1,2,SYR", "no name"),
        ("Farby,1,2,XYZ", "'XYZ' is no ISO 3166 code"),
        ("Farby,nan,2,SYR", "no point on earth"),
    ],
)
def test_what_a_row_must_have(row, message):
    with pytest.raises(ValueError, match=message):
        place("name,lat,lon,country_iso3", row)


def test_nothing_says_the_country():
    with pytest.raises(ValueError, match="which country"):
        place("name,lat,lon", "Farby,1,2")


@pytest.mark.parametrize(
    ("header", "missing"),
    [("lat,lon", "names"), ("name,lat", "lat or lon"), ("name,remark", "lat and lon"), ("remark", "names")],
)
def test_what_a_table_must_have(header, missing):
    assert missing in Columns.of(header.split(",")).missing
