"""Events that a document tells several times. `V` is a sentence with a verb, `N` one with a noun as its trigger."""

import pytest
from spacy.tokens import Span

from docmine.events import ontology
from docmine.events.join import join
from docmine.extensions import ActorIdentity, Count, DateValue, EventValue

V = "They they PRON PRP 2 nsubj|attacked attack VERB VBD 0 root|there there ADV RB 2 advmod|. . PUNCT . 2 punct"
N = """{0} {0} DET DT 2 det|raid raid NOUN NN 3 nsubj|ended end VERB VBD 0 root|there there ADV RB 3 advmod
. . PUNCT . 3 punct"""
HEADLINE = "Attack attack NOUN NN 0 root|there there ADV RB 1 advmod|now now ADV RB 1 advmod"
TOLL = "Toll toll NOUN NN 2 nsubj|rose rise VERB VBD 0 root|there there ADV RB 2 advmod|. . PUNCT . 2 punct"
TRIGGERS = {"attacked", "raid", "Attack", "rose"}
FRIDAY = {"earliest": "2021-03-05", "latest": "2021-03-05"}
SATURDAY = {"earliest": "2021-03-06", "latest": "2021-03-06"}
MARCH = {"earliest": "2021-03-01", "latest": "2021-03-31"}
OSTRA = {"geonameid": 1, "feature_code": "PPL", "country_iso3": "MLI", "admin1": "Gao"}
GAO = {"geonameid": 2, "feature_code": "ADM1", "country_iso3": "MLI", "admin1": "Gao"}
KIDAL = {"geonameid": 3, "feature_code": "PPL", "country_iso3": "MLI", "admin1": "Kidal"}
MALI = {"geonameid": 4, "feature_code": "PCLI", "country_iso3": "MLI", "admin1": None}
TYPES = {
    "rebels": "rebel", "army": "military", "soldiers": "military", "guards": "military", "farmers": "civilian",
    "traders": "civilian", "Marek": "person",
}  # fmt: skip
COMMON = {"rebels", "soldiers", "farmers", "traders"}


def count(low, best, high):
    return Count(low=low, best=best, high=high, start=0, end=1)


@pytest.fixture(scope="session")
def story(parse):
    """Join the events of sentences, each `(sentence, cells)`: its first word stands for all who act, *there* for place
    and date."""

    def run(*tellings):
        doc = parse(*(sentence for sentence, _ in tellings))
        doc._.actors = {
            name: ActorIdentity(name=name, type=kind, origin="class" if name in COMMON else "list")
            for name, kind in TYPES.items()
        }
        doc.spans["places"], doc.spans["dates"] = ([*marks(doc, tellings, layer)] for layer in ("place", "date"))
        return join(doc, [*map(event, doc.sents, (cells for _, cells in tellings))], ontology.load())

    return run


@pytest.fixture(scope="session")
def sizes(story):
    """Return a function that gives the number of tellings of each event."""
    return lambda *tellings: [len(event["tellings"]) for event in story(*tellings)]


def marks(doc, tellings, layer):
    for sentence, (_, cells) in zip(doc.sents, tellings, strict=True):
        if layer in cells:
            there = word(sentence, {"there"})
            span = Span(doc, there.i, there.i + 1, label=layer)
            empty = dict.fromkeys(DateValue.__annotations__)
            setattr(span._, layer, cells[layer] if layer == "place" else {**empty, **cells[layer]})
            yield span


def word(sentence, forms):
    return next(token for token in sentence if token.text in forms)


def offsets(token):
    return token.idx, token.idx + len(token)


def event(sentence, cells):
    trigger, there = word(sentence, TRIGGERS), word(sentence, {"there"})
    start, end = offsets(trigger)
    given = {
        "start": start,
        "end": end,
        "trigger": trigger.lemma_,
        "sentence_start": sentence.start_char,
        "sentence_end": sentence.end_char,
        "event_type": "COERCE" if cells.get("mode") == "capture" else "ASSAULT",
        "mode": cells.get("mode", "attack"),
        "status": cells.get("status", "factual"),
        "killed": cells.get("killed"),
        "fillers": None,
        "casualties": [],
        "claims": [],
    }
    given |= {layer: offsets(there) for layer in ("place", "date") if layer in cells}
    given |= {name: cells[name] for name in ("place_reason", "date_reason") if name in cells}
    given |= {
        role: [(*offsets(sentence[0]), actor) for actor in cells.get(role, ())] for role in ("sources", "targets")
    }
    return EventValue(**{**dict.fromkeys(EventValue.__annotations__), **given})


