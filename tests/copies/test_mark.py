import itertools
import textwrap

import pytest

LEAD = (
    "Gunmen on motorcycles attacked the weekly market of Gao at dawn and killed at least 12 traders, "
    "the mayor of the town told the news agency Sahel Press by telephone."
)
ARMY = (
    "Soldiers from the nearby base reached the market an hour later and arrested three men, "
    "who were taken to the regional capital for questioning, a military source said."
)
AID = (
    "Aid workers said that forty families had left the town since the attack and were staying "
    "with relatives on the far bank of the river, without food or blankets."
)
TALKS = (
    "The government has promised to reopen talks with the armed groups of the north before the rains, "
    "but no date has been set and the mediators have gone home."
)
OTHER = (
    "The harvest was good this year in the south of the country, and the price of millet fell by a third in a month."
)
STORY = "\n\n".join((LEAD, ARMY, AID, TALKS))


def test_the_same_text_in_other_bytes_is_a_copy(library):
    library.add("a", STORY, "2021-03-05")
    library.add("b", STORY, "2021-03-06")
    library.mark()
    assert library.documents() == {"b": "a"}
    assert library.lines() == {("b", n): ("a", n) for n in (1, 3, 5, 7)}


def test_a_copy_with_an_intro_a_trimmed_end_and_another_agency(library):
    library.add("a", STORY, "2021-03-05")
    intro = "We publish this report of a partner with thanks."  # 9 words: too short to count
    copied = "\n\n".join((intro, LEAD.replace("Sahel Press", "Delta Wire"), ARMY, AID))
    library.add("b", copied, "2021-03-06")
    library.mark()
    assert library.documents() == {"b": "a"}
    assert library.lines() == {("b", 3): ("a", 1), ("b", 5): ("a", 3), ("b", 7): ("a", 5)}


@pytest.mark.parametrize(("published", "first", "copy"), [("2021-03-04", "b", "a"), ("2021-03-06", "a", "b")])
def test_the_earliest_is_the_first(library, published, first, copy):
    library.add("a", STORY, "2021-03-05")
    library.add("b", STORY, published)
    library.mark()
    assert library.documents() == {copy: first}


def test_a_known_day_comes_before_a_month_and_that_before_no_date(library):
    for name, published in (("none", None), ("year", "2021"), ("month", "2021-03"), ("day", "2021-03-31")):
        library.add(name, STORY, published)
    library.mark()
    assert library.documents() == {"month": "day", "year": "day", "none": "day"}


def test_paragraphs_may_be_broken_anew(library):
    library.add("a", STORY, "2021-03-05")
    library.add("b", f"{LEAD} {ARMY}\n\n{AID} {TALKS}", "2021-03-06")
    library.mark()
    assert library.documents() == {"b": "a"}
    assert set(library.lines()) == {("b", 1), ("b", 3)}


def test_less_than_the_share_marks_lines_only(library):
    library.add("a", STORY, "2021-03-05")
    library.add("b", f"{LEAD}\n\n{OTHER}", "2021-03-06")
    library.mark()
    assert library.documents() == {}
    assert library.lines() == {("b", 1): ("a", 1)}
    library.mark(copy_share=0.5)  # 28 of 51 words
    assert library.documents() == {"b": "a"}


def test_what_stands_in_two_earlier_documents_is_a_copy_of_neither(library):
    library.add("a", f"{LEAD}\n\n{ARMY}", "2021-03-05")
    library.add("b", f"{AID}\n\n{TALKS}", "2021-03-06")
    library.add("c", STORY, "2021-03-07")
    library.mark()
    assert library.documents() == {}
    assert library.lines() == {("c", 1): ("a", 1), ("c", 3): ("a", 3), ("c", 5): ("b", 1), ("c", 7): ("b", 3)}


def test_chains_lead_to_the_first(library):
    """The second wording differs from the first in 4 words of 28, the third from the second in 4 others."""
    second = LEAD.replace("weekly", "crowded").replace("dawn", "sunrise").replace("mayor", "chief")
    third = second.replace("motorcycles", "foot").replace("town", "place").replace("telephone", "radio")
    for day, text in enumerate((LEAD, second, third), 1):
        library.add(str(day), text, f"2021-03-0{day}")
    library.mark(copy_similarity=0.85)
    assert library.documents() == {"2": "1", "3": "1"}
    library.mark(copy_similarity=0.99)
    assert library.documents() == {}


