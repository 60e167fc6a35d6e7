"""Numbers of people harmed, and who says what, through the whole pipeline: sentences in our own words."""

import pytest

from docmine import config, nlp


@pytest.fixture(scope="module")
def read():
    pipeline = nlp.load(config.Config())

    def events(text):
        return pipeline(pipeline.make_doc(text))._.events, text

    return events


def numbers(told):
    events, _ = told
    return sorted(
        (one["kind"], one["who"], one["low"], one["best"], one["high"])
        for event in events
        for one in event["casualties"]
        if not (one["part"] or one["cumulative"])
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rebels killed 12 soldiers near Gao.", [("killed", "combatants", 12, 12, 12)]),
        ("At least five villagers were killed in the raid on Gao.", [("killed", "civilians", 5, 5, None)]),
        ("Up to 30 people were injured when police fired on a march in Gao.", [("injured", "all", None, 30, 30)]),
        ("Dozens of people were killed in an airstrike on Gao.", [("killed", "all", 24, None, None)]),
        ("Police arrested half a dozen students in Gao.", [("detained", "civilians", 6, 6, 6)]),
        (
            "A bomb in Gao killed three women and wounded 20 people.",
            [("injured", "all", 20, 20, 20), ("killed", "women", 3, 3, 3)],
        ),
        ("Between 20 and 30 rebels were killed in clashes with the army.", [("killed", "combatants", 20, None, 30)]),
        ("Nobody was hurt when rebels shelled Gao.", []),
        ("Rebels attacked two villages near Gao.", []),
    ],
)
def test_a_number_is_read_with_its_bounds_and_who_is_counted(read, sentence, expected):
    found = numbers(read(sentence))
    assert [(kind, low, best, high) for kind, _, low, best, high in found] == [
        (kind, low, best, high) for kind, _, low, best, high in expected
    ]
    assert {who for _, who, *_ in found} <= {who for _, who, *_ in expected} | {"other", "all"}


def test_parts_and_running_totals_are_not_added(read):
    events, text = read("An airstrike on Gao killed 12 people, including five children, bringing the death toll to 90.")
    (event,) = [event for event in events if event["casualties"]]
    told = {(one["best"], one["part"], one["cumulative"]) for one in event["casualties"]}
    assert told == {(12, False, False), (5, True, False), (90, False, True)}
    assert event["killed"]["best"] == 12
    for one in event["casualties"]:
        assert text[one["start"] : one["end"]].strip() in text


def test_a_speaker_after_a_part_is_no_part(read):
    events, _ = read("Rebels shelled Gao, killing 12 civilians, including three children, the army said.")
    assert [one["best"] for event in events for one in event["casualties"]] == [12, 3]


def stances(told):
    events, text = told
    return {
        (
            claim["stance"],
            text[slice(*claim["claimant"][:2])].lower().removeprefix("the ") if claim["claimant"] else None,
        )
        for event in events
        for claim in event["claims"]
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked Gao on Monday, police said.", ("asserts", "police")),
        ("According to residents, soldiers burned houses in Gao.", ("asserts", "residents")),
        ("The army denied shelling the market of Gao.", ("denies", "army")),
        ("Rebels attacked Gao on Monday. The rebels denied it.", ("denies", "rebels")),
        ("The army blamed the rebels for the attack on Gao.", ("blames", "army")),
        ("Rebels reportedly attacked Gao on Monday.", ("asserts", None)),
    ],
)
def test_who_says_what_of_an_event(read, text, expected):
    assert expected in stances(read(text))


def test_nobody_has_no_claim(read):
    assert not any(stance == "claims" for stance, _ in stances(read("No group claimed the attack on Gao on Monday.")))
