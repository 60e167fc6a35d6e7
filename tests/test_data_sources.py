"""Every packaged file says where it comes from and under which licence, and the notice names each licence."""

import re
from pathlib import Path

import pytest

from docmine.resources import DATA, read_csv

ROOT = Path(__file__).parents[1]
PAGES = {page.name: page.read_text(encoding="utf-8") for page in sorted((DATA / "SOURCES").glob("*.md"))}
NAMED = set(
    re.findall(r"`([\w/]+(?:/|\.csv|\.csv\.gz|\.jsonl|\.toml|\.json|\.npz|\.html))`", "\n".join(PAGES.values()))
)
FILES = [
    path.relative_to(DATA)
    for path in sorted(DATA.rglob("*"))
    if path.is_file() and path.parent.name not in ("SOURCES", "__pycache__")
]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_file_is_named(file):
    folders = {f"{folder.as_posix()}/" for folder in file.parents}
    assert NAMED & {file.as_posix(), *folders}, f"no page of data/SOURCES names {file}"


def test_every_name_is_a_file_or_folder():
    assert [name for name in sorted(NAMED) if not (DATA / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_states_a_licence(page):
    assert re.search(r"Apache-2\.0|CC BY(-SA)? 4\.0|MIT", PAGES[page])


def test_every_table_row_ends_with_a_licence():
    rows = [line for text in PAGES.values() for line in text.splitlines() if line.startswith("| `")]
    licence = re.compile(r"(Apache-2\.0|CC BY(-SA)? 4\.0|MIT)[^|]*\|$")
    assert [row for row in rows if not licence.search(row.rsplit(" | ", 1)[1])] == []


def test_the_notice_names_every_file_of_another_licence():
    rows = [line for text in PAGES.values() for line in text.splitlines() if line.startswith("| `")]
    others = [row.split("`")[1] for row in rows if re.search("CC BY|MIT", row.rsplit(" | ", 1)[1])]
    assert others
    assert [name for name in others if f"src/docmine/data/{name}" not in NOTICE] == []


def test_the_notice_names_only_files_that_exist():
    names = re.findall(r"^src/[\w/.]+", NOTICE, re.MULTILINE)
    assert names
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_rows_of_actors_from_ucdp_bear_its_licence():
    pairs = {(row["source"], row["licence"]) for row in read_csv(DATA / "actors" / "actors.csv")}
    assert pairs == {("docmine", "Apache-2.0"), ("UCDP GED actor names", "CC BY 4.0")}


def test_rows_of_officials_bear_the_licence_of_their_source():
    pairs = {(row["source"], row["licence"]) for row in read_csv(DATA / "actors" / "officials.csv")}
    assert pairs == {("Phoenix dictionaries", "MIT")}
    assert "Copyright (c) 2014 Open Event Data Alliance" in NOTICE
