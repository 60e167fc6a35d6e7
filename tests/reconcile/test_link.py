import json
import math
from pathlib import Path

import pytest

from docmine.config import ReconcileConfig
from docmine.errors import CuratedError
from docmine.reconcile import link
from docmine.schema import TABLES, check

CONFIG = ReconcileConfig()
CURATED = Path(__file__).parents[2] / "pipeline" / "curated"

ACTORS = [
    {"actor_id": "a_slf", "name": "Sahel Liberation Front", "aliases": ["SLF"], "type": "rebel", "curated_id": None},
    {"actor_id": "a_has", "name": "Harakat as-Sabr", "aliases": [], "type": "rebel", "country_iso3": "MLI"},
    {"actor_id": "a_army", "name": "Malian soldiers", "aliases": "the army", "type": "military", "country_iso3": "MLI"},
    {"actor_id": "a_who", "name": "Bureau of Weights", "aliases": [], "type": "organisation"},
]
PLACES = [
    {"place_id": "p_ans", "text": "Ansongo", "name": "Ansongo", "geonameid": 2461003, "lat": 15.6597, "lon": 0.5022,
     "country_iso3": "MLI", "geo_precision": 1},
    {"place_id": "p_ans2", "text": "Ansongo", "name": "Ansongo", "geonameid": 2461003, "lat": 15.6597, "lon": 0.5022},
    {"place_id": "p_gossi", "text": "Gossi", "name": None, "geonameid": None},
    {"place_id": "p_gao_bf", "text": "Gao", "name": "Gao", "geonameid": 2360626, "lat": 11.65, "lon": -2.178,
     "country_iso3": "BFA"},
]  # fmt: skip


def event(key="e_1", **cells):
    row = {
        "event_id": key, "status": "factual", "event_type": "ASSAULT", "sub_type": "Armed clash",
        "earliest": "2021-03-14", "latest": "2021-03-14", "place": "Ansongo", "place_id": "p_ans",
        "source_actors": ["SLF"], "source_actor_ids": ["a_slf"],
        "target_actors": ["Malian soldiers"], "target_actor_ids": ["a_army"], "killed_best": 11,
    }  # fmt: skip
    return row | cells


BUS = event(
    place="Gossi", place_id="p_gossi", earliest="2021-04-02", latest="2021-04-02", killed_best=7,
    sub_type="Remote explosive/landmine/IED", source_actors=[], source_actor_ids=[],
    target_actors=["passengers"], target_actor_ids=[],
)  # fmt: skip


def links(*events, decisions=(), kind="event", curated=CURATED, config=CONFIG):
    tables = {"events": iter(events), "actors": ACTORS, "places": PLACES}
    rows = list(link(tables, curated, config, decisions))
    for row in rows:
        check(TABLES["links"], row)
    return [row for row in rows if row["kind"] == kind]


def test_a_match_says_why():
    (row,) = links(event())
    assert (row["decision"], row["curated_id"], row["curated_source"]) == ("match", "GRM-001", "events.csv")
    assert row["score"] > 0.95
    assert row["to_review"] is False
    cells = json.loads(row["comparison"])
    assert cells["killed"]["extracted"] == cells["killed"]["curated"] == "11"
    assert (cells["actors"]["level"], cells["actors"]["agreement"]) == ("same actor; same actor", 1.0)
    assert "date: same day (+1.5)" in row["reasons"]
    assert row["relation"] == "same"
    assert "2021-03-14" in row["extracted"]
    assert "Sahel Liberation Front" in row["curated"]


def test_figures_that_exclude_each_other_are_a_conflict():
    (row,) = links(event(killed_best=40))
    assert (row["decision"], row["curated_id"], row["to_review"]) == ("conflict", "GRM-001", True)
    assert row["reasons"][0] == "killed contradicts: 40 here, 11 there (three times as many or more)"


@pytest.mark.parametrize(
    ("killed", "decision", "reason"),
    [  # two apart at most, or a tenth of the larger
        (10, "match", "killed differs: 10 here, 12 there (under half as many again, by few)"),
        (9, "conflict", "killed contradicts: 9 here, 12 there (under half as many again)"),
    ],
)
def test_figures_that_differ_by_few_are_mentioned(killed, decision, reason):
    (row,) = links(BUS | {"killed_best": killed})
    assert (row["decision"], row["curated_id"]) == (decision, "GRM-003")
    assert row["reasons"][0] == reason


