"""Requests as OpenRefine and csv-reconcile clients send them, answers as the protocol wants them."""

import importlib.util
import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from jsonschema import Draft202012Validator

SPEC = importlib.util.spec_from_file_location("schemas", Path(__file__).with_name("schemas.py"))
schemas = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(schemas)
SERVICES = ("actors", "places", "events")


def check(answer, schema):
    assert answer.status_code == 200
    Draft202012Validator(schema).validate(answer.json())
    return answer.json()


@pytest.mark.parametrize("service", SERVICES)
def test_the_manifest_leads_to_every_part(client, service):
    manifest = check(client.get(f"/{service}"), schemas.MANIFEST)
    for kind in ("entity", "type", "property"):
        address = manifest["suggest"][kind]
        url = address["service_url"] + address["service_path"]
        schema = schemas.SUGGESTED_ENTITIES if kind == "entity" else schemas.SUGGESTED_TERMS
        assert check(client.get(url, params={"prefix": "k" if kind == "entity" else "", "cursor": 0}), schema)["result"]
    proposal = manifest["extend"]["propose_properties"]
    top = manifest["defaultTypes"][0]["id"]
    url = proposal["service_url"] + proposal["service_path"]
    properties = check(client.get(url, params={"type": top, "limit": 3}), schemas.PROPOSALS)["properties"]
    assert len(properties) == 3
    entity = client.get(manifest["suggest"]["entity"]["service_url"] + "/suggest/entity?prefix=k").json()["result"][0]
    page = client.get(manifest["preview"]["url"].replace("{{id}}", quote(entity["id"], safe="")))
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_a_batch_as_openrefine_posts_it(client):
    batch = {
        "q0": {"query": "Kessen Liberation Front", "type": "rebel", "type_strict": "should", "limit": 3},
        "q1": {
            "query": "Vorland",
            "properties": [{"pid": "country", "v": "x"}, {"pid": "aliases", "v": ["y", True, 3]}],
        },
        "q2": {"query": "Harakat", "properties": [{"pid": "country", "v": {"id": "MLI", "name": "Mali"}}]},
    }
    found = check(client.post("/actors", data={"queries": json.dumps(batch)}), schemas.RESULTS)
    assert list(found) == ["q0", "q1", "q2"]
    assert found["q0"]["result"][0]["match"]
    assert len(found["q0"]["result"]) <= 3


@pytest.mark.parametrize("service", SERVICES)
def test_get_and_post_say_the_same(client, service):
    queries = json.dumps({"a": {"query": "Kolbrand"}, "b": {"query": "Mopti", "type": []}, "ü": {"query": "e1"}})
    by_get = check(client.get(f"/{service}", params={"queries": queries}), schemas.RESULTS)
    assert check(client.post(f"/{service}", data={"queries": queries}), schemas.RESULTS) == by_get


def test_scores_fall(ask):
    scores = [one["score"] for one in ask("actors", "Kessen Front")]
    assert scores == sorted(scores, reverse=True)
    assert scores


def test_values_of_properties(client):
    wanted = {"ids": ["p1", "geonames:12", "nobody"], "properties": [{"id": "lat"}, {"id": "admin1", "settings": {}}]}
    found = check(client.post("/places", data={"extend": json.dumps(wanted)}), schemas.EXTENSION)
    assert [one["id"] for one in found["meta"]] == ["lat", "admin1"]
    assert found["rows"] == {
        "p1": {"lat": [{"float": 16.0}], "admin1": [{"str": "Gao"}]},
        "geonames:12": {"lat": [{"float": 14.48}], "admin1": [{"str": "Mopti"}]},
        "nobody": {"lat": [], "admin1": []},
    }
    events = {"ids": ["e1"], "properties": [{"id": "killed"}, {"id": "actor"}]}
    rows = check(client.get("/events", params={"extend": json.dumps(events)}), schemas.EXTENSION)["rows"]
    assert rows == {
        "e1": {"killed": [{"int": 11}], "actor": [{"str": "Kessen Liberation Front"}, {"str": "Malian Armed Forces"}]}
    }


def test_suggestions_begin_so(client):
    def suggested(service, prefix, **more):
        return [
            one["id"]
            for one in client.get(f"/{service}/suggest/entity", params={"prefix": prefix, **more}).json()["result"]
        ]

    assert suggested("actors", "Kessen")[:2] == ["k1", "k2"]  # the shorter name first: "Kessen Rebels" is k1's
    assert suggested("actors", "k5")[0] == "k5"
    assert suggested("places", "Kolb") == ["p1", "geonames:13"]
    assert suggested("places", "Vorl") == ["geonames:15", "geonames:14"]
    assert suggested("places", "Vorl", cursor=1) == ["geonames:14"]
    assert suggested("events", "tess") == ["e2"]
    assert suggested("actors", "") == []


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        ("{", "is no JSON"),
        ("[]", "is no JSON object"),
        ('{"q": []}', "queries.q"),
        ('{"q": {}}', "give a query or properties"),
        ('{"q": {"query": 5}}', "queries.q.query"),
        ('{"q": {"query": "x", "limit": 0}}', "queries.q.limit"),
        ('{"q": {"query": "x", "propertys": []}}', "queries.q.propertys"),
        ('{"q": {"query": "x", "properties": [{"pid": "shoe size", "v": 44}]}}', "there is no property 'shoe size'"),
        ('{"q": {"query": "x", "properties": [{"pid": "country", "v": NaN}]}}', "NaN is no number"),
        ('{"\\ud800": {"query": "x"}}', "is no JSON"),
        ("[" * 100_000, "is no JSON"),
    ],
)
def test_malformed_batches_are_refused(client, queries, message):
    answer = client.post("/actors", data={"queries": queries})
    assert answer.status_code == 400
    Draft202012Validator(schemas.ERROR).validate(answer.json())
    assert message in answer.json()["message"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/actors/suggest/flyout", 404),
        ("/actors/entity?id=nobody", 404),
        ("/actors/entity", 404),
        ("/actors/suggest/entity?prefix=a&cursor=-1", 400),
        ("/actors/suggest/entity?prefix=a&cursor=%D9%A3", 400),
        ("/actors?queries=%FF", 400),
        ("/actors?" + urlencode([("x", "y")] * 50), 400),
        ("/actors?extend=%7B%22ids%22%3A%5B1%5D%7D", 400),
        ("/../../etc/passwd", 404),
        ("/actors/..%2f..%2fetc%2fpasswd", 404),
    ],
)
def test_what_cannot_be_answered_is_an_error_in_json(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    Draft202012Validator(schemas.ERROR).validate(answer.json())


def test_other_methods_and_bodies_are_refused(client):
    assert client.put("/actors").status_code == 405
    assert client.post("/actors", json={"queries": "{}"}).status_code == 400
    assert client.post("/actors", data={"nothing": "x"}).status_code == 400


def test_only_the_first_values_of_a_property_are_looked_up():
    from docmine.service.queries import MAX_VALUES, Query

    conditions = [{"pid": "aliases", "v": [f"name {i} {j}" for j in range(3)]} for i in range(1000)]
    query = Query(query="x", properties=conditions)
    assert query.values("aliases") == [f"name {i // 3} {i % 3}" for i in range(MAX_VALUES)]
    assert query.values("country") == []
    assert Query(query="x", properties=[{"pid": "lat", "v": "1e999"}]).number("lat") is None
    assert Query(query="x", properties=[{"pid": "lat", "v": " 12.5 "}]).number("lat") == 12.5
