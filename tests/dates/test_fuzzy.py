"""The user's table of fuzzy parts, and fiscal and academic years."""

from datetime import date

import pytest
import spacy

from docmine.dates import parse
from docmine.dates.fuzzy import packaged, read
from docmine.errors import ResourceError

OCTOBER = {"fiscal": {"start": 10}}


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("the 2015/16 school year", "2015-09-01", "2016-06-30"),
        ("the school year 2015/16", "2015-09-01", "2016-06-30"),
        ("academic year 2015–2016", "2015-09-01", "2016-06-30"),
        ("the 2015-16 academic year", "2015-09-01", "2016-06-30"),
        ("the 1999/2000 school year", "1999-09-01", "2000-06-30"),
        ("the school year 1999-00", "1999-09-01", "2000-06-30"),
    ],
)
def test_an_academic_year_of_two_years(text, earliest, latest):
    found = parse(text)
    assert (found["earliest"], found["latest"], found["timex_value"]) == (earliest, latest, None)


@pytest.mark.parametrize(
    ("text", "value", "reason"),
    [
        ("fiscal year 2016", "2016", "a fiscal year begins in another month in each country"),
        ("FY2016", "2016", "a fiscal year begins in another month in each country"),
        ("FY16", "2016", "a fiscal year begins in another month in each country"),
        ("FY 2015/16", None, "a fiscal year begins in another month in each country"),
        ("the 2015-16 fiscal year", None, "a fiscal year begins in another month in each country"),
        ("the financial year 2015/16", None, "a fiscal year begins in another month in each country"),
        ("academic year 2015", "2015", "one number does not say in which of two years it begins"),
        ("the 2014-2015 season", None, "a season begins in another month in each place"),
    ],
)
def test_a_year_that_depends_on_the_country_has_no_interval(text, value, reason):
    found = parse(text, date(2016, 12, 5))
    assert (found["earliest"], found["latest"], found["timex_value"], found["reason"]) == (None, None, value, reason)


@pytest.mark.parametrize(
    ("text", "table", "earliest", "latest"),
    [
        ("FY2016", OCTOBER, "2015-10-01", "2016-09-30"),
        ("the 2015-16 fiscal year", OCTOBER, "2015-10-01", "2016-09-30"),
        ("FY16", {"fiscal": {"start": 4, "named_by": "first"}}, "2016-04-01", "2017-03-31"),
        ("fiscal 2016", {"fiscal": {"start": 1}}, "2016-01-01", "2016-12-31"),
        ("academic year 2015", {"academic": {"named_by": "first"}}, "2015-09-01", "2016-06-30"),
        ("the 2015/16 school year", {"academic": {"start": 10, "end": 7}}, "2015-10-01", "2016-07-31"),
        ("early March 2016", {"month": {"early": [1, 7]}}, "2016-03-01", "2016-03-07"),
        ("late March 2016", {"month": {"late": [-4, 0]}}, "2016-03-27", "2016-03-31"),
        ("late February 2015", {"month": {"late": [31, 0]}}, "2015-02-28", "2015-02-28"),
        ("mid-2016", {"year": {"mid": [6, 7]}}, "2016-06-01", "2016-07-31"),
        ("mid-March 2016", {"year": {"mid": [6, 7]}}, "2016-03-11", "2016-03-20"),
        ("early Ramadan 2016", {"month": {"early": [1, 7]}}, "2016-06-06", "2016-06-12"),
    ],
)
def test_the_users_entries_are_used(text, table, earliest, latest):
    found = parse(text, fuzzy=table)
    assert (found["earliest"], found["latest"]) == (earliest, latest)


def test_two_years_cannot_name_one_within_a_calendar_year():
    assert parse("FY 2015/16", fuzzy={"fiscal": {"start": 1}})["reason"] == (
        "as set, it begins and ends in one calendar year"
    )


