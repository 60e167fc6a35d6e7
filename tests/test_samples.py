"""A real run over the sample reports: something in every table, and every row leads back to the raw text."""

import json
import re
import socket

import pytest

import docmine
from docmine import config, runner
from docmine.schema import TABLES, check
from docmine.store import Store

TRACED = ["lines", "mentions", "dates", "places", "events", "event_mentions", "role_fillers", "event_cells"]


def repaired(text):
    """A stretch of raw text as cleaning repairs it: no soft hyphens, one space for white space with line breaks."""
    return re.sub(r"\s+", " ", text.replace("\u00ad", ""))


@pytest.fixture(scope="module")
def store(samples):
    with Store(samples / "output", readonly=True) as store:
        yield store


def test_every_table_shows_something(store):
    empty = [name for name in TABLES if not store.count(name)]
    assert empty in ([], ["errors"])


def test_all_six_reports_are_there(store):
    rows = [row for row in store.rows("documents") if row["status"] == "ok"]
    assert len(rows) == 6
    assert {row["kind"] for row in rows} == {"text", "html", "pdf"}


@pytest.mark.parametrize("name", TRACED)
def test_every_row_leads_back_to_the_raw_text(store, name):
    texts = {row["doc_id"]: store.text(row["doc_id"]) for row in store.rows("documents") if row["status"] == "ok"}
    for row in store.rows(name):
        if name == "event_cells" and row["start"] is None:
            continue  # an empty cell stands on no words
        raw, clean, _ = texts[row["doc_id"]]
        stretch = raw[row["raw_start"] : row["raw_end"]]
        assert stretch == row["text"] or repaired(stretch) == repaired(row["text"])
        if row["start"] is not None and name != "lines":
            assert clean[row["start"] : row["end"]] == row["text"]


