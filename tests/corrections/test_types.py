"""Decisions about the types of events: what they teach, and how far they are met without them."""

import json

import pytest
from typer.testing import CliRunner

from docmine import types_course
from docmine.cli import app
from docmine.config import Config
from docmine.corrections import corrected
from docmine.events.choice import lessons, model
from docmine.schema import TABLES
from docmine.store import Store

SENTENCES = [
    f"Rangers raided {what} in Lusk on Monday." for what in ("a farm", "the mill", "two shops", "a barn", "a bar")
]
OTHER = "Rangers abducted a nurse in Lusk."
TEXT = " ".join([*SENTENCES, OTHER])


def row(table, start, end, **cells):
    empty = dict.fromkeys(TABLES[table].names) | {"method": "x", "score": 1.0}
    place = {"doc_id": "d_1", "start": start, "end": end, "text": TEXT[start:end], "raw_start": start, "raw_end": end}
    return empty | place | cells


def decision(sentence, word, **more):
    start = TEXT.index(sentence) + sentence.index(word)
    before, after = TEXT[max(0, start - 40) : start], TEXT[start + len(word) :][:40]
    words = {"start": start, "end": start + len(word), "text": word, "before": before, "after": after}
    return {"kind": "event", "doc_id": "d_1", **words, "who": "am"} | more


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    events = []
    for n, sentence in enumerate([*SENTENCES, OTHER]):
        start = TEXT.index(sentence) + len("Rangers ")
        word = sentence.split()[1]
        told = {"event_id": f"e_{n}", "trigger": word, "event_type": "ASSAULT", "sentence": sentence}
        events.append(row("events", start, start + len(word), status="factual", **told))
    document = {"doc_id": "d_1", "path": ["a.txt"], "published_source": "none", "status": "ok"}
    text = [{"doc_id": "d_1", "raw": TEXT, "clean": TEXT, "pieces": "[]"}]
    with Store(tmp_path / "output") as store, store.transaction():
        store.replace_document("d_1", {"documents": [document], "_texts": text, "events": events})
    (tmp_path / "pipeline" / "review").mkdir(parents=True)
    (tmp_path / "pipeline" / "docmine.toml").touch()

    def decide(*rows):
        path = tmp_path / "pipeline" / "review" / "decisions.jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
        return Config(folder=tmp_path / "pipeline")

    return decide


RESTRICT = {"event_type": "COERCE", "mode": "restrict"}
RAIDS = [decision(sentence, "raided", cells=RESTRICT) for sentence in SENTENCES]


def test_a_type_put_right_is_a_sentence_to_learn_from(workspace, tmp_path):
    gone = {**RAIDS[1], "doc_id": "d_0"}
    struck = decision(SENTENCES[2], "raided", reject=True)
    found = corrected(workspace(RAIDS[0], gone, struck), tmp_path / "output")
    (lesson,) = found.lessons
    assert lesson.text[lesson.start :].startswith("raided a farm")
    assert (lesson.event_type, lesson.mode) == ("COERCE", "restrict")
    assert ["d_0 is not among those of the last run" in str(one) for one in found.problems] == [True]


def test_without_decisions_there_is_nothing_to_read(workspace, tmp_path):
    assert corrected(workspace(), tmp_path / "no tables").lessons == []


def test_decisions_are_learned_and_met_from_then_on(workspace, tmp_path, monkeypatch):
    plain = [lessons.Lesson(f"Rebels raided {what}.", 7, "ASSAULT", "attack", "ours") for what in ("a camp", "a fort")]
    monkeypatch.setattr(types_course.sentences, "read", lambda: plain)
    workspace(*RAIDS, decision(OTHER, "abducted", cells={"event_type": "AID"}))
    before = json.loads(CliRunner().invoke(app, ["evaluate", "--layer", "events", "--json"]).stdout)
    assert before["decided_types"]["COERCE restrict"]["right"] == 0
    assert before["decided_types"]["micro"]["expected"] == 6
    assert before["decided_type_errors"][0]["text"] == "raided: ASSAULT attack"
    result = CliRunner().invoke(app, ["train", "events", "--json"])
    assert result.exit_code == 0
    assert "left out:" in result.stderr
    assert "the lexicon allows no AID" in result.stderr
    told = json.loads(result.stdout)["types"]
    target = tmp_path / "pipeline" / "events" / model.WEIGHTS
    assert told == {"decisions": 5, "left_out": 1, "met": {"before": 0, "after": 5}, "written": str(target)}
    shown = CliRunner().invoke(app, ["evaluate", "--layer", "events", "--errors", "9"]).stdout
    assert [line.split()[:4] for line in shown.splitlines() if line.startswith("COERCE")] == [
        ["COERCE", "restrict", "5", "5"]
    ]
    assert "abducted: ASSAULT" in " ".join(shown.split())
