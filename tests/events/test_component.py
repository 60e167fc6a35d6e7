"""Whole events: casualties, merging, circumstances, claims, and what is left out."""

import pytest

from docmine.events import support
from docmine.events.component import LONGEST

KILLED = """A a DET DT 2 det|bomb bomb NOUN NN 3 compound|attack attack NOUN NN 4 nsubj|killed kill VERB VBD 0 root
at at ADP IN 6 case|least least ADJ JJS 7 nmod|23 23 NUM CD 8 nummod|people people NOUN NNS 4 obj|in in ADP IN 10 case
Ostra Ostra PROPN NNP 4 obl|and and CCONJ CC 12 cc|injured injure VERB VBD 4 conj|14 14 NUM CD 14 nummod
others other NOUN NNS 12 obj"""


def test_attack_and_its_harm_are_one_event(only):
    event = only(KILLED, places=["Ostra"])
    assert (event["trigger"], event["event_type"], event["mode"]) == ("attack", "ASSAULT", "explosives")
    assert (event["killed"], event["injured"], event["place"]) == ((23, 23, None), (14, 14, 14), "Ostra")


def test_count_span_is_its_words(code):
    doc = code(KILLED, places=["Ostra"])
    count = doc._.events[0]["killed"]
    assert doc.text[count["start"] : count["end"]] == "at least 23"


def test_passive_harm_beside_its_cause(only):
    event = only(
        """Twelve twelve NUM CD 2 nummod|miners miner NOUN NNS 4 nsubj:pass|were be AUX VBD 4 aux:pass
        killed kill VERB VBN 0 root
        in in ADP IN 7 case|an a DET DT 7 det|airstrike airstrike NOUN NN 4 obl""",
        actors={"miners": "civilian"},
    )
    assert (event["mode"], event["targets"], event["killed"]) == ("airstrike", ["miners"], (12, 12, 12))


def test_leaving_dead(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|shelled shell VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|, , PUNCT , 5 punct
        leaving leave VERB VBG 2 advcl|twelve twelve NUM CD 5 obj|dead dead ADJ JJ 5 xcomp""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["mode"], event["killed"]) == ("heavy-weapons", (12, 12, 12))


def test_participle_of_harm(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|, , PUNCT , 5 punct
        wounding wound VERB VBG 2 advcl|dozens dozen NOUN NNS 5 obj""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["trigger"], event["injured"]) == ("attack", (24, None, None))


def test_including_is_not_added(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|23 23 NUM CD 4 nummod|people people NOUN NNS 2 obj
        including include VERB VBG 7 case|5 5 NUM CD 7 nummod|children child NOUN NNS 4 nmod""",
        actors={"Rebels": "rebel"},
    )
    assert event["killed"] == (23, 23, 23)


def test_coordinated_victims_are_added(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|12 12 NUM CD 4 nummod|farmers farmer NOUN NNS 2 obj
        and and CCONJ CC 7 cc|3 3 NUM CD 7 nummod|soldiers soldier NOUN NNS 4 conj""",
        actors={"Rebels": "rebel"},
    )
    assert event["killed"] == (15, 15, 15)


def test_article_counts_one_person_only(only):
    one = """Rebels rebel NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|{} x DET DT 4 det|{} NOUN NN 2 obj"""
    actors = {"Rebels": "rebel"}
    assert only(one.format("a", "soldier soldier"), actors=actors)["killed"] == (1, 1, 1)
    assert only(one.format("the", "soldier soldier"), actors=actors)["killed"] is None
    assert only(one.format("a", "proposal proposal"), actors=actors)["killed"] is None


def test_another_doer_makes_another_event(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj
        and and CCONJ CC 6 cc
        soldiers soldier NOUN NNS 6 nsubj|killed kill VERB VBD 2 conj|4 4 NUM CD 8 nummod
        farmers farmer NOUN NNS 6 obj""",
        actors={"Rebels": "rebel", "soldiers": "military", "farmers": "civilian"},
        places=["Ostra"],
    )
    assert [event["trigger"] for event in doc._.events] == ["attack", "kill"]
    assert doc._.events[0]["killed"] is None
    assert doc._.events[1]["ucdp_type"] == 3


def test_what_is_agreed_is_no_second_event(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|agreed agree VERB VBD 0 root|to to PART TO 4 mark
        release release VERB VB 2 xcomp
        prisoners prisoner NOUN NNS 4 obj""",
        actors={"Rebels": "rebel", "prisoners": "civilian"},
    )
    assert (event["event_type"], event["targets"]) == ("AGREE", ["prisoners"])


