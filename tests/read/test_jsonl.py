from __future__ import annotations

import gzip
import hashlib
import time
from pathlib import Path

from docmine.config import ReadConfig
from docmine.documents import Metadata, RawItem, Refused
from docmine.read.jsonl import scan_records, stretches


def _scan(path: Path, max_bytes: int = 20_000_000) -> list[RawItem | Refused]:
    known = Metadata(publisher="Desk")
    return list(scan_records(path, path.name, known, ReadConfig(max_bytes=max_bytes)))


def test_each_line_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\r\n\n  \n{"text": "two"}\n{bad\n{"text": "three"}')
    items = _scan(path)
    assert [item.path for item in items] == ["r.jsonl#1", "r.jsonl#4", "r.jsonl#5", "r.jsonl#6"]
    assert [type(item) for item in items] == [RawItem, RawItem, Refused, RawItem]
    second = items[1]
    assert isinstance(second, RawItem)
    assert (second.kind, second.data, second.metadata.publisher) == ("record", b'{"text": "two"}', "Desk")
    assert second.sha256 == hashlib.sha256(b'{"text": "two"}').hexdigest()
    assert isinstance(items[2], Refused)
    assert items[2].status == "failed"
    assert "not JSON" in items[2].message


def test_empty_file_is_said(tmp_path: Path) -> None:
    for name, data in [("a.jsonl", b""), ("b.jsonl", b"\n\n"), ("c.jsonl.gz", gzip.compress(b"\n"))]:
        (tmp_path / name).write_bytes(data)
        (refused,) = _scan(tmp_path / name)
        assert isinstance(refused, Refused)
        assert (refused.path, refused.status, refused.message) == (name, "failed", "is empty")


def test_cut_off_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    lines = b"".join(
        b'{"text": "report %06d %s"}\n' % (n, hashlib.sha256(b"%d" % n).hexdigest().encode()) for n in range(2000)
    )
    path.write_bytes(gzip.compress(lines)[:-2000])
    items = _scan(path)
    assert len(items) > 100
    assert all(isinstance(item, RawItem) for item in items[:-1])
    assert isinstance(items[-1], Refused)
    assert (items[-1].path, items[-1].status) == ("r.jsonl.gz", "failed")
    assert "broken gzip" in items[-1].message


def test_what_is_no_gzip_is_said(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(b'{"text": "not packed"}\n')
    (refused,) = _scan(path)
    assert isinstance(refused, Refused)
    assert "broken gzip" in refused.message


def test_long_line_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b'{"text": "one"}\n' + b" " * 500 + b'{"text": "two"}\n{"text": "three"}\n')
    items = _scan(path, max_bytes=100)
    assert [(item.path, type(item)) for item in items] == [
        ("r.jsonl#1", RawItem),
        ("r.jsonl#2", Refused),
        ("r.jsonl#3", RawItem),
    ]


def test_decompression_bomb_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b'{"text": "one"}\n')
        for _ in range(60):
            file.write(b"\0" * 1_000_000)
    began = time.perf_counter()
    items = _scan(path, max_bytes=100_000)
    assert time.perf_counter() - began < 5
    assert isinstance(items[0], RawItem)
    last = items[-1]
    assert isinstance(last, Refused)
    assert "more than 10,000,000 bytes" in last.message


def test_stretches_have_every_line_once_and_the_last_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    lines = b"".join(b'{"text": "%s"}\n\n' % hashlib.sha256(b"%d" % n).hexdigest().encode() for n in range(2000))
    path.write_bytes(gzip.compress(lines)[:-2000])
    whole = [item.path for item in _scan(path)]
    config, known = ReadConfig(), Metadata()
    parts = list(stretches(path, config, 500))
    assert [(first, last) for first, last in parts[:2]] == [(1, 1001), (1001, 2001)]
    found = [[item.path for item in scan_records(path, path.name, known, config, lines)] for lines in parts]
    assert [path for some in found for path in some] == whole
    assert [len(some) for some in found[:-1]] == [500] * (len(found) - 1)
    assert found[-1][-1] == "r.jsonl.gz"


def test_a_file_without_lines_is_one_stretch(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"\n\n")
    (lines,) = stretches(path, ReadConfig(), 5)
    (refused,) = scan_records(path, path.name, Metadata(), ReadConfig(), lines)
    assert isinstance(refused, Refused)
    assert refused.message == "is empty"
