"""Numbers of people harmed, and the events whose they are."""

import pytest

SHOT = """Gunmen gunman NOUN NNS 2 nsubj|shot shoot VERB VBD 0 root|dead dead ADJ JJ 2 advmod
seven seven NUM CD 5 nummod|farmers farmer NOUN NNS 2 obj|near near ADP IN 7 case|Ostra Ostra PROPN NNP 2 obl"""
ELIDED = """Six six NUM CD 2 nummod|nurses nurse NOUN NNS 4 nsubj:pass|were be AUX VBD 4 aux:pass
kidnapped kidnap VERB VBN 0 root|and and CCONJ CC 8 cc|16 16 NUM CD 7 nummod|villagers villager NOUN NNS 8 nsubj
killed kill VERB VBD 4 conj|in in ADP IN 10 case|Ostra Ostra PROPN NNP 8 obl"""
DEATHS = """Belda Belda PROPN NNP 2 nsubj|counted count VERB VBD 0 root|55 55 NUM CD 4 nummod
deaths death NOUN NNS 2 obj
in in ADP IN 7 case|the the DET DT 7 det|attack attack NOUN NN 2 obl|on on ADP IN 9 case|Ostra Ostra PROPN NNP 7 nmod"""
RANGE = """There there PRON EX 2 expl|were be VERB VBD 0 root|20 20 NUM CD 2 nsubj|to to ADP IN 5 case
25 25 NUM CD 3 nmod|dead dead ADJ JJ 3 amod|in in ADP IN 9 case|the the DET DT 9 det|attack attack NOUN NN 2 obl
on on ADP IN 11 case|Ostra Ostra PROPN NNP 9 nmod"""
CAPITALS = """REBELS REBELS NOUN NNS 2 nsubj|KILLED KILLED VERB VBD 0 root|19 19 NUM CD 4 nummod
PEASANTS PEASANTS NOUN NNS 2 obj|IN IN ADP IN 6 case|OSTRA OSTRA PROPN NNP 2 obl"""
TENS = """Tens ten NOUN NNS 7 nsubj:pass|of of ADP IN 3 case|thousands thousand NOUN NNS 1 nmod|of of ADP IN 5 case
people people NOUN NNS 3 nmod|were be AUX VBD 7 aux:pass|displaced displace VERB VBN 0 root|in in ADP IN 9 case
Ostra Ostra PROPN NNP 7 obl"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (SHOT, ("killed", "civilians", 7, 7, 7)),
        (ELIDED, ("killed", "civilians", 16, 16, 16)),
        (DEATHS, ("killed", "all", 55, 55, 55)),
        (RANGE, ("killed", "all", 20, None, 25)),
        (CAPITALS, ("killed", "civilians", 19, 19, 19)),
        (TENS, ("displaced", "all", 20000, None, None)),
    ],
    ids=["shot dead", "elided passive", "deaths", "range of the dead", "capitals", "tens of thousands"],
)
def test_who_and_how_many(code, text, number):
    doc = code(text, places=["OSTRA" if "OSTRA" in text else "Ostra"])
    found = [casualty for event in doc._.events for casualty in event["casualties"]]
    cells = [(one["kind"], one["who"], one["low"], one["best"], one["high"]) for one in found]
    assert number in cells
    assert not any(one["part"] or one["cumulative"] for one in found)


@pytest.mark.parametrize(
    ("tail", "best", "cells"),
    [
        ("", 30, (30, 30, 30)),
        ("|since since ADP IN 9 case|2011 2011 NUM CD 3 obl", 30, None),
    ],
    ids=["one event", "a longer time"],
)
def test_running_totals_fill_no_cell(code, tail, best, cells):
    doc = code(
        "Rebels rebel NOUN NNS 3 nsubj|have have AUX VBP 3 aux|killed kill VERB VBN 0 root|30 30 NUM CD 5 nummod"
        "|people people NOUN NNS 3 obj|in in ADP IN 7 case|Ostra Ostra PROPN NNP 3 obl" + tail,
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    (event,) = doc._.events
    (casualty,) = event["casualties"]
    assert (casualty["best"], casualty["cumulative"]) == (best, cells is None)
    killed = event["killed"]
    assert (killed and (killed["low"], killed["best"], killed["high"])) == cells


def test_killed_or_injured_is_in_no_cell(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|or or CCONJ CC 4 cc|injured injure VERB VBD 2 conj
        12 12 NUM CD 6 nummod|people people NOUN NNS 2 obj|in in ADP IN 8 case|Ostra Ostra PROPN NNP 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert [(event["killed"], event["injured"]) for event in doc._.events] == [(None, None)]
    assert [(one["kind"], one["best"]) for one in doc._.events[0]["casualties"]] == [("harmed", 12)]


@pytest.mark.parametrize("those", ["25 25 NUM CD 12 nsubj", "25 25 NUM CD 12 nummod"])
def test_some_of_the_whole_are_a_part(code, those):
    doc = code(
        f"""Of of ADP IN 4 case|the the DET DT 4 det|60 60 NUM CD 4 nummod|people people NOUN NNS 12 obl
        injured injure VERB VBN 4 acl|by by ADP IN 8 case|the the DET DT 8 det|blast blast NOUN NN 5 obl:agent
        , , PUNCT , 4 punct|{those}|were be AUX VBD 12 cop|children child NOUN NNS 0 root
        in in ADP IN 14 case|Ostra Ostra PROPN NNP 12 nmod""",
        places=["Ostra"],
    )
    found = [casualty for event in doc._.events for casualty in event["casualties"]]
    assert [(one["best"], one["who"], one["part"]) for one in found] == [(60, "all", False), (25, "children", True)]


INCLUDING = """The the DET DT 2 det|blast blast NOUN NN 3 nsubj|killed kill VERB VBD 0 root|14 14 NUM CD 5 nummod
people people NOUN NNS 3 obj|, , PUNCT , 5 punct|including include VERB VBG 9 case|three three NUM CD 9 nummod
children child NOUN NNS 5 nmod|, , PUNCT , 12 punct|and and CCONJ CC 12 cc|wounded wound VERB VBD 3 conj
27 27 NUM CD 14 nummod|others other NOUN NNS 12 obj|in in ADP IN 16 case|Ostra Ostra PROPN NNP 12 obl"""


def test_the_parts_of_a_number_end_where_another_harm_begins(code):
    (event,) = code(INCLUDING, places=["Ostra"])._.events
    found = [(one["kind"], one["who"], one["best"], one["part"]) for one in event["casualties"]]
    assert found == [("killed", "all", 14, False), ("killed", "children", 3, True), ("injured", "all", 27, False)]
    assert (event["killed"]["best"], event["injured"]["best"]) == (14, 27)


def test_a_note_counts_each_kind_by_the_number_before_it(code):
    doc = code(
        "Two two NUM CD 2 nsubj|killed kill VERB VBD 0 root|, , PUNCT , 4 punct|11 11 NUM CD 2 appos"
        "|wounded wound VERB VBN 2 conj|. . PUNCT . 2 punct"
    )
    (killed,) = doc._.events
    assert [killed[kind]["best"] for kind in ("killed", "injured")] == [2, 11]


BOTH = """Seven seven NUM CD 2 nummod|Beldens Belden PROPN NNPS 7 nsubj:pass|and and CCONJ CC 5 cc|a a DET DT 5 det
soldier soldier NOUN NN 2 conj|were be AUX VBD 7 aux:pass|killed kill VERB VBN 0 root"""
LIST = """Papers paper NOUN NNS 2 nsubj|printed print VERB VBD 0 root|names name NOUN NNS 2 obj|of of ADP IN 6 case
47 47 NUM CD 6 nummod|people people NOUN NNS 3 nmod|killed kill VERB VBN 6 acl|and and CCONJ CC 10 cc
50 50 NUM CD 10 nummod|people people NOUN NNS 6 conj|missing missing ADJ JJ 10 amod"""
MANY = """A a DET DT 3 det|large large ADJ JJ 3 amod|number number NOUN NN 7 nsubj:pass|of of ADP IN 5 case
farmers farmer NOUN NNS 3 nmod|were be AUX VBD 7 aux:pass|killed kill VERB VBN 0 root"""


@pytest.mark.parametrize(
    ("text", "best"),
    [(BOTH, 8), (LIST, 47)],
    ids=["one beside a number", "those behind the participle are of another"],
)
def test_how_many_were_killed(code, text, best):
    (event,) = (event for event in code(text)._.events if event["event_type"] == "ASSAULT")
    assert event["killed"]["best"] == best


def test_a_large_number_is_not_one(code):
    (event,) = code(MANY, actors={"farmers": "civilian"})._.events
    assert (len(event["targets"]), event["killed"]) == (1, None)
