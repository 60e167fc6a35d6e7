"""Nouns that go on with a group named before."""

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


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("Hezbollah fired first . The group denied it .", "group", "Hezbollah"),
        ("Hezbollah fired first .\n\nThe group denied it .", "group", "Hezbollah"),
        ("Boko Haram met . This movement denied it .", "movement", "Boko Haram"),
        # a choice
        ("Hezbollah met Boko Haram . The group denied it .", "group", None),
        # nothing before, too far before, the wrong type, said which
        ("The group denied it . Hezbollah fired .", "group", None),
        ("Hezbollah fired first . " + "It rained . " * 30 + "The group denied it .", "group", None),
        ("Hezbollah fired first .\n\nIt rained .\n\nThe group left .", "group", None),
        ("Vladimir Putin spoke . The group denied it .", "group", None),
        ("Hezbollah fired first . The group of tourists fled .", "group", None),
        ("Hezbollah fired first . A group fled .", "group", None),
    ],
)
def test_the_group(nlp, actors, text, noun, expected):
    doc = actors(nlp.make_doc(text))
    found = {span.text: doc._.actors[span._.actor["actor_id"]] for span in doc.spans["actors"]}
    assert found.get(noun, {}).get("name") == expected
    assert noun not in [alias for identity in doc._.actors.values() for alias in identity["aliases"]]