def test_an_event_told_once_has_its_own_telling(story):
    (event,) = story((V, {"sources": ["rebels"], "killed": count(3, 3, 3)}))
    assert event["tellings"] == [
        {"start": 5, "end": 13, "trigger": "attack", "sentence_start": 0, "sentence_end": 21, "status": "factual",
         "counts": {"killed": count(3, 3, 3)}}
    ]  # fmt: skip


WHOLE = {"sources": ["rebels"], "place": OSTRA, "date": FRIDAY}


def test_the_same_actors_place_and_day_are_one_event(sizes):
    assert sizes((V, WHOLE), (V, WHOLE)) == [2]


@pytest.mark.parametrize(
    "other",
    [
        {"place": KIDAL},
        {"date": SATURDAY},
        {"sources": ["army"]},
        {"targets": ["army"]},
        {"killed": count(4, 4, 4)},
        {"status": "negated"},
        {"mode": "abduct"},
    ],
    ids=str,
)
def test_what_contradicts_is_another_event(sizes, other):
    first = {**WHOLE, "targets": ["farmers"], "killed": count(3, 3, 3)}
    assert sizes((V, first), (V, first)) == [2]
    one = {**first, "mode": "heavy-weapons"} if "mode" in other else first
    assert sizes((V, one), (V, {**one, **other})) == [1, 1]


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        ("army", "soldiers", [2]),
        ("army", "guards", [1, 1]),  # two names
        ("rebels", "soldiers", [1, 1]),  # two kinds
        ("farmers", "traders", [1, 1]),  # common nouns that say who it was
    ],
)
def test_a_common_noun_for_fighters_may_be_a_name_of_their_kind(sizes, one, other, events):
    assert sizes((V, {**WHOLE, "targets": [one]}), (V, {**WHOLE, "targets": [other]})) == events


def test_two_things_in_common_are_too_few(sizes):
    assert sizes((V, WHOLE), (V, {"sources": ["rebels"], "place": OSTRA})) == [1, 1]
    assert sizes((V, WHOLE), (V, {"sources": ["rebels"], "place": MALI, "date": FRIDAY})) == [1, 1]


def test_a_month_in_common_is_no_day_in_common(sizes):
    assert sizes((V, {**WHOLE, "date": MARCH}), (V, WHOLE)) == [1, 1]


def test_what_is_spoken_of_as_known_needs_less(sizes):
    assert sizes((V, WHOLE), (N.format("The"), {"place": OSTRA})) == [2]
    assert sizes((V, WHOLE), (V, {}), (N.format("the"), {"place": OSTRA})) == [1, 1, 1]
    assert sizes((V, WHOLE), (V, {}), (N.format("the"), {"place": OSTRA, "sources": ["rebels"]})) == [2, 1]


@pytest.mark.parametrize("word", ["A", "Another", "Second"])
def test_what_is_spoken_of_as_new_is_another(sizes, word):
    assert sizes((V, WHOLE), (N.format(word), WHOLE)) == [1, 1]


def test_a_headline_is_told_again_by_its_lead(sizes):
    assert sizes((HEADLINE, {"place": OSTRA}), (N.format("A"), WHOLE)) == [2]
    assert sizes((HEADLINE, {"place": KIDAL}), (N.format("A"), WHOLE)) == [1, 1]


def test_the_fall_of_a_town_is_one_event(sizes):
    fall = {"mode": "capture", "place": OSTRA}
    assert sizes((V, fall), (V, {**fall, "sources": ["rebels"]}), (V, fall)) == [3]
    assert sizes((V, {**fall, "sources": ["army"]}), (V, {**fall, "sources": ["rebels"]})) == [1, 1]


def test_a_person_is_killed_once(sizes):
    assert sizes((V, {"mode": "kill", "targets": ["Marek"]}), (V, {"mode": "kill", "targets": ["Marek"]})) == [2]
    assert sizes((V, {"mode": "kill", "targets": ["farmers"]}), (V, {"mode": "kill", "targets": ["farmers"]})) == [1, 1]