def test_nothing_is_marked_when_it_is_off_and_old_marks_go(library):
    library.add("a", STORY, "2021-03-05")
    library.add("b", STORY, "2021-03-06", events=[{"text": "attacked"}])
    library.mark()
    library.mark(copies=False)
    assert (library.documents(), library.lines(), library.events()) == ({}, {}, {})


def test_the_order_of_work_does_not_show(library):
    texts = {"a": STORY, "b": f"{LEAD}\n\n{OTHER}", "c": STORY.replace("forty", "fifty"), "d": f"{OTHER}\n\n{AID}"}
    seen = set()
    for order in itertools.permutations(texts):
        for name in order:
            library.add(name, texts[name], "2021-03-05" if name in "ab" else None)
        library.mark()
        seen.add(str((sorted(library.documents().items()), sorted(library.lines().items()))))
    assert len(seen) == 1


@pytest.mark.parametrize("text", ["", "\n\n", "One line only.", "Too short.\n\nThis as well."])
def test_documents_without_a_body(library, text):
    library.add("a", text)
    library.add("b", text)
    library.mark()
    assert library.documents() == {}


def test_a_text_with_a_null_character(library):
    """SQLite's own functions on text end at it."""
    library.add("a", f"{LEAD}\n\nOne\0two\n\n{ARMY}", "2021-03-05")
    library.add("b", f"{OTHER}\n\nOne\0two\n\n{AID.replace('forty', 'fifty')}", "2021-03-06")
    library.add("c", f"{TALKS}\n\n{AID}", "2021-03-07")
    library.mark()
    assert set(library.lines()) == {("c", 3)}


def test_a_long_document(library):
    """Two thousand paragraphs, the last half of which stand in an earlier report."""
    texts = [f"Paragraph {n} says {' '.join(f'word{n * k}' for k in range(1, 12))}." for n in range(2000)]
    library.add("a", "\n\n".join(texts[1000:]), "2021-03-05")
    library.add("b", "\n\n".join(texts), "2021-03-06")
    library.mark()
    assert library.documents() == {}
    assert len(library.lines()) == 1000


def test_no_documents(library):
    library.mark()
    assert library.documents() == {}


def test_boilerplate_in_many_documents_is_marked_against_the_first(library):
    about = (
        "Sahel Press is an independent agency with offices in nine countries; write to us if you know more than we do"
    )
    for n in range(60):
        library.add(
            f"{n:02}", f"Report {n} is about {' '.join(f'w{n}x{k}' for k in range(30))}.\n\n{about}.", "2021-03-05"
        )
    library.mark()
    assert library.documents() == {}
    lines = library.lines()
    assert len(lines) == 59
    assert len(set(lines.values())) == 1
    assert {n for _, n in lines} == {3}


def test_wrapped_lines_are_marked_each(library):
    """The same report with a line for each paragraph and with lines of at most 72 characters."""
    library.add("a", STORY, "2021-03-05")
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in STORY.split("\n\n"))
    library.add("b", wrapped, "2021-03-06")
    library.mark()
    assert library.documents() == {"b": "a"}
    assert set(library.lines().values()) == {("a", n) for n in (1, 3, 5, 7)}
    assert len(library.lines()) == len([line for line in wrapped.split("\n") if line])


FORM = (
    "On 3 March gunmen entered {place} at night, burned the clinic and killed {n} people before they fled to the "
    "hills, local sources said."
)


def test_the_same_form_with_another_place_is_no_copy(library):
    for name, place in (("a", "Gao"), ("b", "Kidal")):
        places = [{"text": place, "geonameid": len(place)}]
        library.add(name, FORM.format(place=place, n=4), "2021-03-05", places=places)
    library.mark()
    assert (library.documents(), library.lines()) == ({}, {})


def test_the_same_form_with_another_day_is_no_copy(library):
    for name, day in (("a", "3 March"), ("b", "17 March")):
        date = f"2021-03-{int(day.split()[0]):02}"
        dates = [{"text": day, "earliest": date, "latest": date}]
        library.add(name, FORM.format(place="Gao", n=4).replace("3 March", day), "2021-03-05", dates=dates)
    library.mark()
    assert library.lines() == {}


