"""Training from files to a model: what is learned and kept, what is refused, and that it can be interrupted."""

import json
import random

import pytest
import spacy

from docmine import models
from docmine import nlp as pipeline
from docmine.config import Config, ModelConfig
from docmine.errors import ModelError, ResourceError
from docmine.evaluate import predict
from docmine.holdout import split
from docmine.labelled import Example, Span
from docmine.train import Recipe, train

FRAMES = (
    ("Fighters of the {} fired {} at the bridge.", ("ORG", "WEAPON")),
    ("The {} received {} from abroad.", ("ORG", "WEAPON")),
    ("Soldiers found {} in a store of the {}.", ("WEAPON", "ORG")),
    ("Buyers of {} met men of the {}.", ("WEAPON", "ORG")),
)
NAMES = {
    "ORG": ("Kessen Guard", "Harkan Front", "Brigade of the Pines", "Liwa al-Rimah"),
    "WEAPON": ("Korsal rockets", "Dorvak mortars", "T-9 howitzers", "Orun missiles"),
}


def sentences(number):
    """Labelled sentences about an invented war, no two alike."""
    rng = random.Random(3)
    found = {}
    while len(found) < number:
        frame, labels = rng.choice(FRAMES)
        names = [rng.choice(NAMES[label]) for label in labels]
        text = frame.format(*names)
        found[text] = [
            {"start": text.index(name), "end": text.index(name) + len(name), "label": label}
            for name, label in zip(names, labels, strict=True)
        ]
    return [{"text": text, "spans": spans} for text, spans in found.items()]


def workspace(folder, entries):
    (folder / "training").mkdir(parents=True)
    (folder / "training" / "war.jsonl").write_text("\n".join(map(json.dumps, entries)))
    return Config(folder=folder)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    config = workspace(tmp_path_factory.mktemp("war"), sentences(50))
    steps = []
    report = train(config, recipe=Recipe(epochs=12), progress=lambda done, total: steps.append((done, total)))
    return config, report, steps


def test_a_new_label_is_learned_and_the_new_model_takes_over(trained):
    config, report, _ = trained
    assert report.after.micro.f1 > max(0.8, report.before.micro.f1)
    assert report.promoted
    assert models.find(config).folder == report.folder
    assert report.learned + report.held_out == 50
    nlp = pipeline.load_names(config)
    text = "The Harkan Front sold Dorvak mortars."
    assert predict(nlp, [text]) == [(Span(4, 16, "ORG"), Span(22, 36, "WEAPON"))]


def test_old_names_are_kept(trained):
    config, report, _ = trained
    assert report.kept.micro.f1 > 0.85
    (found,) = predict(pipeline.load_names(config), ["Ahmed Hassan met officials in Syria on Tuesday."])
    assert found == (Span(0, 12, "PERSON"), Span(30, 35, "GPE"), Span(39, 46, "DATE"))


def test_progress_goes_to_its_end(trained):
    _, _, steps = trained
    total = steps[0][1]
    assert steps == [(done, total) for done in range(1, total + 1)]


def test_the_report_is_json(trained):
    assert json.loads(json.dumps(trained[1].as_dict()))["promoted"] is True


def test_a_model_that_does_worse_is_kept_but_not_used(tmp_path):
    texts = [f"Ahmed Hassan left Syria for the {number}th time." for number in range(30)]
    right, wrong = (
        [{"text": text, "spans": [{"start": 0, "end": 12, "label": label}]} for text in texts]
        for label in ("PERSON", "ORG")
    )
    held = {example.text for example in split([Example(text, ()) for text in texts])[1]}
    config = workspace(
        tmp_path, [good if good["text"] in held else bad for good, bad in zip(right, wrong, strict=True)]
    )
    report = train(config, recipe=Recipe(epochs=12), name="bad")
    assert (report.before.micro.f1, report.promoted) == (1.0, False)
    assert "bad is not promoted" in report.refusal
    assert (tmp_path / "models" / "bad" / "meta.json").is_file()
    assert models.find(config).folder == models.SHIPPED[models.DEFAULT]


SHORT = Recipe(epochs=3, rehearsed=48)


def digest(report):
    return models.folder_digest(report.folder)


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    config = workspace(tmp_path_factory.mktemp("short"), sentences(24))
    return train(config, recipe=SHORT, promote=False)


def test_the_same_seed_gives_the_same_model_and_another_seed_another(tmp_path, short):
    config = workspace(tmp_path, sentences(24))
    again, other = (train(config, recipe=SHORT, promote=False, seed=seed) for seed in (0, 1))
    assert (again.name, digest(again)) == (short.name, digest(short))
    assert (other.name, digest(other)) != (short.name, digest(short))


def interrupt(config, epoch):
    """Train until somewhere inside an epoch, counted from 0."""

    def stop(done, total):
        if done > epoch * total // SHORT.epochs + 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(config, recipe=SHORT, promote=False, progress=stop)


