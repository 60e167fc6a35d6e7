"""Names that a recogniser leaves out, in sentences of our own about places of the small gazetteer."""

import pytest
import spacy

from docmine.places.missed import missed


@pytest.fixture(scope="module")
def nlp(gazetteer_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_places", config={"gazetteer": str(gazetteer_path)})
    return nlp


def found(nlp, text, *ents):
    """Return the toponyms of a text, in which Syria is always named and labelled."""
    doc = nlp.make_doc(f"{text} This was in Syria.")
    start = doc.text.rindex("Syria")
    spans = [doc.char_span(doc.text.index(name), doc.text.index(name) + len(name), label) for name, label in ents]
    doc.set_ents([*spans, doc.char_span(start, start + 5, "GPE")])
    return [span.text for span in nlp.get_pipe("docmine_places")(doc).spans["places"]][:-1]


@pytest.mark.parametrize(
    "text",
    [
        "They camped near Mari that night.",
        "The rebels took Mari last week.",
        "They spoke of taking back Mari soon.",
        "An offensive against Mari failed.",
        "Some fled to Mari by car.",
        "Smoke rose. Mari, a small town, was quiet.",
        "Smoke rose. Mari, 20 km to the north, was quiet.",
    ],
)
def test_the_words_around_say_that_a_name_is_a_place(nlp, text):
    assert found(nlp, text) == ["Mari"]
    assert found(nlp, text, ("Mari", "PERSON")) == ["Mari"]


@pytest.mark.parametrize(
    "text",
    [
        "Mari was quiet.",  # nothing says that it is a place
        "They camped near Ashby that night.",  # only in countries that nobody speaks of
        "They camped near Kolbrand that night.",  # not in the gazetteer
        "They went to March with him.",
        "Leaders of the Mari corps spoke.",
        "Leaders of Mari brigade spoke.",
        "They hid from the Mari that night.",
    ],
)
def test_what_is_left_alone(nlp, text):
    assert found(nlp, text) == []


def test_a_group_with_the_name_of_a_town_is_no_town(nlp):
    assert [span.text for span in missed(nlp.make_doc("An offensive against Hamas failed."), [])] == []
    assert [span.text for span in missed(nlp.make_doc("An offensive against Hama failed."), [])] == ["Hama"]


def test_a_list_of_places_is_read_on(nlp):
    assert found(nlp, "They took Aleppo, and then Mari fell.", ("Aleppo", "GPE")) == ["Aleppo", "Mari"]


def test_a_name_that_is_a_place_once_is_one_everywhere(nlp):
    assert found(nlp, "Mari was quiet. They came from Mari at noon.") == ["Mari", "Mari"]


def test_a_person_of_the_document_is_no_place(nlp):
    assert found(nlp, "Hassan Mari spoke. They fled from Mari at once.", ("Hassan Mari", "PERSON")) == []


def test_the_first_word_of_a_name_is_part_of_it(nlp):
    assert found(nlp, "They slept in El Tarf that night.", ("Tarf", "GPE")) == ["El Tarf"]


@pytest.mark.parametrize("label", ["PERSON", "ORG"])
def test_a_name_of_two_words_taken_for_a_person(nlp, label):
    assert found(nlp, "They took Ma'arrat al-Numan in May.", ("Ma'arrat al-Numan", label)) == []
    assert found(nlp, "They took Ma'arrat an-Numan in May.", ("Ma'arrat an-Numan", label)) == ["Ma'arrat an-Numan"]


def test_a_name_that_the_text_explains_needs_no_gazetteer(nlp):
    assert found(nlp, "Shells hit Kolbrand, a fishing village on the coast.") == ["Kolbrand"]
    assert found(nlp, "Shells hit Kolbrand, a fishing village.", ("Kolbrand", "PERSON")) == ["Kolbrand"]
    assert found(nlp, "They met Kolbrand, a village elder of old.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They died on the M4 highway.", ["M4"]),
        ("They held the M4 between two towns.", ["M4"]),
        ("They fired the M4 rifle.", []),
        ("They shelled the Karm Ashby district of the town.", ["Karm Ashby"]),
        ("They shelled the northern district of the town.", []),
    ],
)
def test_roads_and_quarters_need_no_gazetteer(nlp, text, names):
    assert found(nlp, text) == names
