"""Who does what to whom, for each construction that docs/events.md names."""


def test_active_clause(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        near near ADP IN 5 case|Ostra Ostra PROPN NNP 2 obl|. . PUNCT . 2 punct""",
        actors={"Rebels": "rebel", "soldiers": "military"},
        places=["Ostra"],
    )
    assert (event["event_type"], event["mode"], event["trigger"]) == ("ASSAULT", "attack", "attack")
    assert (event["sources"], event["targets"]) == (["Rebels"], ["soldiers"])
    assert (event["acled_type"], event["sub_type"], event["ucdp_type"]) == ("Battles", "Armed clash", 1)
    assert (event["place"], event["place_reason"]) == ("Ostra", "in the clause")


def test_passive_clause(only):
    event = only(
        """Soldiers soldier NOUN NNS 3 nsubj:pass|were be AUX VBD 3 aux:pass|attacked attack VERB VBN 0 root
        by by ADP IN 5 case|rebels rebel NOUN NNS 3 obl:agent|. . PUNCT . 3 punct""",
        actors={"Soldiers": "military", "rebels": "rebel"},
    )
    assert (event["sources"], event["targets"]) == (["rebels"], ["Soldiers"])


def test_noun_with_of_and_by(only):
    event = only(
        """The the DET DT 2 det|capture capture NOUN NN 8 nsubj|of of ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        by by ADP IN 7 case|hill hill NOUN NN 7 compound|fighters fighter NOUN NNS 2 nmod|stunned stun VERB VBD 0 root
        Europe Europe PROPN NNP 8 obj""",
        actors={"hill fighters": "rebel"},
        places=["Ostra"],
    )
    assert (event["event_type"], event["mode"], event["place"]) == ("COERCE", "capture", "Ostra")
    assert event["sources"] == ["hill fighters"]
    assert event["sub_type"] == "Non-state actor overtakes territory"


def test_possessor_does_or_suffers_by_the_trigger(only):
    visit = only(
        """Marek Marek PROPN NNP 3 nmod:poss|'s 's PART POS 1 case|visit visit NOUN NN 0 root|to to ADP IN 5 case
        Belda Belda PROPN NNP 3 nmod""",
        actors={"Marek": "person"},
        places=["Belda"],
    )
    assert (visit["event_type"], visit["sources"], visit["targets"], visit["place"]) == (
        "CONSULT",
        ["Marek"],
        [],
        "Belda",
    )
    arrest = only(
        """Marek Marek PROPN NNP 3 nmod:poss|'s 's PART POS 1 case|arrest arrest NOUN NN 4 nsubj
        angered anger VERB VBD 0 root
        Belda Belda PROPN NNP 4 obj""",
        actors={"Marek": "person"},
    )
    assert (arrest["mode"], arrest["sources"], arrest["targets"]) == ("arrest", [], ["Marek"])


def test_modifier_of_a_noun_is_its_doer(only):
    event = only(
        """Belden belden ADJ JJ 2 amod|airstrikes airstrike NOUN NNS 3 nsubj|hit hit VERB VBD 0 root
        Ostra Ostra PROPN NNP 3 obj|. . PUNCT . 3 punct""",
        actors={"Belden": "state"},
        places=["Ostra"],
    )
    assert (event["mode"], event["sources"], event["place"]) == ("airstrike", ["Belden"], "Ostra")


def test_verb_of_little_meaning_gives_the_noun_its_doer_and_target(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|launched launch VERB VBD 0 root|an a DET DT 4 det|assault assault NOUN NN 2 obj
        on on ADP IN 6 case|soldiers soldier NOUN NNS 2 obl""",
        actors={"Rebels": "rebel", "soldiers": "military"},
    )
    assert (event["trigger"], event["sources"], event["targets"]) == ("assault", ["Rebels"], ["soldiers"])


