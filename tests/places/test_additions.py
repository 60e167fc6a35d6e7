import gzip

import openpyxl
import pytest

from docmine.errors import ResourceError
from docmine.places import additions
from docmine.places.adding import Given, add
from docmine.places.gazetteer import open_gazetteer

HEADER = "pcode,name_en,name_ar,adm1_en,adm1_pcode,lat,lon\n"
SYRIA = frozenset({"SYR"})


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "gazetteer"


def table(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_place_that_is_shipped_too_is_one_place_under_all_its_names(tmp_path, folder, shipped):
    rows = HEADER + "C1,Halab,حلب,Halab,SY02,36.21,37.14\nC2,Aleppo,,Idleb,SY07,35.9,36.6\n"
    added = add(folder, Given([table(tmp_path, rows)], source="A list", licence="CC BY"), shipped)
    assert (added.addition.places, added.joined, list(added.left_out)) == (2, 0, [])
    rows = (
        HEADER
        + "C1,Haleb,حلب,Halab,SY02,36.21,37.14\nC3,Tel Mar',,Halab,SY02,36.3,37.3\nC4,Mare',,Halab,SY02,36.48,37.21\n"
    )
    added = add(folder, Given([table(tmp_path, rows)], source="A list", licence="CC BY"), shipped)
    assert (added.addition.places, added.joined) == (3, 1)  # Mare' is Māri‘
    gazetteer = open_gazetteer(shipped, additions=folder)
    [mari] = gazetteer.candidates("Mari")
    assert (mari.name, mari.pcode, mari.population, mari.match) == ("Mare'", "C4", 16_900, "name")
    assert (mari.admin1_code, mari.source, mari.licence) == ("SY.09", "A list", "CC BY")
    assert gazetteer.candidates("Mare'")[0].match == "user"
    [tel] = gazetteer.candidates("Tell Mar", SYRIA)
    assert (tel.pcode, tel.admin1_code, tel.match) == ("C3", "SY.09", "transliteration")  # as its neighbours
    assert gazetteer.candidates("حلب")[0].pcode == "C1"
    gazetteer.close()


def test_divisions_without_points_take_those_that_docmine_has(tmp_path, folder, shipped):
    book = openpyxl.Workbook()
    book.active.append(["ADM1_EN", "ADM1_PCODE"])
    book.active.append(["Idlib", "SY07"])
    book.active.append(["Farby", "SY99"])
    book.save(tmp_path / "cod.xlsx")
    added = add(folder, Given([tmp_path / "cod.xlsx"]), shipped)
    assert (added.addition.places, list(added.left_out)) == (1, ["Farby"])
    gazetteer = open_gazetteer(shipped, additions=folder)
    idlib = gazetteer.candidates("Idlib")[0]
    assert (idlib.feature_code, idlib.pcode, idlib.lat, idlib.lon, idlib.point) == (
        "ADM1",
        "SY07",
        35.8,
        36.6,
        "cities",
    )
    gazetteer.close()


def dump(number, name, alternates, population):
    cells = [number, name, name, alternates, "36.2", "37.1", "P", "PPLA", "SY", "", "09", "", "", "", population]
    return "\t".join([*map(str, cells), "", "", "", ""]) + "\n"


def test_a_dump_of_geonames_replaces_the_shipped_rows_and_competes_with_the_rest(tmp_path, folder, shipped):
    text = dump(170063, "Ḩalab", "Haleb", 5) + dump(7, "London", "", 3)
    added = add(folder, Given([table(tmp_path, text, "SY.txt")]), shipped)
    assert (added.addition.name, added.addition.places, added.addition.licence) == ("SY", 2, "CC BY 4.0")
    gazetteer = open_gazetteer(shipped, additions=folder)
    assert {c.name for c in gazetteer.candidates("Aleppo") if c.geonameid == 170063} == {"Ḩalab"}
    assert [c.country for c in gazetteer.candidates("London")] == ["GBR", "CAN", "SYR"]
    gazetteer.close()


def test_alternate_names_alone_are_more_names_of_shipped_places(tmp_path, folder, shipped):
    names = "1\t170063\tpl\tAlepczyk\t\t\t\t\t\t\n2\t9\ten\tNowhere\t\t\t\t\t\t\n"
    add(folder, Given([table(tmp_path, names, "alternateNamesV2.txt")]), shipped)
    gazetteer = open_gazetteer(shipped, additions=folder)
    [aleppo] = gazetteer.candidates("Alepczyk")
    assert (aleppo.name, aleppo.population, aleppo.match) == ("Aleppo", 2_098_210, "alternate name")
    assert gazetteer.candidates("Nowhere") == ()
    gazetteer.close()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ((HEADER + "C1,Farby,,,SY02,36,37\nC2,Nearby,,,SY02,36\n", "bad.csv"), "row 3"),
        (("name,lat,lon\nFarby,1,2\n", "bad.csv"), "row 2.*--country"),
        (("remark\nFarby\n", "bad.csv"), "a column with names"),
        ((HEADER, "bad.csv"), "no place is left"),
        (("Farby\n", "bad.txt"), "neither a file of GeoNames nor a table"),
        (("SY.09\tHalab\tHalab\t1\n", "admin1CodesASCII.txt"), "together with the file of a country"),
    ],
)
def test_a_malformed_file_is_refused_whole(tmp_path, folder, shipped, file, message):
    with pytest.raises(ResourceError, match=message):
        add(folder, Given([table(tmp_path, *file)]), shipped)
    assert not folder.exists() or list(folder.iterdir()) == []


