"""Places, dates and parties that a sentence names for something else than the event."""

import pytest

SIDES = {"Rebels": "rebel", "soldiers": "military"}
HIT = "Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj"


@pytest.mark.parametrize("side", ["north", "NORTH", "eastern"])
def test_a_bare_direction_is_no_place(only, side):
    event = only(
        f"{HIT}|in in ADP IN 6 case|the the DET DT 6 det|{side} {side} NOUN NN 2 obl", actors=SIDES, places=[side]
    )
    assert (event["place"], event["place_reason"]) == (None, "no place in the clause or sentence")


def test_a_direction_with_a_name_is_a_place(only):
    event = only(
        f"{HIT}|in in ADP IN 6 case|eastern eastern ADJ JJ 6 amod|Belda Belda PROPN NNP 2 obl",
        actors=SIDES,
        places=["eastern Belda"],
    )
    assert event["place"] == "eastern Belda"


def test_half_of_a_demonym_is_nobody(only):
    event = only(
        """The the DET DT 4 det|Central central ADJ JJ 3 amod|Belden belden ADJ JJ 4 amod|talks talk NOUN NNS 5 nsubj
        opened open VERB VBD 0 root|in in ADP IN 7 case|Ostra Ostra PROPN NNP 5 obl""",
        actors={"Belden": "state"},
        places=["Ostra"],
    )
    assert (event["mode"], event["sources"], event["place"]) == ("meet", [], "Ostra")


@pytest.mark.parametrize(("victim", "place"), [("mayor", None), ("resident", "Ostra")])
def test_the_place_of_an_office_is_not_where_its_holder_was_attacked(only, victim, place):
    event = only(
        f"""Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|an a DET DT 5 det
        Ostra Ostra PROPN NNP 5 compound
        {victim} {victim} NOUN NN 2 obj""",
        actors={"Rebels": "rebel", victim: "civilian"},
        places=["Ostra"],
    )
    assert event["place"] == place


def test_where_people_are_expelled_to_is_not_where(only):
    event = only(
        """Soldiers soldier NOUN NNS 2 nsubj|expelled expel VERB VBD 0 root|nurses nurse NOUN NNS 2 obj
        to to ADP IN 5 case|Corria Corria PROPN NNP 2 obl""",
        actors={"Soldiers": "military", "nurses": "civilian"},
        places=["Corria"],
    )
    assert (event["mode"], event["place"]) == ("deport", None)


@pytest.mark.parametrize(("mark", "place"), [("before", None), ("when", "Ostra")])
def test_what_has_not_happened_yet_is_elsewhere(only, mark, place):
    event = only(
        f"""Police police NOUN NNS 2 nsubj|arrested arrest VERB VBD 0 root|rebels rebel NOUN NNS 2 obj
        {mark} {mark} SCONJ IN 6 mark|they they PRON PRP 6 nsubj|reached reach VERB VBD 2 advcl
        shops shop NOUN NNS 6 obj|in in ADP IN 9 case|Ostra Ostra PROPN NNP 6 obl""",
        actors={"Police": "police", "rebels": "rebel"},
        places=["Ostra"],
    )
    assert event["place"] == place


def test_what_others_do_meanwhile_is_elsewhere(only):
    event = only(
        f"""{HIT}|, , PUNCT , 7 punct|while while SCONJ IN 7 mark|pilgrims pilgrim NOUN NNS 7 nsubj
        prayed pray VERB VBD 2 advcl|in in ADP IN 9 case|Ostra Ostra PROPN NNP 7 obl""",
        actors=SIDES,
        places=["Ostra"],
    )
    assert event["place"] is None


def test_what_had_happened_before_was_elsewhere(code):
    doc = code(
        """The the DET DT 2 det|nurse nurse NOUN NN 7 nsubj:pass|who who PRON WP 6 nsubj:pass|had have AUX VBD 6 aux
        been be AUX VBN 6 aux:pass|kidnapped kidnap VERB VBN 2 acl:relcl|surfaced surface VERB VBD 0 root
        in in ADP IN 9 case|Ostra Ostra PROPN NNP 7 obl""",
        actors={"nurse": "civilian"},
        places=["Ostra"],
    )
    assert [event["place"] for event in doc._.events] == [None]


def test_who_calls_is_no_place(only):
    event = only(
        """Marek Marek PROPN NNP 2 nsubj|repeated repeat VERB VBD 0 root|the the DET DT 5 det
        Corria Corria PROPN NNP 5 compound|demand demand NOUN NN 2 obj|for for ADP IN 7 case
        soldiers soldier NOUN NNS 5 nmod|to to PART TO 9 mark|leave leave VERB VB 5 acl""",
        actors={"Marek": "person", "soldiers": "military"},
        places=["Corria"],
    )
    assert (event["event_type"], event["place"]) == ("REQUEST", None)


