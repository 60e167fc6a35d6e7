"""Which of two dates, and which of two clauses."""

import pytest


def test_each_clause_keeps_its_date_and_place(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|on on ADP IN 5 case
        Monday Monday PROPN NNP 2 obl|and and CCONJ CC 8 cc|soldiers soldier NOUN NNS 8 nsubj
        raided raid VERB VBD 2 conj
        Velm Velm PROPN NNP 8 obj|on on ADP IN 11 case|Friday Friday PROPN NNP 8 obl""",
        actors={"Rebels": "rebel", "soldiers": "military"},
        places=["Ostra", "Velm"],
        dates=["Monday", "Friday"],
    )
    cells = [(doc.text[slice(*event["place"])], doc.text[slice(*event["date"])]) for event in doc._.events]
    assert cells == [("Ostra", "Monday"), ("Velm", "Friday")]


def test_a_date_between_a_relative_clause_and_the_main_verb_is_of_the_clause(code):
    doc = code(
        """Nurses nurse NOUN NNS 6 nsubj|who who PRON WP 3 nsubj|rioted riot VERB VBD 1 acl:relcl|on on ADP IN 5 case
        Sunday Sunday PROPN NNP 6 obl|marched march VERB VBD 0 root|on on ADP IN 8 case
        Tuesday Tuesday PROPN NNP 6 obl""",
        actors={"Nurses": "civilian"},
        dates=["Sunday", "Tuesday"],
    )
    dates = {event["trigger"]: doc.text[slice(*event["date"])] for event in doc._.events}
    assert dates == {"riot": "Sunday", "march": "Tuesday"}


def test_the_date_of_a_verb_of_reporting_is_not_the_events(only):
    event = only(
        """Police police NOUN NNS 2 nsubj|said say VERB VBD 0 root|on on ADP IN 4 case|Friday Friday PROPN NNP 2 obl
        rebels rebel NOUN NNS 6 nsubj|shelled shell VERB VBD 2 ccomp|Ostra Ostra PROPN NNP 6 obj""",
        actors={"Police": "state", "rebels": "rebel"},
        places=["Ostra"],
        dates=["Friday"],
    )
    assert event["date"] is None


def test_a_name_inside_a_date_is_no_actor(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        on on ADP IN 6 case|Marek Marek PROPN NNP 6 compound|Day Day PROPN NNP 2 obl""",
        actors={"Rebels": "rebel", "soldiers": "military", "Marek": "person"},
        dates=["Marek Day"],
    )
    assert (event["sources"], event["targets"], event["date"]) == (["Rebels"], ["soldiers"], "Marek Day")


def test_where_the_source_is(only):
    event = only(
        """Students student NOUN NNS 4 nsubj|in in ADP IN 3 case|Ostra Ostra PROPN NNP 1 nmod
        defied defy VERB VBD 0 root|the the DET DT 6 det|ban ban NOUN NN 4 obj""",
        actors={"Students": "civilian"},
        places=["Ostra"],
    )
    assert (event["place"], event["place_reason"]) == ("Ostra", "beside the source")


def test_who_is_appealed_to_is_no_place(only):
    event = only(
        """Monks monk NOUN NNS 2 nsubj|appealed appeal VERB VBD 0 root|to to ADP IN 4 case|Corria Corria PROPN NNP 2 obl
        for for ADP IN 6 case|help help NOUN NN 2 obl""",
        actors={"Monks": "religious"},
        latent={"Corria": "state"},
        places=["Corria"],
    )
    assert (event["targets"], event["place"]) == (["Corria"], None)


def test_a_date_that_follows_a_clause_of_time_is_that_clauses(code):
    doc = code(
        """Guards guard NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj
        after after SCONJ IN 6 mark|Rebels rebel NOUN NNS 6 nsubj|raided raid VERB VBD 2 advcl
        Velm Velm PROPN NNP 6 obj|on on ADP IN 9 case|Sunday Sunday PROPN NNP 2 obl""",
        actors={"Guards": "military", "Rebels": "rebel"},
        places=["Ostra", "Velm"],
        dates=["Sunday"],
    )
    dates = {event["trigger"]: event["date"] and doc.text[slice(*event["date"])] for event in doc._.events}
    assert dates == {"attack": None, "raid": "Sunday"}