def test_relative_clause(only):
    event = only(
        """Gunmen gunman NOUN NNS 5 nsubj|who who PRON WP 3 nsubj|kidnapped kidnap VERB VBD 1 acl:relcl
        nurses nurse NOUN NNS 3 obj|vanished vanish VERB VBD 0 root""",
        actors={"Gunmen": "militia", "nurses": "civilian"},
    )
    assert (event["sources"], event["targets"], event["ucdp_type"]) == (["Gunmen"], ["nurses"], None)


def test_participle_after_a_noun_is_passive(only):
    event = only(
        """Villagers villager NOUN NNS 5 nsubj|detained detain VERB VBN 1 acl|by by ADP IN 4 case
        police police NOUN NNS 2 obl
        returned return VERB VBD 0 root""",
        actors={"Villagers": "civilian", "police": "state"},
    )
    assert (event["sources"], event["targets"]) == (["police"], ["Villagers"])


def test_coordinated_nouns_are_each_an_actor(only):
    event = only(
        """Belda Belda PROPN NNP 4 nsubj|and and CCONJ CC 3 cc|Corria Corria PROPN NNP 1 conj
        bombed bomb VERB VBD 0 root
        Ostra Ostra PROPN NNP 4 obj""",
        actors={"Belda": "state", "Corria": "state"},
        places=["Ostra"],
    )
    assert event["sources"] == ["Belda", "Corria"]


def test_coordinated_verbs_share_a_subject(code):
    doc = code(
        """Rebels rebel NOUN NNS 2 nsubj|looted loot VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|and and CCONJ CC 5 cc
        kidnapped kidnap VERB VBD 2 conj|nurses nurse NOUN NNS 5 obj""",
        actors={"Rebels": "rebel", "nurses": "civilian"},
        places=["Ostra"],
    )
    assert [(event["mode"], event["sources"]) for event in doc._.events] == [
        ("loot", [(0, 6, "a_Rebels")]),
        ("abduct", [(0, 6, "a_Rebels")]),
    ]


def test_control(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|began begin VERB VBD 0 root|shelling shell VERB VBG 2 xcomp
        Ostra Ostra PROPN NNP 3 obj""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["mode"], event["sources"], event["status"]) == ("heavy-weapons", ["Rebels"], "factual")


def test_both_parties_of_a_meeting(only):
    event = only(
        """Marek Marek PROPN NNP 2 nsubj|met meet VERB VBD 0 root|Ivona Ivona PROPN NNP 2 obj|in in ADP IN 5 case
        Belda Belda PROPN NNP 2 obl""",
        actors={"Marek": "person", "Ivona": "person"},
        places=["Belda"],
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("CONSULT", ["Marek"], ["Ivona"])


def test_nothing_is_taken_from_beyond_the_clause(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|slept sleep VERB VBD 0 root|while while SCONJ IN 5 mark
        they they PRON PRP 5 nsubj
        attacked attack VERB VBD 2 advcl|soldiers soldier NOUN NNS 5 obj""",
        actors={"Belda": "state", "soldiers": "military"},
    )
    assert (event["sources"], event["targets"]) == ([], ["soldiers"])


def test_an_owner_acts_through_what_it_owns(only):
    event = only(
        """Belden belden ADJ JJ 2 amod|jets jet NOUN NNS 3 nsubj|bombed bomb VERB VBD 0 root
        Ostra Ostra PROPN NNP 3 obj""",
        actors={"Belden": "state"},
        places=["Ostra"],
    )
    assert event["sources"] == ["Belden"]


def test_pronoun_of_reported_speech_is_the_speaker(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|said say VERB VBD 0 root|it it PRON PRP 4 nsubj|shelled shell VERB VBD 2 ccomp
        Ostra Ostra PROPN NNP 4 obj""",
        actors={"Belda": "state"},
        places=["Ostra"],
    )
    assert (event["sources"], event["claimed_by"]) == (["Belda"], "Belda said")


def test_act_of_speech_takes_what_is_demanded_with_it(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|demanded demand VERB VBD 0 root|that that SCONJ IN 5 mark
        Corria Corria PROPN NNP 5 nsubj
        withdraw withdraw VERB VB 2 ccomp""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("REQUEST", ["Belda"], ["Corria"])
