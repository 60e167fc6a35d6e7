"""The packaged ontology and trigger lexicon hold together, and a user's rows win."""

from pathlib import Path

import pytest

from docmine.errors import ResourceError
from docmine.events import inflection, ontology, triggers
from docmine.resources import read_csv

PLOVER = {
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
}
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
HEADER = ",".join(triggers.COLUMNS)


def test_every_plover_type_is_coded_and_no_other():
    assert {event_type for event_type, _ in ontology.load()} == PLOVER


def test_acled_names_are_those_of_the_codebook():
    for codings in ontology.load().values():
        for coding in codings:
            assert coding.acled_type is None or coding.acled_type in ACLED
            assert coding.sub_type is None or coding.sub_type in ACLED[coding.acled_type]


def test_every_sub_type_of_acled_and_every_type_of_violence_can_be_coded():
    codings = [coding for row in ontology.load().values() for coding in row]
    assert {coding.sub_type for coding in codings} - {None} == set.union(*ACLED.values())
    assert frozenset.union(*(coding.ucdp for coding in codings)) == {1, 2, 3}


def test_every_pair_of_the_ontology_has_a_trigger():
    coded = {(row["event_type"], row["mode"]) for row in read_csv(triggers.PATH)}
    assert set(ontology.load()) <= coded


def test_every_mode_has_a_coding_without_condition_last():
    assert all(codings[-1].when == "" for codings in ontology.load().values())


def test_triggers_name_what_the_ontology_has_and_are_unique():
    rows = list(read_csv(triggers.PATH, triggers.COLUMNS))
    several = [row["cue"] == triggers.LEARNED for row in rows]  # what is left to the learned choice may be several
    pairs = [(row["event_type"], row["mode"]) if learned else () for row, learned in zip(rows, several, strict=True)]
    keys = [(row["lemma"], row["pos"], row["particle"], row["cue"]) for row in rows]
    assert len(keys) == len(set(zip(keys, pairs, strict=True)))
    for row in rows:
        assert not row["event_type"] or (row["event_type"], row["mode"]) in ontology.load()
        assert 0 < float(row["weight"]) <= 1


def test_every_type_has_a_trigger():
    assert {row["event_type"] for row in read_csv(triggers.PATH)} - {""} == PLOVER


@pytest.mark.parametrize("word", ["war", "conflict", "crisis", "violence"])
def test_bare_generic_nouns_are_no_triggers(word):
    assert all(one.words for one in triggers.load().candidates(word, word))


@pytest.mark.parametrize(
    ("lemma", "found"),
    [
        ("bomb", {"bombs", "bombed", "bombing"}),
        ("seize", {"seizes", "seized", "seizing"}),
        ("occupy", {"occupies", "occupied", "occupying"}),
        ("gun", {"gunned", "gunning"}),
        ("clash", {"clashes", "clashed", "clashing"}),
        ("attack", {"attacked"}),
        ("behead", {"beheaded"}),
    ],
)
def test_regular_forms(lemma, found):
    assert found <= set(inflection.forms(lemma, "VERB"))


@pytest.mark.parametrize("form", ["shot", "withdrew", "overran", "fell", "swore"])
def test_irregular_forms_are_found_without_a_lemma(form):
    assert triggers.load().candidates(form, "?")


def test_a_users_row_comes_first(tmp_path):
    path = tmp_path / "triggers.csv"
    path.write_text(f"{HEADER}\nattack,VERB,,,PROTEST,riot,obj,,0.9,own\nzap,VERB,,,ASSAULT,attack,obj,,0.5,own\n")
    lexicon = triggers.load(path)
    assert lexicon.candidates("attacked", "attack")[0].event_type == "PROTEST"
    assert lexicon.candidates("zapped", "?")[0].weight == 0.5


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("zap,VERB,,,ASSAULT,zapping,obj,,0.5,own", "no such type and mode: ASSAULT zapping"),
        ("zap,ADV,,,ASSAULT,attack,obj,,0.5,own", "no such pos: ADV"),
        ("zap,VERB,,,ASSAULT,attack,obj,dead,0.5,own", "no such count: dead"),
        ("zap,VERB,,,ASSAULT,attack,obj,,high,own", "weight is 'high'"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, message):
    path = tmp_path / "triggers.csv"
    path.write_text(f"{HEADER}\n{row}\n")
    with pytest.raises(ResourceError, match=message) as caught:
        triggers.load(path)
    assert "row 1" in str(caught.value)


@pytest.mark.parametrize(
    ("sources", "targets", "expected"),
    [
        ({"state"}, {"rebel"}, 1),
        ({"rebel"}, {"military"}, 1),
        ({"state"}, {"military"}, 1),
        ({"rebel"}, {"militia"}, 2),
        ({"military"}, {"civilian"}, 3),
        ({"rebel"}, {"civilian"}, 3),
        ({"rebel"}, {"civilian", "military"}, 1),
        ({"civilian"}, {"military"}, None),
        ({"state"}, set(), None),
        (set(), {"civilian"}, None),
        ({"person"}, {"organisation"}, None),
    ],
)
def test_type_of_violence(sources, targets, expected):
    (attack,) = [coding for coding in ontology.load()["ASSAULT", "attack"] if not coding.when]
    assert attack.violence(sources, targets) == expected


