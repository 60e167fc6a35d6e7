"""The gate before a model is used, and the way back. Models are answers by hand, but for one that is really bad."""

import json
import shutil

import pytest
import spacy

from docmine import evaluate as evaluation
from docmine import floors, models
from docmine import history as docmine_history
from docmine.config import Config, ModelConfig
from docmine.errors import ConfigError, ModelError, PromotionRefused
from docmine.evaluate import labelled, score
from docmine.holdout import split
from docmine.promote import judge, promote, rollback, set_floors
from docmine.resources import DATA


def entry(number):
    """A sentence with an ORG and a GPE, of a document of its own."""
    text = f"Kessen Guard left Ossul, {number}."
    spans = [{"start": 0, "end": 12, "label": "ORG"}, {"start": 18, "end": 23, "label": "GPE"}]
    return {"text": text, "spans": spans, "doc": f"report-{number}"}


def write(folder, numbers):
    (folder / "training").mkdir(exist_ok=True)
    (folder / "training" / "own.jsonl").write_text("\n".join(json.dumps(entry(number)) for number in numbers))


def model(folder, name, wrong_orgs=0, wrong_gpes=0):
    """A model in name only, which misses so many of the first names of each label."""
    path = folder / "models" / name
    path.mkdir(parents=True, exist_ok=True)
    (path / "meta.json").write_text("{}")
    (path / "wrong.json").write_text(json.dumps({"ORG": wrong_orgs, "GPE": wrong_gpes}))


@pytest.fixture
def config(tmp_path, monkeypatch):
    def answer(config, examples, *, layer, with_patterns):
        assert not with_patterns
        folder = models.find(config).folder
        wrong = (
            json.loads((folder / "wrong.json").read_text())
            if folder != models.SHIPPED[models.DEFAULT]
            else {"ORG": 4, "GPE": 0}
        )
        found = [
            tuple(span for span in example.spans if number >= wrong[span.label])
            for number, example in enumerate(examples)
        ]
        return score(examples, found, models.digest(config))

    monkeypatch.setattr(evaluation, "judge", answer)
    write(tmp_path, range(60))
    return Config(folder=tmp_path)


def held(config):
    return len(split(labelled(config))[1])


def history(config):
    return [json.loads(line) for line in (config.folder / "models" / "history.jsonl").read_text().splitlines()]


def current(config):
    return models.find(config).name


def ask(config, **asked):
    (config.folder / "floors.json").write_text(json.dumps(asked))


def test_a_better_model_takes_over_and_the_former_is_noted(config):
    model(config.folder, "good", wrong_orgs=1)
    done = promote(config, "good")
    assert (done.name, done.former, done.forced, current(config)) == ("good", "shipped", "", "good")
    n = held(config)
    f1 = [round(2 * right / (right + 2 * n), 4) for right in (2 * n - 4, 2 * n - 1)]
    (line,) = history(config)
    assert {key: line[key] for key in ("action", "name", "former", "f1")} == {
        "action": "promote", "name": "good", "former": "shipped", "f1": {"names": f1},
    }  # fmt: skip
    saved = json.loads((config.folder / "models" / "current.json").read_text())
    assert saved == {"name": "good", "digest": models.folder_digest(config.folder / "models" / "good")}


def test_a_model_as_good_takes_over_and_a_worse_one_does_not(config):
    model(config.folder, "same", wrong_gpes=4)
    model(config.folder, "worse", wrong_orgs=5)
    with pytest.raises(PromotionRefused, match=r"worse is not promoted:\n  names: F1 falls from 0\.\d+ to 0\.\d+ "):
        promote(config, "worse")
    assert current(config) == "shipped"
    assert not (config.folder / "models" / "history.jsonl").exists()
    promote(config, "same")
    assert current(config) == "same"


def test_a_drop_that_is_allowed_is_no_reason(config):
    n = held(config)
    model(config.folder, "worse", wrong_orgs=5)
    drop = 2 * (2 * n - 4) / (4 * n - 4) - 2 * (2 * n - 5) / (4 * n - 5)
    ask(config, names={"max_drop": drop + 0.0001})
    assert judge(config, "worse").reasons == ()
    ask(config, names={"max_drop": drop - 0.0001})
    (reason,) = judge(config, "worse").reasons
    assert reason.endswith(f"and max_drop allows {drop - 0.0001}")


def test_a_new_workspace_asks_for_no_worse(config):
    shutil.copy(DATA / "workspace" / "pipeline" / "floors.json", config.folder)
    assert floors.load(config) == floors.Floors()


