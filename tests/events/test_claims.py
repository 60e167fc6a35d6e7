"""Who says what about an event."""

import pytest

BLAMED = """The the DET DT 2 det|nurses nurse NOUN NNS 3 nsubj|blame blame VERB VBP 0 root
rebels rebel NOUN NNS 3 obj|for for ADP IN 7 case|the the DET DT 7 det|attack attack NOUN NN {} nmod
on on ADP IN 9 case|Ostra Ostra PROPN NNP 7 nmod"""
HELD = """The the DET DT 2 det|nurses nurse NOUN NNS 3 nsubj|held hold VERB VBD 0 root|rebels rebel NOUN NNS 3 obj
responsible responsible ADJ JJ 4 amod|for for ADP IN 8 case|the the DET DT 8 det|attack attack NOUN NN 5 obl
on on ADP IN 10 case|Ostra Ostra PROPN NNP 8 nmod"""
ATTACK = "Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|. . PUNCT . 2 punct"


def told(doc, event):
    """Return an event's claims with their spans read as text."""
    text = doc.text
    return [
        (one["stance"], text[slice(*one["claimant"][:2])], [text[start:end] for start, end, _ in one["accused"]])
        for one in event["claims"]
    ]


@pytest.mark.parametrize("text", [BLAMED.format(3), BLAMED.format(4), HELD], ids=["verb", "those blamed", "held"])
def test_blame_wherever_the_parse_hangs_what_it_is_for(code, text):
    doc = code(text, actors={"nurses": "civilian", "rebels": "rebel"}, places=["Ostra"])
    (attack,) = [event for event in doc._.events if event["trigger"] == "attack"]
    assert told(doc, attack) == [("blames", "nurses", ["rebels"])]


@pytest.mark.parametrize(
    ("object_", "claims"),
    [
        ("it it PRON PRP 2 obj", [("denies", "Belda", [])]),
        ("any any DET DT 4 det|role role NOUN NN 2 obj", [("denies", "Belda", [])]),
        ("the the DET DT 4 det|visa visa NOUN NN 2 obj", []),
    ],
    ids=["it", "any role", "something else"],
)
def test_denial_of_what_was_told(code, object_, claims):
    denial = f"Belda Belda PROPN NNP 2 nsubj|denied deny VERB VBD 0 root|{object_}|. . PUNCT . 2 punct"
    doc = code(ATTACK, denial, actors={"Rebels": "rebel", "Belda": "state"}, places=["Ostra"])
    assert told(doc, doc._.events[0]) == claims


def test_each_side_blaming_the_other_is_two_claims_of_one_event(code):
    text = (
        """Belda Belda PROPN NNP 2 nsubj|accused accuse VERB VBD 0 root|{0} {0} PROPN NNP 2 obj|. . PUNCT . 2 punct"""
    )
    blames = [text.format("Corria"), text.replace("Belda", "Corria").format("Belda")]
    doc = code(ATTACK, *blames, actors={"Rebels": "rebel", "Belda": "state", "Corria": "state"}, places=["Ostra"])
    attack = doc._.events[0]
    assert ("blames", "Belda", ["Corria"]) in told(doc, attack)


def test_a_comma_before_a_phrase_is_no_part_of_it(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 6 ccomp|Ostra Ostra PROPN NNP 2 obj
        , , PUNCT , 5 punct|nurses nurse NOUN NNS 6 nsubj|said say VERB VBD 0 root|. . PUNCT . 6 punct""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    (attack,) = doc._.events
    assert attack["claimed_by"] == "nurses said"