def test_what_the_user_asks_for_must_make_sense(tmp_path, folder, shipped):
    path = table(tmp_path, HEADER + "C1,Farby,,,SY02,36,37\n")
    other = table(tmp_path, dump(1, "Farby", "", 1), "SY.txt")
    for given, message in (
        (Given([path, other]), "do not mix"),
        (Given([path], within=["SYR", "IRQ"]), "one country"),
        (Given([path], within=["XX"]), "no country"),
        (Given([path], name="../up"), "cannot name a file"),
    ):
        with pytest.raises(ResourceError, match=message):
            add(folder, given, shipped)
    assert not folder.exists()


def test_list_and_remove(tmp_path, folder, shipped):
    add(folder, Given([table(tmp_path, HEADER + "C1,Farby,,,SY02,36,37\n")], name="mine", licence="CC0"), shipped)
    (folder / "own.csv").write_text("name,lat,lon,country_iso3\nNearby,1,2,SYR\n", encoding="utf-8")
    found = [(one.name, one.places, one.source, one.licence) for one in additions.listed(folder)]
    assert found == [("mine", 1, "list.csv", "CC0"), ("own", 1, "own.csv", "")]
    with pytest.raises(ResourceError, match="'own'") as caught:
        additions.remove(folder, "own")
    assert "mine" in caught.value.remedy
    assert additions.remove(folder, "mine") == folder / "mine.sqlite"
    assert [one.name for one in additions.listed(folder)] == ["own"]


def test_a_table_of_the_users_must_be_right(folder):
    folder.mkdir()
    path = folder / "own.csv"
    path.write_text("name,lat,lon,country_iso3\nFarby,1,2,SYR\nNearby,north,2,SYR\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="row 3") as caught:
        additions.layers(folder)
    assert str(path) in str(caught.value)
    path.write_text("ADM1_EN,ADM1_PCODE\nFarby,SY99\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="no coordinates"):
        additions.layers(folder)


def test_an_addition_of_another_version_must_be_added_again(tmp_path, folder, shipped, monkeypatch):
    add(folder, Given([table(tmp_path, HEADER + "C1,Farby,,,SY02,36,37\n")]), shipped)
    monkeypatch.setattr(additions, "FORMAT", "other")
    with pytest.raises(ResourceError, match="another version"):
        additions.layers(folder)
    (folder / "list.sqlite").write_bytes(gzip.compress(b"no database"))
    with pytest.raises(ResourceError, match="no gazetteer"):
        additions.layers(folder)
