import csv
import math

import pytest

from docmine.errors import CuratedError
from docmine.reconcile.pairs.deciding import Thresholds
from docmine.reconcile.pairs.engine import Sources, reconcile

CLASH = (
    "B1,2021-03-14,2021-03-14,Battles,Armed clash,Sahel Liberation Front,Soldiers,ML,Gao,Ansongo,15.66,0.50,1,11,11,11"
)
BUS = "B2,2021-04-02,2021-04-02,Violence against civilians,Attack,Gunmen,Passengers,ML,Gao,Gossi,15.82,-1.30,1,12,12,12"
TOLD = "A1,2021-03-14,2021-03-14,Armed clash,Sahel Liberation Front,Soldiers,ML,Gao,Ansongo,15.66,0.50,11,11"
ELSEWHERE = "A2,2019-01-01,2019-01-01,Attack,Gunmen,Villagers,ML,Kayes,Kita,13.03,-9.48,2,2"
NOTHING = "A3,,,,,,,,,,,,"


@pytest.fixture
def run(tables, tmp_path):
    def go(extracted, curated, **options):
        paths = tables(extracted, curated)
        folder = tmp_path / "linked"
        reconcile(Sources(*paths), folder, **options)
        return {path.stem: list(csv.DictReader(path.open(encoding="utf-8"))) for path in folder.glob("*.csv")}

    return go


def test_links_have_the_agreed_columns_first(run):
    rows = run([TOLD], [CLASH, BUS])["links"]
    assert list(rows[0])[:4] == ["event_id", "curated_id", "decision", "score"]
    assert [(row["event_id"], row["curated_id"], row["decision"], row["relation"]) for row in rows] == [
        ("A1", "B1", "match", "same")
    ]


def test_every_extracted_row_has_a_link_and_what_fits_nothing_is_new(run):
    tables = run([TOLD, ELSEWHERE, NOTHING], [CLASH, BUS])
    assert [(row["event_id"], row["decision"]) for row in tables["links"]] == [
        ("A1", "match"),
        ("A2", "new"),
        ("A3", "new"),
    ]
    assert [row["event_id"] for row in tables["new_events"]] == ["A2", "A3"]
    assert tables["new_events"][0]["event_date"] == "2019-01-01"
    assert tables["new_events"][0]["location"] == "Kita"


def test_the_contributions_of_a_link_add_up_to_its_log_odds(run):
    tables = run([TOLD], [CLASH, BUS])
    (link,) = tables["links"]
    total = sum(float(row["contribution"]) for row in tables["link_features"])
    assert 1 / (1 + math.exp(-total)) == pytest.approx(float(link["score"]), abs=0.001)


def test_each_feature_shows_what_both_tables_say(run):
    cells = {row["feature"]: row for row in run([TOLD], [CLASH])["link_features"]}
    killed = cells["killed"]
    assert (killed["extracted"], killed["curated"], killed["value"]) == ("11", "11", "same, 10 or more")
    assert (cells["date"]["extracted"], cells["date"]["value"]) == ("2021-03-14", "same day")


def test_sides_that_are_crossed_over_are_shown_side_by_side(run):
    turned = TOLD.replace("Sahel Liberation Front,Soldiers", "Soldiers,Sahel Liberation Front")
    cells = {row["feature"]: row for row in run([turned], [CLASH])["link_features"]}
    assert cells["order of sides"]["value"] == "crossed over"
    assert (cells["second side"]["extracted"], cells["second side"]["curated"]) == ("Sahel Liberation Front",) * 2


def test_a_serious_contradiction_is_a_conflict_with_both_values(run):
    tables = run([TOLD.replace(",11,11", ",40,40")], [CLASH], thresholds=Thresholds(0.5, 0.1, 0.9))
    assert tables["links"][0]["decision"] == "conflict"
    (row,) = tables["conflicts"]
    assert (row["field"], row["extracted"], row["curated"], row["severity"]) == ("killed", "40", "11", "serious")


def test_many_extracted_rows_may_be_one_curated_row(run):
    rows = run([TOLD, TOLD.replace("A1", "A4"), TOLD.replace("A1", "A5")], [CLASH])["links"]
    assert [(row["curated_id"], row["decision"]) for row in rows] == [("B1", "match")] * 3


def test_a_day_of_an_episode_is_a_part_of_it(run):
    episode = CLASH.replace("2021-03-14,2021-03-14", "2021-03-12,2021-03-16")
    (row,) = run([TOLD], [episode], thresholds=Thresholds(0.5, 0.1, 0.9))["links"]
    assert row["relation"] == "a_part_of_b"


def test_the_summary_counts(run):
    figures = {row["measure"]: row for row in run([TOLD, ELSEWHERE], [CLASH, BUS])["summary"] if not row["month"]}
    assert float(figures["rows match"]["value"]) == 1
    assert float(figures["rows new"]["value"]) == 1
    found = [row for row in run([TOLD], [CLASH, BUS])["summary"] if row["measure"] == "curated rows found"]
    assert [(row["month"], row["country"], float(row["value"])) for row in found] == [
        ("2021-03", "MLI", 1),
        ("2021-04", "MLI", 0),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (CLASH.replace("2021-03-14,2021", "2021-02-30,2021"), r"curated\.csv:2: event_date: '2021-02-30' is not a day"),
        (CLASH.replace("15.66", "north"), r"curated\.csv:2: latitude: 'north' is not a number"),
    ],
)
def test_wrong_cells_are_named_and_nothing_is_written(tables, tmp_path, line, message):
    paths = tables([TOLD], [line])
    with pytest.raises(CuratedError, match=message):
        reconcile(Sources(*paths), tmp_path / "linked")
    assert not (tmp_path / "linked").exists()


def test_double_ids_are_refused(tables, tmp_path):
    with pytest.raises(CuratedError, match=r"curated\.csv:3: curated_id: 'B1' stands in line 2 too"):
        reconcile(Sources(*tables([TOLD], [CLASH, CLASH])), tmp_path / "linked")