def test_every_floor_is_checked(config):
    model(config.folder, "good", wrong_gpes=1)
    n = held(config)
    ask(config, names={"micro": 1.0, "labels": {"ORG": 1.0, "GPE": 1.0, "LOC": 0.1}})
    micro, gpe = 2 * (2 * n - 1) / (4 * n - 1), 2 * (n - 1) / (2 * n - 1)
    assert judge(config, "good").reasons == (
        f"names: F1 is {micro:.4f}, and its floor 1.0",
        f"names: F1 of GPE is {gpe:.4f}, and its floor 1.0",
        "names: LOC has a floor, and no held-out sentence has LOC",
    )


def test_a_layer_with_floors_is_not_passed_over(config):
    model(config.folder, "good")
    ask(config, conflict={"micro": 0.5})
    assert judge(config, "good").reasons == ("conflict: there are floors, and no held-out sentences",)


def test_floors_are_set_from_the_model_in_use(config):
    n = held(config)
    assert n >= 10
    ask(config, names={"max_drop": 0.01})
    found = set_floors(config)
    assert found == floors.load(config)
    assert (found.corpus.sentences, found.corpus.documents) == (n, n)
    micro = 2 * (2 * n - 4) / (4 * n - 4)
    assert found.names.micro == pytest.approx(micro - 0.01, abs=0.001)
    assert found.names.micro <= micro - 0.01
    assert found.names.labels["GPE"] == 1.0  # never wrong, so its interval has no width
    assert found.names.labels["ORG"] < 2 * (n - 4) / (2 * n - 4)
    assert (found.names.max_drop, found.conflict.micro) == (0.01, None)
    assert judge(config, "shipped").reasons == ()


def test_a_changed_corpus_is_refused_until_floors_are_set_anew(config):
    model(config.folder, "good")
    set_floors(config)
    n = held(config)
    write(config.folder, reversed(range(60)))  # the same sentences in another order
    assert judge(config, "good").reasons == ()
    write(config.folder, range(120))
    assert held(config) > n
    with pytest.raises(PromotionRefused, match=rf"held-out sentences \({held(config)}, .+ not those .+ \({n}, "):
        promote(config, "good")
    set_floors(config)
    assert promote(config, "good").forced == ""


def test_sentences_to_learn_from_may_change(config):
    model(config.folder, "good")
    set_floors(config)
    learned = [n for n in range(60, 200) if f"report-{n}" in {e.doc for e in split(corpus(config, range(200)))[0]}]
    write(config.folder, [*range(60), *learned])
    assert judge(config, "good").reasons == ()


def corpus(config, numbers):
    write(config.folder, numbers)
    return labelled(config)


def test_a_forced_promotion_keeps_its_reason_and_what_was_overruled(config):
    model(config.folder, "worse", wrong_orgs=5)
    done = promote(config, "worse", force_reason=" ORG is labelled anew ")
    assert (done.forced, current(config)) == ("ORG is labelled anew", "worse")
    (line,) = history(config)
    assert line["forced"] == "ORG is labelled anew"
    assert line["against"] == list(done.verdict.reasons)
    with pytest.raises(ModelError, match="without a reason"):
        promote(config, "worse", force_reason=" ")


def test_a_reason_that_was_not_needed_is_not_kept(config):
    model(config.folder, "good")
    assert promote(config, "good", force_reason="just in case").forced == ""
    assert "forced" not in history(config)[0]


def test_rolling_back_goes_back_step_by_step(config):
    for name in ("first", "second", "third"):
        model(config.folder, name)
        promote(config, name)
    assert (rollback(config).name, current(config)) == ("second", "second")
    assert (rollback(config).name, current(config)) == ("first", "first")
    promote(config, "third")
    assert rollback(config).name == "first"
    assert (rollback(config).name, current(config)) == ("shipped", "shipped")
    assert not (config.folder / "models" / "current.json").exists()
    with pytest.raises(ModelError, match="no former model"):
        rollback(config)
    assert [line["action"] for line in history(config)] == ["promote"] * 3 + ["rollback"] * 2 + [
        "promote", "rollback", "rollback",
    ]  # fmt: skip


def test_a_change_that_was_killed_halfway_can_be_made_again_and_the_history_knows_of_it(config, monkeypatch):
    model(config.folder, "good")
    for change, used in ((lambda: promote(config, "good"), "good"), (lambda: rollback(config), "shipped")):
        before, write = current(config), docmine_history._write
        monkeypatch.setattr(docmine_history, "_write", lambda path, text, write=write: write(path, text) or killed())
        with pytest.raises(KeyboardInterrupt):
            change()
        monkeypatch.setattr(docmine_history, "_write", write)
        assert current(config) == before
        assert history(config)[-1]["name"] == used
        change()
        assert current(config) == used


def killed():
    raise KeyboardInterrupt


