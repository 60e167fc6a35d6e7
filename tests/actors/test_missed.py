"""Actors that a recogniser leaves out, in sentences of our own about invented people and groups."""

import pytest
import spacy

from docmine.actors.missed import missed_acronyms, missed_persons


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def persons(nlp, text, *ents):
    doc = nlp.make_doc(text)
    doc.set_ents([doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in ents])
    return [span.text for span in missed_persons(doc, set())]


@pytest.mark.parametrize(
    "text",
    [
        "Junta spokesperson Thant Orla confirmed it.",
        "It rained, said Thant Orla on Monday.",
        "It rained, Thant Orla said on Monday.",
        "He met Thant Orla, director of a school.",
        "He met Thant Orla, the group's spokesman.",
    ],
)
def test_a_person_by_what_stands_beside_the_name(nlp, text):
    assert persons(nlp, text) == ["Thant Orla"]


def test_a_person_beside_another(nlp):
    text = "They met Minna Hask and Thant Orla there."
    assert persons(nlp, text, ("Minna Hask", "PERSON")) == ["Thant Orla"]
    assert persons(nlp, text, ("Minna Hask", "GPE")) == []


@pytest.mark.parametrize(
    "text",
    [
        "He crossed Thant Orla, a wide river.",
        "Witnesses said Orla was quiet.",
        "It rained, said Harrow Rights Network in a note.",
    ],
)
def test_what_is_no_person(nlp, text):
    assert persons(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fighters of the QVB left.", ["QVB"]),
        ("Half of the GDP was lost.", []),
        ("Fighters of QVB left.", []),
        ("He sailed in the QV today.", []),
    ],
)
def test_an_unknown_acronym_with_an_article(nlp, text, expected):
    assert [span.text for span in missed_acronyms(nlp.make_doc(text), set())] == expected
