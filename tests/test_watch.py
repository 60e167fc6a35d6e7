import os

import pytest

from docmine.watch import Watch


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("one")
    return path


def rewrite(path):
    path.write_text("two")


def replace(path):
    other = path.with_name("other")
    other.write_text("one")
    os.utime(other, ns=(0, path.stat().st_mtime_ns))
    other.replace(path)


def put_back(path):
    path.rename(path.with_name("aside"))
    path.write_text("two")
    path.with_name("aside").replace(path)


def set_clock_back(path):
    state = path.stat()
    path.write_text("two")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


@pytest.mark.parametrize("change", [rewrite, replace, put_back, set_clock_back, os.unlink])
def test_every_change_shows(path, change):
    watch = Watch(lambda: path.parent.glob("*.csv"))
    assert watch.changed() == []
    change(path)
    assert watch.changed() == [path]


def test_what_is_new_shows_and_what_was_only_read_does_not(path):
    watch = Watch(lambda: path.parent.glob("*.csv"))
    path.read_text()
    (path.parent / "b.csv").write_text("")
    (path.parent / "b.txt").write_text("")
    assert watch.changed() == [path.parent / "b.csv"]