def test_lines_are_the_whole_raw_text_in_order(store):
    for document in store.rows("documents"):
        if document["status"] != "ok":
            continue
        raw, _, _ = store.text(document["doc_id"])
        lines = [row for row in store.rows("lines") if row["doc_id"] == document["doc_id"]]
        assert [row["n"] for row in lines] == list(range(1, len(lines) + 1))
        edges = [0, *(edge for row in lines for edge in (row["raw_start"], row["raw_end"])), len(raw)]
        assert edges == sorted(edges)
        between = "".join(raw[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert between.strip() == ""  # only line breaks are in no line


def test_rows_are_as_the_schema_says(store):
    for table in TABLES.values():
        for row in store.rows(table.name):
            check(table, {name: value for name, value in row.items() if value != []} | dict.fromkeys(()))


def test_ids_lead_to_rows(store):
    ids = {name: {row[TABLES[name].key[0]] for row in store.rows(name)} for name in TABLES}
    for mention in store.rows("mentions"):
        assert mention["actor_id"] is None or mention["actor_id"] in ids["actors"]
        assert mention["place_id"] is None or mention["place_id"] in ids["places"]
        assert mention["date_id"] is None or mention["date_id"] in ids["dates"]
    for event in store.rows("events"):
        assert set(event["mention_ids"]) <= ids["mentions"]
        assert {*event["source_actor_ids"], *event["target_actor_ids"]} <= ids["actors"]
        assert event["place_id"] is None or event["place_id"] in ids["places"]
        assert event["date_id"] is None or event["date_id"] in ids["dates"]
    for link in store.rows("links"):
        assert link["extracted_id"] in ids["events"] | ids["actors"] | ids["places"]


def test_absent_cells_say_why(store):
    assert all(row["reason"] for row in store.rows("dates") if row["earliest"] is None and row["latest"] is None)
    assert all(row["reason"] for row in store.rows("places") if row["lat"] is None)
    assert all(row["place_reason"] for row in store.rows("events") if row["place"] is None)
    assert all(row["date_reason"] for row in store.rows("events") if row["date_id"] is None)


FROM_WORDS = {
    column
    for column in TABLES["events"].names
    if column.startswith(("source_", "target_", "place", "date", "killed_", "injured_", "detained_", "displaced_"))
    or column in {"event_type", "mode", "trigger", "acled_type", "sub_type", "ucdp_type", "earliest", "latest",
                  "time_precision", "weapon", "status", "claimed_by"}
} - {"source_actor_ids", "target_actor_ids", "place_reason", "date_reason"}  # fmt: skip
MAY_BE_EMPTY = {"mode", "acled_type", "sub_type", "ucdp_type"}  # what the words mean in other schemes, if anything


def test_every_cell_of_an_event_stands_on_words_or_says_why_it_is_empty(store):
    rows = [*store.rows("event_cells")]
    filled, empty = {}, set()
    for row in rows:
        if row["start"] is None:
            assert row["reason"]
            assert row["values"] == []
            empty |= {(row["event_id"], column) for column in row["columns"]}
        for column, value in zip(row["columns"], row["values"], strict=row["start"] is not None):
            filled.setdefault((row["event_id"], column), []).append(value)
    for event in store.rows("events"):
        for column in FROM_WORDS:
            key, value = (event["event_id"], column), event[column]
            if value in (None, []):
                assert key not in filled
                assert key in empty or column in MAY_BE_EMPTY
            elif isinstance(value, list):
                assert set(filled[key]) == set(value)
            else:
                assert set(filled[key]) == {str(value)}
                assert key not in empty


def test_every_event_is_told_somewhere_and_its_own_words_are_one_of_the_tellings(store):
    tellings = {}
    for row in store.rows("event_mentions"):
        tellings.setdefault(row["event_id"], []).append(row)
    for event in store.rows("events"):
        own = tellings.pop(event["event_id"])
        assert [(row["start"], row["end"]) for row in own if row["is_main"]] == [(event["start"], event["end"])]
    assert tellings == {}


def test_every_event_that_happened_is_of_one_incident(store):
    incidents = {row["incident_id"]: row for row in store.rows("incidents")}
    for event in store.rows("events"):
        happened = event["status"] in ("factual", "historical")
        assert happened <= (event["incident_id"] is not None)
        if event["incident_id"]:
            assert event["event_id"] in incidents[event["incident_id"]]["event_ids"]
    members = [event_id for row in incidents.values() for event_id in row["event_ids"]]
    assert len(members) == len(set(members))


def test_links_show_every_decision(store):
    assert {row["decision"] for row in store.rows("links")} == {"match", "possible", "new", "conflict"}


def test_curated_tables_are_not_written_to(samples):
    from pathlib import Path

    for path in sorted((Path(__file__).parents[1] / "pipeline" / "curated").iterdir()):
        assert (samples / "pipeline" / "curated" / path.name).read_bytes() == path.read_bytes()


def test_a_second_run_opens_no_socket_and_changes_no_byte(samples, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a run must not use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    before = {path.name: path.read_bytes() for path in (samples / "output").glob("*.csv")}
    settings = config.load(samples / "pipeline")
    alone = settings.model_copy(update={"run": settings.run.model_copy(update={"workers": 1})})
    summary = runner.run(samples / "raw", samples / "output", alone, mode="all")
    assert summary.redone == 6
    assert {path.name: path.read_bytes() for path in (samples / "output").glob("*.csv")} == before


def test_results_in_python(samples):
    result = docmine.load(samples / "output")
    assert list(result.events.columns) == list(TABLES["events"].names)
    assert len(result.actors) == result.counts["actors"]
    assert result.mentions["start"].dtype == "Int64"
    assert isinstance(result.events["source_actors"].iloc[0], list)
    page = result._repr_html_()
    assert "events" in page
    assert page.count("<rect") == len(set(result.events["earliest"].dropna().str[:4]))
    document = result.document(result.events["doc_id"].iloc[0])
    shown = re.sub(r"<[^>]+>", "", document._repr_html_())
    import html

    assert html.unescape(shown) == document.clean
    assert "background:#fbd5c5" in document._repr_html_()


def test_json_comparison_of_links(store):
    for link in store.rows("links"):
        if link["comparison"]:
            assert all(
                set(field) >= {"extracted", "curated", "agreement"} for field in json.loads(link["comparison"]).values()
            )


def test_without_a_published_date_nothing_relative_is_resolved(store):
    (interview,) = [row["doc_id"] for row in store.rows("documents") if "interview" in row["path"][0]]
    dates = {row["text"]: row for row in store.rows("dates") if row["doc_id"] == interview}
    assert dates["5 May 2021"]["earliest"] == dates["5 May 2021"]["latest"] == "2021-05-05"
    for text in ("the 3rd of May", "Last year", "Monday", "Tuesday"):
        assert (dates[text]["earliest"], dates[text]["latest"]) == (None, None)
        assert dates[text]["reason"] == "no document date and the text gives no year"