def test_rolling_back_gives_back_the_same_file(config):
    for name in ("first", "second"):
        model(config.folder, name)
        promote(config, name)
        if name == "first":
            before = (config.folder / "models" / "current.json").read_bytes()
    rollback(config)
    assert (config.folder / "models" / "current.json").read_bytes() == before


def test_rolling_back_after_the_file_was_deleted_by_hand(config):
    model(config.folder, "first")
    promote(config, "first")
    (config.folder / "models" / "current.json").unlink()
    assert (rollback(config).name, current(config)) == ("first", "first")


def test_a_former_model_that_changed_or_is_gone_is_not_gone_back_to(config):
    for name in ("first", "second"):
        model(config.folder, name)
        promote(config, name)
    model(config.folder, "first", wrong_orgs=2)
    with pytest.raises(ModelError, match=r"first: has changed since .*docmine promote first"):
        rollback(config)
    shutil.rmtree(config.folder / "models" / "first")
    with pytest.raises(ModelError, match="no model 'first'"):
        rollback(config)
    assert current(config) == "second"


def test_promoting_the_model_in_use_changes_nothing(config):
    model(config.folder, "good")
    promote(config, "good")
    promote(config, "good")
    assert len(history(config)) == 1


def test_without_held_out_sentences_nothing_can_be_said_for_a_model(config):
    model(config.folder, "good")
    write(config.folder, [])
    assert judge(config, "good").reasons == ("there are no held-out sentences to judge it by",)
    with pytest.raises(ModelError, match="no held-out sentences to set floors on"):
        set_floors(config)


def test_corrected_sentences_judge_where_no_others_are_held_out(config):
    model(config.folder, "good")
    corrected = labelled(config)
    assert judge(config, "good", corrected=corrected[:7]).after["names"].texts == held(config)
    write(config.folder, [])
    assert judge(config, "good", corrected=corrected).after["names"].texts == len(split(corrected)[1])


def test_a_model_may_be_named_by_its_folder_in_the_store_only(config, tmp_path):
    model(config.folder, "good")
    assert judge(config, str(config.folder / "models" / "good")).name == "good"
    model(tmp_path / "elsewhere", "good")
    for name in (str(tmp_path / "elsewhere" / "models" / "good"), "../training", ""):
        with pytest.raises(ModelError):
            judge(config, name)
    with pytest.raises(ModelError, match=r"no model 'absent' \(there are accurate, fast, good;"):
        judge(config, "absent")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "Invalid JSON"),
        ('{"names": {"micro": 2}}', "names.micro: Input should be less than or equal to 1"),
        ('{"name": {}}', "name: Extra inputs are not permitted"),
    ],
)
def test_floors_that_cannot_be_read_are_named(config, text, message):
    model(config.folder, "good")
    (config.folder / "floors.json").write_text(text)
    with pytest.raises(ConfigError, match=message):
        judge(config, "good")


def test_a_history_that_cannot_be_read_is_named(config):
    model(config.folder, "good")
    promote(config, "good")
    with (config.folder / "models" / "history.jsonl").open("a") as stream:
        stream.write('{"action": "lost"}\n')
    with pytest.raises(ModelError, match=r"history\.jsonl:2: needs action"):
        rollback(config)


def test_promotion_needs_a_workspace_that_uses_it(tmp_path):
    with pytest.raises(ModelError, match="no workspace"):
        promote(Config(), "good")
    with pytest.raises(ModelError, match="so no promoted model is used"):
        rollback(Config(folder=tmp_path, model=ModelConfig(name="en_core_web_sm")))


def test_a_really_bad_model_is_refused(tmp_path):
    """The shipped model, with the weights of its last layer of names turned about."""
    write(tmp_path, ())
    lines = [
        {"text": f"Ahmed Hassan left Syria in {year}.", "spans": [
            {"start": 0, "end": 12, "label": "PERSON"}, {"start": 18, "end": 23, "label": "GPE"},
            {"start": 27, "end": 31, "label": "DATE"},
        ]} for year in range(2000, 2020)
    ]  # fmt: skip
    (tmp_path / "training" / "own.jsonl").write_text("\n".join(map(json.dumps, lines)))
    nlp = spacy.load(models.SHIPPED[models.DEFAULT])
    for node in nlp.get_pipe("ner").model.walk():
        for name in node.param_names:
            if node.name == "linear" and node.has_param(name):
                node.set_param(name, -node.get_param(name))
    (tmp_path / "models").mkdir()
    nlp.to_disk(tmp_path / "models" / "bad")
    config = Config(folder=tmp_path)
    with pytest.raises(PromotionRefused, match=r"names: F1 falls from 1\.0000 to 0\."):
        promote(config, "bad")
    assert models.find(config).folder == models.SHIPPED[models.DEFAULT]
