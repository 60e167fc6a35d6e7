"""What is learned about role fillers from a few sentences of our own, and what becomes of it."""

from dataclasses import replace

import numpy as np
import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Span
from spacy.vocab import create_vocab

from docmine.errors import ResourceError
from docmine.events.fillers import drill, features, sequence, teach
from docmine.events.fillers.attach import attach
from docmine.events.fillers.lessons import Lesson
from docmine.events.fillers.model import Fillers, Found
from docmine.events.fillers.shelves import Example

VOCAB = create_vocab("en", English.Defaults)
NAMES = ["Ana", "Ben", "Carla", "Dario", "Elena", "Fadi", "Greta", "Hugo", "Ines", "Jonas", "Karim", "Lena"]
DOERS = ["gunmen", "rebels", "militants", "fighters"]
ROLES = ("perpetrator", "organisation", "object", "victim", "weapon")


def report(doer, verb, name):
    """A sentence *DOER VERB NAME*, whose words have vectors of their own."""
    words = [doer, verb, name]
    doc = Doc(
        VOCAB,
        words=words,
        heads=[1, 1, 1],
        deps=["nsubj", "ROOT", "obj"],
        pos=["NOUN", "VERB", "PROPN"],
        lemmas=[doer, {"killed": "kill", "met": "meet"}[verb], name],
    )
    doc.tensor = np.stack([_vector(word) for word in words])
    return doc


def _vector(word):
    return np.random.default_rng(sum(word.encode())).normal(size=features.WIDTH).astype("f")


def lesson(doer, verb, name):
    told = {"perpetrator": doer, "victim": name.lower()} if verb == "killed" else {}
    entities = {role: (frozenset({told[role]}),) if role in told else () for role in ROLES}
    return Lesson(f"{doer} {verb} {name}", "", None, entities)


@pytest.fixture(scope="module")
def learned():
    told = [(doer, verb, name) for doer in DOERS for verb in ("killed", "met") for name in NAMES]
    told.remove(("gunmen", "killed", "Karim"))
    told.remove(("gunmen", "met", "Lena"))
    examples = [Example(lesson(*one), (features.measure(report(*one)),)) for one in told]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drill, "_FEWEST", 80)  # so few words are learned soon
        patch.setattr(teach, "WORDS", replace(teach.WORDS, passes=2))
        return teach.learn(examples, gate=0.4)


@pytest.fixture(scope="module")
def fillers(learned):
    return learned.fillers


def roles(found):
    return {(one.role, one.name) for one in found}


@pytest.mark.slow
def test_roles_are_learned(fillers):
    killed = fillers.find(report("gunmen", "killed", "Karim"), 0.5)
    assert roles(killed) == {("perpetrator", "gunmen"), ("victim", "karim")}
    assert fillers.find(report("gunmen", "met", "Lena"), 0.5) == []


@pytest.mark.slow
def test_words_are_marked_by_what_stands_beside_them(fillers):
    killed = sequence.mark(fillers.tagger, features.measure(report("gunmen", "killed", "Karim")))
    marked = [{sequence.LABELS[i] for i in np.flatnonzero(word > 0.5)} for word in killed]
    assert marked == [{"B-perpetrator"}, set(), {"B-victim"}]
    met = sequence.mark(fillers.tagger, features.measure(report("gunmen", "met", "Lena")))
    assert met.max() < 0.5


@pytest.mark.slow
def test_what_is_found_in_a_text_by_such_as_have_not_learned_from_it(learned):
    assert len(learned.found) == 2 * len(DOERS) * len(NAMES) - 2
    assert learned.found[0] == {"perpetrator": ["gunmen"], "victim": ["ana"]}
    assert learned.found[-1] == {}


@pytest.mark.slow
def test_the_gate_can_be_closed(fillers):
    doc = report("gunmen", "killed", "Karim")
    assert fillers.find(doc, 0.0)
    assert fillers.find(doc, 1.0) == []


@pytest.mark.slow
def test_weights_make_a_round_trip(fillers):
    written = fillers.to_bytes()
    again = Fillers.from_bytes(written)
    doc = report("rebels", "killed", "Lena")
    assert roles(again.find(doc, 0.5)) == roles(fillers.find(doc, 0.5))
    assert Fillers.from_bytes(again.to_bytes()).threshold == fillers.threshold


def test_an_empty_document_has_no_fillers():
    doc = Doc(VOCAB)
    doc.tensor = np.zeros((0, features.WIDTH), "f")
    assert Fillers.load().find(doc, 0.0) == []


def test_weights_that_are_none_are_an_error(tmp_path):
    path = tmp_path / "fillers.npz"
    with pytest.raises(ResourceError, match="cannot be used as weights"):
        Fillers.load(path)
    path.write_bytes(b"no weights")
    with pytest.raises(ResourceError, match="cannot be used as weights"):
        Fillers.load(path)


def test_shipped_weights_can_be_read():
    assert Fillers.load().judge.voices


def event(start, end, sentence, kind="ASSAULT", **cells):
    first, last = sentence
    empty = {"sources": [], "targets": [], "weapon": None, "fillers": None, "place": None, "place_reason": None}
    empty |= {"date": None, "date_reason": None, "status": "factual", "weight": 0.7, "method": "parse", "score": 0.5}
    return {
        "start": start,
        "end": end,
        "sentence_start": first,
        "sentence_end": last,
        "event_type": kind,
        **empty,
        **cells,
    }


def actor(doc, start, end, actor_id):
    span = Span(doc, start, end, label="ACTOR")
    span._.actor = {"actor_id": actor_id, "as_place": False, "method": "test", "score": 1.0}
    return span


def test_fillers_hang_on_the_event_of_their_sentence_and_fill_what_is_empty():
    doc = Doc(VOCAB, words=["They", "met", ".", "Gunmen", "killed", "Ana", "with", "rifles", "."])
    doc.spans["actors"] = [actor(doc, 3, 4, "a_gunmen"), actor(doc, 5, 6, "a_ana")]
    doc._.events = [event(5, 8, (0, 10), "CONSULT"), event(18, 24, (11, 43), targets=[(25, 28, "a_ana")])]
    attach(
        doc,
        [
            Found("gunmen", "perpetrator", (3, 4), ((3, 4),), 0.9),
            Found("ana", "victim", (5, 6), ((5, 6),), 0.8),
            Found("rifles", "weapon", (7, 8), ((7, 8),), 0.7),
        ],
    )
    meeting, killing = doc._.events
    assert meeting["fillers"] == []
    told = [(doc.text[one["start"] : one["end"]], one["role"], one["actor_id"]) for one in killing["fillers"]]
    assert told == [("Gunmen", "perpetrator", "a_gunmen"), ("Ana", "victim", "a_ana"), ("rifles", "weapon", None)]
    assert killing["sources"] == [(11, 17, "a_gunmen")]
    assert killing["targets"] == [(25, 28, "a_ana")]
    assert killing["weapon"] == "rifles"


def test_a_filler_without_an_event_in_its_sentence_goes_to_violence_and_fills_no_cell():
    doc = Doc(VOCAB, words=["They", "met", ".", "It", "burned", ".", "Rebels", "fled", "."])
    doc.spans["actors"] = [actor(doc, 6, 7, "a_rebels")]
    doc._.events = [event(11, 17, (11, 19)), event(5, 8, (0, 10), "CONSULT")]
    attach(doc, [Found("rebels", "perpetrator", (6, 7), ((6, 7),), 0.9)])
    assert [len(one["fillers"]) for one in doc._.events] == [1, 0]
    assert doc._.events[0]["sources"] == []
