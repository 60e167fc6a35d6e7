"""Verdicts of people on pairs of two files."""

import csv
import json

import pytest

from docmine.reconcile.pairs.engine import Sources, reconcile

CLASH = "B1,2021-03-14,2021-03-14,Battles,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,1,11,11,11"
BUS = "B2,2021-04-02,2021-04-02,Violence against civilians,Attack,Gunmen,Passengers,ML,Gao,Gossi,15.82,-1.30,1,12,12,12"
TOLD = "A1,2021-03-14,2021-03-14,Armed clash,SLF,Soldiers,ML,Gao,Ansongo,15.66,0.50,11,11"
ELSEWHERE = "A2,2019-01-01,2019-01-01,Attack,Gunmen,Villagers,ML,Kayes,Kita,13.03,-9.48,2,2"
SAID = {"date": ["2021-03-14", "2021-03-14"], "place": ["Ansongo", "Ansongo"], "actors": ["SLF – Soldiers"] * 2}


@pytest.fixture
def linked(tables, tmp_path):
    """Links two tables with decisions (extracted, curated, verdict, seen); returns links and unused decisions."""

    def go(*decisions, extracted=(TOLD, ELSEWHERE), curated=(CLASH, BUS)):
        path = tmp_path / "decisions.jsonl"
        names = ("extracted_id", "curated_id", "verdict", "seen")
        lines = [{"kind": "link", "who": "am", **dict(zip(names, one, strict=False))} for one in decisions]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        paths = tables(list(extracted), list(curated))
        reconcile(Sources(*paths, decisions=path), tmp_path / "linked")
        names = ("links", "unused_decisions")
        return [list(csv.DictReader((tmp_path / "linked" / f"{name}.csv").open(encoding="utf-8"))) for name in names]

    return go


def brief(rows, *names):
    return [tuple(row[name] for name in ("event_id", "curated_id", "decision", *names)) for row in rows]


def test_accepted_pairs_are_matches_however_far_apart(linked):
    links, unused = linked(("A2", "B2", "accept"))
    assert brief(links, "reviewed_by", "to_review") == [
        ("A1", "B1", "match", "", "false"),
        ("A2", "B2", "match", "am", "false"),
    ]
    assert unused == []


def test_rejected_pairs_are_not_proposed_again(linked):
    links, _ = linked(("A1", "B1", "reject"))
    assert brief(links, "reviewed_by")[0] == ("A1", "", "new", "am")


def test_who_is_unsure_makes_a_match_possible(linked):
    links, _ = linked(("A1", "B1", "unsure"))
    assert brief(links, "reviewed_by", "to_review")[0] == ("A1", "B1", "possible", "am", "true")


def test_the_latest_verdict_counts(linked):
    links, _ = linked(("A1", "B1", "reject"), ("A1", "B1", "accept"))
    assert brief(links)[0] == ("A1", "B1", "match")


def test_a_verdict_finds_its_rows_by_what_was_seen(linked):
    old = {"kind": "event", "fields": SAID}
    links, unused = linked(("X1", "Y1", "reject", old))
    assert brief(links, "reviewed_by")[0] == ("A1", "", "new", "am")
    assert unused == []


def test_a_verdict_on_another_row_of_the_same_id_is_listed(linked):
    other = {"kind": "event", "fields": {"date": ["2018-01-01"] * 2, "place": ["Kidal"] * 2}}
    links, unused = linked(("A1", "B1", "reject", other))
    assert brief(links)[0] == ("A1", "B1", "match")
    (row,) = unused
    assert row["decision"].endswith("decisions.jsonl:1")
    assert "another row than am saw" in row["problem"]


def test_verdicts_of_which_a_row_is_gone_are_listed(linked):
    _, unused = linked(("A1", "B9", "accept"), ("A9", "B1", "accept"))
    assert [row["problem"].partition(",")[0] for row in unused] == ["B9", "A9"]


def test_verdicts_on_actors_and_places_are_of_other_tables(linked):
    _, unused = linked(("a_1", "act-slf", "accept", {"kind": "actor", "fields": {}}))
    assert unused == []
