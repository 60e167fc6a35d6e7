"""What an address chooses, and back."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.inspect.choice import Choice, ChoiceError, choose
from docmine.schema import TABLES
from docmine.store import Store

EVENTS = TABLES["events"]
COLUMNS = st.sampled_from([column.name for column in EVENTS.columns])
DAYS = st.none() | st.dates(date(1900, 1, 1)).map(date.isoformat)
VALUES = st.none() | st.text(min_size=1, max_size=12).filter(lambda text: text != "-")
CHOICES = st.builds(
    Choice,
    table=st.just(EVENTS),
    words=st.text(max_size=12).map(str.strip),
    equal=st.dictionaries(COLUMNS, VALUES, max_size=3).map(lambda found: tuple(found.items())),
    first=DAYS,
    last=DAYS,
    sort=st.none() | COLUMNS,
    page=st.integers(1, 10**6),
).map(lambda one: one)


@given(CHOICES)
def test_an_address_says_all_that_is_chosen(choice):
    asked = dict(parse_qsl(choice.address(), keep_blank_values=True))
    assert choose("events", asked) == choice


@given(words=st.text(max_size=30), value=st.text(min_size=1, max_size=30))
def test_nothing_that_is_typed_is_run(words, value, ran):
    choice = choose("events", {"words": words, "event_type": value})
    with Store(ran / "output", readonly=True) as store:
        where = choice.where()
        before = store.count("events")
        store.execute(f"SELECT 1 FROM events t WHERE {where.sql}", where.values).fetchall()
        assert store.count("events") == before


@pytest.mark.parametrize(
    ("table", "address", "message"),
    [
        ("passwords", {}, "there is no table passwords"),
        ("events", {"colour": "red"}, "it has no column colour"),
        ("events", {"sort": "-colour"}, "it has no column colour"),
        ("events", {"from": "yesterday"}, "'yesterday' is no day"),
        ("events", {"box": "1,2,3"}, "is no part of the map"),
        ("events", {"box": "9,2,3,4"}, "is no part of the map"),
        ("events", {"box": "nan,2,3,4"}, "is no part of the map"),
        ("events", {"page": "0"}, "there is no page '0'"),
        ("events", {"page": "1;DROP TABLE events"}, "there is no page"),
    ],
)
def test_what_cannot_be_chosen_is_said(table, address, message):
    with pytest.raises(ChoiceError, match=message):
        choose(table, address)


def test_a_filter_takes_the_place_of_one_on_the_same_column():
    choice = choose("events", {"event_type": "ASSAULT", "page": "3"})
    assert choice.having("event_type", "COERCE").address() == "event_type=COERCE"
    assert choice.having("status", None).address() == "event_type=ASSAULT&status=-"
    assert choice.without("event_type").is_everything


def found(folder, table, **address):
    choice = choose(table, {name.rstrip("_"): value for name, value in address.items()})
    where = choice.where()
    with Store(folder / "output", readonly=True) as store:
        sql = f"SELECT t.* FROM {table} t WHERE {where.sql} ORDER BY {choice.order()}"
        return [dict(row) for row in store.execute(sql, where.values)]


def test_words_are_looked_for_in_every_text_whatever_their_case(ran):
    assert {row["text"] for row in found(ran, "mentions", words="ossul guard")} >= {"Ossul Guard"}
    assert found(ran, "mentions", words="100%") == []


def test_days_choose_what_can_have_been_then(ran):
    april = [row["text"] for row in found(ran, "dates", from_="2021-04-30", to="2021-04-30")]
    assert april == ["April 2021"]


def test_a_part_of_the_map_chooses_events_there(ran):
    shelled = [row["trigger"] for row in found(ran, "events", box="16,-4,18,-2")]
    assert "shell" in shelled
    assert found(ran, "events", box="-10,-4,-8,-2") == []
