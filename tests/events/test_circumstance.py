"""Places and dates from outside the trigger's own phrases."""

import pytest

SIDES = {"Rebels": "rebel", "soldiers": "military"}


def test_first_of_a_list_of_places(only):
    event = only(
        """Across across ADP IN 2 case|Ostra Ostra PROPN NNP 0 root|, , PUNCT , 4 punct|Belda Belda PROPN NNP 2 conj
        and and CCONJ CC 6 cc|Corria Corria PROPN NNP 2 conj|rebels rebel NOUN NNS 8 nsubj
        attacked attack VERB VBD 2 acl:relcl|soldiers soldier NOUN NNS 8 obj""",
        actors={"rebels": "rebel", "soldiers": "military"},
        places=["Ostra", "Belda", "Corria"],
    )
    assert (event["place"], event["place_reason"]) == ("Ostra", "same sentence")


def test_narrowest_of_an_address(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        ; ; PUNCT : 5 punct
        Ostra Ostra PROPN NNP 2 parataxis|, , PUNCT , 9 punct|in in ADP IN 9 case|eastern eastern ADJ JJ 9 amod
        Belda Belda PROPN NNP 5 nmod""",
        actors=SIDES,
        places=["Ostra", "Belda"],
    )
    assert event["place"] == "Ostra"


def test_place_that_the_parse_hangs_on_the_object(only):
    event = only(
        """Envoys envoy NOUN NNS 2 nsubj|signed sign VERB VBD 0 root|a a DET DT 4 det|treaty treaty NOUN NN 2 obj
        in in ADP IN 6 case|Ostra Ostra PROPN NNP 4 nmod""",
        actors={"Envoys": "state"},
        places=["Ostra"],
    )
    assert (event["place"], event["place_reason"]) == ("Ostra", "in the clause")


def test_whom_somebody_accuses_is_no_place(only):
    event = only(
        """Corria Corria PROPN NNP 2 nsubj|accused accuse VERB VBD 0 root|Belda Belda PROPN NNP 2 obj""",
        actors={"Corria": "state", "Belda": "state"},
        places=["Corria", "Belda"],
    )
    assert (event["targets"], event["place"]) == (["Belda"], None)


def test_owner_of_a_deed_is_no_place(only):
    event = only(
        """Belda Belda PROPN NNP 3 nmod:poss|'s 's PART POS 1 case|annexation annexation NOUN NN 0 root
        of of ADP IN 5 case
        Ostra Ostra PROPN NNP 3 nmod""",
        actors={"Belda": "state"},
        places=["Belda", "Ostra"],
    )
    assert (event["sources"], event["place"]) == (["Belda"], "Ostra")


def test_the_bones_of_a_place_are_not_captured(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|took take VERB VBD 0 root|the the DET DT 4 det|bones bone NOUN NNS 2 obj
        of of ADP IN 6 case|Ostra Ostra PROPN NNP 4 nmod""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert doc._.events == []


def test_most_of_a_place_is_captured(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|took take VERB VBD 0 root|most most ADJ JJS 2 obj
        of of ADP IN 5 case|Ostra Ostra PROPN NNP 3 nmod""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["mode"], event["place"]) == ("capture", "Ostra")


def test_fronted_date_holds_for_coordinated_clauses(code):
    doc = code(
        """On on ADP IN 2 case|Monday Monday PROPN NNP 4 obl|police police NOUN NNS 4 nsubj
        shelled shell VERB VBD 0 root
        Ostra Ostra PROPN NNP 4 obj|and and CCONJ CC 8 cc|rebels rebel NOUN NNS 8 nsubj|attacked attack VERB VBD 4 conj
        soldiers soldier NOUN NNS 8 obj""",
        actors={"police": "state", "rebels": "rebel", "soldiers": "military"},
        places=["Ostra"],
        dates=["Monday"],
    )
    assert [event["date_reason"] for event in doc._.events] == ["in the clause", "same sentence"]


@pytest.mark.parametrize(
    ("word", "relation", "reason"),
    [
        ("when", "advmod", "in the clause"),
        ("while", "mark", "in the clause"),
        ("after", "mark", "dates in the sentence belong to something else"),
    ],
)
def test_clause_of_the_same_time(only, word, relation, reason):
    event = only(
        f"""Envoys envoy NOUN NNS 2 nsubj|left leave VERB VBD 0 root|on on ADP IN 4 case|Monday Monday PROPN NNP 2 obl
        {word} {word} SCONJ IN 7 {relation}|rebels rebel NOUN NNS 7 nsubj|attacked attack VERB VBD 2 advcl
        soldiers soldier NOUN NNS 7 obj""",
        actors={"rebels": "rebel", "soldiers": "military"},
        dates=["Monday"],
    )
    assert event["date_reason"] == reason


def test_predicates_with_one_subject_share_a_later_date(code):
    doc = code(
        """Marek Marek PROPN NNP 2 nsubj|visited visit VERB VBD 0 root|Belda Belda PROPN NNP 2 obj|and and CCONJ CC 5 cc
        met meet VERB VBD 2 conj|Ivona Ivona PROPN NNP 5 obj|on on ADP IN 8 case|Monday Monday PROPN NNP 5 obl""",
        actors={"Marek": "person", "Ivona": "person"},
        places=["Belda"],
        dates=["Monday"],
    )
    assert [event["date_reason"] for event in doc._.events] == ["same sentence", "in the clause"]


def test_date_of_another_clause_is_not_taken(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|accused accuse VERB VBD 0 root|Corria Corria PROPN NNP 2 obj
        ; ; PUNCT : 6 punct
        they they PRON PRP 6 nsubj|slept sleep VERB VBD 2 parataxis|on on ADP IN 8 case
        Monday Monday PROPN NNP 6 obl""",
        actors={"Belda": "state", "Corria": "state"},
        dates=["Monday"],
    )
    assert (event["date"], event["date_reason"]) == (None, "dates in the sentence belong to something else")