@pytest.mark.parametrize(
    "text",
    [
        "The the DET DT 2 det|war war NOUN NN 3 nsubj|goes go VERB VBZ 0 root|on on ADV RB 3 advmod",
        "The the DET DT 2 det|attack attack NOUN NN 3 nsubj|failed fail VERB VBD 0 root",
        "Prices price NOUN NNS 2 nsubj|fell fall VERB VBD 0 root",
        "She she PRON PRP 2 nsubj|took take VERB VBD 0 root|notes note NOUN NNS 2 obj",
        "The the DET DT 3 det|strike strike NOUN NN 3 compound|price price NOUN NN 4 nsubj|rose rise VERB VBD 0 root",
    ],
)
def test_no_event(code, text):
    assert code(text)._.events == []


def test_nobody_does_what_nature_does(code):
    flood = """The the DET DT 2 det|flood flood NOUN NN 3 nsubj|killed kill VERB VBD 0 root|12 12 NUM CD 5 nummod
    farmers farmer NOUN NNS 3 obj"""
    crash = """12 12 NUM CD 2 nummod|farmers farmer NOUN NNS 4 nsubj:pass|were be AUX VBD 4 aux:pass
    killed kill VERB VBN 0 root
    in in ADP IN 7 case|a a DET DT 7 det|crash crash NOUN NN 4 obl"""
    assert code(flood)._.events == code(crash)._.events == []


def test_what_a_visit_is_for_is_no_second_event(only):
    event = only(
        """Marek Marek PROPN NNP 2 nsubj|visited visit VERB VBD 0 root|Belda Belda PROPN NNP 2 obj|to to PART TO 5 mark
        discuss discuss VERB VB 2 advcl|grain grain NOUN NN 5 obj""",
        actors={"Marek": "person"},
        places=["Belda"],
    )
    assert (event["trigger"], event["place"]) == ("visit", "Belda")


BEFORE = "He he PRON PRP 2 nsubj|came come VERB VBD 0 root|to to ADP IN 4 case|Ostra Ostra PROPN NNP 2 obl{}"
AFTER = "Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj"
SIDES = {"Rebels": "rebel", "soldiers": "military"}


def test_place_of_the_sentence_before_in_the_paragraph(only):
    event = only(BEFORE.format(""), AFTER, actors=SIDES, places=["Ostra"])
    assert (event["place"], event["place_reason"]) == ("Ostra", "previous sentence")


def test_paragraphs_are_not_crossed(only):
    event = only(BEFORE.format("|\\n\\n _ SPACE _SP 4 dep"), AFTER, actors=SIDES, places=["Ostra"])
    assert (event["place"], event["place_reason"]) == (None, "no place in the clause or sentence")


def test_place_inside_the_target(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|the the DET DT 4 det
        outskirts outskirt NOUN NNS 2 obj
        of of ADP IN 6 case|Ostra Ostra PROPN NNP 4 nmod""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["place"], event["place_reason"]) == ("Ostra", "object of the trigger")


def test_a_country_is_not_captured(code):
    """*Took* with a country as object is idiom (*took Belda seriously*) far more often than conquest."""
    text = "They they PRON PRP 2 nsubj|took take VERB VBD 0 root|Belda Belda PROPN NNP 2 obj"
    assert code(text, places=["Belda"])._.events[0]["mode"] == "capture"
    assert code(text, places=[("Belda", {"feature_code": "PCLI"})])._.events == []


