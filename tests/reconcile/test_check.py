from docmine.config import CuratedConfig
from docmine.reconcile.check import understand
from docmine.reconcile.taxonomy import packaged

HEADER = "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,location,latitude,longitude,fatalities"
LINES = f"""{HEADER},notes
MLI1,2021-03-14,Battles,Armed clash,Kessen Guard,Mali,Ossul,15.5,0.5,3,one
MLI2,2021-03-01,Raids,,Kessen Guard,Mali,Ossul,,,0,two
MLI3,2021-04-02,Raids,,,Mali,,15.5,0.5,0,three
MLI4,2021-04-01,Raids,,Kessen Guard,Mali,Ossul,15.5,0.5,0,four
"""


def understood(folder, text, name="export.csv", **settings):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    sources = {"k": CuratedConfig(file=path, **settings)} if settings else {}
    return understand(path, packaged(), sources)


def test_what_docmine_understands_of_a_table(tmp_path):
    found = understood(tmp_path, LINES)
    assert (found.table, found.layout, found.rows, found.problems) == ("events", "ACLED", 4, [])
    assert [row["id"] for row in found.samples] == ["MLI1", "MLI2", "MLI3"]
    assert ("killed", "fatalities", "people killed, best figure") in found.columns
    assert found.unused == ["notes"]
    assert set(found.notes) == {
        "1 of 4 rows have no latitude",
        "1 of 4 rows have no actor1",
        "1 of 4 rows have no location",
        "days from 2021-03-01 to 2021-04-02",
        "types without a class: Raids (3); add them to pipeline/curated/taxonomy.csv",
    }


def test_problems_are_those_that_would_stop_a_run(tmp_path):
    found = understood(tmp_path, LINES.replace("2021-03-01", "2021-02-30"))
    (problem,) = found.problems
    assert "export.csv:3: event_date: '2021-02-30' is no day of the calendar" in str(problem)
    assert found.rows == 3


def test_an_unknown_header_gives_the_beginning_of_a_mapping(tmp_path):
    found = understood(tmp_path, "Ref,Event Date\nK1,2021-03-14\n")
    assert (found.layout, found.mapping) == ("", {"event_id": "Ref", "event_date": "Event Date"})
    assert "has no header that is known" in found.problems[0].text


def test_the_settings_say_what_a_file_holds(tmp_path):
    columns = {"place_id": "ref", "name": "village"}
    found = understood(tmp_path, "ref,village\nK1,Ossul\n", table="places", columns=columns)
    assert (found.table, found.layout, found.samples[0]["name"]) == ("places", "mapped", "Ossul")


def test_a_table_is_told_by_its_name_or_header(tmp_path):
    assert understood(tmp_path, "canonical,kind,country\nKessen Guard,rebel,ML\n").table == "actors"
    assert understood(tmp_path, "whatever\n", name="places.csv").table == "places"


def test_a_file_that_cannot_be_read(tmp_path):
    found = understand(tmp_path / "none.csv", packaged())
    assert "cannot be read" in found.problems[0].text


INTERVALS = (
    "event_id,date_earliest,date_latest,event_type,place,latitude,longitude,note\n"
    "A1,2021-03-14,2021-03-20,Armed clash,Ossul,15.5,0.5,one\nA2,,,Armed clash,Ossul,,,two\n"
)


def test_a_table_that_only_extracted_may_be_is_understood_too(tmp_path):
    found = understood(tmp_path, INTERVALS)
    assert (found.layout, found.rows, found.problems, found.mapping) == ("dates as intervals", 2, [], {})
    assert [(row["line"], row["start"], row["place"]) for row in found.samples] == [
        (2, "2021-03-14", "Ossul"),
        (3, "", "Ossul"),
    ]
    assert found.unused == ["note"]
    assert "may be EXTRACTED; a curated table needs another layout" in found.notes


def test_its_problems_are_told(tmp_path):
    (problem,) = understood(tmp_path, INTERVALS.replace("15.5", "115.5")).problems
    assert "export.csv:2: latitude: 115.5 is beyond 90" in str(problem)