def test_an_interrupted_training_goes_on_and_ends_with_the_same_model(tmp_path, short):
    config = workspace(tmp_path, sentences(24))
    interrupt(config, 1)
    interrupt(config, 2)
    steps = []
    report = train(config, recipe=SHORT, promote=False, progress=lambda done, total: steps.append((done, total)))
    assert report.resumed == 2
    assert digest(report) == digest(short)
    total = steps[0][1]
    assert steps == [(done, total) for done in range(2 * total // 3 + 1, total + 1)]
    assert [path.name for path in (tmp_path / "models").iterdir()] == [report.name]


def test_an_interrupted_training_is_begun_anew_if_asked_or_if_its_sentences_changed(tmp_path, short):
    config = workspace(tmp_path, sentences(24))
    interrupt(config, 1)
    anew = train(config, recipe=SHORT, promote=False, restart=True)
    assert (anew.resumed, digest(anew)) == (0, digest(short))
    interrupt(config, 1)
    (tmp_path / "training" / "more.jsonl").write_text(json.dumps({"text": "A quiet day, for once.", "doc": "quiet"}))
    changed = train(config, recipe=SHORT, promote=False)
    assert (changed.resumed, changed.learned + changed.held_out) == (0, 25)
    assert changed.name != anew.name


def test_a_spoiled_checkpoint_is_named_with_the_way_out(tmp_path):
    config = workspace(tmp_path, sentences(24))
    interrupt(config, 1)
    (tmp_path / "models" / ".names.checkpoint").write_bytes(b"half a file")
    with pytest.raises(ModelError, match=r"\.names\.checkpoint: cannot be read.+--restart"):
        train(config, recipe=SHORT, promote=False)


def test_a_model_that_is_not_promoted_is_not_used(short):
    assert (short.promoted, short.refusal) == (False, "")
    assert not (short.folder.parent / "current.json").exists()


def test_whole_documents_are_held_out(tmp_path):
    entries = [entry | {"doc": f"report-{n // 4}"} for n, entry in enumerate(sentences(40))]
    report = train(workspace(tmp_path, entries), recipe=Recipe(epochs=1, rehearsed=16), promote=False)
    assert report.held_out % 4 == 0 < report.held_out
    assert report.learned + report.held_out == 40


def test_corrected_sentences_are_learned_beside_the_labelled_ones_which_win(tmp_path):
    entries = sentences(24)
    twin = Example(entries[0]["text"], ())
    more = Example("Nobody came to the market of the town.", (), doc="corrected")
    other = Example("Rebels with rifles came.", (Span(0, 18, "ORG"),), layer="conflict")
    report = train(
        workspace(tmp_path, entries),
        corrected=[twin, more, other],
        recipe=Recipe(epochs=1, rehearsed=16),
        promote=False,
    )
    assert (report.learned + report.held_out, report.other_layer) == (25, 1)


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (sentences(10), "10 labelled sentences of the layer 'names' are too few"),
        ([], "0 labelled sentences of the layer 'names' are too few"),
        (
            [{"text": f"Ossulites {i}", "spans": [{"start": 0, "end": 5, "label": "GPE"}]} for i in range(30)],
            "'Ossul' begins or ends inside a word",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_learned_from_is_refused(tmp_path, entries, message):
    with pytest.raises(ResourceError, match=message):
        train(workspace(tmp_path, entries))
    assert not (tmp_path / "models").exists()


def test_sentences_of_one_document_alone_are_refused(tmp_path):
    entries = [entry | {"doc": "only"} for entry in sentences(24)]
    with pytest.raises(ResourceError, match=r"all 24 sentences fall on one side.+other documents"):
        train(workspace(tmp_path, entries))


def test_a_model_without_the_layer_is_refused(tmp_path):
    config = workspace(tmp_path, [entry | {"layer": "conflict"} for entry in sentences(24)])
    nlp = spacy.load(models.SHIPPED["fast"])
    nlp.remove_pipe("docmine_conflict")
    (tmp_path / "models").mkdir()
    nlp.to_disk(tmp_path / "models" / "bare")
    (tmp_path / "models" / "current.json").write_text('{"name": "bare"}')
    with pytest.raises(ModelError, match=r"has no component 'docmine_conflict'"):
        train(config, layer="conflict")


def test_training_needs_a_workspace_and_docmines_own_model(tmp_path):
    with pytest.raises(ModelError, match="no workspace"):
        train(Config())
    with pytest.raises(ModelError, match="not docmine's to train"):
        train(Config(folder=tmp_path, model=ModelConfig(name="en_core_web_sm")))


@pytest.mark.parametrize("name", ["shipped", "accurate", "fast", "default"])
def test_a_name_that_stands_for_another_model_is_refused(tmp_path, name):
    with pytest.raises(ModelError, match=f"the name '{name}' is taken"):
        train(workspace(tmp_path, sentences(24)), name=name)
