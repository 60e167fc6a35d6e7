"""The pipeline: paragraphs, the choice of the model, and documents that fail."""

import json
import shutil

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from docmine import models
from docmine import nlp as pipeline
from docmine.config import Config, ModelConfig
from docmine.errors import ModelError

BLANK = spacy.blank("en")


def starts(text):
    """The first words of the sentences that the line breaks of a text begin."""
    doc = pipeline.mark_paragraphs(BLANK.make_doc(text))
    return [token.text for token in doc[1:] if token.is_sent_start]


LONG = "The committee met for nine hours and went home without having agreed on anything at all"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Talks fail\n\nthe envoy left", ["the"], id="blank line"),
        pytest.param("Talks fail\n \nthe envoy left", ["the"], id="line of blanks"),
        pytest.param("The envoy left.\nNobody knew.", ["Nobody"], id="line ends like a sentence"),
        pytest.param("“We left.”\nNobody knew.", ["Nobody"], id="a quotation mark after the full stop"),
        pytest.param(f"Talks fail\n{LONG}", ["The"], id="short line is a heading"),
        pytest.param(f"{LONG}\nVelkur and its harbour", [], id="long line is a wrap, though a capital follows"),
        pytest.param("The envoy of\nthe council left", [], id="lower case goes on"),
        pytest.param("One line only", [], id="no break"),
        pytest.param("\n\n", [], id="nothing but breaks"),
        pytest.param("Talks fail\n\n", [], id="break at the end"),
    ],
)
def test_a_line_break_that_was_meant_begins_a_sentence(text, expected):
    assert starts(text) == expected


@pytest.fixture(scope="module")
def names():
    return pipeline.load_names(Config())


def test_no_sentence_and_no_name_crosses_a_paragraph(names):
    doc = names("Rally in New\n\nYork Avenue was closed")
    assert "New\n\nYork" not in [ent.text for ent in doc.ents]
    assert [sent.text for sent in doc.sents][1].startswith("York")


def test_the_model_finds_common_names(names):
    doc = names("Ahmed Hassan met officials of the United Nations in Syria on Tuesday.")
    assert {(ent.text, ent.label_) for ent in doc.ents} == {
        ("Ahmed Hassan", "PERSON"),
        ("United Nations", "ORG"),
        ("Syria", "GPE"),
        ("Tuesday", "DATE"),
    }


def workspace(tmp_path, **files):
    for name, entries in files.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "own.jsonl").write_text("\n".join(map(json.dumps, entries)))
    return Config(folder=tmp_path)


def test_patterns_win_over_the_model_and_keep_their_id(tmp_path):
    config = workspace(
        tmp_path,
        patterns=[
            {"label": "ORG", "pattern": "Ahmed Hassan Brigade", "id": "ahb"},
            {"label": "ORG", "pattern": "young patriots", "lower": True},
        ],
    )
    doc = pipeline.load_names(config)("Ahmed\nHassan Brigade men and the Young Patriots fled to Syria.")
    assert [(ent.text, ent.label_, ent.id_) for ent in doc.ents] == [
        ("Ahmed\nHassan Brigade", "ORG", "ahb"),
        ("Young Patriots", "ORG", ""),
        ("Syria", "GPE", ""),
    ]


# --- the choice of the model


def promoted(tmp_path, name="kesh"):
    folder = tmp_path / "models" / name
    folder.mkdir(parents=True)
    (folder / "meta.json").write_text("{}")
    (tmp_path / "models" / "current.json").write_text(json.dumps({"name": name}))
    return Config(folder=tmp_path), folder


def test_the_shipped_model_is_used_where_nothing_else_is_said(tmp_path):
    assert models.find(Config()).folder == models.find(Config(folder=tmp_path)).folder == models.SHIPPED[models.DEFAULT]


def test_a_promoted_model_comes_before_the_shipped_one(tmp_path):
    config, folder = promoted(tmp_path)
    assert models.find(config).folder == folder
    assert models.digest(config) != models.digest(Config())


def test_the_digest_changes_with_the_weights(tmp_path):
    config, folder = promoted(tmp_path)
    before = models.digest(config)
    assert models.digest(config) == before
    (folder / "weights").write_bytes(b"\x00")
    assert models.digest(config) != before


def test_a_promoted_model_that_is_gone_is_an_error(tmp_path):
    config, folder = promoted(tmp_path)
    shutil.rmtree(folder)
    with pytest.raises(ModelError, match="'kesh', which is not there"):
        pipeline.load_names(config)


@pytest.mark.parametrize("content", ["", "[]", '{"nom": "kesh"}'])
def test_a_malformed_current_is_an_error(tmp_path, content):
    config, _ = promoted(tmp_path)
    (tmp_path / "models" / "current.json").write_text(content)
    with pytest.raises(ModelError, match="must be like"):
        models.find(config)