def test_one_table_leaves_the_other_alone():
    own = packaged().over({"month": {"early": [1, 7]}}, "mine")
    assert own.parts["month"]["early"] == (1, 7)
    assert own.parts["month"]["late"] == packaged().parts["month"]["late"] == (21, 0)
    assert packaged().parts["month"]["early"] == (1, 10)
    with pytest.raises(TypeError):
        own.parts["month"]["early"] = (1, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[mont]\n", "fuzzy.toml [mont]: no such table (did you mean month?)"),
        ("month = 3\n", "fuzzy.toml: month is not a table (write [month])"),
        ("[month]\nearyl = [1, 7]\n", "fuzzy.toml [month]: earyl: no such part (did you mean early?)"),
        ("[month]\nearly = 7\n", "[month]: early: not two whole numbers (such as early = [1, 2])"),
        ("[month]\nearly = [1, 7.5]\n", "[month]: early: not two whole numbers"),
        ("[month]\nearly = [true, 7]\n", "[month]: early: not two whole numbers"),
        ("[month]\nearly = [7, 1]\n", "[month]: early: [7, 1] is no part of a month (first and last within 1 to 31"),
        ("[year]\nlate = [9, 13]\n", "[year]: late: [9, 13] is no part of a year (first and last within 1 to 12"),
        ("[year]\nlate = [-2, 0]\n", "[year]: late: [-2, 0] is no part of a year"),
        ("[fiscal]\nbegin = 4\n", "[fiscal]: begin: no such key (known: start, end, named_by)"),
        ("[fiscal]\nstart = 13\n", "[fiscal]: start: 13 is no month (write a number from 1 to 12)"),
        ('[fiscal]\nnamed_by = "end"\n', '[fiscal]: named_by: not \'end\' (write "first" or "last")'),
        ("[month\n", "fuzzy.toml: cannot be read"),
    ],
)
def test_a_bad_table_is_named_with_its_remedy(tmp_path, text, message):
    path = tmp_path / "fuzzy.toml"
    path.write_text(text)
    with pytest.raises(ResourceError) as error:
        read(path)
    assert message in str(error.value)
    assert str(path) in str(error.value)


def test_the_sample_of_a_workspace_changes_nothing_until_it_is_edited():
    from docmine.resources import DATA

    sample = DATA / "workspace" / "pipeline" / "dates" / "fuzzy.toml"
    assert read(sample) == packaged()
    text = sample.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("#") and " = [" in line]


def test_the_entries_that_the_sample_shows_are_known(tmp_path):
    from docmine.resources import DATA

    text = (DATA / "workspace" / "pipeline" / "dates" / "fuzzy.toml").read_text(encoding="utf-8")
    path = tmp_path / "fuzzy.toml"
    path.write_text("\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines()))
    own = read(path)
    assert own.parts["month"]["early"] == packaged().parts["month"]["early"]
    assert own.years["fiscal"].start == 10


def test_the_component_reads_the_file_of_its_workspace(tmp_path):
    path = tmp_path / "fuzzy.toml"
    path.write_text("[month]\nearly = [1, 7]\n")
    latest = []
    for config in ({"fuzzy": str(path)}, {}):
        nlp = spacy.blank("en")
        nlp.add_pipe("docmine_dates", config=config)
        doc = nlp("They left in early March 2016.")
        latest.append(doc.spans["dates"][0]._.date["latest"])
    assert latest == ["2016-03-07", "2016-03-10"]


def test_a_workspace_hands_its_table_to_the_pipeline(tmp_path):
    from docmine.config import Config
    from docmine.nlp import _components

    folder = tmp_path / "pipeline"
    (folder / "dates").mkdir(parents=True)
    assert dict(_components(Config(folder=folder)))["docmine_dates"] == {"fuzzy": None}
    (folder / "dates" / "fuzzy.toml").write_text("")
    assert dict(_components(Config(folder=folder)))["docmine_dates"] == {"fuzzy": str(folder / "dates" / "fuzzy.toml")}
