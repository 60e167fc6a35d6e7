"""What is told as a fact and what is not."""

import pytest

CASES = {
    "had they": (
        """Had have AUX VBD 3 aux|Rebels rebel NOUN NNS 3 nsubj|attacked attack VERB VBN 7 advcl
        Ostra Ostra PROPN NNP 3 obj|, , PUNCT , 3 punct|Belda Belda PROPN NNP 7 nsubj|fell fall VERB VBD 0 root""",
        "hypothetical",
    ),
    "fell, had they": (
        """Belda Belda PROPN NNP 2 nsubj|fell fall VERB VBD 0 root|had have AUX VBD 5 aux|Rebels rebel NOUN NNS 5 nsubj
        attacked attack VERB VBN 2 advcl|Ostra Ostra PROPN NNP 5 obj""",
        "hypothetical",
    ),
    "they had": (
        """Rebels rebel NOUN NNS 3 nsubj|had have AUX VBD 3 aux|attacked attack VERB VBN 0 root
        Ostra Ostra PROPN NNP 3 obj""",
        "factual",
    ),
    "in the event of": (
        """In in ADP IN 3 case|the the DET DT 3 det|event event NOUN NN 10 obl|of of ADP IN 6 case|an an DET DT 6 det
        attack attack NOUN NN 3 nmod|on on ADP IN 8 case|Ostra Ostra PROPN NNP 6 nmod|Rebels rebel NOUN NNS 10 nsubj
        slept sleep VERB VBD 0 root""",
        "hypothetical",
    ),
    "an attack is unlikely": (
        """An an DET DT 2 det|attack attack NOUN NN 6 nsubj|on on ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        is be AUX VBZ 6 cop|unlikely unlikely ADJ JJ 0 root""",
        "hypothetical",
    ),
    "plotting to": (
        """Belda Belda PROPN NNP 3 nsubj|is be AUX VBZ 3 aux|plotting plot VERB VBG 0 root|to to PART TO 5 mark
        attack attack VERB VB 3 xcomp|Ostra Ostra PROPN NNP 5 obj""",
        "planned",
    ),
    "vowed attacks": (
        """Rebels rebel NOUN NNS 2 nsubj|vowed vow VERB VBD 0 root|attacks attack NOUN NNS 2 obj|on on ADP IN 5 case
        Ostra Ostra PROPN NNP 3 nmod""",
        "threatened",
    ),
    "would not hesitate to": (
        """Rebels rebel NOUN NNS 4 nsubj|would would AUX MD 4 aux|not not PART RB 4 advmod
        hesitate hesitate VERB VB 0 root
        to to PART TO 6 mark|attack attack VERB VB 4 advcl|Ostra Ostra PROPN NNP 6 obj""",
        "threatened",
    ),
    "would often": (
        """Rebels rebel NOUN NNS 4 nsubj|would would AUX MD 4 aux|often often ADV RB 4 advmod
        attack attack VERB VB 0 root|Ostra Ostra PROPN NNP 4 obj""",
        "generic",
    ),
    "night after night": (
        """Night night NOUN NN 5 obl|after after ADP IN 3 case|night night NOUN NN 5 obl|Rebels rebel NOUN NNS 5 nsubj
        attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 5 obj""",
        "generic",
    ),
    "for years": (
        """For for ADP IN 2 case|years year NOUN NNS 5 obl|Rebels rebel NOUN NNS 5 nsubj|have have AUX VBP 5 aux
        attacked attack VERB VBN 0 root|Ostra Ostra PROPN NNP 5 obj""",
        "generic",
    ),
    "for two days": (
        """For for ADP IN 3 case|two two NUM CD 3 nummod|days day NOUN NNS 5 obl|Rebels rebel NOUN NNS 5 nsubj
        attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 5 obj""",
        "factual",
    ),
    "rebels are jailed": (
        """Rebels rebel NOUN NNS 3 nsubj:pass|are be AUX VBP 3 aux:pass|jailed jail VERB VBN 0 root
        . . PUNCT . 3 punct""",
        "generic",
    ),
    "rebels were jailed": (
        """Rebels rebel NOUN NNS 3 nsubj:pass|were be AUX VBD 3 aux:pass|jailed jail VERB VBN 0 root
        . . PUNCT . 3 punct""",
        "factual",
    ),
    "the use of torture is widespread": (
        """The the DET DT 2 det|use use NOUN NN 8 nsubj|of of ADP IN 4 case|torture torture NOUN NN 2 nmod
        by by ADP IN 6 case|Rebels rebel NOUN NNS 4 nmod|is be AUX VBZ 8 cop|widespread widespread ADJ JJ 0 root""",
        "generic",
    ),
    "troops to": (
        """Rebels rebel NOUN NNS 2 nsubj|had have VERB VBD 0 root|troops troop NOUN NNS 2 obj|to to PART TO 5 mark
        attack attack VERB VB 3 acl|Ostra Ostra PROPN NNP 5 obj""",
        "planned",
    ),
    "the first to": (
        """Rebels rebel NOUN NNS 3 nsubj|were be AUX VBD 3 cop|first first ADJ JJ 0 root|to to PART TO 5 mark
        attack attack VERB VB 3 acl|Ostra Ostra PROPN NNP 5 obj""",
        "factual",
    ),
    "once arrested, will": (
        """Once once SCONJ IN 2 mark|attacked attack VERB VBN 6 advcl|, , PUNCT , 2 punct|Rebels rebel NOUN NNS 6 nsubj
        will will AUX MD 6 aux|leave leave VERB VB 0 root""",
        "hypothetical",
    ),
    "let them": (
        """Let let VERB VB 0 root|Rebels rebel NOUN NNS 1 obj|attack attack VERB VB 1 xcomp
        Ostra Ostra PROPN NNP 3 obj""",
        "hypothetical",
    ),
    "found before": (
        """Police police NOUN NNS 2 nsubj|found find VERB VBD 0 root|Rebels rebel NOUN NNS 2 obj
        before before SCONJ IN 6 mark
        they they PRON PRP 6 nsubj|attacked attack VERB VBD 2 advcl|Ostra Ostra PROPN NNP 6 obj""",
        "negated",
    ),
    "stopped before": (
        """Rebels rebel NOUN NNS 3 nsubj:pass|were be AUX VBD 3 aux:pass|stopped stop VERB VBN 0 root
        before before SCONJ IN 7 mark|they they PRON PRP 7 nsubj|could can AUX MD 7 aux|attack attack VERB VB 3 advcl
        Ostra Ostra PROPN NNP 7 obj""",
        "negated",
    ),
    "if they do not": (
        """Belda Belda PROPN NNP 2 nsubj|mourns mourn VERB VBZ 0 root|if if SCONJ IN 7 mark
        Rebels rebel NOUN NNS 7 nsubj|do do AUX VBP 7 aux|not not PART RB 7 advmod|attack attack VERB VB 2 advcl
        Ostra Ostra PROPN NNP 7 obj""",
        "hypothetical",
    ),
    "denied that it slept and said": (
        """Belda Belda PROPN NNP 2 nsubj|denied deny VERB VBD 0 root|it it PRON PRP 4 nsubj|slept sleep VERB VBD 2 ccomp
        and and CCONJ CC 6 cc|said say VERB VBD 4 conj|Rebels rebel NOUN NNS 8 nsubj|attacked attack VERB VBD 6 ccomp
        Ostra Ostra PROPN NNP 8 obj""",
        "factual",
    ),
    "a question in another sentence": (
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|. . PUNCT . 2 punct
        Why why ADV WRB 2 parataxis|? ? PUNCT . 2 punct""",
        "factual",
    ),
    "plain": ("Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj", "factual"),
    "not": (
        """Rebels rebel NOUN NNS 4 nsubj|did do AUX VBD 4 aux|not not PART RB 4 advmod|attack attack VERB VB 0 root
        Ostra Ostra PROPN NNP 4 obj""",
        "negated",
    ),
    "not, with an adverb between": (
        """Rebels rebel NOUN NNS 5 nsubj|do do AUX VBP 5 aux|not not PART RB 4 advmod|forcibly forcibly ADV RB 5 advmod
        recruit recruit VERB VB 0 root|nurses nurse NOUN NNS 5 obj""",
        "negated",
    ),
    "not only": (
        """Rebels rebel NOUN NNS 4 nsubj|not not PART RB 4 advmod|only only ADV RB 4 advmod
        attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 4 obj""",
        "factual",
    ),
    "learned to": (
        """Rebels rebel NOUN NNS 2 nsubj|learned learn VERB VBD 0 root|to to PART TO 4 mark
        attack attack VERB VB 2 xcomp|soldiers soldier NOUN NNS 4 obj""",
        "generic",
    ),
    "has deployed": (
        """Rebels rebel NOUN NNS 2 nsubj|have have VERB VBP 0 root|soldiers soldier NOUN NNS 2 obj
        deployed deploy VERB VBN 3 acl|in in ADP IN 6 case|Ostra Ostra PROPN NNP 4 obl""",
        "generic",
    ),
    "so many": (
        """So so ADV RB 2 advmod|many many ADJ JJ 3 amod|rebels rebel NOUN NNS 5 nsubj:pass|were be AUX VBD 5 aux:pass
        attacked attack VERB VBN 0 root""",
        "generic",
    ),
    "against attack": (
        """Nurses nurse NOUN NNS 2 nsubj|guarded guard VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj
        against against ADP IN 6 case|rebel rebel NOUN NN 6 compound|attack attack NOUN NN 2 obl""",
        "generic",
    ),
    "in the past": (
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|in in ADP IN 6 case
        the the DET DT 6 det|past past NOUN NN 2 obl""",
        "historical",
    ),
    "on the eve of": (
        """Rebels rebel NOUN NNS 2 nsubj|slept sleep VERB VBD 0 root|on on ADP IN 5 case|the the DET DT 5 det
        eve eve NOUN NN 2 obl|of of ADP IN 8 case|the the DET DT 8 det|attack attack NOUN NN 5 nmod
        on on ADP IN 10 case|Ostra Ostra PROPN NNP 8 nmod""",
        "planned",
    ),
    "did not take place": (
        """The the DET DT 2 det|attack attack NOUN NN 7 nsubj|on on ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        did do AUX VBD 7 aux|not not PART RB 7 advmod|take take VERB VB 0 root|place place NOUN NN 7 obj""",
        "negated",
    ),
    "will begin": (
        """The the DET DT 2 det|attack attack NOUN NN 6 nsubj|on on ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        will will AUX MD 6 aux|begin begin VERB VB 0 root""",
        "planned",
    ),
    "ahead of": (
        """Rebels rebel NOUN NNS 2 nsubj|slept sleep VERB VBD 0 root|ahead ahead ADP RB 5 case|of of ADP IN 3 fixed
        attacks attack NOUN NNS 2 obl|on on ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod""",
        "planned",
    ),
    "no fewer than": (
        """No no ADV RB 2 advmod|fewer few ADJ JJR 6 advmod|than than ADP IN 2 fixed|nine nine NUM CD 5 nummod
        rebels rebel NOUN NNS 6 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 6 obj""",
        "factual",
    ),
    "a daily practice": (
        """The the DET DT 2 det|abduction abduction NOUN NN 7 nsubj|of of ADP IN 4 case|rebels rebel NOUN NNS 2 nmod
        is be AUX VBZ 7 cop|daily daily ADJ JJ 7 amod|practice practice NOUN NN 0 root""",
        "generic",
    ),
    "banned": (
        """Rebels rebel NOUN NNS 2 nsubj|banned ban VERB VBD 0 root|music music NOUN NN 2 obj
        in in ADP IN 5 case|Ostra Ostra PROPN NNP 3 nmod""",
        "factual",
    ),
    "no one": (
        "No no DET DT 2 det|rebels rebel NOUN NNS 3 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 3 obj",
        "negated",
    ),
    "denied": (
        """Rebels rebel NOUN NNS 2 nsubj|denied deny VERB VBD 0 root|attacking attack VERB VBG 2 xcomp
        Ostra Ostra PROPN NNP 3 obj""",
        "denied",
    ),
    "failed to": (
        """Rebels rebel NOUN NNS 2 nsubj|failed fail VERB VBD 0 root|to to PART TO 4 mark|attack attack VERB VB 2 xcomp
        Ostra Ostra PROPN NNP 4 obj""",
        "negated",
    ),
    "prevented an attack": (
        """Rebels rebel NOUN NNS 2 nsubj|prevented prevent VERB VBD 0 root|an a DET DT 4 det|attack attack NOUN NN 2 obj
        on on ADP IN 6 case|Ostra Ostra PROPN NNP 4 nmod""",
        "negated",
    ),
    "if": (
        """If if SCONJ IN 3 mark|rebels rebel NOUN NNS 3 nsubj|attack attack VERB VBP 6 advcl
        Ostra Ostra PROPN NNP 3 obj
        we we PRON PRP 6 nsubj|run run VERB VBP 0 root""",
        "hypothetical",
    ),
    "may": (
        """Rebels rebel NOUN NNS 3 nsubj|may may AUX MD 3 aux|attack attack VERB VB 0 root
        Ostra Ostra PROPN NNP 3 obj""",
        "hypothetical",
    ),
    "want to": (
        """Rebels rebel NOUN NNS 2 nsubj|wanted want VERB VBD 0 root|to to PART TO 4 mark|attack attack VERB VB 2 xcomp
        Ostra Ostra PROPN NNP 4 obj""",
        "hypothetical",
    ),
    "question": (
        """Did do AUX VBD 3 aux|rebels rebel NOUN NNS 3 nsubj|attack attack VERB VB 0 root|Ostra Ostra PROPN NNP 3 obj
        ? ? PUNCT . 3 punct""",
        "hypothetical",
    ),
    "will": (
        "Rebels rebel NOUN NNS 3 nsubj|will will AUX MD 3 aux|attack attack VERB VB 0 root|Ostra Ostra PROPN NNP 3 obj",
        "planned",
    ),
    "plan to": (
        """Rebels rebel NOUN NNS 2 nsubj|plan plan VERB VBP 0 root|to to PART TO 4 mark|attack attack VERB VB 2 xcomp
        Ostra Ostra PROPN NNP 4 obj""",
        "planned",
    ),
    "in order to": (
        """Rebels rebel NOUN NNS 2 nsubj|came come VERB VBD 0 root|to to PART TO 4 mark|attack attack VERB VB 2 advcl
        Ostra Ostra PROPN NNP 4 obj""",
        "planned",
    ),
    "planned": (
        """The the DET DT 3 det|planned planned ADJ JJ 3 amod|attack attack NOUN NN 6 nsubj|on on ADP IN 5 case
        Ostra Ostra PROPN NNP 3 nmod|matters matter VERB VBZ 0 root""",
        "planned",
    ),
    "failed to prevent": (
        """Police police NOUN NNS 2 nsubj|failed fail VERB VBD 0 root|to to PART TO 4 mark
        prevent prevent VERB VB 2 xcomp
        an a DET DT 6 det|attack attack NOUN NN 4 obj|on on ADP IN 8 case|Ostra Ostra PROPN NNP 6 nmod""",
        "factual",
    ),
    "fear of": (
        """Fear fear NOUN NN 6 nsubj|of of ADP IN 4 case|an a DET DT 4 det|attack attack NOUN NN 1 nmod
        on on ADP IN 7 case|grew grow VERB VBD 0 root|Ostra Ostra PROPN NNP 4 nmod""",
        "hypothetical",
    ),
    "subject of a future": (
        """The the DET DT 2 det|capture capture NOUN NN 6 nsubj|of of ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        will will AUX MD 6 aux|change change VERB VB 0 root|things thing NOUN NNS 6 obj""",
        "factual",
    ),
    "object of a future": (
        """Belda Belda PROPN NNP 3 nsubj|will will AUX MD 3 aux|mourn mourn VERB VB 0 root|the the DET DT 5 det
        capture capture NOUN NN 3 obj|of of ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod""",
        "factual",
    ),
    "launched in the future": (
        """Rebels rebel NOUN NNS 3 nsubj|will will AUX MD 3 aux|launch launch VERB VB 0 root|an a DET DT 5 det
        attack attack NOUN NN 3 obj|on on ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod""",
        "planned",
    ),
    "routinely": (
        """Rebels rebel NOUN NNS 3 nsubj|routinely routinely ADV RB 3 advmod|attack attack VERB VBP 0 root
        Ostra Ostra PROPN NNP 3 obj""",
        "generic",
    ),
    "years of": (
        """Years year NOUN NNS 5 nsubj|of of ADP IN 4 case|rebel rebel NOUN NN 4 compound|attacks attack NOUN NNS 1 nmod
        hurt hurt VERB VBD 0 root""",
        "generic",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_status(only, name):
    text, status = CASES[name]
    actor = next((word for word in ("Rebels", "rebels", "rebel") if f"{word} rebel NOUN" in text), None)
    places = ["Ostra"] if "Ostra" in text else []
    assert only(text, actors={actor: "rebel"} if actor else {}, places=places)["status"] == status


@pytest.mark.parametrize(("latest", "status"), [("2021-05-03", "factual"), ("2021-05-20", "planned")])
def test_what_was_ahead_of_something_past_is_no_plan(only, latest, status):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|slept sleep VERB VBD 0 root|ahead ahead ADP RB 6 case|of of ADP IN 3 fixed
        the the DET DT 6 det|attack attack NOUN NN 2 obl|on on ADP IN 8 case|Monday Monday PROPN NNP 6 nmod
        on on ADP IN 10 case|Ostra Ostra PROPN NNP 6 nmod""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
        dates=[("Monday", {"earliest": latest, "latest": latest})],
        published="2021-05-10",
    )
    assert event["status"] == status


def test_acts_of_speech_in_the_present_are_no_habit(only):
    event = only(
        """Survivors survivor NOUN NNS 2 nsubj|blame blame VERB VBP 0 root|rebels rebel NOUN NNS 2 obj
        . . PUNCT . 2 punct""",
        actors={"Survivors": "civilian", "rebels": "rebel"},
    )
    assert (event["event_type"], event["status"]) == ("ACCUSE", "factual")


HISTORY = """Fear fear NOUN NN 2 nsubj|grew grow VERB VBD 0 root|after after ADP IN 5 case|the the DET DT 5 det
massacre massacre NOUN NN 2 obl|in in ADP IN 7 case|Ostra Ostra PROPN NNP 5 nmod|in in ADP IN 9 case
1982 1982 NUM CD 5 nmod"""
THEN = {"earliest": "1982-01-01", "latest": "1982-12-31"}


@pytest.mark.parametrize(
    ("published", "status"),
    [
        ("2016-05-01", "historical"),
        ("2016-05", "historical"),
        ("1983-01-15", "factual"),
        ("2016", "factual"),
        (None, "factual"),
    ],
)
def test_history_needs_a_known_publication_date(only, published, status):
    event = only(HISTORY, places=["Ostra"], dates=[("1982", THEN)], published=published)
    assert (event["date"], event["status"]) == ("1982", status)


def test_old_news_that_is_the_story_itself_is_no_history(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|in in ADP IN 5 case
        1982 1982 NUM CD 2 obl""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
        dates=[("1982", THEN)],
        published="2016-05-01",
    )
    assert event["status"] == "factual"


def test_what_is_done_instead_is_done(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|shelled shell VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj
        instead instead ADV RB 2 advmod|. . PUNCT . 2 punct""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert event["status"] == "factual"


def test_going_somewhere_is_no_plan(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|went go VERB VBD 0 root|home home ADV RB 2 advmod
        attacking attack VERB VBG 2 advcl|soldiers soldier NOUN NNS 4 obj""",
        actors={"Rebels": "rebel", "soldiers": "military"},
    )
    assert event["status"] == "factual"
