"""Hard cases of actors and places: other names, two countries, a town and its province, groups that were renamed."""

import pytest

from docmine.config import ReconcileConfig
from docmine.reconcile import link

ACTORS = """\
actor_id,name,aliases,type,country_iso3
a1,Kessen Liberation Front,KLF|Kessen Rebels,rebel,MLI
a2,Tamoran Front,Azgar Men,rebel,NER
a3,Harakat al-Sabr,,rebel,MLI
a4,Army of Victory,Jaysh al-Nasr,rebel,SYR
"""
PLACES = """\
place_id,name,aliases,lat,lon,country_iso3,admin1,feature_code
p1,Gao,Gawgaw,16.27,-0.04,MLI,Gao,PPL
p2,Gao Region,Gao,17.5,0.2,MLI,Gao,ADM1
p3,Vorland,,10,5,NGA,,PPL
p4,Ma'arrat al-Nu'man,,35.64,36.67,SYR,,PPL
p5,Vorland,,40,-90,USA,,PPL
"""


def actor(name, kind=None, country=None, aliases=()):
    cells = {"actor_id": "x", "name": name, "aliases": list(aliases), "type": kind, "country_iso3": country}
    return {**cells, "curated_id": None}


def place(name, point=(None, None), country=None, feature=None):
    cells = {"place_id": "x", "text": name, "name": name, "geonameid": 1, "lat": point[0], "lon": point[1]}
    return {**cells, "country_iso3": country, "feature_code": feature, "geo_precision": 1, "admin1": None}


@pytest.fixture
def best(tmp_path):
    def best(**tables):
        (tmp_path / "actors.csv").write_text(ACTORS, encoding="utf-8")
        (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
        rows = list(link({"events": [], "actors": [], "places": [], **tables}, tmp_path, ReconcileConfig()))
        return rows[0]["curated_id"], rows[0]["decision"]

    return best


@pytest.mark.parametrize(
    ("extracted", "expected"),
    [
        (actor("Kessen Rebels"), ("a1", "match")),  # another name
        (actor("Azgar Men"), ("a2", "match")),  # what it was called before
        (actor("Sons of Azgar", aliases=["Azgar Men"]), ("a2", "match")),  # a report that has both names
        (actor("KLF"), ("a1", "possible")),  # three letters alone may be anybody
        (actor("KLF", "rebel", "MLI"), ("a1", "match")),
        (actor("KLF", "rebel", "SYR"), (None, "new")),
        (actor("Ḥarakat aṣ-Ṣabr"), ("a3", "possible")),  # another transliteration
        (actor("Jaysh Nasr", country="SYR"), ("a4", "match")),
        (actor("Kessen Liberation Army"), (None, "new")),
        (actor("Kessen Liberation Front", "rebel", "NER"), ("a1", "conflict")),
    ],
)
def test_actors(best, extracted, expected):
    assert best(actors=[extracted]) == expected


@pytest.mark.parametrize(
    ("extracted", "expected"),
    [
        (place("Gao", (16.27, -0.04), "MLI", "PPL"), ("p1", "match")),  # the town
        (place("Gao", (17.4, 0.1), "MLI", "ADM1"), ("p2", "match")),  # and its province
        (place("Gao"), ("p1", "possible")),  # either
        (place("Gawgaw", (16.27, -0.04), "MLI"), ("p1", "match")),
        (place("Vorland", (10.01, 5.0), "NGA"), ("p3", "match")),  # one name in two countries
        (place("Vorland", country="USA"), ("p5", "match")),
        (place("Vorland"), ("p3", "possible")),
        (place("Maarat al-Numan", (35.645, 36.668), "SYR"), ("p4", "match")),  # another transliteration
        (place("Wabaria", (16.29, -0.05), "MLI"), (None, "new")),  # a neighbour
    ],
)
def test_places(best, extracted, expected):
    assert best(places=[extracted]) == expected
