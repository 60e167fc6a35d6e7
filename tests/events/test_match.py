"""Which trigger a word is, in its company."""

import pytest


def test_hyphenated_words_are_read_whole(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|held hold VERB VBD 0 root|a a DET DT 4 det|sit sit NOUN NN 2 obj
        - - PUNCT HYPH 4 punct|in in ADP IN 4 compound|near near ADP IN 8 case|Ostra Ostra PROPN NNP 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["event_type"], event["mode"], event["sources"]) == ("PROTEST", "demo", ["Rebels"])


def test_a_bomb_that_goes_off_by_itself(only):
    event = only(
        """A a DET DT 2 det|mine mine NOUN NN 3 nsubj|went go VERB VBD 0 root|off off ADP RP 3 compound:prt
        in in ADP IN 6 case|Ostra Ostra PROPN NNP 3 obl""",
        places=["Ostra"],
    )
    assert (event["mode"], event["place"]) == ("explosives", "Ostra")


def test_who_goes_off_is_no_bomb(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|went go VERB VBD 0 root|off off ADP RP 2 compound:prt
        in in ADP IN 5 case|Ostra Ostra PROPN NNP 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert doc._.events == []


def test_armed_men_are_not_being_armed(code):
    doc = code(
        """Men man NOUN NNS 5 nsubj|armed arm VERB VBN 1 acl|with with ADP IN 4 case|rifles rifle NOUN NNS 2 obl
        slept sleep VERB VBD 0 root""",
        actors={"Men": "civilian"},
    )
    assert doc._.events == []


def test_the_displaced_are_people(code):
    doc = code(
        """Monks monk NOUN NNS 2 nsubj|fed feed VERB VBD 0 root|the the DET DT 4 det
        displaced displace VERB VBN 2 obj""",
        actors={"Monks": "religious"},
        latent={"displaced": "civilian"},
    )
    assert [event["event_type"] for event in doc._.events] == ["AID"]


@pytest.mark.parametrize("modal", ["must", "should"])
def test_only_must_demands(code, modal):
    doc = code(
        f"""Belda Belda PROPN NNP 2 nsubj|said say VERB VBD 0 root|Corria Corria PROPN NNP 5 nsubj
        {modal} {modal} AUX MD 5 aux|pay pay VERB VB 2 ccomp""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert bool(doc._.events) == (modal == "must")


def test_a_particle_may_open_a_phrase(only):
    event = only(
        """Villagers villager NOUN NNS 3 nsubj:pass|were be AUX VBD 3 aux:pass|forced force VERB VBN 0 root
        out out ADP IN 6 case|of of ADP IN 4 fixed|Ostra Ostra PROPN NNP 3 obl""",
        actors={"Villagers": "civilian"},
        places=["Ostra"],
    )
    assert (event["mode"], event["targets"]) == ("displacement", ["Villagers"])