def test_another_figure_is_the_same_event_again(library):
    library.add("a", FORM.format(place="Gao", n=4), "2021-03-05", events=[{"text": "killed", "killed_best": 4}])
    library.add("b", FORM.format(place="Gao", n=7), "2021-03-08", events=[{"text": "killed", "killed_best": 7}])
    library.mark()
    assert library.events() == {("b", "killed"): ("a", "killed")}
    figures = library.store.execute("SELECT killed_best FROM events ORDER BY killed_best").fetchall()
    assert [tuple(record) for record in figures] == [(4,), (7,)]


def test_only_events_of_copied_paragraphs_are_marked(library):
    library.add("a", STORY, "2021-03-05", events=[{"text": "killed"}, {"text": "arrested", "event_type": "COERCE"}])
    library.add("b", f"{LEAD}\n\n{OTHER}", "2021-03-06", events=[{"text": "killed"}, {"text": "fell"}])
    library.mark()
    assert library.events() == {("b", "killed"): ("a", "killed")}


def test_an_event_that_the_first_copy_lacks_counts_once(library):
    """The first copy lost the sentence about the arrest; of the other two the earlier one counts."""
    short = ARMY.replace("arrested", "questioned")
    library.add("a", short, "2021-03-05")
    for name, day in (("b", "06"), ("c", "07")):
        library.add(name, ARMY, f"2021-03-{day}", events=[{"text": "arrested", "event_type": "COERCE"}])
    library.mark()
    assert library.events() == {("c", "arrested"): ("b", "arrested")}


@pytest.mark.parametrize(
    ("cells", "is_twin"),
    [
        ({}, True),
        ({"status": "historical"}, True),
        ({"event_type": "COERCE"}, False),
        ({"status": "negated"}, False),
        ({"sentence": "Another sentence.", "trigger": "hit"}, False),
        ({"sentence": "Another sentence.", "place": "Kidal"}, False),
        ({"sentence": "Another sentence.", "place": "gao"}, True),
        ({"sentence": "Another sentence.", "earliest": "2021-03-04", "latest": "2021-03-04"}, False),
        ({"sentence": "Another sentence.", "earliest": "2021-02-28", "latest": "2021-03-04"}, True),
        ({"earliest": "2021-03-08", "latest": "2021-03-08"}, True),
    ],
)
def test_which_events_are_one(library, cells, is_twin):
    told = {"text": "attacked", "place": "Gao", "earliest": "2021-03-01", "latest": "2021-03-01"}
    library.add("a", LEAD, "2021-03-05", events=[told])
    library.add("b", LEAD, "2021-03-06", events=[told | cells])
    library.mark()
    assert bool(library.events()) == is_twin


def test_two_events_of_a_paragraph_have_a_twin_each(library):
    for name, day in (("a", "05"), ("b", "06")):
        library.add(name, LEAD, f"2021-03-{day}", events=[{"text": "attacked"}, {"text": "killed"}])
    library.mark()
    assert library.events() == {("b", "attacked"): ("a", "attacked"), ("b", "killed"): ("a", "killed")}


def test_the_headline_of_a_copy(library):
    """Headings are too short to be compared; in a report that is a copy, their events are."""
    heading = "Gunmen raid the market of Gao"
    for name, day in (("a", "05"), ("b", "06")):
        library.add(name, f"{heading}\n\n{STORY}", f"2021-03-{day}", events=[{"text": "raid"}, {"text": "killed"}])
    library.mark()
    assert library.events() == {("b", "raid"): ("a", "raid"), ("b", "killed"): ("a", "killed")}


def test_a_document_that_goes_leaves_no_mark_behind(library):
    first = library.add("a", STORY, "2021-03-05")
    library.add("b", STORY, "2021-03-06")
    library.add("c", STORY, "2021-03-07")
    library.mark()
    assert library.documents() == {"b": "a", "c": "a"}
    with library.store.transaction():
        library.store.remove_document(first)
    library.mark()
    assert library.documents() == {"c": "b"}
