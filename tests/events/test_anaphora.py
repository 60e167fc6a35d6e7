"""Pronouns in roles: followed where number and kind fit, and left alone otherwise."""

import pytest

REBELS = """Rebels rebel NOUN NNS 2 nsubj|took take VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|. . PUNCT . 2 punct"""
BELDA = """Belda Belda PROPN NNP 2 nsubj|grew grow VERB VBD 0 root|. . PUNCT . 2 punct"""
MAREK = """Marek Marek PROPN NNP 2 nsubj|slept sleep VERB VBD 0 root|. . PUNCT . 2 punct"""


def attacked(pronoun):
    return f"""{pronoun} {pronoun.lower()} PRON PRP 2 nsubj|attacked attack VERB VBD 0 root
        soldiers soldier NOUN NNS 2 obj|. . PUNCT . 2 punct"""


ACTORS = {"soldiers": "military"}


@pytest.mark.parametrize(
    ("before", "actor", "pronoun", "source"),
    [
        (REBELS, {"Rebels": "rebel"}, "They", ["Rebels"]),
        (REBELS, {"Rebels": "rebel"}, "It", []),
        (REBELS, {"Rebels": "rebel"}, "He", []),
        (BELDA, {"Belda": "state"}, "It", ["Belda"]),
        (BELDA, {"Belda": "state"}, "They", []),
        (BELDA, {"Belda": "state"}, "She", []),
        (MAREK, {"Marek": "person"}, "He", ["Marek"]),
        (MAREK, {"Marek": "person"}, "It", []),
    ],
)
def test_subject_of_the_sentence_before(code, before, actor, pronoun, source):
    doc = code(before, attacked(pronoun), actors={**actor, **ACTORS})
    event = next(event for event in doc._.events if event["trigger"] == "attack")
    assert [doc.text[start:end] for start, end, _ in event["sources"]] == source


def test_nothing_is_followed_over_the_end_of_a_paragraph(only):
    before = """Rebels rebel NOUN NNS 2 nsubj|slept sleep VERB VBD 0 root|.\\n . PUNCT . 2 punct"""
    assert only(before, attacked("They"), actors={"Rebels": "rebel", **ACTORS})["sources"] == []


def test_a_subject_that_fits_and_is_nobody_known_ends_the_search(only):
    before = """Tremors tremor NOUN NNS 2 nsubj|shook shake VERB VBD 0 root|rebels rebel NOUN NNS 2 obj
        . . PUNCT . 2 punct"""
    assert only(before, attacked("They"), actors={"rebels": "rebel", **ACTORS})["sources"] == []


def test_pronoun_before_the_noun_it_stands_for(only):
    event = only(
        """Since since SCONJ IN 3 mark|it it PRON PRP 3 nsubj|seized seize VERB VBD 7 advcl|power power NOUN NN 3 obj
        the the DET DT 6 det|army army NOUN NN 7 nsubj|slept sleep VERB VBD 0 root""",
        actors={"army": "military"},
    )
    assert (event["mode"], event["sources"]) == ("coup", ["army"])


def test_speaker_and_pronoun_must_agree(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|said say VERB VBD 0 root|they they PRON PRP 4 nsubj
        shelled shell VERB VBD 2 ccomp
        Ostra Ostra PROPN NNP 4 obj""",
        actors={"Belda": "state"},
        places=["Ostra"],
    )
    assert event["sources"] == []


def test_his_men_act_for_him(only):
    event = only(
        MAREK,
        """His his PRON PRP$ 2 nmod:poss|men man NOUN NNS 3 nsubj|attacked attack VERB VBD 0 root
        soldiers soldier NOUN NNS 3 obj""",
        actors={"Marek": "person", **ACTORS},
    )
    assert event["sources"] == ["Marek"]


def test_a_place_is_followed_too(only):
    event = only(
        """Ostra Ostra PROPN NNP 2 nsubj|held hold VERB VBD 0 root|out out ADP RP 2 compound:prt|. . PUNCT . 2 punct""",
        """It it PRON PRP 2 nsubj|fell fall VERB VBD 0 root|on on ADP IN 4 case|Monday Monday PROPN NNP 2 obl""",
        places=["Ostra"],
        dates=["Monday"],
    )
    assert (event["mode"], event["place"]) == ("capture", "Ostra")
