"""Countries and common nouns become actors where an event gives them a part, and only there."""


def test_a_common_noun_that_suffers_an_act_is_its_target_and_an_actor(code):
    doc = code(
        """Police police NOUN NNS 2 nsubj|arrested arrest VERB VBD 0 root|strikers striker NOUN NNS 2 obj""",
        actors={"Police": "state"},
        latent={"strikers": "civilian"},
    )
    (event,) = doc._.events
    assert event["targets"] == [(16, 24, "a_strikers")]
    assert [span.text for span in doc.spans["actors"]] == ["Police", "strikers"]
    assert doc._.actors["a_strikers"]["type"] == "civilian"


def test_a_common_noun_without_a_part_stays_none(code):
    doc = code(
        """Police police NOUN NNS 2 nsubj|arrested arrest VERB VBD 0 root|Marek Marek PROPN NNP 2 obj
        near near ADP IN 5 case|strikers striker NOUN NNS 2 obl""",
        actors={"Police": "state", "Marek": "person"},
        latent={"strikers": "civilian"},
    )
    assert [span.text for span in doc.spans["actors"]] == ["Police", "Marek"]
    assert "a_strikers" not in doc._.actors


def test_a_country_that_is_visited_is_the_target(only):
    event = only(
        """Marek Marek PROPN NNP 2 nsubj|visited visit VERB VBD 0 root|Corria Corria PROPN NNP 2 obj""",
        actors={"Marek": "person"},
        latent={"Corria": "state"},
    )
    assert (event["event_type"], event["sources"], event["targets"]) == ("CONSULT", ["Marek"], ["Corria"])


def test_the_nation_whose_side_acts(only):
    event = only(
        """The the DET DT 3 det|Belden belden ADJ JJ 3 amod|side side NOUN NN 4 nsubj|rejected reject VERB VBD 0 root
        the the DET DT 6 det|plan plan NOUN NN 4 obj""",
        latent={"Belden": "state"},
    )
    assert event["sources"] == ["Belden"]


def test_the_place_of_an_attack_is_no_target(only):
    event = only(
        """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
        in in ADP IN 5 case|Corria Corria PROPN NNP 2 obl""",
        actors={"Rebels": "rebel", "soldiers": "military"},
        latent={"Corria": "state"},
        places=["Corria"],
    )
    assert (event["targets"], event["place"]) == (["soldiers"], "Corria")