def test_no_place_is_guessed_among_several(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        ; ; PUNCT : 5 punct
        roads road NOUN NNS 2 parataxis|between between ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod|and and CCONJ CC 9 cc
        Belda Belda PROPN NNP 7 conj""",
        actors=SIDES,
        places=["Ostra", "Belda"],
    )
    assert (event["trigger"], event["place"]) == ("attack", None)
    assert event["place_reason"] == "several places in the sentence, none tied to the trigger"


DATED = """On on ADP IN 2 case|Monday Monday PROPN NNP 4 obl|rebels rebel NOUN NNS 4 nsubj
attacked attack VERB VBD 0 root
Ostra Ostra PROPN NNP 4 obj|, , PUNCT , 8 punct|police police NOUN NNS 8 nsubj|said say VERB VBD 4 parataxis
on on ADP IN 10 case|Friday Friday PROPN NNP 8 obl"""


def test_date_of_the_clause_not_of_the_report(only):
    event = only(DATED, actors={"rebels": "rebel"}, places=["Ostra"], dates=["Monday", "Friday"])
    assert (event["date"], event["date_reason"], event["claimed_by"]) == ("Monday", "in the clause", "police said")


def test_day_on_which_somebody_spoke_is_no_date_of_the_event(only):
    event = only(DATED, actors={"rebels": "rebel"}, places=["Ostra"], dates=["Friday"])
    assert (event["date"], event["date_reason"]) == (None, "dates in the sentence belong to something else")


def test_durations_are_no_dates(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|besieged besiege VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj
        for for ADP IN 6 case
        nine nine NUM CD 6 nummod|days day NOUN NNS 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
        dates=[("nine days", {"type": "DURATION"})],
    )
    assert (event["mode"], event["date"], event["date_reason"]) == ("siege", None, "no date in the clause or sentence")


def test_according_to(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|, , PUNCT , 7 punct
        according accord VERB VBG 7 case|to to ADP IN 5 fixed|shepherds shepherd NOUN NNS 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert event["claimed_by"] == "according to shepherds"


def test_accusation_claims_what_it_is_about(code):
    doc = code(
        """Belda Belda PROPN NNP 2 nsubj|accused accuse VERB VBD 0 root|rebels rebel NOUN NNS 2 obj
        of of SCONJ IN 5 mark
        shelling shell VERB VBG 2 advcl|Ostra Ostra PROPN NNP 5 obj""",
        actors={"Belda": "state", "rebels": "rebel"},
        places=["Ostra"],
    )
    accused, shelled = doc._.events
    assert (accused["event_type"], accused["claimed_by"]) == ("ACCUSE", None)
    assert (shelled["sources"][0][2], shelled["claimed_by"]) == ("a_rebels", "Belda accused")


def test_weapon(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj
        with with ADP IN 6 case
        mortar mortar NOUN NN 6 compound|shells shell NOUN NNS 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert event["weapon"] == "mortar shells"


def test_the_score_is_the_chance_of_the_whole_event(code):
    doc = code(AFTER, "Prices price NOUN NNS 2 nsubj|rose rise VERB VBD 0 root", BEFORE.format(""), actors=SIDES)
    (event,) = doc._.events
    assert event["score"] == support.chance(doc, event) > 0.5


def test_a_list_without_end_is_no_sentence(code):
    rest = "".join(f"|item{i} item{i} NOUN NN 2 obj" for i in range(LONGEST))
    assert code(AFTER, actors=SIDES)._.events
    doc = code(AFTER + rest, actors=SIDES)
    assert doc._.events == []
    assert ["not read for events" in note for note in doc._.notes] == [True]


@pytest.mark.parametrize("nobody", ["Nobody nobody PRON NN 2 nsubj:pass", "None none NOUN NN 2 nsubj:pass"])
def test_nobody_killed_is_nobody_counted(only, nobody):
    event = only(
        f"""{nobody}|killed kill VERB VBN 0 root|in in ADP IN 4 case|Ostra Ostra PROPN NNP 2 obl|. . PUNCT . 2 punct
        was be AUX VBD 2 aux:pass""",
        places=["Ostra"],
    )
    assert (event["status"], event["killed"]) == ("negated", None)


def test_no_one_hurt_does_not_undo_the_attack(only):
    event = only(
        """No no DET DT 2 det|one one NOUN NN 4 nsubj:pass|was be AUX VBD 4 aux:pass|hurt wound VERB VBN 0 root
        in in ADP IN 7 case|the the DET DT 7 det|attack attack NOUN NN 4 obl|on on ADP IN 9 case
        soldiers soldier NOUN NNS 7 nmod""",
        actors={"soldiers": "military"},
    )
    assert (event["trigger"], event["status"], event["injured"]) == ("attack", "factual", None)


def test_one_another_is_no_number(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|one one NUM CD 2 obj
        another another DET DT 2 advmod""",
        actors={"Rebels": "rebel"},
    )
    assert event["killed"] is None


def test_verb_and_its_noun_are_one_event(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|imposed impose VERB VBD 0 root|sanctions sanction NOUN NNS 2 obj
        on on ADP IN 5 case|Corria Corria PROPN NNP 3 nmod""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["trigger"], event["sources"], event["targets"]) == ("impose", ["Belda"], ["Corria"])


def test_lives_lost_count_for_the_attack(only):
    event = only(
        """An an DET DT 2 det|attack attack NOUN NN 3 nsubj|claimed claim VERB VBD 0 root|12 12 NUM CD 5 nummod
        lives life NOUN NNS 3 obj|in in ADP IN 7 case|Ostra Ostra PROPN NNP 3 obl""",
        places=["Ostra"],
    )
    assert (event["trigger"], event["killed"]) == ("attack", (12, 12, 12))


def test_demand_of_a_protest_tells_whom_it_is_against(only):
    event = only(
        """Nurses nurse NOUN NNS 2 nsubj|protested protest VERB VBD 0 root|to to PART TO 4 mark
        demand demand VERB VB 2 advcl
        pay pay NOUN NN 4 obj|from from ADP IN 7 case|Belda Belda PROPN NNP 4 obl""",
        actors={"Nurses": "civilian", "Belda": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("PROTEST", ["Nurses"], ["Belda"])
