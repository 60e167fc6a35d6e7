"""What a hostile page, client or table can do: nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost@evil", "", "[::1]x"]
)
def test_another_host_name_is_refused(client, host):
    answer = client.get("/actors", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["status"] == "error"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_names_of_this_computer_are_served(client, host):
    assert client.get("/actors", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "reads"),
    [
        ("http://127.0.0.1:3333", True),
        ("http://localhost:3333", True),
        ("https://tools.example", True),
        ("https://evil.example", False),
        ("http://localhost.evil.example", False),
        ("null", False),
    ],
)
def test_only_pages_of_this_computer_and_named_sites_read_answers(client, origin, reads):
    allowed = client.get("/actors", headers={"origin": origin}).headers.get("access-control-allow-origin")
    assert allowed == (origin if reads else None)
    asked = {"origin": origin, "access-control-request-method": "POST"}
    assert client.options("/actors", headers=asked).status_code == (200 if reads else 400)


def test_errors_can_be_read_across_origins_too(client):
    answer = client.get("/nothing", headers={"origin": "http://localhost:3333"})
    assert answer.headers["access-control-allow-origin"] == "http://localhost:3333"


def test_jsonp_is_refused(client):
    assert client.get("/actors?callback=take").status_code == 400
    assert client.get("/actors/suggest/entity?prefix=a&callback=take").status_code == 400


def test_huge_batches_and_bodies_are_refused(client):
    many = json.dumps({f"q{i}": {"query": "a"} for i in range(101)})
    assert client.post("/actors", data={"queries": many}).status_code == 413
    ids = json.dumps({"ids": ["a"] * 1001, "properties": []})
    assert client.post("/actors", data={"extend": ids}).status_code == 413
    assert client.post("/actors", data={"queries": "x" * 2_000_001}).status_code == 413


def test_a_preview_shows_markup_as_text(client):
    page = client.get("/actors/entity?id=k4")
    assert "<script>" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert page.headers["x-content-type-options"] == "nosniff"


def test_a_preview_has_no_control_characters_and_an_end():
    from docmine.service.entities import Entity
    from docmine.service.page import page
    from docmine.service.vocabulary import vocabulary

    values = {"aliases": tuple(f"a\x1b[31m\u202e{i}" for i in range(30)), "roles": ("x" * 500,)}
    shown = page(Entity("<i>", "N\x00\x07", ("actor",), "\u2028", values), vocabulary("actors"))
    assert not set("\x00\x07\x1b\u202e\u2028").intersection(shown)
    assert "a [31m 11" in shown
    assert "and 18 more" in shown
    assert "x" * 200 + "…" in shown
    assert "x" * 201 not in shown


TEXTS = st.text(max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, value=st.one_of(TEXTS, st.integers(), st.floats(), st.booleans()), limit=st.integers(1, 10**9))
def test_any_text_gets_an_answer(served, text, value, limit):
    from docmine.errors import QueryError

    for service, pid in (("actors", "country"), ("places", "lat"), ("events", "date")):
        query = {"query": text, "limit": limit, "properties": [{"pid": pid, "v": value}]}
        try:
            found = served[service].reconcile(json.dumps({"q": query}))
        except QueryError:
            continue  # floats that JSON has not
        assert sum(one["match"] for one in found["q"]["result"]) <= 1
        json.dumps(found, allow_nan=False).encode()
