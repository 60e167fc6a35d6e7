"""The packaged tables are whole, and the user's rows win."""

from __future__ import annotations

import os
import re

import pycountry
import pytest

from docmine.actors.affiliations import SECTORS, first_day, last_day
from docmine.actors.lexicon import FOLDER, is_junk, lexicon, type_of
from docmine.actors.names import fold
from docmine.actors.table import TYPES, load_table
from docmine.errors import CuratedError, ResourceError
from docmine.resources import DATA, read_csv

ISO3 = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
COMMON = frozenset(
    re.findall(
        r"\w+",
        """act aim army attack base bird book care cell chief city clan common crime crew daily day death do east
    enemy face
    fact fire force forces free friend front future goal gold group guard hand hawk help home hope house iron justice
    king law leader liberty life light lion local man march mark may mercy mine moon morning nation new news night north
    note order party peace people plan police post power pride progress rain real red republic resistance rise rose save
    security shield south spirit spring star state storm sun support team tiger time today trust truth unity village
    voice war watch water way west wing wolf women word work world youth""",
    )
)


@pytest.fixture(scope="module")
def rows():
    return list(read_csv(FOLDER / "actors.csv"))


@pytest.fixture(scope="module")
def officials():
    return list(read_csv(FOLDER / "officials.csv"))


def names_of(row):
    return (row["name"], *filter(None, row["aliases"].split("|")))


def test_size(rows):
    assert len(rows) >= 4_000
    assert len({fold(name) for row in rows for name in names_of(row)}) >= 8_000


def test_keys_are_unique_and_cells_valid(rows, officials):
    assert len({row["key"] for row in rows}) == len(rows)
    assert not {row["key"] for row in rows} & {row["key"] for row in officials}
    for row in rows:
        assert row["type"] in TYPES, row
        assert row["sector"] in SECTORS - {""}, row
        assert row["country_iso3"] in ISO3 | {""}, row
        assert row["source"], row
        assert row["licence"], row
        assert first_day(row["valid_from"]) <= last_day(row["valid_to"]), row


def test_terms_are_valid_and_belong_to_someone(rows, officials):
    keys = {row["key"] for row in rows}
    terms = list(read_csv(FOLDER / "affiliations.csv"))
    assert {row["key"] for row in terms} <= keys
    assert len(terms) >= 800
    for row in [*terms, *officials]:
        assert row["sector"] in SECTORS - {""}, row
        assert row["country_iso3"] in ISO3 | {""}, row
        assert row["valid_from"], row
        assert first_day(row["valid_from"]) <= last_day(row["valid_to"]), row


def test_a_name_of_several_actors_tells_them_apart_by_country(rows, officials):
    owners: dict[str, dict[str, str]] = {}
    for row in [*rows, *officials]:
        for name in names_of(row):
            owners.setdefault(fold(name), {})[row["key"]] = row["country_iso3"]
    shared = {name: list(keys.values()) for name, keys in owners.items() if len(keys) > 1}
    assert all(len(set(countries)) == len(countries) and "" not in countries for countries in shared.values()), shared
    assert {"sla", "sna", "pla"} <= set(shared)
    assert len(shared) <= 15


def test_no_name_is_a_common_word(rows, officials):
    words = lexicon()
    taken = COMMON | words.junk | words.titles | words.acts | words.not_actors | words.other_acronyms
    taken |= set(words.generics) - {"foreign office", "security council"}  # in English these two alone
    for row in [*rows, *officials]:
        for name in names_of(row):
            assert fold(name) not in taken or fold(name) in words.word_acronyms, (name, row["key"])
            assert len(fold(name)) > 1, row


def test_no_alias_is_a_country_or_a_demonym(rows):
    countries = load_table().countries.values()
    taken = {fold(name) for country in countries for name in (*country.names, *country.demonyms, *country.capitals)}
    names = {fold(name) for row in rows for name in row["aliases"].split("|") if name}
    names |= {fold(row["name"]) for row in rows if row["key"] not in ISO3}
    assert names & taken == set()