@pytest.mark.parametrize(("matter", "target"), [("leak", []), ("minister", ["Corria"])])
def test_what_a_matter_is_called_after_is_no_target(only, matter, target):
    event = only(
        f"""Police police NOUN NNS 2 nsubj|investigated investigate VERB VBD 0 root|the the DET DT 5 det
        Corria Corria PROPN NNP 5 compound|{matter} {matter} NOUN NN 2 obj""",
        actors={"Police": "police", "Corria": "state"},
    )
    assert event["targets"] == target


def test_who_is_to_be_attacked_is_not_asked(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|called call VERB VBD 0 root|for for ADP IN 4 case|attacks attack NOUN NNS 2 obl
        on on ADP IN 6 case|soldiers soldier NOUN NNS 4 nmod""",
        actors=SIDES,
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("REQUEST", ["Rebels"], [])


def test_the_date_of_what_talks_are_about(code):
    doc = code(
        """Envoys envoy NOUN NNS 2 nsubj|held hold VERB VBD 0 root|talks talk NOUN NNS 2 obj|on on ADP IN 6 case
        the the DET DT 6 det|kidnapping kidnapping NOUN NN 3 nmod|last last ADJ JJ 8 amod|month month NOUN NN 2 obl""",
        actors={"Envoys": "state"},
        dates=["last month"],
    )
    dates = {event["mode"]: doc.text[slice(*event["date"])] if event["date"] else None for event in doc._.events}
    assert dates == {"meet": None, "abduct": "last month"}


def test_a_victim_before_a_participle_is_no_bomber(code):
    doc = code(
        """A a DET DT 2 det|nurse nurse NOUN NN 3 nsubj|wounded wound VERB VBN 10 nsubj|in in ADP IN 6 case
        the the DET DT 6 det|bombing bombing NOUN NN 3 obl|that that PRON WDT 8 nsubj|killed kill VERB VBD 3 advcl
        soldiers soldier NOUN NNS 8 obj|recovered recover VERB VBD 0 root""",
        actors={"nurse": "civilian", "soldiers": "military"},
    )
    assert [(event["mode"], event["sources"]) for event in doc._.events] == [("bombing", [])]


@pytest.mark.parametrize(
    "text",
    [
        """Marek Marek PROPN NNP 2 nsubj|pleaded plead VERB VBD 0 root|guilty guilty ADJ JJ 2 xcomp|to to ADP IN 5 case
        charges charge NOUN NNS 2 obl""",
        """Marek Marek PROPN NNP 3 nsubj|is be AUX VBZ 3 cop|ready ready ADJ JJ 0 root|to to PART TO 5 mark
        sing sing VERB VB 3 xcomp""",
        """Marek Marek PROPN NNP 2 nsubj|held hold VERB VBD 0 root|a a DET DT 5 det|news news NOUN NN 5 compound
        conference conference NOUN NN 2 obj""",
    ],
)
def test_no_such_act(code, text):
    assert code(text, actors={"Marek": "person"})._.events == []


def test_ready_to_deal_is_a_promise(only):
    event = only(
        """Marek Marek PROPN NNP 3 nsubj|is be AUX VBZ 3 cop|ready ready ADJ JJ 0 root|to to PART TO 5 mark
        negotiate negotiate VERB VB 3 xcomp""",
        actors={"Marek": "person"},
    )
    assert (event["event_type"], event["mode"]) == ("AGREE", "promise")


def test_a_place_that_tells_who_somebody_is(only):
    event = only(
        f"""{HIT}|, , PUNCT , 5 punct|guards guard NOUN NNS 3 appos|of of ADP IN 8 case|Ostra Ostra PROPN NNP 8 compound
        generals general NOUN NNS 5 nmod""",
        actors={**SIDES, "generals": "military"},
        places=["Ostra"],
    )
    assert event["place"] is None


def test_a_place_within_the_name_of_an_actor(only):
    event = only(
        """Soldiers soldier NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|fighters fighter NOUN NNS 2 obj
        of of ADP IN 5 case|Front Front PROPN NNP 3 nmod|in in ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod""",
        actors={"Soldiers": "military", "fighters of Front in Ostra": "rebel"},
        places=["Ostra"],
    )
    assert event["place"] is None


def test_the_place_of_a_deed_that_the_event_is_about(code):
    doc = code(
        """Judges judge NOUN NNS 2 nsubj|charged charge VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        with with ADP IN 6 case|the the DET DT 6 det|killing killing NOUN NN 2 obl|of of ADP IN 8 case
        nurses nurse NOUN NNS 6 nmod|in in ADP IN 10 case|Ostra Ostra PROPN NNP 6 nmod""",
        actors={"Judges": "state", "soldiers": "military", "nurses": "civilian"},
        places=["Ostra"],
    )
    places = {event["trigger"]: event["place"] and doc.text[slice(*event["place"])] for event in doc._.events}
    assert places == {"charge": None, "killing": "Ostra"}


def test_a_pronoun_in_capitals_is_no_place(only):
    event = only(f"{HIT}|AND and CCONJ CC 5 cc|US US PRON PRP 3 conj", actors=SIDES, places=["US"])
    assert event["place"] is None
