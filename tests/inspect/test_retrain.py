"""Work that the app starts, and what comes of it."""

import time

import pytest

from docmine.errors import ResourceError
from docmine.inspect.jobs import Jobs


def wait(jobs, seconds=120):
    until = time.monotonic() + seconds
    while jobs.last.runs:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_command_runs_beside_the_app_and_its_answer_is_kept(tmp_path):
    jobs = Jobs()
    job = jobs.start("version", ["--version"], tmp_path)
    with pytest.raises(ResourceError, match="version is still running"):
        jobs.start("version", ["--version"], tmp_path)
    wait(jobs)
    assert (job.code, job.result) == (0, None)
    assert job.printed[0].startswith("docmine ")


def test_how_much_is_done_is_read_from_what_it_says(tmp_path):
    jobs = Jobs()
    job = jobs.start("version", ["--version"], tmp_path)
    wait(jobs)
    job.said.append("steps: 30 of 400")
    assert job.share == 0.075
    job.said.append("something else")
    assert job.share is None


def test_what_fails_is_said(client, workspace):
    shown = client.post("/retrain/start", data={"job": "train"}).text
    assert "runs" in shown
    wait(client.app.state.jobs)
    page = client.get("/retrain/job").text
    assert "ended with an error" in page  # there is nothing to learn from
    assert "<pre>" in page


def test_suggestions_are_kept_as_patterns(client, workspace):
    client.post("/retrain/start", data={"job": "suggest"})
    jobs = client.app.state.jobs
    wait(jobs)
    jobs.results["suggest"] = {
        "candidates": [
            {
                "label": "ORG", "pattern": "Ossul Guard", "id": "", "sources": {"unknown": 2}, "count": 2,
                "documents": 1, "clashes": False, "conflicts": [], "examples": [],
            }
        ]
    }  # fmt: skip
    assert "Ossul Guard" in client.get("/retrain/job").text
    assert "Kept in" in client.post("/retrain/patterns", data={"chosen": "0"}).text
    kept = workspace.config.path("patterns", "inspect.jsonl").read_text()
    assert '"pattern": "Ossul Guard"' in kept
    assert client.post("/retrain/patterns", data={"chosen": "7"}).status_code == 422


@pytest.mark.parametrize("form", [{"job": "rm"}, {"job": "promote", "model": "../../x"}, {"job": "promote"}, {}])
def test_only_its_own_jobs_are_started(client, form):
    assert client.post("/retrain/start", data=form).status_code == 422
    assert client.app.state.jobs.last is None


def test_the_page_says_what_was_corrected(client):
    assert "None yet" in client.get("/retrain").text