def test_countries():
    found = list(read_csv(DATA / "countries.csv"))
    assert {row["iso3"] for row in found} == ISO3
    by_code = {row["iso3"]: row for row in found}
    assert by_code["SYR"] == {
        "iso3": "SYR", "iso2": "SY", "name": "Syria", "aliases": "Syrian Arab Republic", "demonyms": "Syrian|Syrians",
        "capital": "Damascus", "geonameid": "163843",
    }  # fmt: skip
    assert by_code["BFA"]["capital"] == "Ouagadougou"
    assert all(row["geonameid"].isdigit() for row in found)


def test_generic_phrases_have_known_types():
    assert {generic.type for found in lexicon().generics.values() for generic in found} <= TYPES
    assert {generic.role for found in lexicon().generics.values() for generic in found} == {
        "anaphor",
        "any",
        "argument",
        "country",
        "definite",
        "event",
        "party",
    }


def test_the_users_rows_win(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text(
        "actor_id,name,aliases,type,country_iso3\nA7,Daesh,ISIS,rebel,irq\nA8,Tarnow Valley Guard,TVG,militia,POL\n",
        encoding="utf-8",
    )
    table = load_table(str(path))
    (key,) = table.find("ISIS")
    assert (table.actors[key].curated_id, table.actors[key].country) == ("A7", "IRQ")
    assert table.find("Tarnow Valley Guard") == ("A8",)
    assert load_table().find("Tarnow Valley Guard") == ()


def test_a_curated_name_takes_the_packaged_spellings_along(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor_id,name,aliases,type,country_iso3\nA9,Islamic State,,rebel,\n", encoding="utf-8")
    assert load_table(str(path)).find("ISIL") == ("A9",)


def test_an_edited_curated_table_is_read_again(tmp_path):
    path = tmp_path / "actors.csv"
    header = "actor_id,name,aliases,type,country_iso3\n"
    path.write_text(header + "A1,Harrow Guard,,rebel,\n", encoding="utf-8")
    load_table(str(path))
    path.write_text(header + "A1,Harrow Watch,,rebel,\n", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert load_table(str(path)).find("Harrow Watch") == ("A1",)


def test_a_malformed_curated_table_is_told(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("name,aliases\nX,Y\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="actor_id"):
        load_table(str(path))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("A1,Harrow Guard,,warlord,SYR", "type 'warlord'"),
        ("A1,Harrow Guard,,rebel,Syria", "country_iso3 'SYRIA'"),
        (",Harrow Guard,,rebel,SYR", "actor_id ''"),
        ("A1,-,,rebel,SYR", "name '-'"),
    ],
)
def test_a_curated_row_that_cannot_be_used_is_told(tmp_path, row, complaint):
    path = tmp_path / "actors.csv"
    path.write_text(f"actor_id,name,aliases,type,country_iso3\n{row}\n", encoding="utf-8")
    with pytest.raises(CuratedError, match=complaint):
        load_table(str(path))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Water", "state"),
        ("Sons of the Delta Brigade", "rebel"),
        ("Katibat al-Nahr", "rebel"),
        ("Northern Popular Committees", "militia"),
        ("Harrowdale Gazette", "media"),
        ("Unity and Reform Party", "party"),
        ("Riverside University", "organisation"),
        ("2nd Mountain Division", "military"),
        ("Saint Elian Church", "religious"),
        ("Zanbaq", "other"),
    ],
)
def test_type_of(name, kind):
    assert type_of(name, "other") == kind


@pytest.mark.parametrize(
    "name",
    ["Facebook", "Related", "February", "www.example.org", "https://example.org/a", "12", "a", "rebels of", "Q&A",
     "Harrow Offensive", "Second Delta War", "x" * 100],
)  # fmt: skip
def test_junk(name):
    assert is_junk(name)


@pytest.mark.parametrize("name", ["Karim Odeh", "M23", "Delta Guard", "OCHA", "17 November Group"])
def test_not_junk(name):
    assert not is_junk(name)
