"""A small workspace, served: curated actors, places and events, and a gazetteer of a dozen places."""

import pytest

ACTORS = """\
actor_id,name,aliases,type,country_iso3,note
k1,Kessen Liberation Front,KLF|Kessen Rebels,rebel,MLI,
k2,Kessen Defence Front,KDF|the Front,militia,MLI,
k3,Tamoran Front,the Front,rebel,NER,
k4,"<script>alert(1)</script>",,other,,
k5,Harakat al-Sabr,Movement of Patience,rebel,MLI,
"""
PLACES = """\
place_id,name,aliases,lat,lon,country_iso3,admin1,feature_code
p1,Kolbrand,Kolbrandt,16.0,0.5,MLI,Gao,PPL
"""
EVENTS = """\
event_id,event_date,end_date,event_type,sub_event_type,actor1,actor2,location,admin1,country_iso3,lat,lon,fatalities,notes
e1,2021-03-14,,Battles,Armed clash,Kessen Liberation Front,Malian Armed Forces,Kolbrand,Gao,MLI,16.0,0.5,11,
e2,2021-03-16,,Battles,Armed clash,Kessen Liberation Front,Malian Armed Forces,Tessit,Gao,MLI,15.2,-0.3,2,
"""


def places():
    from docmine.places.build import Place

    return [
        Place("Mopti", 14.5, -4.2, "ADM1", "MLI", admin1="Mopti", geonameid=11),
        Place("Mopti", 14.48, -4.18, "PPL", "MLI", admin1="Mopti", population=100_000, geonameid=12),
        Place("Kolbrand", 16.01, 0.51, "PPL", "MLI", admin1="Gao", population=900, geonameid=13),
        Place("Vorland", 40.0, -90.0, "PPL", "USA", admin1="Illinois", population=500, geonameid=14),
        Place("Vorland", 10.0, 5.0, "PPL", "NGA", admin1="Kano", population=80_000, geonameid=15),
        Place("Ouadi Tarsa", 15.62, -1.25, "PPL", "MLI", aliases=("Wadi Tarsa",), geonameid=16),
        Place("Great Bight", 1.0, 1.0, "BAY", None),
        Place("Deir Hafrun", 35.0, 36.5, "PPL", "SYR", population=4_000, geonameid=17),
    ]


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Return the services of the workspace by name."""
    from docmine import config
    from docmine.places import build
    from docmine.places.gazetteer import open_gazetteer
    from docmine.service.build import services

    folder = tmp_path_factory.mktemp("served")
    curated = folder / "pipeline" / "curated"
    curated.mkdir(parents=True)
    for name, text in (("actors", ACTORS), ("places", PLACES), ("events", EVENTS)):
        (curated / f"{name}.csv").write_text(text, encoding="utf-8")
    build.write(folder / "places.sqlite", places())
    gazetteer = open_gazetteer(folder / "places.sqlite")
    yield services(config.load(folder / "pipeline"), gazetteer)
    gazetteer.close()


@pytest.fixture
def client(served):
    from starlette.testclient import TestClient

    from docmine.service.app import make_app

    return TestClient(make_app(served, ["https://tools.example"]), base_url="http://127.0.0.1:8000")


@pytest.fixture
def ask(client):
    """Send one query as OpenRefine does and return its candidates."""
    import json

    def ask(service, query="", **fields):
        batch = json.dumps({"q0": {"query": query, **fields}})
        return client.post(f"/{service}", data={"queries": batch}).raise_for_status().json()["q0"]["result"]

    return ask


@pytest.fixture
def best(ask):
    """Return the id of the first candidate and whether it is said to be the one."""

    def best(service, query="", **properties):
        listed = [{"pid": pid, "v": value} for pid, value in properties.items()]
        found = ask(service, query, properties=listed)
        return (found[0]["id"], found[0]["match"]) if found else None

    return best