def test_year_of_another_noun_is_not_taken(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        like like ADP IN 7 case|the the DET DT 7 det|1994 1994 NUM CD 7 compound|plotters plotter NOUN NNS 2 obl""",
        actors=SIDES,
        dates=["1994"],
    )
    assert event["date"] is None


def test_date_between_a_noun_and_its_place(only):
    event = only(
        """They they PRON PRP 2 nsubj|recalled recall VERB VBD 0 root|the the DET DT 4 det|raid raid NOUN NN 2 obj
        Sunday Sunday PROPN NNP 2 obl:unmarked|on on ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod""",
        places=["Ostra"],
        dates=["Sunday"],
    )
    assert (event["date"], event["date_reason"]) == ("Sunday", "in the clause")


def test_story_of_another_place_has_no_date_of_the_sentence_before(code):
    doc = code(
        """Rain rain NOUN NN 2 nsubj|hit hit VERB VBD 0 root|Belda Belda PROPN NNP 2 obj|on on ADP IN 5 case
        Monday Monday PROPN NNP 2 obl|. . PUNCT . 2 punct""",
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        in in ADP IN 5 case|Ostra Ostra PROPN NNP 2 obl""",
        actors=SIDES,
        places=["Belda", "Ostra"],
        dates=["Monday"],
    )
    assert [event["date"] for event in doc._.events if event["trigger"] == "attack"] == [None]


def test_a_place_that_marks_a_thing_is_not_where(only):
    event = only(
        """With with ADP IN 3 case|Corria Corria PROPN NNP 3 compound|help help NOUN NN 5 obl
        rebels rebel NOUN NNS 5 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 5 obj""",
        actors={"rebels": "rebel", "soldiers": "military"},
        places=["Corria"],
    )
    assert (event["place"], event["place_reason"]) == (None, "no place in the clause or sentence")


def test_a_place_that_marks_where_something_stands(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        guarding guard VERB VBG 3 acl|wares ware NOUN NNS 4 obj|in in ADP IN 9 case|an an DET DT 9 det
        Ostra Ostra PROPN NNP 9 compound|market market NOUN NN 5 nmod""",
        actors=SIDES,
        places=["Ostra"],
    )
    assert (event["place"], event["place_reason"]) == ("Ostra", "same sentence")


def test_a_region_rather_than_its_owner(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        in in ADP IN 8 case|Belda Belda PROPN NNP 8 nmod:poss|'s 's PART POS 5 case|Ostra Ostra PROPN NNP 8 compound
        region region NOUN NN 2 obl""",
        actors=SIDES,
        places=["Belda", "Ostra"],
    )
    assert (event["place"], event["place_reason"]) == ("Ostra", "in the clause")


def test_a_clause_in_the_present_tells_of_another_place(only):
    event = only(
        """Gangs gang NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        as as SCONJ IN 6 mark|traders trader NOUN NNS 6 nsubj|compete compete VERB VBP 2 advcl|for for ADP IN 8 case
        routes route NOUN NNS 6 obl|into into ADP IN 10 case|Corria Corria PROPN NNP 8 nmod""",
        actors={"Gangs": "criminal", "soldiers": "military"},
        places=["Corria"],
    )
    assert event["place"] is None


def test_where_what_is_looked_into_happened(code):
    doc = code(
        """Police police NOUN NNS 2 nsubj|investigate investigate VERB VBP 0 root|an a DET DT 4 det
        explosion explosion NOUN NN 2 obj|in in ADP IN 6 case|Ostra Ostra PROPN NNP 4 nmod""",
        actors={"Police": "police"},
        places=["Ostra"],
    )
    assert {event["event_type"]: event["place"] is not None for event in doc._.events} == {
        "ACCUSE": False,
        "ASSAULT": True,
    }


def test_a_noun_that_only_capitals_make_a_name_is_no_place(only):
    event = only(
        """REBELS REBELS NOUN NNS 2 nsubj|ATTACKED ATTACKED VERB VBD 0 root|SOLDIERS SOLDIERS NOUN NNS 2 obj
        NEAR NEAR ADP IN 6 case|THE THE DET DT 6 det|CAR CAR NOUN NN 2 obl""",
        actors={"REBELS": "rebel", "SOLDIERS": "military"},
        places=["THE CAR"],
    )
    assert event["place"] is None


def test_a_noun_below_a_verb_is_not_where_the_verb_is(code):
    mourned = """Monks monk NOUN NNS 2 nsubj|gathered gather VERB VBD 0 root|in in ADP IN 4 case
    Ostra Ostra PROPN NNP 2 obl|after after ADP IN 7 case|the the DET DT 7 det
    killing killing NOUN NN 2 obl|of of ADP IN 9 case|Marek Marek PROPN NNP 7 nmod|. . PUNCT . 2 punct"""
    doc = code(mourned, actors={"Monks": "civilian", "Marek": "person"}, places=["Ostra"])
    (killing,) = [event for event in doc._.events if event["trigger"] == "killing"]
    assert (killing["place"], killing["place_reason"]) == (None, "places in the sentence are those of the verb above")
