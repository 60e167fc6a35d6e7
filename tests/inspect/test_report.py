"""The one-file report."""

import json
import re
from dataclasses import replace

import pytest

from docmine.inspect.report import write_report
from docmine.schema import TABLES


@pytest.fixture
def report(workspace, tmp_path):
    path = tmp_path / "report.html"
    write_report(workspace, path)
    return path


def embedded(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)[1])


def test_it_holds_all_rows_and_texts(report, workspace):
    data = embedded(report)
    with workspace.reading() as store:
        for name, table in data["tables"].items():
            assert table["total"] == len(table["rows"]) == store.count(name)
            assert sorted(column[0] for column in table["columns"]) == sorted(TABLES[name].names)
        for document in data["documents"]:
            if document["status"] == "ok":
                assert "".join(one[0] for one in document["text"]) == store.text(document["doc_id"])[1]


def test_what_reports_say_cannot_end_the_data(report):
    text = report.read_text(encoding="utf-8")
    assert "<script>alert" not in text
    assert any(
        "<script>alert" in "".join(one[0] for one in document["text"]) for document in embedded(report)["documents"]
    )


def test_it_asks_for_nothing(report):
    text = report.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "default-src 'none'" in text


def test_names_of_persons_can_be_hidden(workspace, tmp_path):
    path = tmp_path / "report.html"
    write_report(replace(workspace, redact=True), path)
    assert "Lunde" not in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_its_views_work_without_a_network(browser, report):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    tab = context.new_page()
    problems = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("request", lambda request: request.url.startswith("file:") or problems.append(request.url))
    tab.goto(report.as_uri())
    tab.get_by_role("link", name="Tables").click()
    tab.get_by_label("Words").fill("shelled")
    assert tab.locator("#rows tbody tr").count() == 1
    tab.locator("#rows tbody button").first.click()
    assert tab.locator("#text mark.at").inner_text() in ("shelled", "Militants")
    tab.get_by_role("link", name="Map").click()
    tab.locator(".spot").first.wait_for()
    tab.get_by_role("link", name="Time line").click()
    assert tab.locator("#intervals li").count() == 1  # the words still choose
    context.close()
    assert problems == []
