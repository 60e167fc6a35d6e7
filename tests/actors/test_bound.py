"""Names that a document says are one, and surnames that several of its people have."""

from __future__ import annotations

import pytest
import spacy

from docmine.actors.component import make_actors


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def actors(nlp):
    return make_actors(nlp, "actors", None)


def read(nlp, actors, text, **labels):
    """Annotate a text whose names are marked as `[ORG Salt Road Front]`; return form -> name of its actor."""
    bare, ents = "", []
    for piece in text.split("["):
        marked, closed, rest = piece.partition("]")
        if closed:
            label, _, name = marked.partition(" ")
            ents.append((len(bare), len(bare) + len(name), label))
            bare += name + rest
        else:
            bare += piece
    doc = nlp.make_doc(bare)
    doc.set_ents([doc.char_span(start, end, label=label) for start, end, label in ents])
    doc._.home = labels.get("home", [])
    actors(doc)
    return [(span.text, doc._.actors[span._.actor["actor_id"]]["name"]) for span in doc.spans["actors"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an abbreviation that the model never marked is the name that it abbreviates, all over the text
        ("The [ORG Ossul Defence Union] (ODU) met. Later ODU men left.", ["Ossul Defence Union"] * 3),
        ("ODU men met. The ODU ([ORG Ossul Defence Union]) left.", ["Ossul Defence Union"] * 3),
        ("The Ossul Liberation Front (OLF) met.", ["Ossul Liberation Front"] * 2),
        # a list knows one of the two
        ("Partiya Karkerên Kurdistanê (PKK) fighters met.", ["Kurdistan Workers' Party"]),
        ("The YPG (People's Protection Units) met.", ["People's Protection Units"] * 2),
        # an acronym that means something else here than in the list
        ("The [ORG Salvation Norvik Army] (SNA) met. SNA men left.", ["Salvation Norvik Army"] * 3),
        # a person and a party, a group and the body it belongs to, are two
        ("[PERSON Karim Odeh] ([ORG Ossul Party]) met.", ["Karim Odeh", "Ossul Party"]),
        ("[ORG Liwa al-Wadi] (Free Syrian Army) met.", ["Liwa al-Wadi", "Free Syrian Army"]),
        # other names
        ("[PERSON Karim Odeh], also known as [PERSON Abu Salim], met. [PERSON Abu Salim] left.", ["Karim Odeh"] * 3),
        ("[ORG Ossul Guard], formerly known as the [ORG Kessen Watch], met.", ["Ossul Guard", "Kessen Watch"]),
    ],
)
def test_names_side_by_side(nlp, actors, text, expected):
    found = [name for _, name in read(nlp, actors, text)]
    assert found[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the title tells
        (
            "General [PERSON Adnan Barrazi] met minister [PERSON Khaled Barrazi]. General [PERSON Barrazi] left.",
            "Adnan Barrazi",
        ),
        # only one was named so far
        (
            "[PERSON Adnan Barrazi] spoke. Later [PERSON Barrazi] left. Then [PERSON Khaled Barrazi] came.",
            "Adnan Barrazi",
        ),
        # nothing tells
        ("[PERSON Adnan Barrazi] met [PERSON Khaled Barrazi]. Then [PERSON Barrazi] left.", "Barrazi"),
    ],
)
def test_two_people_of_one_surname(nlp, actors, text, expected):
    assert dict(read(nlp, actors, text))["Barrazi"] == expected


def test_a_known_acronym_is_of_the_documents_country(nlp, actors):
    text = "SNA men met."
    assert read(nlp, actors, text, home=["SOM"])[0][1] == "Somali National Army"
    assert read(nlp, actors, text, home=["SYR"])[0][1] == "Syrian National Army"
    assert read(nlp, actors, text, home=["PER"])[0][1] == "SNA"


def test_a_body_of_another_country_is_another(nlp, actors):
    assert read(nlp, actors, "The [ORG Turkish Hezbollah] met.") == [("Turkish Hezbollah", "Turkish Hezbollah")]
    assert read(nlp, actors, "The [ORG Lebanese Hezbollah] met.")[-1][1] == "Hezbollah"
