import gzip
import zipfile

import pytest

from docmine.errors import ResourceError
from docmine.places.dumps import kind, read_divisions, read_ids, read_names, read_places


def line(number, name, *, code="P PPL", country="SY", alternates=""):
    cells = [number, name, name, alternates, "36.5", "37.25", *code.split(), country, "", "09", "7"]
    return "\t".join([*map(str, cells), "", "", "1200", "", "", "Asia/Damascus", "2026-01-01"]) + "\n"


DUMP = (
    line(1, "Fārby", alternates="Farbi,فاربي") + line(2, "Farby Farm", code="S FRM") + line(3, "Nearby", country="IQ")
)
NAMES = (
    "10\t1\ten\tFarbee\t\t\t\t\t\t\n11\t1\tlink\thttps://farby.example\t\t\t\t\t\t\n12\t9\ten\tElsewhere\t\t\t\t\t\t\n"
)


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "SY.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


def places(path, names=None, divisions=None, within=(), every=False):
    return list(read_places(path, names or {}, divisions or {}, within, every=every))


def test_a_country_file(dump):
    assert kind(dump) == "places"
    first, second = places(dump, {1: ["Farbee"]}, {"SY.09": "Aleppo", "SY.09.7": "Azaz"})
    assert (first.name, first.lat, first.lon, first.feature_code, first.country) == ("Fārby", 36.5, 37.25, "PPL", "SYR")
    assert (first.admin1_code, first.admin1, first.admin2) == ("SY.09", "Aleppo", "Azaz")
    assert (first.population, first.geonameid) == (1200, 1)
    assert first.aliases == ("Farbi", "فاربي", "Farbee")
    assert (first.source, first.licence) == ("GeoNames", "CC BY 4.0")
    assert (second.name, second.country) == ("Nearby", "IRQ")


def test_farms_only_where_everything_is_wanted(dump):
    assert [place.name for place in places(dump, every=True)] == ["Fārby", "Farby Farm", "Nearby"]


def test_only_the_countries_that_are_wanted(dump):
    assert [place.name for place in places(dump, within={"IRQ"})] == ["Nearby"]
    assert read_ids(dump, {"IRQ"}) == {3}


@pytest.mark.parametrize("form", ["zip", "gz"])
def test_zipped_and_gzipped(tmp_path, dump, form):
    path = tmp_path / f"SY.{form}"
    if form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about")
            archive.writestr("SY.txt", DUMP)
    else:
        path.write_bytes(gzip.compress(DUMP.encode()))
    assert kind(path) == "places"
    assert places(path) == places(dump)


def test_alternate_names_without_links(tmp_path):
    path = tmp_path / "alternateNamesV2.txt"
    path.write_text(NAMES, encoding="utf-8")
    assert kind(path) == "alternate names"
    assert read_names([path], {1}) == {1: ["Farbee"]}


def test_names_of_divisions(tmp_path):
    path = tmp_path / "admin1CodesASCII.txt"
    path.write_text("SY.09\tḤalab\tHalab\t170062\n", encoding="utf-8")
    assert kind(path) == "divisions"
    assert read_divisions([path]) == {"SY.09": "Ḥalab"}


def test_other_files_are_of_no_kind(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("# a\n\nnothing in columns\n", encoding="utf-8")
    assert kind(path) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (DUMP.encode() + b"4\tFar", "row 4.*2 cells"),
        (DUMP.replace("36.5", "north").encode(), "row 1.*north"),
        (DUMP.encode() + b"\xff\n", "cannot be read"),
    ],
)
def test_a_malformed_line_is_named(tmp_path, content, message):
    path = tmp_path / "SY.txt"
    path.write_bytes(content)
    with pytest.raises(ResourceError, match=message) as caught:
        places(path, within={"SYR"})
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_a_broken_zip_file_is_named(tmp_path, content):
    path = tmp_path / "SY.zip"
    path.write_bytes(content)
    with pytest.raises(ResourceError, match="cannot be read"):
        kind(path)
