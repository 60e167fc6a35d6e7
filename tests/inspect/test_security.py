"""Who may ask for pages, and what a page may do."""

import pytest
from starlette.testclient import TestClient

from docmine.inspect.app import make_app
from docmine.inspect.security import TOKEN


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1"])
def test_pages_are_for_this_machine_only(client, host):
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8477", "localhost:9", "127.0.0.1"])
def test_its_own_names_are_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{}, {TOKEN: "guess"}, {"origin": "http://evil.example"}, {"origin": "null"}, {"host": "evil.example"}]
)
def test_what_does_not_come_from_the_pages_changes_nothing(workspace, headers):
    app = make_app(workspace)
    sent = {TOKEN: app.state.token, **headers} if "origin" in headers or "host" in headers else headers
    answer = TestClient(app, base_url="http://127.0.0.1").post("/decide", headers=sent, content="kind=line")
    assert answer.status_code in (400, 403)
    assert not workspace.decisions.exists()


def test_every_answer_binds_the_browser(client):
    for address in ("/", "/static/docmine.css", "/tables/none", "/nowhere"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/document/..%2f..%2fraw%2fclash.txt",
        "/tables/..%2fdocuments",
    ],
)
def test_nothing_outside_is_read(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "make_app" not in answer.text


def test_what_reports_say_is_text_and_nothing_more(client, doc_ids):
    page = client.get(f"/document/{doc_ids['arabic.txt']}").text
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<script>alert" not in client.get("/tables/lines?words=script").text


def test_no_page_has_scripts_or_styles_of_its_own(client, doc_ids):
    for address in ("/", "/tables/events", f"/document/{doc_ids['clash.txt']}", "/map", "/timeline"):
        page = client.get(address).text
        assert " style=" not in page
        assert "<style" not in page
        assert "onclick" not in page
        assert page.count("<script") == page.count('<script src="/static/')
