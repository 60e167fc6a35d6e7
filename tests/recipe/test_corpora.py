"""Corpora as documents: what is read, what is left out, what is not known."""

import gzip
import json

import pytest
import spacy

from docmine.errors import ResourceError
from docmine.recipe import corpora

NLP = spacy.blank("en")
LICENCES = {"public domain": True, "OGL v3.0": True, "CC BY-NC 3.0": False, "per re3d part (not aligned)": False}
TREE = """\
# sent_id = 1
1\tGuards\tguard\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def item(text, *spans, key="x", **more):
    return {
        "id": key,
        "text": text,
        "spans": [[text.index(s), text.index(s) + len(s), lb, ""] for s, lb in spans],
    } | more


def write(path, *lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("".join(json.dumps(line) + "\n" for line in lines))


@pytest.fixture
def ner(tmp_path):
    write(
        tmp_path / "gmb_train.jsonl.gz",
        item("Ossul fell on Monday .", ("Ossul", "GPE"), ("Monday", "DATE"), ("fell", "MISC")),
    )
    write(
        tmp_path / "crossner_politics.jsonl.gz",
        item("Awa Keita won in 2016 .", ("Awa Keita", "PERSON"), key="train-1"),
        item("Awa Keita lost .", ("Awa Keita", "PERSON"), key="test-1"),
    )
    write(tmp_path / "wikigold.jsonl.gz", item("Tessit grew .", ("Tessit", "GPE")))
    write(tmp_path / "gum_named.jsonl.gz", item("Nobody came ."))
    return tmp_path


def sentences(docs):
    return " ".join(doc.text.replace("\n", " ") for doc in docs).casefold()


def test_corpora_are_repeated_as_told_and_test_sets_left_out(ner):
    text = sentences(corpora.names(NLP, ner, seed=1))
    assert [text.count(word) for word in ("ossul fell", "keita won", "keita lost", "tessit grew", "nobody")] == [
        1,
        3,
        0,
        2,
        1,
    ]


def test_a_corpus_can_be_left_out(ner):
    text = sentences(corpora.names(NLP, ner, seed=1, without="gmb_train"))
    assert "ossul" not in text
    assert "tessit" in text


def test_labels_outside_the_scheme_are_no_names(ner):
    labels = {ent.label_ for doc in corpora.names(NLP, ner, seed=1) for ent in doc.ents}
    assert labels == {"GPE", "DATE", "PERSON"}


def test_where_a_corpus_marks_no_dates_their_words_are_not_known(ner):
    words = {t.lower_: t.ent_iob_ for doc in corpora.names(NLP, ner, seed=1) for t in doc}
    assert words["2016"] == ""
    assert words["monday"] == "B"
    assert words["won"] == "O"


def test_the_same_seed_gives_the_same_texts(ner):
    first, second, other = (sentences(corpora.names(NLP, ner, seed)) for seed in (1, 1, 5))
    assert first == second
    assert first != other


def test_lines_under_a_non_commercial_licence_are_never_read(tmp_path):
    path = tmp_path / "re3d_train.jsonl.gz"
    lines = [item(f"Rebels left, says line {name}.", ("Rebels", "ORG"), license=name, doc="d1") for name in LICENCES]
    write(path, *lines)
    kept = [row.text for row in corpora.conflict(path)]
    assert kept == [f"Rebels left, says line {name}." for name, good in LICENCES.items() if good]


def test_places_and_times_of_the_conflict_layer_are_undivided(tmp_path):
    path = tmp_path / "re3d_train.jsonl.gz"
    text = "Rebels left the old dam at dawn"
    write(path, item(text, ("the old dam", "FAC"), ("dawn", "TIME"), license="OGL v3.0", doc="d1"))
    (row,) = corpora.conflict(path)
    doc = corpora.document(NLP, row)
    assert [(span.text, span.label_) for span in doc.spans["conflict"]] == [
        ("the old dam", "PLACE"),
        ("dawn", "TEMPORAL"),
    ]


def test_trees_of_both_corpora(tmp_path):
    for name in ("ewt", "gum"):
        with gzip.open(tmp_path / f"{name}_train.conllu.gz", "wt", encoding="utf-8") as file:
            file.write(TREE * 2)
    found = corpora.trees(NLP, tmp_path, "train", sentences=2)
    assert [doc.text for doc in found] == ["Guards left. Guards left. "] * 2
    assert [token.dep_ for token in found[0]][:3] == ["nsubj", "ROOT", "punct"]
    assert [token.is_sent_start for token in found[0]] == [True, False, False, True, False, False]


def test_a_corpus_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ResourceError, match=r"gmb_train.*model-card"):
        corpora.names(NLP, tmp_path, seed=0)