@pytest.mark.parametrize(
    ("day", "decision", "reason"),
    [
        ("2021-06-17", "match", "date differs: 2021-06-17 here, 2021-06-18 there (a day earlier)"),
        ("2021-06-16", "conflict", "date contradicts: 2021-06-16 here, 2021-06-18 there (two or three days apart)"),
    ],
)
def test_other_days_differ_or_contradict(day, decision, reason):
    clash = event(
        earliest=day, latest=day, place="Hombori", place_id=None, killed_best=11,
        target_actors=["Gourma Self-Defence Committee"], target_actor_ids=[],
    )  # fmt: skip
    row = links(clash)[0]
    assert (row["decision"], row["curated_id"], row["reasons"][0]) == (decision, "GRM-009", reason)


@pytest.mark.parametrize(
    ("earliest", "latest", "decision"),
    [(None, "2021-12-31", "match"), ("2021-01-01", None, "match"), (None, "2021-03-13", "conflict")],
)
def test_a_bound_alone_is_no_day(earliest, latest, decision):
    row = links(event(earliest=earliest, latest=latest))[0]
    assert (row["decision"], row["curated_id"]) == (decision, "GRM-001")
    level = json.loads(row["comparison"])["date"]["level"]
    assert level == {"match": None, "conflict": "long time apart"}[decision]


def test_a_bound_excludes_what_lies_well_beyond_it():
    assert links(event(earliest=None, latest="2021-02-28"))[0]["curated_id"] != "GRM-001"
    assert links(event(earliest="2021-12-01", latest=None))[0]["decision"] == "new"


def test_what_is_little_known_is_for_a_person_to_see():
    vague = event(
        earliest="2021-06-01", latest="2021-06-30", place="Wadi Tarsa", place_id=None, killed_best=None,
        source_actors=["GSDC"], source_actor_ids=[], target_actors=[], target_actor_ids=[], sub_type=None,
    )  # fmt: skip
    row = links(vague)[0]
    assert (row["decision"], row["curated_id"], row["to_review"]) == ("match", "GRM-007", True)
    assert CONFIG.match <= row["score"] < CONFIG.automatic
    assert not any("as well" in reason for reason in row["reasons"])


def test_nothing_within_reach_is_new():
    (row,) = links(event(earliest="2019-01-01", latest="2019-01-01"))
    assert (row["decision"], row["curated_id"], row["score"]) == ("new", None, 0.0)
    assert row["reasons"] == ["no curated row within reach fits"]


def test_what_fits_badly_is_new_and_says_what_was_refused():
    (row,) = links(BUS | {"killed_best": 0})
    assert row["decision"] == "new"
    assert row["curated_id"] is None
    assert row["reasons"] == ["GRM-003 fits best, but badly"]
    assert 0 < row["score"] < CONFIG.possible


def test_an_event_that_knows_nothing_is_new():
    bare = {"event_id": "e_1", "status": "factual", "event_type": "ASSAULT"}
    (row,) = links(bare)
    assert row["decision"] == "new"


@pytest.mark.parametrize("status", ["negated", "hypothetical", "future", "generic"])
def test_what_did_not_happen_is_not_linked(status):
    assert links(event(status=status)) == []


def test_every_event_that_happened_has_exactly_one_best_link():
    rows = links(event("e_1"), event("e_2", status="historical"), BUS | {"event_id": "e_3"})
    best = [row["extracted_id"] for row in rows if not any("fits better" in reason for reason in row["reasons"])]
    assert best == ["e_1", "e_2", "e_3"]
    assert len({row["link_id"] for row in rows}) == len(rows)


