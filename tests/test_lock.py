import os
import sqlite3

import pytest

from docmine.errors import StoreError
from docmine.lock import Lock
from docmine.store import Store


def test_the_second_is_refused_and_told_who_has_it(tmp_path):
    first = Lock(tmp_path)
    with pytest.raises(StoreError, match=rf"another run is writing here \(process {os.getpid()} on .+, since 2"):
        Lock(tmp_path)
    first.release()
    Lock(tmp_path).release()


def test_a_holder_that_cannot_be_read_is_not_named(tmp_path):
    first = Lock(tmp_path)
    for change in ((tmp_path / ".docmine.holder").unlink, (tmp_path / ".docmine.holder").touch):
        change()
        with pytest.raises(StoreError, match="another run is writing here") as raised:
            Lock(tmp_path)
        assert raised.value.message == "another run is writing here"
    first.release()


def test_what_stands_there_is_shown_without_control_characters(tmp_path):
    first = Lock(tmp_path)
    (tmp_path / ".docmine.holder").write_text("\x1b[31mred\n" + "x" * 1000)
    with pytest.raises(StoreError) as raised:
        Lock(tmp_path)
    first.release()
    assert raised.value.message == f"another run is writing here ([31mred{'x' * 193})"


def test_a_folder_that_cannot_be_written_is_not_held_by_another_run(tmp_path):
    (tmp_path / ".docmine.lock").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        Lock(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened: unable to open database file"):
        Store(tmp_path)


def test_a_lock_whose_holder_cannot_be_noted_is_let_go(tmp_path):
    (tmp_path / ".docmine.holder").mkdir()
    with pytest.raises(IsADirectoryError):
        Lock(tmp_path)
    (tmp_path / ".docmine.holder").rmdir()
    Lock(tmp_path).release()
