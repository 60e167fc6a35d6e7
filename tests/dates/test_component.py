import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from docmine.dates.component import add_dates, make_dates

TEXT = "Shells fell on 3 March 2014. They stayed from June to July 2015, and may return next week."


@pytest.fixture(scope="module")
def doc():
    made = Doc(Vocab(), words=TEXT.replace(".", " .").replace(",", " ,").split())
    made._.published = "2016-12-05"
    return add_dates(made)


def test_spans_carry_their_dates(doc):
    assert [
        (span.text, span.label_, span._.date["earliest"], span._.date["latest"]) for span in doc.spans["dates"]
    ] == [
        ("3 March 2014", "DATE", "2014-03-03", "2014-03-03"),
        ("from June to July 2015", "RANGE", "2015-06-01", "2015-07-31"),
        ("next week", "DATE", "2016-12-12", "2016-12-18"),
    ]


def test_timexes_hold_the_dates_of_a_range(doc):
    assert [(span.text, span._.date["timex_value"]) for span in doc.spans["timexes"]] == [
        ("3 March 2014", "2014-03-03"),
        ("June", "2015-06"),
        ("July 2015", "2015-07"),
        ("next week", "2016-W50"),
    ]


def test_values_say_what_they_hang_on(doc):
    value = doc.spans["dates"][2]._.date
    assert (value["anchor"], value["anchor_date"]) == ("document", "2016-12-05")
    assert doc._.date_mode == "news"
    assert (value["date_prec"], value["time_precision"]) == (3, 2)


def test_tags_tell_the_verb_from_the_month():
    words = ["In", "May", "march"]
    as_month = add_dates(Doc(Vocab(), words=words, tags=["IN", "NNP", "NN"]))
    as_verb = add_dates(Doc(Vocab(), words=words, tags=["IN", "MD", "VB"]))
    assert [span.text for span in as_month.spans["dates"]] == ["May"]
    assert not as_verb.spans["dates"]


def test_spans_widen_to_whole_tokens():
    made = add_dates(Doc(Vocab(), words=["the", "pre-2015", "borders"]))
    assert [span.text for span in made.spans["dates"]] == ["pre-2015"]


def test_the_factory_makes_the_component():
    component = make_dates(None, "docmine_dates", "when", "timexes")
    made = component(Doc(Vocab(), words=["in", "2015"]))
    assert [span.text for span in made.spans["when"]] == ["2015"]


def test_it_works_in_a_blank_pipeline():
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_dates")
    made = nlp("They left on 3 May 2014.")
    assert [(span.text, span._.date["earliest"]) for span in made.spans["dates"]] == [("3 May 2014", "2014-05-03")]


def test_an_empty_document():
    assert not add_dates(Doc(Vocab())).spans["dates"]
