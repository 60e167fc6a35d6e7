"""What is told not to have happened, and what only seems so."""

import pytest

REBELS, OSTRA = {"Rebels": "rebel"}, ["Ostra"]
CASES = {
    "a plot that was foiled": (
        """A a DET DT 2 det|plot plot NOUN NN 7 nsubj:pass|to to PART TO 4 mark|attack attack VERB VB 2 acl
        Ostra Ostra PROPN NNP 4 obj|was be AUX VBD 7 aux:pass|foiled foil VERB VBN 0 root""",
        "negated",
    ),
    "a plot that failed": (
        """A a DET DT 2 det|plot plot NOUN NN 6 nsubj|to to PART TO 4 mark|attack attack VERB VB 2 acl
        Ostra Ostra PROPN NNP 4 obj|failed fail VERB VBD 0 root""",
        "negated",
    ),
    "a plot": (
        """Rebels rebel NOUN NNS 2 nsubj|hatched hatch VERB VBD 0 root|a a DET DT 4 det|plot plot NOUN NN 2 obj
        to to PART TO 6 mark|attack attack VERB VB 4 acl|Ostra Ostra PROPN NNP 6 obj""",
        "planned",
    ),
    "no evidence that": (
        """There there PRON EX 2 expl|is be VERB VBZ 0 root|no no DET DT 4 det|evidence evidence NOUN NN 2 nsubj
        that that SCONJ IN 7 mark|Rebels rebel NOUN NNS 7 nsubj|attacked attack VERB VBD 4 acl
        Ostra Ostra PROPN NNP 7 obj""",
        "negated",
    ),
    "called off": (
        """The the DET DT 2 det|attack attack NOUN NN 6 nsubj:pass|on on ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        was be AUX VBD 6 aux:pass|called call VERB VBN 0 root|off off ADP RP 6 compound:prt""",
        "negated",
    ),
    "stopped short of": (
        """Rebels rebel NOUN NNS 2 nsubj|stopped stop VERB VBD 0 root|short short ADV JJ 2 advmod|of of SCONJ IN 5 mark
        attacking attack VERB VBG 2 advcl|Ostra Ostra PROPN NNP 5 obj""",
        "negated",
    ),
    "turned back before": (
        """Rebels rebel NOUN NNS 2 nsubj|turned turn VERB VBD 0 root|back back ADV RB 2 advmod
        before before SCONJ IN 5 mark|attacking attack VERB VBG 2 advcl|Ostra Ostra PROPN NNP 5 obj""",
        "negated",
    ),
    "rested before": (
        """Rebels rebel NOUN NNS 2 nsubj|rested rest VERB VBD 0 root|before before SCONJ IN 4 mark
        attacking attack VERB VBG 2 advcl|Ostra Ostra PROPN NNP 4 obj""",
        "factual",
    ),
    "nearly": (
        """Rebels rebel NOUN NNS 3 nsubj|nearly nearly ADV RB 3 advmod|attacked attack VERB VBD 0 root
        Ostra Ostra PROPN NNP 3 obj""",
        "negated",
    ),
    "nearly, of something else": (
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|nearly nearly ADV RB 4 advmod
        all all DET DT 5 det|Ostra Ostra PROPN NNP 2 obj""",
        "factual",
    ),
    "hardly any": (
        """Hardly hardly ADV RB 2 advmod|any any DET DT 3 det|Rebels rebel NOUN NNS 4 nsubj
        attacked attack VERB VBD 0 root|Ostra Ostra PROPN NNP 4 obj""",
        "negated",
    ),
    "insisted that they had not": (
        """Belda Belda PROPN NNP 2 nsubj|insisted insist VERB VBD 0 root|Rebels rebel NOUN NNS 6 nsubj
        had have AUX VBD 6 aux|not not PART RB 6 advmod|attacked attack VERB VBN 2 ccomp|Ostra Ostra PROPN NNP 6 obj""",
        "denied",
    ),
    "insisted that they had": (
        """Belda Belda PROPN NNP 2 nsubj|insisted insist VERB VBD 0 root|Rebels rebel NOUN NNS 5 nsubj
        had have AUX VBD 5 aux|attacked attack VERB VBN 2 ccomp|Ostra Ostra PROPN NNP 5 obj""",
        "factual",
    ),
    "our men": (
        """Our our PRON PRP$ 2 nmod:poss|Rebels rebel NOUN NNS 5 nsubj|did do AUX VBD 5 aux|not not PART RB 5 advmod
        attack attack VERB VB 0 root|Ostra Ostra PROPN NNP 5 obj""",
        "denied",
    ),
    "untrue": (
        """Reports report NOUN NNS 6 nsubj|of of ADP IN 3 case|attacks attack NOUN NNS 1 nmod|on on ADP IN 5 case
        Rebels rebel NOUN NNS 3 nmod|untrue untrue ADJ JJ 0 root|, , PUNCT , 6 punct""",
        "denied",
    ),
    "rejected as lies": (
        """Belda Belda PROPN NNP 2 nsubj|rejected reject VERB VBD 0 root|as as ADP IN 4 case|lies lie NOUN NNS 2 obl
        claims claim NOUN NNS 4 obj|that that SCONJ IN 8 mark|Rebels rebel NOUN NNS 8 nsubj
        attacked attack VERB VBD 5 acl|Ostra Ostra PROPN NNP 8 obj""",
        "denied",
    ),
    "not guilty of": (
        """Rebels rebel NOUN NNS 2 nsubj|pleaded plead VERB VBD 0 root|not not PART RB 4 advmod
        guilty guilty ADJ JJ 2 xcomp|to to ADP IN 7 case|the the DET DT 7 det|murder murder NOUN NN 4 obl
        in in ADP IN 9 case|Ostra Ostra PROPN NNP 7 nmod""",
        "denied",
    ),
    "guilty of": (
        """Rebels rebel NOUN NNS 2 nsubj|pleaded plead VERB VBD 0 root|guilty guilty ADJ JJ 2 xcomp|to to ADP IN 6 case
        the the DET DT 6 det|murder murder NOUN NN 3 obl|in in ADP IN 8 case|Ostra Ostra PROPN NNP 6 nmod""",
        "factual",
    ),
}


@pytest.mark.parametrize(("text", "status"), CASES.values(), ids=list(CASES))
def test_negation(code, text, status):
    actors = REBELS if "Rebels" in text else {}
    places = OSTRA if "Ostra" in text else []
    events = code(text, actors=actors, places=places)._.events
    assert [event["status"] for event in events if event["event_type"] == "ASSAULT"] == [status]
