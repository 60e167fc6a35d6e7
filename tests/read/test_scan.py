from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.config import ReadConfig
from docmine.documents import RawItem, Refused
from docmine.errors import ReadError, ResourceError
from docmine.read.scan import scan

CONFIG = ReadConfig()


def _write(folder: Path, **files: str) -> None:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_DOT_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def _paths(folder: Path, config: ReadConfig = CONFIG) -> list[tuple[str, str]]:
    return [(item.path, item.kind if isinstance(item, RawItem) else item.status) for item in scan(folder, config)]


def _refused(folder: Path, path: str, config: ReadConfig = CONFIG) -> Refused:
    (found,) = [item for item in scan(folder, config) if item.path == path]
    assert isinstance(found, Refused)
    return found


def test_every_kind_in_sorted_order_to_any_depth(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.MD", "a/b/c/page.htm", "a/b.html", "z.xhtml", "report.PDF", "data.xlsx", "NOTES"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    (tmp_path / "r.jsonl").write_text('{"text": "words"}\n')
    assert _paths(tmp_path) == [
        ("NOTES", "skipped"),
        ("a/b/c/page.htm", "html"),
        ("a/b.html", "html"),
        ("a/z.MD", "text"),
        ("b.txt", "text"),
        ("data.xlsx", "skipped"),
        ("r.jsonl#1", "record"),
        ("report.PDF", "pdf"),
        ("z.xhtml", "html"),
    ]


def test_bytes_and_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\r\nwords")
    (item,) = scan(tmp_path, CONFIG)
    assert isinstance(item, RawItem)
    assert item.data == b"\xff\r\nwords"
    assert item.sha256 == hashlib.sha256(item.data).hexdigest()


def test_excluded_names_say_which_rule(tmp_path: Path) -> None:
    _write(tmp_path, README_DOT_md="words", sub___DOT_git__config="words", a_DOT_txt="words")
    assert _paths(tmp_path) == [("README.md", "skipped"), ("a.txt", "text"), ("sub/.git", "skipped")]
    assert "'README*'" in _refused(tmp_path, "README.md").message
    assert "'.*'" in _refused(tmp_path, "sub/.git").message


def test_empty_and_large_files_fail_with_a_remedy(tmp_path: Path) -> None:
    _write(tmp_path, a_DOT_txt="", b_DOT_txt="x" * 11)
    config = ReadConfig(max_bytes=10)
    assert _refused(tmp_path, "a.txt", config).message == "is empty"
    large = _refused(tmp_path, "b.txt", config)
    assert (large.status, large.message) == ("failed", "has 11 bytes, more than 10")
    assert "read.max_bytes" in large.remedy


def test_a_single_file(tmp_path: Path) -> None:
    _write(
        tmp_path,
        README_DOT_txt="words",
        b_DOT_txt="words",
        sources_DOT_csv=("file,url,publisher,title,published,language\nREADME.txt,,Desk,,,\ngone.txt,,,,,\n"),
    )
    (item,) = scan(tmp_path / "README.txt", CONFIG)
    assert isinstance(item, RawItem)
    assert (item.path, item.metadata.publisher) == ("README.txt", "Desk")


def test_sources_reach_their_reports_and_lost_rows_are_said(tmp_path: Path) -> None:
    table = "file,url,publisher,title,published,language\nx/a.txt,,Desk,,2016-12,\nr.jsonl,,Wire,,,\ngone.txt,,,,,\n"
    _write(tmp_path, x__a_DOT_txt="words", r_DOT_jsonl='{"text": "words"}', sources_DOT_csv=table)
    items = {item.path: item for item in scan(tmp_path, CONFIG)}
    report, record, lost = items["x/a.txt"], items["r.jsonl#1"], items["gone.txt"]
    assert isinstance(report, RawItem)
    assert isinstance(record, RawItem)
    assert (report.metadata.published, report.metadata.published_source) == ("2016-12", "user")
    assert record.metadata.publisher == "Wire"
    assert isinstance(lost, Refused)
    assert "not there" in lost.message


def test_malformed_sources_stop_the_scan(tmp_path: Path) -> None:
    _write(tmp_path, a_DOT_txt="words", sources_DOT_csv="file\na.txt\n")
    with pytest.raises(ResourceError, match="lacks the column"):
        list(scan(tmp_path, CONFIG))


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such"):
        list(scan(tmp_path / "gone", CONFIG))


def test_links_never_lead_out_and_never_in_circles(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    _write(tmp_path, raw__sub__a_DOT_txt="words", outside__b_DOT_txt="secret")
    (raw / "loop").symlink_to(raw, target_is_directory=True)
    (raw / "sub" / "up").symlink_to("..", target_is_directory=True)
    (raw / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    (raw / "out.txt").symlink_to(tmp_path / "outside" / "b.txt")
    (raw / "same.txt").symlink_to(raw / "sub" / "a.txt")
    (raw / "gone.txt").symlink_to(raw / "nothing.txt")
    assert _paths(raw) == [
        ("gone.txt", "failed"),
        ("loop", "skipped"),
        ("out", "skipped"),
        ("out.txt", "skipped"),
        ("same.txt", "text"),
        ("sub/a.txt", "text"),
        ("sub/up", "skipped"),
    ]
    assert "out of the folder" in _refused(raw, "out.txt").message


def test_a_link_to_itself_fails(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert _refused(tmp_path, "self.txt").status == "failed"


def test_a_row_for_an_excluded_file_is_not_called_lost(tmp_path: Path) -> None:
    table = "file,url,publisher,title,published,language\nREADME.md,,Desk,,,\n"
    _write(tmp_path, README_DOT_md="words", sources_DOT_csv=table)
    assert _paths(tmp_path) == [("README.md", "skipped")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "regular file" in _refused(tmp_path, "a.txt").message


def test_unreadable_files_and_folders_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, a_DOT_txt="words", sub__b_DOT_txt="words", c_DOT_txt="words")
    open_path, iterdir = Path.open, Path.iterdir

    def forbid(path: Path) -> None:
        if path.name in {"a.txt", "sub"}:
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", lambda path, mode: (forbid(path), open_path(path, mode))[1])
    monkeypatch.setattr(Path, "iterdir", lambda path: (forbid(path), iterdir(path))[1])
    assert _paths(tmp_path) == [("a.txt", "failed"), ("c.txt", "text"), ("sub", "failed")]
    assert _refused(tmp_path, "sub").message == "cannot be read: Permission denied"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
def test_names_that_are_not_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("words")
    assert _paths(tmp_path) == [("caf\\udce9.txt", "text")]


NAMES = st.text("abcß. ", min_size=1, max_size=6).filter(lambda name: name.strip(".") != "")
TREES = st.lists(
    st.tuples(
        st.lists(NAMES.map(lambda name: "d" + name), max_size=3),
        NAMES,
        st.sampled_from([".txt", ".md", ".html", ".pdf", ".csv", "", "~", ".TXT"]),
        st.binary(max_size=5),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=50)
@given(TREES)
def test_no_file_is_lost(files: list[tuple[list[str], str, str, bytes]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = set()
        for parents, stem, suffix, data in files:
            path = folder.joinpath(*parents, "f" + stem + suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written.add(path.relative_to(folder).as_posix())
        found = [item.path for item in scan(folder, CONFIG)]
        assert len(found) == len(set(found))
        assert set(found) == written
        assert found == [item.path for item in scan(folder, CONFIG)]
