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


def test_headlines_leave_out_the_auxiliary(only):
    headline = """Soldiers soldier NOUN NNS 2 nsubj|attacked attack VERB VBN 0 root|near near ADP IN 4 case
        Ostra Ostra PROPN NNP 2 obl"""
    event = only(headline, actors={"Soldiers": "military"}, places=["Ostra"])
    assert (event["sources"], event["targets"]) == ([], ["Soldiers"])
    sentence = only(f"{headline}|. . PUNCT . 2 punct", actors={"Soldiers": "military"}, places=["Ostra"])
    assert (sentence["sources"], sentence["targets"]) == (["Soldiers"], [])


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


def test_count_and_shell_nouns_pass_the_roles_on(only):
    series = only(
        """Rebels rebel NOUN NNS 2 nsubj|launched launch VERB VBD 0 root|a a DET DT 4 det|series series NOUN NN 2 obj
        of of ADP IN 6 case|attacks attack NOUN NNS 4 nmod|on on ADP IN 8 case|soldiers soldier NOUN NNS 4 nmod""",
        actors={"Rebels": "rebel", "soldiers": "military"},
    )
    assert (series["sources"], series["targets"]) == (["Rebels"], ["soldiers"])
    campaign = only(
        """Jets jet NOUN NNS 2 nsubj|began begin VERB VBD 0 root|a a DET DT 5 det|bombing bombing NOUN NN 5 compound
        campaign campaign NOUN NN 2 obj|against against ADP IN 7 case|rebels rebel NOUN NNS 5 nmod""",
        actors={"Jets": "military", "rebels": "rebel"},
    )
    assert (campaign["sources"], campaign["targets"]) == (["Jets"], ["rebels"])


def test_relative_clause_of_a_verb_of_little_meaning(only):
    event = only(
        """Strikes strike NOUN NNS 5 nsubj|that that PRON WDT 4 obj|Belda Belda PROPN NNP 4 nsubj
        launched launch VERB VBD 1 acl:relcl|failed fail VERB VBD 0 root""",
        actors={"Belda": "state"},
    )
    assert (event["mode"], event["sources"]) == ("airstrike", ["Belda"])


def test_preposition_hung_on_a_modifier(only):
    event = only(
        """An an DET DT 2 det|attack attack NOUN NN 0 root|on on ADP IN 4 case|hill hill NOUN NN 5 compound
        fighters fighter NOUN NNS 2 nmod""",
        actors={"hill fighters": "rebel"},
    )
    assert event["targets"] == ["hill fighters"]


def test_town_falls_to_somebody(only):
    noun = only(
        """The the DET DT 2 det|fall fall NOUN NN 7 nsubj|of of ADP IN 4 case|Ostra Ostra PROPN NNP 2 nmod
        to to ADP IN 6 case
        rebels rebel NOUN NNS 2 nmod|shocked shock VERB VBD 0 root|Europe Europe PROPN NNP 7 obj""",
        actors={"rebels": "rebel"},
        places=["Ostra"],
    )
    assert (noun["sources"], noun["place"]) == (["rebels"], "Ostra")
    lost = only(
        """Soldiers soldier NOUN NNS 2 nsubj|lost lose VERB VBD 0 root|Ostra Ostra PROPN NNP 2 obj|to to ADP IN 5 case
        rebels rebel NOUN NNS 2 obl""",
        actors={"Soldiers": "military", "rebels": "rebel"},
        places=["Ostra"],
    )
    assert (lost["sources"], lost["targets"], lost["place"]) == (["rebels"], ["Soldiers"], "Ostra")


