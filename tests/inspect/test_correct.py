"""From a click to a line in the file of decisions."""

import json

import pytest


def decisions(workspace):
    path = workspace.decisions
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def at(workspace, doc_ids):
    """Where words stand in the clean text of a report."""

    def find(words, report="clash.txt"):
        with workspace.reading() as store:
            start = store.text(doc_ids[report])[1].index(words)
        return {"doc_id": doc_ids[report], "start": start, "end": start + len(words)}

    return find


def test_a_label_is_changed(client, workspace, at):
    answer = client.post("/decide", data={"kind": "entity", "label": "ORG", **at("Ada Lunde")})
    assert answer.status_code == 200
    assert "“Ada Lunde” is a name: ORG" in answer.text
    (line,) = decisions(workspace)
    assert (line["kind"], line["label"], line["text"], line["who"]) == ("entity", "ORG", "Ada Lunde", "am")
    assert line["before"].endswith("the governor, ")
    assert line["when"].endswith("Z")


def test_a_decision_is_taken_back(client, workspace, at):
    shown = client.post("/decide", data={"kind": "entity", "label": "", **at("Ada Lunde")}).text
    stamp = shown.split('name="of" value="')[1].split('"')[0]
    assert "None yet" in client.post("/undo", data={"of": stamp, "doc_id": at("Ada Lunde")["doc_id"]}).text
    assert [line["kind"] for line in decisions(workspace)] == ["entity", "undo"]


def test_a_date_a_place_a_line_an_event_and_actors(client, workspace, at, doc_ids):
    sent = [
        {"kind": "date", "earliest": "2021-05-03", "latest": "2021-05-03", **at("Monday")},
        {"kind": "place", "name": "Gao", "lat": "16.27", "lon": "-0.04", "country_iso3": "MLI", **at("Gao")},
        {"kind": "place", "none": "yes", **at("Gao")},
        {"kind": "line", "doc_id": doc_ids["clash.txt"], "n": "7", "keep": "yes"},
        {"kind": "event", "reject": "yes", **at("attacked")},
        {"kind": "event", "event_type": "COERCE", "killed": "3", "date": "", **at("attacked")},
        {"kind": "merge_actors", "keep": "Ossul Guard", "other": "Ossul Lions"},
        {"kind": "split_actor", "name": "Guard", "from": "Ossul Guard", "as": "Kessen Guard"},
    ]
    for form in sent:
        assert client.post("/decide", data=form).status_code == 200
    written = decisions(workspace)
    assert [line["kind"] for line in written] == [form["kind"] for form in sent]
    assert written[1]["place"] == {"name": "Gao", "lat": 16.27, "lon": -0.04, "country_iso3": "MLI"}
    assert written[2]["place"] is None
    assert written[3] | {"when": ""} == {
        "kind": "line", "doc_id": doc_ids["clash.txt"], "n": 7, "text": "Sign up for our newsletter", "keep": True,
        "seen": {"keep": False, "reason": written[3]["seen"]["reason"]}, "who": "am", "when": "",
    }  # fmt: skip
    assert written[5]["cells"] == {"event_type": "COERCE", "killed": [3, 3, 3], "date": None}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "nothing"}, "no decision of the kind"),
        ({"kind": "entity", "label": "ORG", "end": "99999"}, "is no stretch of the text"),
        ({"kind": "entity", "label": "ORG", "start": "-4"}, "start must be a whole number"),
        ({"kind": "date", "earliest": "2021-05-04", "latest": "2021-05-01"}, "is after"),
        ({"kind": "place", "lat": "north"}, "lat must be degrees"),
        ({"kind": "place", "lat": "123", "lon": "0"}, "lat must be degrees from -90 to 90"),
        ({"kind": "event", "date": "a-b"}, "is no stretch"),
        ({"kind": "merge_actors", "keep": " ", "other": "x"}, "no name is given"),
        ({"kind": "entity", "doc_id": "d_none"}, "there is no such report"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_written(client, workspace, at, change, message):
    answer = client.post("/decide", data={**at("Monday"), **change})
    assert answer.status_code == 422
    assert message in answer.text
    assert decisions(workspace) == []


def test_a_verdict_on_a_link_is_no_decision_about_each_report(client, workspace, at):
    link = {"kind": "link", "extracted_id": "e_other", "curated_id": "X-1", "verdict": "accept", "who": "am"}
    workspace.decisions.parent.mkdir(parents=True, exist_ok=True)
    workspace.decisions.write_text(json.dumps(link) + "\n")
    answer = client.post("/decide", data={"kind": "entity", "label": "ORG", **at("Ada Lunde")})
    assert "Ada Lunde" in answer.text
    assert "X-1" not in answer.text


def test_the_panel_shows_what_is_there(client, at, doc_ids):
    where = at("attacked")
    panel = client.get(f"/document/{doc_ids['clash.txt']}/panel?at={where['start']}-{where['end']}").text
    assert "Event: ASSAULT" in panel
    assert "No event" in panel
    assert ">Ossul Guard (Ossul Guard)</option>" in panel


def test_places_are_looked_up(client):
    page = client.get("/places?name=Gao").text
    assert "MLI" in page
    assert "has no" in client.get("/places?name=!").text


def test_without_a_workspace_nothing_is_offered(workspace, at, doc_ids):
    from dataclasses import replace

    from starlette.testclient import TestClient

    from docmine.config import Config
    from docmine.inspect.app import make_app
    from docmine.inspect.security import TOKEN

    app = make_app(replace(workspace, config=Config()))
    client = TestClient(app, base_url="http://127.0.0.1", headers={TOKEN: app.state.token})
    where = at("attacked")
    panel = client.get(f"/document/{doc_ids['clash.txt']}/panel?at={where['start']}-{where['end']}").text
    assert "docmine init" in panel
    assert "hx-post" not in panel
    assert client.post("/decide", data={"kind": "entity", "label": "ORG", **where}).status_code == 500
