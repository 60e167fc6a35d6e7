"""Every format: what is written is read again, whatever the text; and what the files of the tools themselves hold."""

import json
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docmine.errors import ResourceError
from docmine.labelled import LABELS, Example, Span, find, format_for, format_of, read, write

SUFFIX = {"prodigy": "jsonl", "doccano": "jsonl", "label-studio": "json", "webanno": "tsv", "conll": "conll"}
SUFFIX |= {"spacy": "spacy"}
CHARACTERS = st.sampled_from("abKZ é\u0301ß\u00a0‘’\"'-–.,;:()[]{}|\\_*#/<>&@\t\n\r\x0b\x0c\x1c\u2028ع漢😀🏻\u200d𝕂09")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=40).filter(str.strip)


@st.composite
def examples(draw, *, layers=("names", "conflict")):
    text = draw(TEXTS)
    layer = draw(st.sampled_from(layers))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            spans.append(Span(first, first + len(words.strip()), draw(st.sampled_from(LABELS[layer]))))
    doc = draw(st.sampled_from(["", "d_1f", "a:5", "two words", "ü\\😀"]))
    return Example(text, tuple(spans), "", doc, layer, draw(st.none() | st.integers(0, 10**6)))


def bare(example, **changes):
    fields = {"doc": example.doc, "layer": example.layer, "offset": example.offset} | changes
    return (example.text, example.spans, *fields.values())


def through(folder, form, items):
    """Write the examples, let somebody submit them unchanged where the tool needs that, and read them."""
    path = folder / f"file.{SUFFIX[form]}"
    write(items, path, form)
    if form == "label-studio":
        tasks = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps([{**task, "annotations": task.pop("predictions")} for task in tasks]))
    return read([path], {})


repeated = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("form", ["prodigy", "doccano", "label-studio", "spacy"])
@repeated
@given(st.lists(examples(), max_size=4))
def test_what_is_written_is_read_again(tmp_path, form, items):
    assert [bare(example) for example in through(tmp_path, form, items)] == [bare(example) for example in items]


def stripped(example):
    cut = len(example.text) - len(example.text.lstrip())
    spans = tuple(Span(span.start - cut, span.end - cut, span.label) for span in example.spans)
    offset = None if example.offset is None else example.offset + cut
    return (example.text.strip(), spans, example.doc, example.layer, offset)


@pytest.mark.parametrize("layer", ["names", "conflict"])
@repeated
@given(data=st.data())
def test_webanno_keeps_all_but_whitespace_at_the_ends(tmp_path, layer, data):
    items = data.draw(st.lists(examples(layers=(layer,)), max_size=4))
    assert [bare(example) for example in through(tmp_path, "webanno", items)] == [stripped(item) for item in items]


def letters(text, spans=()):
    return ["".join(text.split()), *("".join(text[span.start : span.end].split()) for span in spans)]


@repeated
@given(st.lists(examples(layers=("names",)), max_size=4))
def test_conll_keeps_all_but_spacing_and_offsets_in_the_document(tmp_path, items):
    found = through(tmp_path, "conll", items)
    assert [letters(item.text, item.spans) for item in found] == [letters(item.text, item.spans) for item in items]
    assert [[span.label for span in item.spans] for item in found] == [
        [span.label for span in item.spans] for item in items
    ]
    assert [item.doc for item in found] == [item.doc for item in items]


def file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