def test_only_types_of_violence_that_the_mode_allows():
    (massacre,) = ontology.load()["ASSAULT", "massacre"]
    assert massacre.violence({"rebel"}, {"civilian"}) == 3
    assert massacre.violence({"rebel"}, {"military"}) is None
    (visit,) = ontology.load()["CONSULT", "visit"]
    assert visit.violence({"state"}, {"rebel"}) is None


@pytest.mark.parametrize(
    ("sources", "sub_type"),
    [({"military"}, "Government regains territory"), ({"rebel"}, "Non-state actor overtakes territory"), (set(), None)],
)
def test_capture_is_named_after_who_captured(sources, sub_type):
    assert ontology.code(ontology.load()["COERCE", "capture"], sources, set()).sub_type == sub_type


@pytest.mark.parametrize(
    ("key", "sources", "targets", "sub_type"),
    [
        (("ASSAULT", "firearms"), ["military"], ["civilian", "protester"], "Excessive force against protesters"),
        (("ASSAULT", "firearms"), ["military"], ["civilian"], "Attack"),
        (("ASSAULT", "beat"), ["civilian", "crowd"], ["civilian"], "Mob violence"),
        (("COERCE", "arrest"), ["state"], ["civilian", "protester"], "Protest with intervention"),
        (("COERCE", "arrest"), ["state"], ["civilian"], "Arrests"),
        (("COERCE", "destroy"), ["crowd"], [], "Violent demonstration"),
    ],
)
def test_protesters_and_mobs_decide_the_sub_type(key, sources, targets, sub_type):
    assert ontology.code(ontology.load()[key], sources, targets).sub_type == sub_type


def test_a_users_rows_extend_the_ontology(tmp_path):
    types, words = tmp_path / "ontology.csv", tmp_path / "triggers.csv"
    types.write_text(f"{','.join(ontology.COLUMNS)}\nASSAULT,drone-swarm,,Battles,Armed clash,1 2,,own\n")
    words.write_text(f"{HEADER}\nswarm,VERB,,,ASSAULT,drone-swarm,obj,,0.5,own\n")
    (swarm,) = triggers.load(words, types).candidates("swarmed", "swarm")
    assert [coding.sub_type for coding in swarm.codings] == ["Armed clash"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ASSAULT,new,source=aliens,,,,,own", "no such condition: source=aliens"),
        ("ASSAULT,new,,,,4,,own", "no such type of violence: 4"),
        ("ASSAULT,new,source=state,,,1,,own", "ASSAULT new has no row for all other cases"),
    ],
)
def test_a_wrong_row_of_the_ontology_is_named(tmp_path, row, message):
    path = tmp_path / "ontology.csv"
    path.write_text(f"{','.join(ontology.COLUMNS)}\n{row}\n")
    with pytest.raises(ResourceError, match=message):
        ontology.load(path)


def test_the_workspaces_file_explains_itself_and_adds_nothing_yet():
    path = Path(__file__).parents[2] / "pipeline" / "events" / "triggers.csv"
    assert list(read_csv(path, triggers.COLUMNS)) == []


def into(subject):
    return f"""{subject} {subject.lower()[:-1]} NOUN NNS 2 nsubj|marched march VERB VBD 0 root|into into ADP IN 4 case
        Ostra Ostra PROPN NNP 2 obl"""


@pytest.mark.parametrize(("subject", "mode"), [("Fighters", "advance"), ("Nurses", "demo")])
def test_conditions_joined_by_plus_hold_together(only, subject, mode):
    kind = "rebel" if subject == "Fighters" else "civilian"
    event = only(into(subject), actors={subject: kind}, places=["Ostra"])
    assert (event["mode"], event["place"]) == (mode, "Ostra")


def test_driving_people_out_is_no_advance(code):
    doc = code(
        """Fighters fighter NOUN NNS 2 nsubj|drove drive VERB VBD 0 root|villagers villager NOUN NNS 2 obj
        into into ADP IN 5 case|Ostra Ostra PROPN NNP 2 obl""",
        actors={"Fighters": "rebel", "villagers": "civilian"},
        places=["Ostra"],
    )
    assert doc._.events == []


@pytest.mark.parametrize(("kind", "event_type"), [("state", "ACCUSE"), ("civilian", "PROTEST")])
def test_states_protest_with_words(only, kind, event_type):
    event = only("Corrians Corrian PROPN NNPS 2 nsubj|protested protest VERB VBD 0 root", actors={"Corrians": kind})
    assert event["event_type"] == event_type
