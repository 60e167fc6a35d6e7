from datetime import date, datetime, timedelta
from time import perf_counter, process_time

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.dates import document, parse
from docmine.dates.component import add_dates
from docmine.dates.document import resolve
from docmine.dates.find import find
from docmine.dates.values import date_value

WORDS = """
the a of in on at from to between and or since until by last next this previous following same early mid late end first
second half third week weeks day days month months year years quarter decade century ago later earlier before after two
three 3 12 20 31 99 490 1990 2016 2,000 5th 1st May march June Dec. Friday mondays winter fall today yesterday BC noon
2016-12-05 5/12/2016
5/6 20160512 2016-W12 2016-W12-5 2016-05/2016-08 3/May/2015 H1 17h30 13th up prior no later than into
pre post just other times part eve tonight 10:30
p.m. EST night 1990s '90s every several about more than – - , ( ) / . 's now fiscal 12 mars
مارس Christmas weekend vendredi du au آذار تشرين الأول ٢٠١٦ Mars Nisan GMT Street alliance daily current aged 2016-17
"""
PIECES = [*WORDS.split(), "\n", "\n\n"]

texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
published = st.one_of(st.none(), st.sampled_from(["2016", "2016-12", "2016-12-05", "0001-01-01", "9999-12-31", "soon"]))


@given(texts, published)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_spans_inside_it_and_ordered_intervals(text, known):
    end = 0
    for (item, reading), parts in resolve(text, find(text), known):
        assert end <= item.start < item.end <= len(text)
        end = item.end
        assert reading.first is None or reading.last is None or reading.first <= reading.last
        assert all(item.start <= part.start < part.end <= item.end for part, _ in parts)
        value = date_value(reading)
        assert value["earliest"] or value["latest"] or value["reason"]


@given(st.dates())
def test_iso_days_come_back(day):
    if day.year >= 1000:
        found = parse(day.isoformat())
        assert found["earliest"] == found["latest"] == found["timex_value"] == day.isoformat()


@given(st.dates(min_value=date(1400, 1, 1), max_value=date(2100, 12, 31)))
def test_written_days_come_back(day):
    assert parse(f"{day.day} {day:%B} {day.year}")["earliest"] == day.isoformat()
    assert parse(f"{day:%B} {day.day}, {day.year}")["latest"] == day.isoformat()


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 1, 1)))
def test_last_week_is_the_iso_week_before(day):
    found = parse("last week", day)
    monday = day - timedelta(days=day.weekday() + 7)
    assert (found["earliest"], found["latest"]) == (monday.isoformat(), (monday + timedelta(days=6)).isoformat())


TEXT = (
    "Yesterday and on 5 May, in July, last week, on Friday, 12 mars 2021, 12/12/99, recently; two days later, the '90s."
)


def test_the_clock_is_never_asked(monkeypatch):
    before = [date_value(reading) for (_, reading), _ in resolve(TEXT, find(TEXT), None)]

    class Frozen(date):
        @classmethod
        def today(cls):
            raise AssertionError("asked for today")

    monkeypatch.setattr("docmine.dates.intervals.date", Frozen)
    monkeypatch.setattr("docmine.dates.normalise.date", Frozen)
    monkeypatch.setattr("docmine.dates.occurrences.date", Frozen)
    monkeypatch.setattr("time.time", lambda: 4e9)
    after = [date_value(reading) for (_, reading), _ in resolve(TEXT, find(TEXT), None)]
    assert before == after
    today = datetime.now().date().isoformat()
    assert all(value["earliest"] != today and value["latest"] != today for value in after)


def test_no_module_of_the_room_names_the_clock():
    from pathlib import Path

    for path in Path(document.__file__).parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not any(name in source for name in (".today(", ".now(", "utcnow", "time.time"))


@pytest.mark.parametrize(
    "piece",
    [
        "12 May 2016, and ",
        "1 ",
        "12,",
        "May ",
        "from the ",
        "'",
        "1/",
        "1-",
        "a",
        "January, ",
        "the last ",
        "1.",
        "12 mars ",
        "7",
        "5 May     ",
        "-",
        "5/6 ",
        "20160512 ",
        "up to May ",
        "no later than ",
        "just before noon on ",
        "the first Friday of ",
        "on the 5th, ",
    ],
)
def test_time_grows_with_length_only(piece):
    def seconds(size):
        text = (piece * size)[: size * 4]
        start = perf_counter()
        assert isinstance(list(resolve(text, find(text), "2016-12-05")), list)
        return perf_counter() - start

    seconds(100)
    small, large = seconds(2_000), seconds(16_000)
    assert large < 40 * small + 0.5


def test_time_in_a_doc_grows_with_length_only():
    """Four times the text takes less than eight times as long, also when every sentence holds a date."""
    sentence = "On 3 May 2016 they may march to the river. "

    def seconds(times):
        return min(once(spacy.blank("en").make_doc(sentence * times)) for _ in range(3))

    def once(doc):
        start = process_time()
        add_dates(doc)
        return process_time() - start

    assert seconds(1600) < 8 * max(seconds(400), 0.01)
