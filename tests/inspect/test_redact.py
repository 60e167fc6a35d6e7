"""Names of persons, hidden in all that leaves the app."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from docmine.inspect.app import make_app
from docmine.inspect.redact import Hider

HIDER = Hider({"Ada Lunde": "a_1", "Lunde": "a_1", "O'Neil": "a_2", "O&#39;Neil": "a_2", "Al": "a_3"})


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ada Lunde said. Lunde left.", "a_1 said. a_1 left."),
        ("Lundes and Adam stay", "Lundes and Adam stay"),
        ("<b>O&#39;Neil</b> met O'Neil", "<b>a_2</b> met a_2"),
        ("Ada  Lunde", "Ada  a_1"),
        ("Al Jazeera", "Al Jazeera"),  # too short to be hidden by itself
        ("", ""),
    ],
)
def test_names_are_replaced_where_they_stand_as_words(text, hidden):
    assert HIDER.hide(text) == hidden


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_name_is_left(before, after):
    text = f"{before} Ada Lunde {after}"
    assert "Ada Lunde" not in HIDER.hide(text)
    assert HIDER.hide(before.replace("L", "").replace("O", "")) == before.replace("L", "").replace("O", "")


def test_no_page_and_no_file_has_a_persons_name(workspace, doc_ids):
    client = TestClient(make_app(replace(workspace, redact=True)), base_url="http://127.0.0.1")
    shown = TestClient(make_app(workspace), base_url="http://127.0.0.1")
    views = ("/tables/mentions", "/tables/events", "/tables/lines", "/tables/actors", "/tables/mentions.csv", "/")
    pages = [*views, f"/document/{doc_ids['clash.txt']}"]
    assert any("Lunde" in shown.get(view).text for view in pages)
    for view in pages:
        answer = client.get(view)
        assert answer.status_code == 200
        assert "Lunde" not in answer.text, view


def test_nothing_can_be_corrected_where_names_are_hidden(workspace, doc_ids):
    client = TestClient(make_app(replace(workspace, redact=True)), base_url="http://127.0.0.1")
    panel = client.get(f"/document/{doc_ids['clash.txt']}/panel?at=0-5").text
    assert "Names are hidden" in panel
    assert "hx-post" not in panel