def test_an_unknown_package_is_an_error():
    config = Config(model=ModelConfig(name="no_such_model_anywhere"))
    with pytest.raises(ModelError, match="no model 'no_such_model_anywhere'"):
        pipeline.load_names(config)
    with pytest.raises(ModelError, match="no model"):
        models.digest(config)


def test_a_model_without_parser_or_ner_does_not_fit(tmp_path):
    BLANK.to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no parser and no ner"):
        pipeline.load_names(Config(model=ModelConfig(name=str(tmp_path / "blank"))))


def test_a_damaged_model_is_an_error(tmp_path):
    BLANK.to_disk(tmp_path / "blank")
    (tmp_path / "blank" / "config.cfg").write_text("[nlp\n")
    with pytest.raises(ModelError, match="cannot be loaded"):
        pipeline.load_names(Config(model=ModelConfig(name=str(tmp_path / "blank"))))


# --- documents that fail


@pytest.fixture
def fragile():
    """A pipeline that cannot bear the word "bad"; it marks the others."""

    @Language.component("fragile_for_tests")
    def component(doc):
        if "bad" in doc.text:
            raise ValueError("cannot bear it")
        doc.user_data["seen"] = doc.user_data.get("seen", 0) + 1
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("fragile_for_tests", name="fragile")
    return nlp


def test_a_failing_document_is_told_of_once_and_the_others_go_on(fragile):
    told = []
    texts = ["one", "two bad", "three", "bad", "five"]
    docs = pipeline.pipe(
        fragile, map(fragile.make_doc, texts), lambda doc, component, error: told.append((doc.text, component, error))
    )
    assert [(doc.text, doc.user_data["seen"]) for doc in docs] == [("one", 1), ("three", 1), ("five", 1)]
    assert [(text, component) for text, component, _ in told] == [("two bad", "fragile"), ("bad", "fragile")]
    assert all(isinstance(error, ValueError) for *_, error in told)


def test_attributes_and_spans_survive_a_failing_neighbour(fragile):
    doc = fragile.make_doc("Ossul fell")
    doc._.doc_id = "d_1"
    doc.spans["places"] = [doc.char_span(0, 5)]
    (out,) = pipeline.pipe(fragile, [fragile.make_doc("bad"), doc], lambda *_: None)
    assert out._.doc_id == "d_1"
    assert [span.text for span in out.spans["places"]] == ["Ossul"]


def test_documents_stream_in_order_and_in_batches(fragile):
    taken = []

    def texts():
        for number in range(200):
            taken.append(number)
            yield fragile.make_doc(f"text {number}")

    stream = pipeline.pipe(fragile, texts(), lambda *_: None)
    assert next(stream).text == "text 0"
    assert len(taken) < 100
    assert [doc.text for doc in stream] == [f"text {number}" for number in range(1, 200)]


def test_docs_know_their_document(tmp_path):
    from docmine.config import PlacesConfig
    from docmine.documents import CleanDocument, Metadata, RawDocument
    from docmine.offsets import TextMap

    raw = RawDocument("d_1", "a.txt", "text", "Ossul fell.", "0" * 64)
    metadata = Metadata(published="2016-12", published_source="user")
    document = CleanDocument(raw, raw.text, TextMap.identity(len(raw.text)), (), metadata)
    (doc,) = pipeline.make_docs(BLANK, [document], Config(places=PlacesConfig(home=("SYR",))))
    assert isinstance(doc, Doc)
    assert (doc._.doc_id, doc._.published, doc._.published_source, doc._.home) == ("d_1", "2016-12", "user", ["SYR"])


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("GAO – Fighters of the Front attacked a camp.", "GAO –"),
        ("NAIROBI / GAO, Mali, 17 March 2021 (Desk) — The army left.", "NAIROBI / GAO, Mali, 17 March 2021 (Desk) —"),
        ("A title\nGAO, March 17 - The army left.", "GAO, March 17 -"),
    ],
)
def test_a_sentence_begins_after_a_dateline(text, dateline):
    doc = pipeline.mark_paragraphs(BLANK.make_doc(text))
    after = doc.char_span(text.index(dateline) + len(dateline) + 1, len(text), alignment_mode="expand")
    assert after[0].is_sent_start


@pytest.mark.parametrize("text", ["Gao – the town on the river – fell.", "The SLF – a rebel group – attacked Gao."])
def test_a_dash_alone_begins_no_sentence(text):
    doc = pipeline.mark_paragraphs(BLANK.make_doc(text))
    assert not any(token.is_sent_start for token in doc[1:])
