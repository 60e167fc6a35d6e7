"""Extracted rows beside curated rows, and verdicts."""

import json

import pytest
from starlette.testclient import TestClient

from docmine.inspect.app import make_app
from docmine.inspect.queue import queue
from docmine.inspect.security import TOKEN
from docmine.inspect.workspace import Workspace


@pytest.fixture
def linked(samples, tmp_path):
    """The sample workspace, whose curated tables give links of every decision."""
    import shutil

    from docmine import config

    folder = shutil.copytree(samples, tmp_path / "linked")
    return Workspace(config.load(folder / "pipeline"), folder / "output", who="am")


@pytest.fixture
def client(linked):
    app = make_app(linked)
    return TestClient(app, base_url="http://127.0.0.1", headers={TOKEN: app.state.token})


def pairs(workspace, **asked):
    with workspace.reading() as store:
        return queue(workspace, store, asked)[0]


def test_the_queue_has_what_is_to_be_judged_conflicts_first(linked):
    decisions = [pair.link["decision"] for pair in pairs(linked)]
    assert set(decisions) <= {"possible", "conflict", "match"}
    assert all(pair.link["to_review"] for pair in pairs(linked))
    conflicts = decisions.count("conflict")
    assert decisions[:conflicts] == ["conflict"] * conflicts
    assert conflicts


def test_each_field_shows_both_values_and_what_it_counts(linked):
    told = (pair for pair in pairs(linked, decision="match", kind="event") if pair.sentence)
    pair = next(pair for pair in told if any(field.name == "place" and field.extracted for field in pair.fields))
    fields = {field.name: field for field in pair.fields}
    assert fields["place"].level
    assert max(field.share for field in pair.fields) == 1.0
    assert all(field.points < 0 for field in pair.fields if field.differs)


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_verdict_is_a_line_and_can_be_taken_back(client, linked, verdict):
    link = pairs(linked)[0].link
    shown = client.post("/links", data={"link_id": link["link_id"], "verdict": verdict}).text
    assert "Undo (z)" in shown
    (line,) = [json.loads(text) for text in linked.decisions.read_text().splitlines()]
    assert {name: line[name] for name in ("kind", "extracted_id", "curated_id", "verdict", "who")} == {
        "kind": "link", "extracted_id": link["extracted_id"], "curated_id": link["curated_id"], "verdict": verdict,
        "who": "am",
    }  # fmt: skip
    assert pairs(linked)[0].verdict == verdict
    stamp = shown.split('name="of" value="')[1].split('"')[0]
    assert "Accept (a)" in client.post("/links", data={"link_id": link["link_id"], "of": stamp}).text
    assert pairs(linked)[0].verdict is None


@pytest.mark.parametrize(
    "form", [{"verdict": "accept"}, {"link_id": "l_none", "verdict": "accept"}, {"verdict": "perhaps"}]
)
def test_what_is_no_verdict_is_refused(client, linked, form):
    form = {"link_id": pairs(linked)[0].link["link_id"], **form} if form.get("verdict") == "perhaps" else form
    assert client.post("/links", data=form).status_code == 422
    assert not linked.decisions.exists()


def test_the_page_shows_the_sentence_and_leads_to_it(client, linked):
    page = client.get("/links?kind=event&decision=match").text
    assert "in the report</a>" in page
    assert "Accept (a)" in page
    assert client.get("/links?page=99").status_code == 200
    assert client.get("/links?page=x&order=none&kind=nothing").status_code == 200