def curate(folder, *lines):
    header = "event_id,event_date,location,actor1"
    (folder / "events.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    return folder


def test_two_rows_that_fit_alike_are_both_possible(tmp_path):
    twins = curate(tmp_path, "X1,2021-03-14,Ansongo,SLF", "X2,2021-03-14,Ansongo,SLF")
    rows = links(event(), curated=twins)
    assert [(row["curated_id"], row["decision"]) for row in rows] == [("X1", "possible"), ("X2", "possible")]
    assert rows[0]["reasons"][0] == "X2 fits about as well"


def test_at_most_three_further_rows_are_proposed(tmp_path):
    many = curate(tmp_path, *(f"X{n},2021-03-14,Ansongo,SLF" for n in range(8)))
    rows = links(event(), curated=many)
    assert [row["decision"] for row in rows] == ["possible"] * 4  # eight twins, each an eighth of the truth


def test_accepted_pairs_are_matches_whatever_their_score():
    decisions = [
        {"extracted_id": "e_1", "curated_id": key, "verdict": "accept", "who": "am"} for key in ("GRM-010", "GRM-002")
    ]
    rows = links(event(), decisions=decisions)
    assert [(row["curated_id"], row["decision"], row["reviewed_by"], row["to_review"]) for row in rows] == [
        ("GRM-002", "match", "am", False),
        ("GRM-010", "match", "am", False),
    ]
    assert rows[0]["reasons"][0] == "accepted by am"


def test_rejected_pairs_are_not_proposed_again():
    decision = {"extracted_id": "e_1", "curated_id": "GRM-001", "verdict": "reject", "who": "am"}
    rows = links(event(), decisions=[decision])
    assert all(row["curated_id"] != "GRM-001" for row in rows)
    assert rows[0]["decision"] == "new"
    assert "GRM-001 was rejected by am" in rows[0]["reasons"]
    assert rows[0]["reviewed_by"] == "am"


def test_an_accepted_row_that_the_curated_table_lost_is_mentioned():
    decision = {"extracted_id": "e_1", "curated_id": "GRM-099", "verdict": "accept", "who": "am"}
    row = links(event(), decisions=[decision])[0]
    assert row["curated_id"] == "GRM-001"
    assert row["reasons"][0] == "GRM-099, accepted by am, is not in events.csv any more"


def noted(*decisions, curated=CURATED):
    notes = []
    tables = {"events": [event()], "actors": ACTORS, "places": PLACES}
    lines = [{"verdict": "accept", "who": "am", **decision} for decision in decisions]
    list(link(tables, curated, CONFIG, lines, notes.append))
    return [note.message.partition(",")[0] for note in notes]


def test_decisions_without_effect_are_noted():
    taken = {"extracted_id": "e_1", "curated_id": "GRM-001"}
    gone = {"extracted_id": "e_gone", "curated_id": "GRM-001"}
    lost = {"extracted_id": "e_1", "curated_id": "GRM-099"}
    assert noted(taken) == []
    assert noted(taken, gone, lost) == ["e_gone", "GRM-099"]


def test_decisions_are_noted_when_the_curated_tables_are_gone():
    assert noted({"extracted_id": "e_1", "curated_id": "GRM-001"}, curated=None) == ["GRM-001"]


def test_the_comparison_adds_up_to_the_score():
    for row in links(event(), BUS | {"event_id": "e_2"}, event("e_3", killed_best=40)):
        total = sum(cell["points"] for cell in json.loads(row["comparison"]).values())
        assert 1 / (1 + math.exp(-total)) == pytest.approx(row["score"], abs=0.002)


def test_an_event_is_a_day_of_a_curated_episode_or_sums_up_several(tmp_path):
    header = "event_id,event_date,end_date,location,actor1,event_type,sub_event_type"
    lines = [
        "X1,2021-03-12,2021-03-16,Ansongo,SLF,Battles,Armed clash",
        "X2,2021-05-02,2021-05-02,Ansongo,SLF,Battles,",
    ]
    (tmp_path / "events.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    several = event("e_2", earliest="2021-05-01", latest="2021-05-03")
    found = {row["extracted_id"]: row for row in links(event(), several, curated=tmp_path)}
    assert [(row["curated_id"], row["relation"]) for row in found.values()] == [
        ("X1", "a_part_of_b"),
        ("X2", "b_part_of_a"),
    ]


def test_an_event_that_nothing_places_is_found_by_its_actors():
    (row,) = links(event(place=None, place_id=None))
    assert (row["curated_id"], row["decision"]) == ("GRM-001", "match")


def test_people_who_are_unsure_make_a_match_possible():
    decision = {"extracted_id": "e_1", "curated_id": "GRM-001", "verdict": "unsure", "who": "am"}
    row = links(event(), decisions=[decision])[0]
    assert (row["decision"], row["reviewed_by"], row["reasons"][0]) == ("possible", "am", "am is unsure")


def test_actors():
    rows = {row["extracted_id"]: row for row in links(kind="actor")}
    assert (rows["a_slf"]["decision"], rows["a_slf"]["curated_id"]) == ("match", "act-slf")
    assert (rows["a_has"]["decision"], rows["a_has"]["curated_id"]) == ("match", "act-has")
    assert rows["a_who"]["decision"] == "new"


def test_places_are_linked_once_each():
    rows = {row["extracted_id"]: row for row in links(kind="place")}
    assert set(rows) == {"p_ans", "p_gossi", "p_gao_bf"}
    assert (rows["p_ans"]["decision"], rows["p_ans"]["curated_id"]) == ("match", "plc-ansongo")
    assert rows["p_gossi"]["decision"] == "new"
    assert rows["p_gao_bf"]["decision"] == "new"  # the curated Gao lies in Mali, 560 km away


def test_a_region_is_perhaps_its_town_and_no_conflict():
    # Mopti region by a point 46 km from the town: same name 2.8, country 0.3, perhaps within -1.0, start -1.0
    region = {"place_id": "p_mop", "text": "Mopti", "name": "Mopti", "lat": 14.9, "lon": -4.183, "country_iso3": "MLI"}
    tables = {"places": [region | {"feature_code": "ADM1"}, region | {"place_id": "p_town", "geonameid": 1}]}
    found = {row["extracted_id"]: row for row in link(tables, CURATED, CONFIG)}
    assert [(row["curated_id"], row["decision"]) for row in found.values()] == [
        ("plc-mopti", "possible"),
        ("plc-mopti", "conflict"),
    ]
    assert found["p_mop"]["score"] == pytest.approx(0.7503, abs=0.0001)  # of 1.1 points


def test_a_curated_region_says_so(tmp_path):
    lines = ["place_id,name,lat,lon,feature_code", "C1,Ossul,15.0,0.0,ADM1"]
    (tmp_path / "places.csv").write_text("\n".join(lines), encoding="utf-8")
    town = {"place_id": "p_1", "text": "Ossul", "name": "Ossul", "lat": 15.6, "lon": 0.0, "feature_code": "PPL"}
    (row,) = link({"places": [town]}, tmp_path, CONFIG)
    assert json.loads(row["comparison"])["distance"]["level"] == "perhaps within"


def test_columns_that_may_be_missing(tmp_path):
    (tmp_path / "places.csv").write_text("place_id,name\nC1,Gossi\n", encoding="utf-8")
    (tmp_path / "actors.csv").write_text("actor_id,name\nC2,Harakat as-Sabr\n", encoding="utf-8")
    rows = link({"actors": ACTORS, "places": PLACES}, tmp_path, CONFIG)
    found = [(row["extracted_id"], row["decision"]) for row in rows if row["decision"] != "new"]
    assert found == [("a_has", "match"), ("p_gossi", "match")]


def test_without_curated_files_there_are_no_links(tmp_path):
    assert links(event(), curated=None) == []
    assert links(event(), curated=tmp_path) == []
    assert links(event(), curated=curate(tmp_path)) == []


def test_a_wrong_curated_table_stops_before_the_first_link(tmp_path):
    (tmp_path / "actors.csv").write_text((CURATED / "actors.csv").read_text(encoding="utf-8"), encoding="utf-8")
    wrong = curate(tmp_path, "X1,2021-02-30,Ansongo,SLF")
    with pytest.raises(CuratedError, match=r"events\.csv:2: event_date"):
        next(link({"events": [], "actors": ACTORS, "places": []}, wrong, CONFIG))


def test_links_do_not_depend_on_the_order_of_keys():
    again = {key: event()[key] for key in reversed(event())}
    assert links(again, BUS | {"event_id": "e_2"}) == links(event(), BUS | {"event_id": "e_2"})


def test_thresholds_are_the_users():
    strict = ReconcileConfig(match=0.9999, possible=0.9, automatic=1)
    assert links(event(), config=strict)[0]["decision"] == "possible"


def test_a_copy_of_an_event_has_no_link_of_its_own():
    tables = {"events": [event(), event("e_2", duplicate_of="e_1")], "actors": ACTORS, "places": PLACES}
    linked = {row["extracted_id"] for row in link(tables, CURATED, CONFIG) if row["kind"] == "event"}
    assert linked == {"e_1"}


def test_a_source_that_both_name_is_a_reason(tmp_path):
    header, row = "event_id,event_date,location,source", "X1,2021-03-14,Ansongo,Kessen Wire"
    (tmp_path / "events.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    tables = {"events": [event(doc_id="d_1"), event("e_2", doc_id="d_2")], "places": PLACES}
    tables["documents"] = [{"doc_id": "d_1", "publisher": "The Kessen Wire"}, {"doc_id": "d_2", "publisher": None}]
    told, silent = (json.loads(row["comparison"])["source"] for row in link(tables, tmp_path, CONFIG) if row["curated"])
    assert (told["extracted"], told["curated"], told["level"]) == ("The Kessen Wire", "Kessen Wire", "same outlet")
    assert (told["points"], told["agreement"]) == (0.4, 1.0)
    assert (silent["extracted"], silent["level"], silent["points"]) == (None, None, 0.0)
