"""Whom promises, threats, demands and protests concern."""


def test_to_whom_something_is_promised(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|agreed agree VERB VBD 0 root|to to PART TO 4 mark|lend lend VERB VB 2 xcomp
        ships ship NOUN NNS 4 obj|to to ADP IN 7 case|Corria Corria PROPN NNP 4 obl""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("AGREE", ["Belda"], ["Corria"])


def test_what_is_ones_own_is_no_target_of_a_promise(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|promised promise VERB VBD 0 root|to to PART TO 4 mark|move move VERB VB 2 xcomp
        its its PRON PRP$ 6 nmod:poss|troops troop NOUN NNS 4 obj""",
        actors={"Belda": "state", "troops": "military"},
    )
    assert event["targets"] == []


def test_a_protest_is_against_who_is_to_grant_its_demand(only):
    event = only(
        """Nurses nurse NOUN NNS 2 nsubj|marched march VERB VBD 0 root|to to PART TO 4 mark|seek seek VERB VB 2 advcl
        reforms reform NOUN NNS 4 obj|by by ADP IN 8 case|the the DET DT 8 det
        government government NOUN NN 5 nmod""",
        actors={"Nurses": "civilian", "government": "state"},
    )
    assert (event["event_type"], event["targets"]) == ("PROTEST", ["government"])


def test_a_protest_is_against_whose_deed_is_its_issue(only):
    event = only(
        """Nurses nurse NOUN NNS 2 nsubj|protested protest VERB VBD 0 root|over over ADP IN 5 case
        Belda Belda PROPN NNP 5 nmod:poss|plan plan NOUN NN 2 obl""",
        actors={"Nurses": "civilian", "Belda": "state"},
    )
    assert event["targets"] == ["Belda"]


def test_both_parties_of_a_mediation_are_its_targets(only):
    event = only(
        """Marek Marek PROPN NNP 2 nsubj|undertook undertake VERB VBD 0 root|mediation mediation NOUN NN 2 obj
        between between ADP IN 5 case|Belda Belda PROPN NNP 3 nmod|and and CCONJ CC 7 cc
        Corria Corria PROPN NNP 5 conj""",
        actors={"Marek": "person", "Belda": "state", "Corria": "state"},
    )
    assert (event["sources"], event["targets"]) == (["Marek"], ["Belda", "Corria"])


def test_what_must_be_done_is_demanded(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|said say VERB VBD 0 root|Corria Corria PROPN NNP 5 nsubj
        must must AUX MD 5 aux|pay pay VERB VB 2 ccomp""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("REQUEST", ["Belda"], ["Corria"])
