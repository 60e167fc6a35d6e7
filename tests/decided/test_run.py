"""What people decided, in the tables of the next run."""

import shutil

import pytest

from docmine import config, runner
from docmine.decided import append, undo
from docmine.ids import document_id
from docmine.store import Store

TEXT = """The Ossul Guard attacked the market of Gao on Monday.

Two traders were killed, Ada Lunde said in Gao.

Sign up for our newsletter
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decided")
    (folder / "raw").mkdir()
    (folder / "pipeline").mkdir()
    (folder / "pipeline" / "docmine.toml").write_text("[run]\nworkers = 1\n")
    (folder / "raw" / "one.txt").write_text(TEXT)
    (folder / "raw" / "two.txt").write_text("Soldiers left Gao in May 2021. Nobody was hurt there, a witness said.\n")
    _run(folder)
    return folder


@pytest.fixture
def workspace(ran, tmp_path):
    return shutil.copytree(ran, tmp_path / "w")


def _run(folder):
    return runner.run(folder / "raw", folder / "output", config.load(folder / "pipeline"))


@pytest.fixture
def decide(workspace):
    """Write a decision and run again; return its stamp."""
    path = workspace / "pipeline" / "review" / "decisions.jsonl"

    def write(words, **row):
        start = clean(workspace).index(words) if row["kind"] != "line" else -1
        place = {"start": start, "end": start + len(words)} if start >= 0 else {}
        stamp = append(path, {"doc_id": doc_id(workspace), "text": words, "who": "am", **place, **row})
        assert _run(workspace).redone == 1  # not the report that nothing was decided about
        return stamp

    return write


def doc_id(workspace):
    import hashlib

    return document_id(hashlib.sha256((workspace / "raw" / "one.txt").read_bytes()).hexdigest())


def clean(workspace):
    with Store(workspace / "output", readonly=True) as store:
        return store.text(doc_id(workspace))[1]


def rows(workspace, table, *columns):
    with Store(workspace / "output", readonly=True) as store:
        found = [row for row in store.rows(table) if row.get("doc_id") == doc_id(workspace)]
    return [tuple(row[column] for column in columns) for row in found]


def test_a_dropped_line_is_restored_and_its_drop_undone(workspace, decide):
    path = workspace / "pipeline" / "review" / "decisions.jsonl"
    before = clean(workspace)
    assert "newsletter" not in before
    stamp = decide("Sign up for our newsletter", kind="line", n=5, keep=True)
    assert "newsletter" in clean(workspace)
    assert ("Sign up for our newsletter", 1, "decided") in rows(workspace, "lines", "text", "keep", "reason")
    undo(path, stamp, "am", "2021-05-04T10:00:00Z")
    _run(workspace)
    assert clean(workspace) == before


def test_a_line_is_dropped(workspace, decide):
    decide("Two traders were killed, Ada Lunde said in Gao.", kind="line", n=3, keep=False)
    assert "traders" not in clean(workspace)


def test_a_name_gets_another_label(workspace, decide):
    decide("Ada Lunde", kind="entity", label="ORG")
    assert ("Ada Lunde", "ORG", "decided") in rows(workspace, "mentions", "text", "label", "method")


def test_what_is_no_name_is_none(workspace, decide):
    decide("Ada Lunde", kind="entity", label=None)
    assert "Ada Lunde" not in [text for (text,) in rows(workspace, "mentions", "text")]


def test_a_date_is_fixed_and_the_event_follows(workspace, decide):
    assert ("Monday", None) in rows(workspace, "dates", "text", "earliest")
    decide("Monday", kind="date", earliest="2021-05-03", latest="2021-05-03")
    date = ("Monday", "2021-05-03", "2021-05-03", 1, "decided")
    assert date in rows(workspace, "dates", "text", "earliest", "latest", "date_prec", "method")
    assert ("attack", "2021-05-03") in rows(workspace, "events", "trigger", "earliest")


def test_what_is_no_date_is_none(workspace, decide):
    decide("Monday", kind="date", earliest=None, latest=None)
    assert rows(workspace, "dates", "text") == []


def test_a_place_is_moved(workspace, decide):
    gao = {"name": "Gao", "lat": 12.5, "lon": -3.25, "feature_code": "PPL", "country_iso3": "BFA"}
    decide("Gao", kind="place", before="market of ", after=" on Monday.", place=gao)
    found = rows(workspace, "places", "text", "lat", "lon", "country_iso3", "where_prec", "method")
    assert found[0] == ("Gao", 12.5, -3.25, "BFA", 1, "decided")
    assert found[1][3] == "MLI"  # the other mention stays


def test_what_is_no_place_is_none(workspace, decide):
    decide("Gao", kind="place", before="market of ", after=" on Monday.", place=None)
    assert len(rows(workspace, "places", "text")) == 1


def test_an_event_is_struck_out(workspace, decide):
    decide("attacked", kind="event", reject=True)
    assert "attack" not in [trigger for (trigger,) in rows(workspace, "events", "trigger")]


def test_cells_of_an_event_are_put_right(workspace, decide):
    start = clean(workspace).index("Monday")
    cells = {
        "event_type": "COERCE",
        "status": "negated",
        "killed": [3, 3, 3],
        "place": None,
        "date": [start, start + 6],
    }
    decide("attacked", kind="event", cells=cells)
    columns = ("trigger", "event_type", "status", "killed_low", "killed_high", "place", "date_id", "method", "score")
    (found,) = [row for row in rows(workspace, "events", *columns) if row[0] == "attack"]
    (date,) = rows(workspace, "dates", "date_id")
    assert found == ("attack", "COERCE", "negated", 3, 3, None, date[0], "decided", 1.0)


def test_an_actor_that_is_named_elsewhere_is_given_a_part(workspace, decide):
    start = clean(workspace).index("traders")
    decide("attacked", kind="event", cells={"target_actors": [[start, start + 7]]})
    targets = dict(rows(workspace, "events", "trigger", "target_actor_ids"))
    assert targets["attack"] == targets["kill"] != []


def test_a_decision_about_what_is_no_event_any_more_is_reported(workspace):
    path = workspace / "pipeline" / "review" / "decisions.jsonl"
    start = clean(workspace).index("market")
    decision = {"kind": "event", "doc_id": doc_id(workspace), "text": "market", "start": start, "end": start + 6}
    append(path, {**decision, "who": "am", "reject": True})
    (error,) = _run(workspace).errors
    assert (error["stage"], error["message"]) == ("review", "no event is told by “market” any more")


def test_a_decision_about_words_that_are_gone_is_reported(workspace):
    path = workspace / "pipeline" / "review" / "decisions.jsonl"
    decision = {"kind": "date", "doc_id": doc_id(workspace), "text": "Friday", "start": 3, "end": 9, "who": "am"}
    append(path, {**decision, "earliest": "2021-05-03", "latest": None})
    summary = _run(workspace)
    assert [(row["stage"], row["path"]) for row in summary.errors] == [("review", f"{path}:1")]
    assert "'Friday' is not in one.txt any more" in summary.errors[0]["message"]
    assert summary.exit_code == 1
