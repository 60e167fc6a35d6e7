"""Training: what is held out, what is refused, and that a label new to the model is learned."""

import json
import random

import pytest

from docmine import models, replay
from docmine import nlp as pipeline
from docmine.config import Config, ModelConfig
from docmine.errors import ModelError, ResourceError
from docmine.evaluate import predict
from docmine.holdout import split
from docmine.labelled import Example, Span
from docmine.train import train

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


def test_rehearsal_sentences_are_whole_and_repeatable():
    assert replay.sentences(50, 1) == replay.sentences(50, 1) != replay.sentences(50, 2)
    assert not [text for text in replay.sentences(500, 1) if "{" in text or "}" in text]


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    config = workspace(tmp_path_factory.mktemp("war"), sentences(50))
    steps = []
    report = train(config, epochs=12, progress=lambda done, total: steps.append((done, total)))
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
    report = train(config, epochs=12, name="bad")
    assert (report.before.micro.f1, report.promoted) == (1.0, False)
    assert (tmp_path / "models" / "bad" / "meta.json").is_file()
    assert models.find(config).folder == models.SHIPPED


def test_the_same_seed_gives_the_same_model(tmp_path):
    digests = [
        models.folder_digest(train(workspace(tmp_path / name, sentences(24)), epochs=1, force=True).folder)
        for name in ("one", "two")
    ]
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (sentences(10), "10 labelled sentences are too few"),
        ([], "0 labelled sentences are too few"),
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


def test_training_needs_a_workspace_and_docmines_own_model(tmp_path):
    with pytest.raises(ModelError, match="no workspace"):
        train(Config())
    with pytest.raises(ModelError, match="not docmine's to train"):
        train(Config(folder=tmp_path, model=ModelConfig(name="en_core_web_sm")))