def test_the_date_of_an_owner_is_not_the_verbs(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|guards guard NOUN NNS 2 obj|of of ADP IN 7 case
        Sunday Sunday PROPN NNP 7 nmod:poss|'s 's PART POS 5 case|poll poll NOUN NN 2 obl""",
        actors={"Rebels": "rebel", "guards": "military"},
        dates=["Sunday"],
    )
    assert event["date"] is None


def test_the_date_of_what_a_time_is_counted_from(only):
    event = only(
        """Belda Belda PROPN NNP 5 nsubj|and and CCONJ CC 3 cc|Corria Corria PROPN NNP 1 conj|have have AUX VBP 5 aux
        fought fight VERB VBN 0 root|since since ADP IN 8 case|the the DET DT 8 det|split split NOUN NN 5 obl
        in in ADP IN 10 case|1947 1947 NUM CD 5 obl""",
        actors={"Belda": "state", "Corria": "state"},
        dates=["1947"],
    )
    assert (event["date"], event["date_reason"]) == (None, "dates in the sentence belong to something else")


def test_the_end_of_an_event_is_not_its_date(only):
    event = only(
        """On on ADP IN 2 case|Monday Monday PROPN NNP 4 obl|traders trader NOUN NNS 4 nsubj|ended end VERB VBD 0 root
        a a DET DT 6 det|boycott boycott NOUN NN 4 obj|of of ADP IN 8 case|parliament parliament NOUN NN 6 nmod""",
        actors={"traders": "civilian", "parliament": "state"},
        dates=["Monday"],
    )
    assert event["date"] is None


def test_a_date_right_behind_another_event_is_of_that_one(code):
    doc = code(
        """Judges judge NOUN NNS 2 nsubj|opened open VERB VBD 0 root|an a DET DT 4 det|inquiry inquiry NOUN NN 2 obj
        Friday Friday PROPN NNP 2 obl|into into ADP IN 8 case|the the DET DT 8 det
        assassination assassination NOUN NN 2 obl|of of ADP IN 10 case|Marek Marek PROPN NNP 8 nmod""",
        actors={"Judges": "state", "Marek": "person"},
        dates=["Friday"],
    )
    dates = {event["event_type"]: event["date"] and doc.text[slice(*event["date"])] for event in doc._.events}
    assert dates == {"ACCUSE": "Friday", "ASSAULT": None}


def test_what_is_done_instead_has_no_date(code):
    doc = code(
        """Rebels rebel NOUN NNS 3 nsubj|will will AUX MD 3 aux|withdraw withdraw VERB VB 0 root|by by ADP IN 5 case
        Sunday Sunday PROPN NNP 3 obl|or or CCONJ CC 7 cc|attack attack VERB VB 3 conj
        soldiers soldier NOUN NNS 7 obj""",
        actors={"Rebels": "rebel", "soldiers": "military"},
        dates=["Sunday"],
    )
    assert {event["event_type"]: event["date"] is not None for event in doc._.events} == {
        "RETREAT": True,
        "ASSAULT": False,
    }


@pytest.mark.parametrize(
    ("verb", "date"),
    [
        ("disclosed disclose VERB VBD", (None, "dates in the sentence belong to something else")),
        ("regret regret VERB VBP", ("Sunday", "same sentence")),
    ],
    ids=["told then", "told now"],
)
def test_the_date_of_a_past_verb_is_not_that_of_a_noun_below_it(only, verb, date):
    event = only(
        f"""Officials official NOUN NNS 2 nsubj|{verb} 0 root|the the DET DT 4 det
        kidnapping kidnapping NOUN NN 2 obj|of of ADP IN 6 case|nurses nurse NOUN NNS 4 nmod|on on ADP IN 8 case
        Sunday Sunday PROPN NNP 2 obl""",
        actors={"nurses": "civilian"},
        dates=["Sunday"],
    )
    assert (event["date"], event["date_reason"]) == date