def test_holder_of_what_is_hit(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|a a DET DT 4 det|camp camp NOUN NN 2 obj
        for for ADP IN 6 case|refugees refugee NOUN NNS 4 nmod""",
        actors={"Rebels": "rebel", "refugees": "civilian"},
    )
    assert event["targets"] == ["refugees"]


def test_name_before_description(only):
    event = only(
        """Police police NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|the the DET DT 5 det
        Corria Corria PROPN NNP 5 compound
        commander commander NOUN NN 2 obj|Marek Marek PROPN NNP 5 appos""",
        actors={"Police": "state", "Corria": "rebel", "Marek": "person"},
    )
    assert event["targets"] == ["Marek"]


def test_receiver_of_what_is_given(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|gave give VERB VBD 0 root|Corria Corria PROPN NNP 2 iobj
        weapons weapon NOUN NNS 2 obj""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("AID", ["Belda"], ["Corria"])


def test_threat_on_a_condition_is_to_who_must_meet_it(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|threatened threaten VERB VBD 0 root|war war NOUN NN 2 obj
        unless unless SCONJ IN 6 mark|Corria Corria PROPN NNP 6 nsubj|yielded yield VERB VBD 2 advcl""",
        actors={"Belda": "state", "Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("THREATEN", ["Belda"], ["Corria"])


def test_what_is_said_of_a_deed_is_said_of_its_doer(code):
    doc = code(
        """Corria Corria PROPN NNP 2 nsubj|condemned condemn VERB VBD 0 root|the the DET DT 5 det
        Belden belden ADJ JJ 5 amod|raid raid NOUN NN 2 obj|on on ADP IN 7 case|rebels rebel NOUN NNS 5 nmod""",
        actors={"Corria": "state", "Belden": "state", "rebels": "rebel"},
    )
    blame = next(event for event in doc._.events if event["event_type"] == "ACCUSE")
    assert [doc.text[start:end] for start, end, _ in blame["targets"]] == ["Belden"]


def test_participle_after_a_verb_of_reporting_is_not_the_reporters(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|fled flee VERB VBD 6 advcl|, , PUNCT , 6 punct|killing kill VERB VBG 6 advcl
        police police NOUN NNS 6 nsubj|said say VERB VBD 0 root|soldiers soldier NOUN NNS 4 obj""",
        actors={"police": "state", "Rebels": "rebel", "soldiers": "military"},
    )
    assert "police" not in event["sources"]


def test_noun_with_an_object_is_a_verb(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|overran overran NOUN NN 0 root|Ostra Ostra PROPN NNP 2 obj""",
        actors={"Rebels": "rebel"},
        places=["Ostra"],
    )
    assert (event["mode"], event["sources"], event["place"]) == ("capture", ["Rebels"], "Ostra")


def test_verb_with_a_modifier_is_a_noun(only):
    event = only(
        """The the DET DT 3 det|drone drone NOUN NN 3 compound|attacks attack VERB VBZ 0 root|on on ADP IN 5 case
        soldiers soldier NOUN NNS 3 nmod""",
        actors={"soldiers": "military"},
    )
    assert (event["mode"], event["targets"]) == ("airstrike", ["soldiers"])


def test_predicate_that_the_parse_hangs_on_a_noun(code):
    doc = code(
        """Belda Belda PROPN NNP 2 nsubj|suspended suspend VERB VBD 0 root|aid aid NOUN NN 2 obj|and and CCONJ CC 5 cc
        bombed bomb VERB VBD 3 conj|Ostra Ostra PROPN NNP 5 obj""",
        actors={"Belda": "state"},
        places=["Ostra"],
    )
    assert [(event["trigger"], len(event["sources"])) for event in doc._.events] == [("suspend", 1), ("bomb", 1)]


def test_participle_of_a_verb_without_object_is_active(only):
    event = only(
        """Soldiers soldier NOUN NNS 0 root|clashed clash VERB VBN 1 acl|with with ADP IN 4 case
        rebels rebel NOUN NNS 2 obl""",
        actors={"Soldiers": "military", "rebels": "rebel"},
    )
    assert (event["sources"], event["targets"]) == (["Soldiers"], ["rebels"])


def test_what_was_hit_killed_nobody(only):
    hit = """A a DET DT 3 det|Kessen Kessen PROPN NNP 3 compound|clinic clinic NOUN NN 5 nsubj:pass
        was be AUX VBD 5 aux:pass|bombed bomb VERB VBN 0 root|in in ADP IN 8 case|a a DET DT 8 det|fog fog NOUN NN 5 obl
        {}, , PUNCT , 5 punct|killing kill VERB VBG 5 advcl|two two NUM CD {n} nummod|nurses nurse NOUN NNS {m} obj"""
    alone = only(hit.format("", n=12, m=10), actors={"Kessen": "civilian", "nurses": "civilian"})
    assert (alone["sources"], alone["targets"]) == ([], ["Kessen", "nurses"])
    by = "by by ADP IN 10 case|rebels rebel NOUN NNS 8 nmod|"
    actors = {"Kessen": "civilian", "nurses": "civilian", "rebels": "rebel"}
    assert only(hit.format(by, n=14, m=12), actors=actors)["sources"] == ["rebels"]


def test_who_is_repelled_is_no_ally(only):
    event = only(
        """Belda Belda PROPN NNP 2 nsubj|repelled repel VERB VBD 0 root|an an DET DT 4 det|attack attack NOUN NN 2 obj
        by by ADP IN 6 case|rebels rebel NOUN NNS 4 nmod|. . PUNCT . 2 punct""",
        actors={"Belda": "state", "rebels": "rebel"},
    )
    assert (event["sources"], event["targets"]) == (["Belda"], ["rebels"])


def test_a_name_that_the_parse_gives_to_the_other_side_is_a_side(code):
    doc = code(
        """Fighting fighting NOUN NN 0 root|between between ADP IN 6 case|Belda Belda PROPN NNP 6 compound
        and and CCONJ CC 5 cc|Tessa Tessa PROPN NNP 3 conj|rebels rebel NOUN NNS 1 nmod""",
        actors={"Belda": "state", "rebels": "rebel"},
    )
    (clash,) = doc._.events
    assert [doc.text[start:end] for role in ("sources", "targets") for start, end, _ in clash[role]] == [
        "Belda",
        "rebels",
    ]
