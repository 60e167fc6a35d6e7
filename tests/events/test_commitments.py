"""Promises and threats are told apart by what is to be done."""


def test_a_promise_to_harm_is_a_threat(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|pledged pledge VERB VBD 0 root|to to PART TO 4 mark|bomb bomb VERB VB 2 xcomp
        Corria Corria PROPN NNP 4 obj""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("THREATEN", ["Belda"], ["Corria"])


def test_a_vow_to_leave_is_a_promise(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|vowed vow VERB VBD 0 root|to to PART TO 4 mark
        withdraw withdraw VERB VB 2 xcomp""",
        actors={"Rebels": "rebel"},
    )
    assert (event["event_type"], event["mode"]) == ("AGREE", "promise")


def test_what_will_be_done_unless_somebody_yields_is_a_threat_to_him(only):
    event = only(
        """Belda Belda PROPN NNP 3 nsubj|will will AUX MD 3 aux|shell shell VERB VB 0 root|Ostra Ostra PROPN NNP 3 obj
        unless unless SCONJ IN 7 mark|Corria Corria PROPN NNP 7 nsubj|yields yield VERB VBZ 3 advcl""",
        actors={"Belda": "state", "Corria": "state"},
        places=["Ostra"],
    )
    assert (event["event_type"], event["targets"]) == ("THREATEN", ["Corria"])
