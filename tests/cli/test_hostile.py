"""Input that is broken or meant to break: bounded time and memory, an error in its place, and the rest goes on."""

import gzip
import json
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from docmine.cli import app

GOOD = {"text": "The army left the town on Sunday, a teacher said by telephone."}
MEGABYTE = 1 << 20
PEAK = """
import re, resource, sys
from pathlib import Path
sys.modules["torch"] = None  # thinc loads it where it is installed, which takes 190 MB and is no part of docmine
from docmine.cli import main
sys.argv = ["docmine", "clean", *sys.argv[1:]]
status = Path("/proc/self/status")  # Linux: getrusage counts what the process was before it became Python, too
try:
    main()
finally:
    if status.exists():
        peak = int(re.search(r"VmHWM:\\s*(\\d+) kB", status.read_text())[1]) * 1024
    else:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(peak, file=sys.stderr)
"""


def clean(source, out):
    """Clean a file in a process of its own; return its exit code, its records, its peak memory and its time."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(source), "-o", str(out)], capture_output=True, text=True, check=False
    )
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return done.returncode, records, int(done.stderr.split()[-1]), time.perf_counter() - began


def line(**record):
    return json.dumps({**GOOD, **record}).encode() + b"\n"


@pytest.mark.slow
def test_a_line_of_200_megabytes_fails_alone(tmp_path):
    source = tmp_path / "in.jsonl"
    with source.open("wb") as file:
        file.write(line(id="a") + b'{"id": "b", "text": "')
        for _ in range(200):
            file.write(b"x" * MEGABYTE)
        file.write(b'"}\n' + line(id="c"))
    code, records, peak, seconds = clean(source, tmp_path / "out.jsonl")
    assert (code, [record["id"] for record in records]) == (1, ["a", 2, "c"])
    assert "in.jsonl#2: has a line of more than 20,000,000 bytes (split the report" in records[1]["error"]
    assert peak < 300 * MEGABYTE
    assert seconds < 20


@pytest.mark.slow
def test_a_gzip_bomb_is_given_up(tmp_path):
    source = tmp_path / "in.jsonl.gz"
    zeros = gzip.compress(b"\0" * (100 * MEGABYTE), 1)
    source.write_bytes(gzip.compress(line(id="a")) + zeros * 100)
    code, records, peak, seconds = clean(source, tmp_path / "out.jsonl")
    assert (code, records[0]["id"]) == (1, "a")
    assert [("error" in record, record["id"]) for record in records[1:]] == [(True, 2), (True, 3)]
    assert "unpacks to more than 2,000,000,000 bytes" in records[-1]["error"]
    assert peak < 300 * MEGABYTE
    assert seconds < 60


def test_broken_lines_are_errors_in_their_place(tmp_path):
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(
        b"".join(
            [
                line(id="first"),
                b"[" * 300_000 + b"\n",
                b'{"id": 3, "text": ' + b"9" * 9_000 + b"}\n",
                b'{"id": "four", "text": ["not", "a", "string"]}\n',
                b'{"id": "five", "text": "\xff\xfe\xfd"}\n',
                b"\0" * 5_000 + b"\n",
                json.dumps(GOOD).encode("utf-16-le") + b"\n\0",
                b"\n",
                line(id="twice"),
                line(id="twice"),
                line(id=1e999),
                line(id={"deep": []}),
                line(id="half \ud83d"),
                line(id=None, text=GOOD["text"] + " \ud83d"),
            ]
        )
    )
    result = CliRunner().invoke(app, ["clean", str(source), "-o", str(out)])
    records = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    assert result.exit_code == 1
    assert [(record["id"], "error" in record) for record in records] == [
        ("first", False),
        (2, True),
        (3, True),
        ("four", True),
        (5, True),
        (6, True),
        (7, True),
        (8, True),
        ("twice", False),
        ("twice", False),
        (11, False),
        (12, False),
        ("half \ud83d", False),
        (None, False),
    ]
    assert all(f"in.jsonl#{n}: " in records[n - 1]["error"] for n in range(2, 8))


def test_a_folder_with_hostile_files_goes_on(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out.jsonl"
    raw.mkdir()
    (raw / "a.txt").write_bytes(b"\0\1\2\3" * 1000)
    (raw / "b.txt").write_bytes(b"\xff\xfe" + GOOD["text"].encode("utf-16-le") + b"x")
    (raw / "c.jsonl.gz").write_bytes(gzip.compress(line(id=1))[:-9])
    (raw / "d.txt").write_text(GOOD["text"] + "\0\n")
    result = CliRunner().invoke(app, ["clean", str(raw), "-o", str(out)])
    records = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    assert result.exit_code == 1
    assert [(record["id"], "error" in record) for record in records] == [
        ("a.txt", True),
        ("b.txt", True),
        ("c.jsonl.gz#1", False),
        ("c.jsonl.gz", True),
        ("d.txt", False),
    ]
    assert records[-1]["text"] == GOOD["text"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "a" * 999_000,
        "word " * 199_000,
        "The army left. " * 66_000,
        "a\n" * 200_000,
        "\u0301" * 900_000,
        "> " * 400_000,
        "1. " * 300_000,
        "\u200b\n" * 400_000,
        "[1] " * 200_000,
        "said.1 " * 140_000,
        "Ã©" * 400_000,
        ("word-\n" * 100_000) + "end",
        "Home > " * 140_000,
        ("The army left the town on Sunday, a teacher said by telephone.\n") * 15_000,
    ],
    ids=range(14),
)
def test_a_monstrous_text_takes_bounded_time(tmp_path, text):
    source, out = tmp_path / "in.txt", tmp_path / "out.jsonl"
    source.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    result = CliRunner().invoke(app, ["clean", str(source), "-o", str(out)])
    assert result.exit_code in (0, 1)
    assert time.perf_counter() - began < 30
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
