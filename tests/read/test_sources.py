from __future__ import annotations

from pathlib import Path

import pytest

from docmine.documents import Metadata
from docmine.errors import ResourceError
from docmine.read.sources import load_sources, match_sources

HEADER = "file,url,publisher,title,published,language\n"


def _write(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "sources.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_rows_become_metadata(tmp_path: Path) -> None:
    rows = 'a.txt,https://valley.example/a,Valley Desk,"Shells, again",2016-12,EN\n./sub\\b.txt,,,,,\n'
    assert load_sources(_write(tmp_path, rows)) == {
        "a.txt": Metadata(
            url="https://valley.example/a",
            publisher="Valley Desk",
            title="Shells, again",
            published="2016-12",
            published_text="2016-12",
            published_source="user",
            language="en",
        ),
        "sub/b.txt": Metadata(),
    }


@pytest.mark.parametrize(
    ("rows", "line", "said"),
    [
        ("a.txt,,,,5 Dec 2016,\n", 2, "'5 Dec 2016'"),
        ("a.txt,,,,,\nb.txt,,,,2016-02-30,\n", 3, "'2016-02-30'"),
        ("a.txt,,,,,English\n", 2, "ISO 639-1"),
        ("a.txt,,,,,\na.txt,,,,,\n", 3, "second time"),
        (",,Valley Desk,,,\n", 2, "no file"),
        ("a.txt,,\n", 2, "number of cells"),
        ('"two\nlines.txt",,,,1 May,\n', 3, "not a date"),
    ],
)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, rows: str, line: int, said: str) -> None:
    with pytest.raises(ResourceError) as caught:
        load_sources(_write(tmp_path, rows))
    assert said in caught.value.message
    assert caught.value.where == f"{tmp_path / 'sources.csv'}:{line}"
    assert caught.value.remedy


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="language, published") as caught:
        load_sources(_write(tmp_path, "a.txt,,,\n", header="file,url,publisher,title\n"))
    assert "file, url, publisher" in caught.value.remedy


def test_other_encodings_are_named(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_bytes(HEADER.encode() + "é.txt,,,,,\n".encode("cp1252"))
    with pytest.raises(ResourceError, match="UTF-8"):
        load_sources(tmp_path / "sources.csv")


def test_path_wins_over_name_and_ambiguity_is_said() -> None:
    rows = {
        "a.txt": Metadata(title="top"),
        "only.txt": Metadata(title="by name"),
        "two.txt": Metadata(title="which?"),
        "gone.txt": Metadata(title="lost"),
    }
    paths = ["a.txt", "x/a.txt", "x/only.txt", "x/two.txt", "y/two.txt"]
    found, unmatched = match_sources(rows, paths)
    assert {path: metadata.title for path, metadata in found.items()} == {"a.txt": "top", "x/only.txt": "by name"}
    assert [(row.path, row.status) for row in unmatched] == [("two.txt", "skipped"), ("gone.txt", "skipped")]
    assert "2 files" in unmatched[0].message
    assert "not there" in unmatched[1].message


def test_the_row_with_the_path_wins_whatever_the_order() -> None:
    rows = {"a.txt": Metadata(title="name"), "x/a.txt": Metadata(title="path")}
    assert match_sources(rows, ["x/a.txt"])[0]["x/a.txt"].title == "path"
    assert match_sources(dict(reversed(rows.items())), ["x/a.txt"])[0]["x/a.txt"].title == "path"


def test_decomposed_names_are_the_same_names() -> None:
    found, _ = match_sources({"caf\u00e9.txt": Metadata(title="t")}, ["cafe\u0301.txt"])
    assert found["cafe\u0301.txt"].title == "t"


def test_a_source_may_say_what_it_writes_about(tmp_path: Path) -> None:
    header = HEADER.replace("\n", ",home\n")
    rows = load_sources(_write(tmp_path, "a.txt,,,,,,MLI | US.TX\nb.txt,,,,,,\n", header))
    assert (rows["a.txt"].home, rows["b.txt"].home) == (("MLI", "US.TX"), ())
    with pytest.raises(ResourceError, match=r"sources.csv:2: `home` is 'Mali'"):
        load_sources(_write(tmp_path, "a.txt,,,,,,Mali\n", header))
