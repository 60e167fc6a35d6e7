"""Docmine's own table of events as the extracted one, with places and actors beside it."""

import csv

import pytest

from docmine.errors import CuratedError
from docmine.reconcile.pairs.engine import Sources, reconcile
from docmine.reconcile.pairs.own import is_own
from docmine.schema import TABLES

EVENT = {
    "event_id": "e_1", "event_type": "ASSAULT", "mode": "attack", "acled_type": "Battles", "sub_type": "Armed clash",
    "status": "factual", "earliest": "2021-03-14", "latest": "2021-03-14", "place": "Ansongo", "place_id": "p_1",
    "source_actors": "the Front|SLF", "source_actor_ids": "a_1|a_1", "killed_best": "11",
}  # fmt: skip
PLACE = {"place_id": "p_1", "text": "Ansongo", "lat": "15.66", "lon": "0.50", "country_iso3": "MLI", "admin1": "Ségou"}
ACTOR = {"actor_id": "a_1", "name": "the Front", "aliases": "Sahel Liberation Front", "type": "rebel"}
CURATED = (
    "event_id,event_date,sub_event_type,actor1,location,admin1,country_iso3,lat,lon,fatalities\n"
    "B1,2021-03-14,Armed clash,Sahel Liberation Front,Ansongo,Ségou,MLI,15.66,0.50,11\n"
)


@pytest.fixture
def linked(tmp_path):
    """Writes tables of a run, links its events, and returns the tables made of that, with what was noted."""

    def go(*events, places=(PLACE,), actors=(ACTOR,), documents=(), curated=CURATED):
        tables = {"events": events, "places": places, "actors": actors, "documents": documents}
        for name, rows in tables.items():
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, TABLES[name].names)
                writer.writeheader()
                writer.writerows(rows)
        (tmp_path / "curated.csv").write_text(curated, encoding="utf-8")
        notes = []
        sources = Sources(tmp_path / "events.csv", tmp_path / "curated.csv")
        reconcile(sources, tmp_path / "linked", note=notes.append)
        paths = (tmp_path / "linked").glob("*.csv")
        return {path.stem: list(csv.DictReader(path.open(encoding="utf-8"))) for path in paths}, notes

    return go


def test_its_header_is_known():
    assert is_own(list(TABLES["events"].names))
    assert not is_own(["event_id", "event_date"])


def test_places_and_actors_are_joined(linked):
    tables, _ = linked(EVENT)
    assert [(row["curated_id"], row["decision"]) for row in tables["links"]] == [("B1", "match")]
    values = {row["feature"]: row["value"] for row in tables["link_features"]}
    assert values["distance"] == "under 2 km, exact"
    assert values["province"] == "same"
    assert values["first side"] == "same actor"  # by the alias in actors.csv


def test_actors_are_shown_without_their_ids(linked):
    tables, _ = linked(EVENT)
    (shown,) = (row["extracted"] for row in tables["link_features"] if row["feature"] == "first side")
    assert shown == "the Front, SLF"


def test_a_new_event_has_the_types_of_the_curated_layout(linked):
    tables, _ = linked(EVENT | {"earliest": "2019-01-01", "latest": "2019-01-01"})
    (row,) = tables["new_events"]
    assert (row["event_type"], row["sub_event_type"], row["location"]) == ("Battles", "Armed clash", "Ansongo")


def test_what_did_not_happen_or_was_told_before_is_not_compared_and_said(linked):
    tables, notes = linked(
        EVENT, EVENT | {"event_id": "e_2", "status": "negated"}, EVENT | {"event_id": "e_3", "duplicate_of": "e_1"}
    )
    assert [row["event_id"] for row in tables["links"]] == ["e_1"]
    assert any("2 events are not compared" in note for note in notes)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"earliest": "2021-02-30"}, "events.csv:2: earliest: '2021-02-30'"),
        ({"earliest": "14 March"}, "events.csv:2: earliest: '14 March' is no day such as 2021-03-14"),
        ({"killed_best": "many"}, "events.csv:2: killed_best: 'many' is no number"),
        ({"event_id": ""}, "events.csv:2: event_id: is empty or stands in several rows"),
    ],
)
def test_wrong_cells_are_named(linked, tmp_path, cells, said):
    with pytest.raises(CuratedError, match=said):
        linked(EVENT | cells)
    assert not (tmp_path / "linked").exists()


@pytest.mark.parametrize(
    ("published", "source", "level", "points"),
    [
        ({"publisher": "Kessen Wire"}, "Marn Post; Kessen Wire", "same outlet", 0.4),
        ({"url": "https://kessenwire.example/clash"}, "Kessen Wire", "same outlet", 0.4),
        ({"publisher": "Kessen Wire"}, "Marn Post", "other outlet", 0.0),
        ({}, "Marn Post", "not known", 0.0),
        ({"publisher": "Kessen Wire"}, "", "not known", 0.0),
    ],
)
def test_who_published_a_document_is_compared_with_the_sources_of_curated_rows(
    linked, published, source, level, points
):
    header, row = CURATED.splitlines()
    tables, _ = linked(
        EVENT | {"doc_id": "d_1"},
        documents=[{"doc_id": "d_1", **published}],
        curated=f"{header},source\n{row},{source}\n",
    )
    (found,) = (row for row in tables["link_features"] if row["feature"] == "source")
    assert (found["value"], float(found["contribution"])) == (level, points)
    assert found["curated"] == source
    assert found["extracted"] == next(iter(published.values()), "")
