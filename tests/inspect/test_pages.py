"""Every view of a small run."""

import csv
import io
import subprocess
import sys

import pytest

from docmine.inspect.choice import choose
from docmine.inspect.history import history
from docmine.inspect.spots import spots
from docmine.schema import TABLES
from docmine.store import Store


def test_the_overview_says_what_failed_and_why(client):
    page = client.get("/").text
    assert "empty.txt" in page
    assert "1 reports failed" in page or "1 report failed" in page


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_shown_and_sorted_by_each_column(client, table):
    for column in ["", *TABLES[table].names]:
        assert client.get(f"/tables/{table}?sort=-{column}" if column else f"/tables/{table}").status_code == 200


def test_a_row_leads_to_its_words(client, doc_ids):
    page = client.get("/tables/events?event_type=ASSAULT&words=shell").text
    with_link = f"/document/{doc_ids['long.txt']}?at="
    assert with_link in page
    address = page[page.index(with_link) :].split("#")[0].split('"')[0]
    assert 'id="at">shelled</mark>' in client.get(address).text


def test_each_cell_of_an_event_leads_to_its_words(client, workspace, doc_ids):
    page = client.get("/tables/events?words=shell").text
    with workspace.reading() as store:
        clean = store.text(doc_ids["long.txt"])[1]
    for words in ("Militants", "Timbuktu", "7 May 2021"):
        start = clean.index(words, clean.index("Militants"))
        assert f"?at={start}-{start + len(words)}#at" in page


def test_an_actor_leads_to_its_mentions(client):
    page = client.get("/tables/actors?words=Ossul").text
    address = page.split('href="/tables/mentions?actor_id=')[1].split('"')[0]
    assert "Ossul Guard" in client.get(f"/tables/mentions?actor_id={address}").text


def test_facets_count_and_narrow(client):
    page = client.get("/tables/documents").text
    assert '?status=failed"' in page
    assert "1 row" in client.get("/tables/documents?status=failed").text


def test_what_is_chosen_is_downloaded_and_runs_nothing(client):
    rows = list(csv.DictReader(io.StringIO(client.get("/tables/mentions.csv?words=Ossul").text)))
    assert {row["text"] for row in rows} >= {"Ossul Guard"}
    assert list(rows[0]) == list(TABLES["mentions"].names)
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_a_report_shows_its_dropped_lines_and_why(client, doc_ids):
    page = client.get(f"/document/{doc_ids['clash.txt']}").text
    dropped = page[page.index('class="dropped"') :]
    assert "Sign up for our newsletter" in page
    assert "dropped" in dropped


def test_text_from_right_to_left_keeps_its_way(client, doc_ids):
    page = client.get(f"/document/{doc_ids['arabic.txt']}").text
    assert "أحمد بن يوسف" in page
    assert 'class="clean" dir="auto"' in page


def test_what_is_not_there_is_said(client):
    for address in ("/document/d_none", "/tables/none", "/tables/events?page=x", "/nowhere"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert 'class="problem"' in answer.text


def test_the_map_joins_what_is_close(client, workspace):
    asked = client.get("/map/points?table=events&zoom=1").json()
    assert asked["whole"]
    with workspace.reading() as store:
        far, _ = spots(store, choose("places", {}), 1)
        near, _ = spots(store, choose("places", {}), 9)
    assert sum(spot.rows for spot in far) == sum(spot.rows for spot in near) >= 4
    assert len(far) <= len(near)
    assert {spot.name for spot in near} >= {"Gao", "Timbuktu", "Mopti"}


def test_the_time_line_tells_what_is_within_from_what_may_be(client, workspace):
    with workspace.reading() as store:
        found = history(store, choose("dates", {"from": "2021-04-01", "to": "2021-05-31"}))
    assert found.unit in {"month", "day"}
    assert sum(one.inside for one in found.bins) >= 4
    assert "2021-05" in client.get("/timeline?table=dates").text


def test_an_address_of_one_view_works_in_another(client):
    address = choose("events", {"event_type": "ASSAULT", "from": "2021-05-01"}).address()
    for view in (f"/tables/events?{address}", f"/map?table=events&{address}", f"/timeline?table=events&{address}"):
        assert 'value="2021-05-01"' in client.get(view).text


def test_pages_are_shown_while_a_run_writes(client, workspace):
    row = {"doc_id": "d_new", "path": ["new.txt"], "published_source": "none", "status": "ok"}
    with Store(workspace.output) as store:
        with store.transaction():
            store.write("documents", [row])
            assert "new.txt" not in client.get("/tables/documents").text  # not yet whole
        assert "new.txt" in client.get("/tables/documents").text


def test_the_app_starts_without_what_only_runs_need():
    code = "import sys, docmine.inspect.serve; print([name for name in ('spacy', 'pandas') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