GUARD = Span(4, 16, "ORG")
TEXT = "The Kessen Guard left."


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        (
            "a.jsonl",
            '{"text": "The Kessen Guard left.", "spans": [{"start": 4, "end": 16, "label": "ORG"}]}',
            "prodigy",
        ),
        (
            "b.jsonl",
            '{"id": 7, "text": "The Kessen Guard left.", "label": [[4, 16, "ORG"]], "Comments": []}',
            "doccano",
        ),
        (
            "c.jsonl",
            (
                '{"id": 7, "text": "The Kessen Guard left.", "relations": [],'
                ' "entities": [{"id": 1, "label": "ORG", "start_offset": 4, "end_offset": 16}]}'
            ),
            "doccano",
        ),
        (
            "d.json",
            (
                '[{"id": 1, "data": {"text": "The Kessen Guard left."}, "annotations": [{"was_cancelled": false,'
                ' "result": [{"type": "labels", "from_name": "label", "to_name": "text",'
                ' "value": {"start": 4, "end": 16, "labels": ["ORG"]}}, {"type": "choices", "value": {}}]}]}]'
            ),
            "label-studio",
        ),
        (
            "e.tsv",
            (
                "#FORMAT=WebAnno TSV 3.3\n"
                "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue|coarseValue\n"
                "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n\n"
                "#Text=The Kessen Guard left.\n1-1\t0-3\tThe\tDT\t*\t_\t_\t\n1-2\t4-10\tKessen\t_\t_\t*[1]\tORG[1]\t\n"
                "1-3\t11-16\tGuard\t_\t_\t*[1]\tORG[1]\t\n1-4\t17-21\tleft\t_\t_\t_\t_\t\n1-5\t21-22\t.\t_\t_\t_\t_\t\n"
            ),
            "webanno",
        ),
    ],
)
@pytest.mark.parametrize("change", [lambda b: b, lambda b: b"\xef\xbb\xbf" + b, lambda b: b.replace(b"\n", b"\r\n")])
def test_files_of_the_tools_are_known_and_read(tmp_path, name, content, form, change):
    path = file(tmp_path, name, change(content.encode()))
    assert format_of(path) == form
    assert [(example.text, example.spans) for example in read([path], {})] == [(TEXT, (GUARD,))]


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-ORG I-ORG O O", [(4, 16)]),
        ("O I-ORG I-ORG O O", [(4, 16)]),
        ("O B-ORG E-ORG O O", [(4, 16)]),
        ("O B-ORG L-ORG O O", [(4, 16)]),
        ("O I-ORG B-ORG O O", [(4, 10), (11, 16)]),
        ("O S-ORG U-ORG O O", [(4, 10), (11, 16)]),
        ("O B-ORG O I-ORG E-ORG", [(4, 10), (17, 23)]),
    ],
)
def test_all_schemes_of_tags_are_read(tmp_path, tags, spans):
    rows = [
        f"{word} -X- _ {tag}" for word, tag in zip(["The", "Kessen", "Guard", "left", "."], tags.split(), strict=True)
    ]
    path = file(
        tmp_path, "a.conll", "-DOCSTART- -X- O O\n\n# a comment\n" + "\n".join(rows) + "\n\n\n-DOCSTART- (d_2)\n\n. O\n"
    )
    first, second = read([path], {})
    assert first.text == "The Kessen Guard left ."
    assert [(span.start, span.end) for span in first.spans] == spans
    assert (first.doc, first.where, second.doc, second.where) == ("", f"{path}:4", "d_2", f"{path}:13")


def test_offsets_are_counted_as_each_tool_counts_them(tmp_path):
    text = "👨🏻‍🚒 firemen drive firetrucks"  # as in doccano's issue 2290
    start = text.index("firetrucks")
    item = Example(text, (Span(start, start + 10, "ORG"),))
    units = len(text[:start].encode("utf-16-le")) // 2
    for form in SUFFIX:
        write([item], tmp_path / f"{form}.{SUFFIX[form]}", form)
    assert json.loads((tmp_path / "prodigy.jsonl").read_text())["spans"][0]["start"] == start
    assert json.loads((tmp_path / "doccano.jsonl").read_text())["label"] == [[units, units + 10, "ORG"]]
    (task,) = json.loads((tmp_path / "label-studio.json").read_text())
    assert task["predictions"][0]["result"][0]["value"]["start"] == start
    assert f"\t{units}-{units + 10}\tfiretrucks\tORG\t" in (tmp_path / "webanno.tsv").read_text()


def test_an_older_label_studio_counted_utf_16_and_its_words_tell(tmp_path):
    value = {"start": 13, "end": 23, "text": "annotation", "labels": ["ORG"]}  # of Label Studio's issue 1347
    result = [{"type": "labels", "value": value}]
    tasks = [{"data": {"text": "💩This is an annotation."}, "annotations": [{"result": result}]}]
    (example,) = read([file(tmp_path, "a.json", json.dumps(tasks))], {})
    assert example.spans == (Span(12, 22, "ORG"),)