def test_what_is_generic_is_told_of_nothing(sizes):
    assert sizes((V, {**WHOLE, "status": "generic"}), (V, {**WHOLE, "status": "generic"})) == [1, 1]


OWN = {"place": OSTRA, "place_reason": "in the clause"}


def test_an_inferred_place_is_not_handed_on(story):
    told = (V, {"sources": ["rebels"], "place": GAO, "date": FRIDAY})
    (event,) = story(told, (N.format("The"), {**OWN, "place_reason": "previous sentence"}))
    assert event["place"] == (14, 19)


def test_cells_are_filled_from_all_tellings(story):
    (event,) = story(
        (V, {"sources": ["rebels"], "place": GAO, "date": FRIDAY}),
        (N.format("The"), {**OWN, "targets": ["army"], "killed": count(12, 12, None), "mode": "airstrike"}),
    )
    assert [actor for *_, actor in event["sources"]] == ["rebels"]
    assert [actor for *_, actor in event["targets"]] == ["army"]
    assert (event["place"], event["place_reason"]) == ((37, 42), "another telling")
    assert (event["date"], event["date_reason"]) == ((14, 19), None)
    assert (event["mode"], event["ucdp_type"]) == ("airstrike", 1)
    assert event["killed"]["best"] == 12


def test_numbers_that_differ_are_a_spread(story):
    (event,) = story(
        (V, {**WHOLE, "killed": count(10, 10, None)}),
        (N.format("The"), {"place": OSTRA, "killed": count(12, 12, 12)}),
        (TOLL, {**WHOLE, "killed": count(15, 15, 15)}),
    )
    killed = event["killed"]
    assert (killed["low"], killed["best"], killed["high"]) == (10, 10, 15)
    assert [telling["counts"]["killed"]["best"] for telling in event["tellings"]] == [10, 12, 15]


def test_no_telling_is_lost(story):
    tellings = [(V, WHOLE), (N.format("Another"), WHOLE), (V, {**WHOLE, "place": KIDAL}), (V, {}), (V, WHOLE)]
    starts = sorted(telling["start"] for event in story(*tellings) for telling in event["tellings"])
    assert len(set(starts)) == len(tellings)
    assert starts == sorted(starts)


def test_a_long_list_of_events_is_coded(story):
    assert len(story(*[(V, {"sources": ["rebels"]})] * 300)) == 300


def test_the_component_joins(code):
    lead = """Rebels rebel NOUN NNS 2 nsubj|attacked attack VERB VBD 0 root|soldiers soldier NOUN NNS 2 obj
    in in ADP IN 5 case|Ostra Ostra PROPN NNP 2 obl|. . PUNCT . 2 punct"""
    toll = """The the DET DT 2 det|attack attack NOUN NN 3 nsubj|killed kill VERB VBD 0 root|12 12 NUM CD 5 nummod
    people people NOUN NNS 3 obj|. . PUNCT . 3 punct"""
    doc = code(lead, toll, actors={"Rebels": "rebel", "soldiers": "military"}, places=["Ostra"])
    (event,) = doc._.events
    assert doc.text[event["start"] : event["end"]] == "attacked"
    assert event["killed"]["best"] == 12
    assert event["ucdp_type"] == 1


def test_a_bare_outcome_is_that_of_the_deed_in_the_sentence_before(sizes):
    blast, died = {"mode": "explosives", "place": OSTRA}, {"mode": "kill", "killed": count(2, 2, 2)}
    assert sizes((V, blast), (V, died)) == [2]
    assert sizes((V, blast), (V, {**died, "sources": ["rebels"]})) == [1, 1]
    assert sizes((V, blast), (V, {**died, "place": OSTRA})) == [1, 1]
    assert sizes((V, blast), (V, {**died, "status": "planned"})) == [1, 1]
    assert sizes((V, blast), (TOLL, {"mode": "attack"}), (V, died)) == [1, 2]


def test_a_place_of_the_sentence_before_makes_no_telling_the_main_one(story):
    blast = {"mode": "explosives", "place": OSTRA}
    inherited = {"mode": "kill", "killed": count(2, 2, 2), "place": OSTRA, "place_reason": "previous sentence"}
    (joined,) = story((V, blast), (V, inherited))
    assert joined["mode"] == "explosives"
    assert joined["killed"]["best"] == 2
