import pytest

from docmine.errors import ModelError
from docmine.train import shelf


class Pipeline:
    """A pipeline that is written as one file; on a full disk, as half of it."""

    def __init__(self, text, full=False):
        self.text, self.full = text, full

    def to_disk(self, folder):
        (folder / "meta.json").write_text(self.text[: len(self.text) // 2] if self.full else self.text)
        if self.full:
            raise OSError(28, "No space left on device")


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    monkeypatch.setattr(shelf.pipeline, "take_names_off", lambda nlp: None)


def texts(folder):
    return {path.name: (path / "meta.json").read_text() for path in folder.iterdir()}


def test_a_model_takes_the_place_of_one_of_its_name(tmp_path):
    for text in ("first", "second"):
        shelf.save(Pipeline(text), tmp_path / "own")
        assert texts(tmp_path) == {"own": text}


@pytest.mark.parametrize("left", [".own.part", ".own.old"])
def test_what_a_killed_training_left_is_no_hindrance(tmp_path, left):
    for name in ("own", left):
        (tmp_path / name).mkdir()
        (tmp_path / name / "meta.json").write_text("before")
    shelf.save(Pipeline("after"), tmp_path / "own")
    assert texts(tmp_path) == {"own": "after"}


def test_a_full_disk_leaves_the_model_that_was_there(tmp_path):
    shelf.save(Pipeline("first"), tmp_path / "own")
    with pytest.raises(ModelError, match="cannot be written: No space left on device"):
        shelf.save(Pipeline("second", full=True), tmp_path / "own")
    assert texts(tmp_path) == {"own": "first"}