def test_webanno_is_written_as_inception_writes_it(tmp_path):
    text = "Naïve [sic]\tOssul\\Guard 😊.\nIt fell."
    item = Example(text, (Span(0, 5, "MIL_PLATFORM"), Span(12, 23, "ORG")), doc="d_1", offset=9)
    write([item, Example("Gone.", ())], tmp_path / "a.tsv", "webanno")
    assert (tmp_path / "a.tsv").read_text() == (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n"
        "#Sentence.id=d_1:9\n#Text=Naïve [sic]\\tOssul\\\\Guard 😊.\n#Text=It fell.\n"
        "1-1\t0-5\tNaïve\tMIL\\_PLATFORM\t\n1-2\t6-7\t[\t_\t\n1-3\t7-10\tsic\t_\t\n1-4\t10-11\t]\t_\t\n"
        "1-5\t12-23\tOssul\\Guard\tORG\t\n1-6\t24-26\t😊\t_\t\n1-7\t26-27\t.\t_\t\n"
        "1-8\t28-30\tIt\t_\t\n1-9\t31-35\tfell\t_\t\n1-10\t35-36\t.\t_\t\n"
        "\n#Text=Gone.\n2-1\t37-41\tGone\t_\t\n2-2\t41-42\t.\t_\t\n"
    )


def test_webanno_before_3_2_wrote_text_as_java_does(tmp_path):
    head = "#FORMAT=WebAnno TSV 3.1\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n"
    path = file(tmp_path, "a.tsv", head + "#Text=\\u00c9lan \\uD83D\\uDE0A\n1-1\t0-4\tÉlan\tORG\t\n1-2\t5-7\t😊\t_\t\n")
    (example,) = read([path], {})
    assert (example.text, example.spans) == ("Élan 😊", (Span(0, 4, "ORG"),))


def test_prodigy_gets_its_words(tmp_path):
    write([Example(TEXT, (GUARD,), doc="d_1", offset=30)], tmp_path / "a.jsonl", "prodigy")
    line = json.loads((tmp_path / "a.jsonl").read_text())
    assert [token["text"] for token in line["tokens"]] == ["The", "Kessen", "Guard", "left", "."]
    assert [token["ws"] for token in line["tokens"]] == [True, True, True, False, False]
    assert line["spans"] == [{"start": 4, "end": 16, "label": "ORG", "token_start": 1, "token_end": 2}]
    assert line["meta"] == {"doc": "d_1", "start": 30}
    assert "answer" not in line


def test_whitespace_at_the_edges_of_a_span_is_not_of_the_name(tmp_path):
    path = file(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "label": [[3, 17, "ORG"]]}))
    assert read([path], {})[0].spans == (GUARD,)


def test_tasks_that_nobody_annotated_are_left_out(tmp_path):
    def task(*annotations):
        return {"data": {"text": TEXT}, "annotations": list(annotations), "predictions": [labelled("PERSON")]}

    def labelled(label, **more):
        value = {"start": 4, "end": 16, "labels": [label]}
        return {"result": [{"type": "labels", "value": value}], **more}

    late, early = labelled("ORG", updated_at="2021-03-02"), labelled("FAC", updated_at="2021-03-01")
    tasks = [
        task(),
        task(labelled("LOC", was_cancelled=True)),
        task(late, early),
        task(late, {**early, "ground_truth": True}),
    ]
    found = read([file(tmp_path, "a.json", json.dumps(tasks))], {})
    assert [(example.where[-6:], example.spans[0].label) for example in found] == [("task 3", "ORG"), ("task 4", "FAC")]
    with pytest.raises(ResourceError, match="nobody has annotated"):
        read([file(tmp_path, "b.json", json.dumps(tasks[:1]))], {})


WEBANNO = "#FORMAT=WebAnno TSV 3.3\n#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value\n\n\n"


