import json

from docmine.config import Config
from docmine.suggest.known import Known


def test_what_people_decided_is_known(tmp_path):
    (tmp_path / "review").mkdir()
    decision = {"kind": "merge_actors", "keep": "Taliban", "other": "Kessen Night Riders", "who": "am"}
    (tmp_path / "review" / "decisions.jsonl").write_text(json.dumps(decision) + "\n", encoding="utf-8")
    known = Known.load(Config(folder=tmp_path))
    assert known.actor("Kessen Night Riders").name == "Taliban"
    assert not Known.load(Config()).knows("Kessen Night Riders")
