from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.config import CuratedConfig
from docmine.errors import CuratedError
from docmine.reconcile.curated import read_table, read_tables
from docmine.reconcile.layouts import column_of, field_of, fields, guess, layouts, meanings, own_layout, recognise
from docmine.reconcile.outlets import listed


def table(folder, text, name="incidents.csv", **mapping):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    problems = []
    config = CuratedConfig(file=path, **mapping) if mapping else None
    return read_table(path, (config and config.table) or "events", problems, config), [str(one) for one in problems]


def test_every_field_has_a_kind_and_a_meaning():
    used = {name for one in layouts() for name in one.columns}
    assert used == set(fields()) == set(meanings())


@given(st.sampled_from(layouts()), st.randoms())
def test_a_layout_is_recognised_in_any_order_and_case_of_its_columns(layout, random):
    header = [random.choice([str.upper, str.title, str])(name) for name in layout.signature]
    random.shuffle(header)
    assert recognise(header, layout.table) == layout


@given(st.sampled_from([(name, own) for name in ("events", "actors", "places") for own in own_layout(name).columns]))
def test_columns_of_the_own_layout_and_fields_are_one_to_one(pair):
    name, own = pair
    assert field_of(name, column_of(name, own)) == own


def test_the_pair_of_tables(tmp_path):
    header = "curated_id,event_date,end_date,date_precision,event_type,actor1,country,location,geo_precision"
    found, problems = table(tmp_path, f"{header}\nB1,2014-12-01,2014-12-30,4,Battles,Kessen Guard,ML,Ossul,3\n")
    (row,) = found.rows
    assert (found.layout, problems) == ("event pair", [])
    assert (row["start"], row["end"], row["slack_days"], row["radius_km"]) == (
        date(2014, 12, 1), date(2014, 12, 30), 0, 150.0,
    )  # fmt: skip
    assert (row["country"], row["lat"], row["killed"], row["source"]) == ("MLI", None, None, "incidents.csv")


def test_meltt_numbers_its_rows_within_a_dataset(tmp_path):
    header = "dataset,event,date,enddate,latitude,longitude,event_tax"
    found, problems = table(tmp_path, f"{header}\nA,1,2012-01-01,NA,39.1,-75.9,Raid\nB,1,2012-01-02,,39.1,-75.9,Raid\n")
    assert problems == []
    assert [(row["id"], row["end"], row["type"]) for row in found.rows] == [
        ("A/1", None, "Raid"),
        ("B/1", None, "Raid"),
    ]


def test_a_ged_row_knows_who_reported_it(tmp_path):
    header = "id,date_start,date_end,side_a,side_b,type_of_violence,where_prec,source_office"
    (row,) = table(tmp_path, f"{header}\n9,2021-03-14,2021-03-14,A,B,1,6,Kessen Wire\n")[0].rows
    assert (row["reported_by"], row["radius_km"], row["type"]) == ("Kessen Wire", 600.0, "1")


def test_every_column_of_sources_of_a_ged_row_counts(tmp_path):
    header = "id,date_start,date_end,side_a,side_b,source_article,source_office,source_original"
    lines = [
        '1,2021-03-14,2021-03-14,A,B,"""Marn Post,2021-03-15,Toll rises""",Kessen Wire,police',
        '2,2021-03-14,2021-03-14,A,B,"""Marn Post,2021-03-15,Toll rises""",,NA',
        "3,2021-03-14,2021-03-14,A,B,,NA,",
    ]
    found, problems = table(tmp_path, "\n".join([header, *lines]) + "\n")
    assert problems == []
    assert [listed(row["reported_by"]) for row in found.rows] == ["Kessen Wire|Marn Post|police", "Marn Post", None]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("9,2021-03-14,2021-03-14,A,B,4,1", "type_of_violence: '4' is no code of this column; codes are 1, 2, 3"),
        ("9,2021-03-14,2021-03-14,A,B,1,9", "where_prec: '9' is no code of this column; codes are 1, 2, 3, 4, 5, 6, 7"),
    ],
)
def test_codes_are_those_of_the_codebook(tmp_path, line, said):
    header = "id,date_start,date_end,side_a,side_b,type_of_violence,where_prec"
    assert said in table(tmp_path, f"{header}\n{line}\n")[1][0]


THEIRS = "ref;on;village;dead;sort;sure\nK1;14/03/2021;Ossul;3;air raid;rough\n"
MAPPING = {
    "columns": {"event_id": "Ref", "event_date": "on", "location": "village", "fatalities": "dead",
                "event_type": "sort", "time_precision": "sure"},
    "dates": "%d/%m/%Y",
    "codes": {"event_type": {"air raid": "Air/drone strike"}},
    "slack_days": {"rough": 10},
}  # fmt: skip


def test_a_mapped_table(tmp_path):
    found, problems = table(tmp_path, THEIRS, **MAPPING)
    (row,) = found.rows
    assert (problems, found.layout) == ([], "mapped")
    assert (row["id"], row["start"], row["place"], row["killed"]) == ("K1", date(2021, 3, 14), "Ossul", 3)
    assert (row["type"], row["slack_days"], row["lat"]) == ("Air/drone strike", 10, None)


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        (THEIRS.replace("14/03", "14/13"), {}, "on: '14/13/2021' is no day of the calendar, written as %d/%m/%Y"),
        (THEIRS.replace("rough", "vague"), {}, "sure: 'vague' is no code of this column; codes are rough"),
        (THEIRS, {"columns": {"event_id": "ref", "event_date": "day"}}, "has no column 'day' for event_date"),
        (THEIRS, {"columns": {"event_id": "ref", "location": "village"}}, "needs a column for event_date"),
        (THEIRS.replace(";3;", ";=3;"), {}, "dead: '=3' is a spreadsheet formula; save its value instead"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(tmp_path, text, changes, said):
    found, (problem,) = table(tmp_path, text, **{**MAPPING, **changes})
    assert said in problem
    assert found.rows == ()


def test_a_mapping_adds_to_a_layout_that_is_known(tmp_path):
    text = "event,date,latitude,longitude,kind\n1,2012-01-01,39.1,-75.9,Raid\n"
    (row,) = table(tmp_path, text, columns={"event_type": "kind"})[0].rows
    assert (row["id"], row["type"], row["lat"]) == ("1", "Raid", 39.1)


def test_several_files_make_one_table(tmp_path):
    (tmp_path / "events.csv").write_text("event_id,event_date\nE1,2021-03-14\n")
    theirs = tmp_path / "more" / "k.csv"
    theirs.parent.mkdir()
    theirs.write_text(THEIRS)
    config = {"k": CuratedConfig(file=theirs, **MAPPING)}
    events = read_tables(tmp_path, config)["events"]
    assert [(row["id"], row["source"]) for row in events.rows] == [("E1", "events.csv"), ("K1", "k.csv")]
    (tmp_path / "events.csv").write_text("event_id,event_date\nK1,2021-03-14\n")
    with pytest.raises(CuratedError, match=r"k\.csv:2: the id 'K1' is in events\.csv too"):
        read_tables(tmp_path, config)


def test_a_beginning_of_a_mapping():
    header = ["Ref", "Event Date", "Latitude", "Lon.", "Deaths", "Locaton", "Side A"]
    assert guess(header, "events") == {
        "event_id": "Ref", "event_date": "Event Date", "lat": "Latitude", "lon": "Lon.", "location": "Locaton",
        "actor1": "Side A", "fatalities": "Deaths",
    }  # fmt: skip