@pytest.mark.parametrize(
    ("name", "content", "where", "message"),
    [
        ("a.jsonl", '{"text": "Ossul fell.", "label": [[0, 5]]}', ":1", "a label is a start"),
        ("a.jsonl", '{"text": "😀 fell.", "label": [[1, 5, "GPE"]]}', ":1", "cuts a character in two"),
        ("a.jsonl", '\n{"text": "Ossul fell.", "label": [[0, 90, "GPE"]]}', ":2", "offset 90 is not inside"),
        ("a.jsonl", '{"text": "Ossul fell.", "label": [[0, 5, "GPE"], [2, 8, "ORG"]]}', ":1", "overlap"),
        ("a.jsonl", '{"text": "Ossul fell.", "layer": "names!"}', ":1", "unknown layer"),
        ("a.json", "[{]", "", "not JSON"),
        ("a.json", '[{"text": "Ossul fell."}]', ": task 1", "needs data"),
        (
            "a.json",
            (
                '[{"data": {"text": "Ossul fell."}, "annotations": [{"result": [{"type": "labels",'
                ' "value": {"start": 3, "end": 8, "text": "Ossul", "labels": ["GPE"]}}]}]}]'
            ),
            ": task 1",
            "'Ossul' is not at 3-8",
        ),
        ("a.conll", "Ossul B-GPE\nfell\n", ":2", "no tag"),
        ("a.conll", "Ossul B-GPE\nfell VBD B\n", ":2", "no tag"),
        ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|value\n\n\n", ":2", "but webanno.custom.Span"),
        ("a.tsv", WEBANNO + "#Text=Ossul fell.\n1-1\t0-5\tOssul\n", ":6", "too few columns"),
        ("a.tsv", WEBANNO + "#Text=Ossul fell.\n1-1\t0-5\tOssul\t*\t\n", ":6", "no value"),
        ("a.tsv", WEBANNO + "#Text=Ossul fell.\n1-1\t0-4\tOssul\tGPE\t\n", ":6", "'Ossul' is not at 0-4"),
        ("a.tsv", WEBANNO + "1-1\t0-5\tOssul\tGPE\t\n", ":5", "no word of a sentence"),
        ("a.tsv", WEBANNO + "#Text=Ossul fell.\n\n", ":6", "has no words"),
        (
            "a.tsv",
            WEBANNO + "#Text=Ossul\n1-1\t0-5\tOssul\tGPE[1]\t\n\n#Text=fell\n2-1\t6-10\tfell\tGPE[1]\t\n",
            ":9",
            "in two sentences",
        ),
        ("a.tsv", WEBANNO + "#Text=Ossul\n1-1\t0-5\tOssul\tGPE[1]|ORG[2]\t\n", ":6", "overlap"),
        ("a.spacy", b"no spaCy", "", "cannot be read"),
        ("a.spacy", b"", "", "cannot be read"),
        ("a.docx", "x", "", "no format that is known"),
        ("a.conll", b"\xff\xfe", "", "cannot be read"),
    ],
)
def test_a_malformed_file_is_refused_with_file_and_line(tmp_path, name, content, where, message):
    path = file(tmp_path, name, content)
    with pytest.raises(ResourceError, match=message) as caught:
        read([path], {})
    assert caught.value.where == f"{path}{where}"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.tsv", "a.conll"])
def test_an_empty_file_has_no_sentences(tmp_path, name):
    assert read([file(tmp_path, name, "\n")], {}) == []


def test_spacy_documents_say_what_is_known_of_them(tmp_path):
    import spacy
    from spacy.tokens import Doc, DocBin
    from spacy.tokens import Span as Tokens

    def saved(doc):
        path = tmp_path / "a.spacy"
        DocBin(docs=[doc]).to_disk(path)
        return path

    words = ["The", "Kessen", "Guard", "left"]
    vocab = spacy.blank("en").vocab
    with pytest.raises(ResourceError, match="neither ents"):
        read([saved(Doc(vocab, words))], {})
    part = Doc(vocab, words)
    part.set_ents([Tokens(part, 1, 3, "ORG")], default="missing")
    with pytest.raises(ResourceError, match="no label is known"):
        read([saved(part)], {})
    both = Doc(vocab, words)
    both.set_ents([Tokens(both, 1, 3, "ORG")])
    both.spans["conflict"] = []
    assert [(item.layer, item.spans) for item in read([saved(both)], {})] == [("names", (GUARD,)), ("conflict", ())]


def test_a_layer_that_a_format_cannot_say_is_refused(tmp_path):
    names, conflict = Example(TEXT, (GUARD,)), Example(TEXT, (GUARD,), where="x:1", layer="conflict")
    for form, items in (("conll", [conflict]), ("webanno", [names, conflict])):
        with pytest.raises(ResourceError, match="layer") as caught:
            write(items, tmp_path / "a", form)
        assert caught.value.where == "x:1"
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_file_says_its_format(tmp_path):
    names = {"a.jsonl": "prodigy", "a.json": "label-studio", "a.tsv": "webanno", "a.bio": "conll", "-": "prodigy"}
    names |= {"a.spacy": "spacy"}
    assert {name: format_for(tmp_path / name) for name in names} == names
    for name in ("b.jsonl", "a.spacy", "README.md", ".c.jsonl.part"):
        file(tmp_path, name, "")
    assert [path.name for path in find(tmp_path)] == ["a.spacy", "b.jsonl"]


def test_dump_writes_to_a_stream():
    from docmine.labelled import dump

    stream = BytesIO()
    dump([Example("Gone.", ())], stream, "conll")
    assert stream.getvalue() == b"Gone O\n. O\n\n"
