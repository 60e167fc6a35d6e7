"""`sources.csv`: what the user knows of the reports in the raw folder."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from docmine.documents import Metadata, Refused
from docmine.errors import ResourceError
from docmine.read.metadata import language_code, parse_published
from docmine.read.storage import Location, open_file
from docmine.resources import numbered_rows

SOURCES_NAME = "sources.csv"
COLUMNS = ("file", "url", "publisher", "title", "published", "language")
_HOME = re.compile(r"[A-Z]{3}|[A-Z]{2}\.\w{1,4}")


def load_sources(path: Location) -> dict[str, Metadata]:
    """Return the rows of a `sources.csv` by their `file`.

    Raises:
        ResourceError: the file cannot be read, a column is missing, a date is not `2016`, `2016-12` or
            `2016-12-05`, a language is not an ISO 639-1 code, a home no country or division, or a file is named twice.
    """
    try:
        with open_file(path) as file:
            data = file.read()
    except OSError as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy="check your rights") from error
    rows: dict[str, Metadata] = {}
    for line, row in numbered_rows(data, str(path), required=COLUMNS):
        where = f"{path}:{line}"
        name = normal_path(row["file"])
        if not name:
            raise ResourceError("names no file", where=where, remedy="fill in the column `file`, or remove the row")
        if name in rows:
            raise ResourceError(f"names {name} a second time", where=where, remedy="keep one of the rows")
        rows[name] = _metadata(row, where)
    return rows


def normal_path(path: str) -> str:
    """Return a relative path in the one form in which paths are compared: `/` between names, Unicode NFC."""
    path = unicodedata.normalize("NFC", path.strip()).replace("\\", "/")
    return path.removeprefix("./")


def match_sources(rows: Mapping[str, Metadata], paths: Iterable[str]) -> tuple[dict[str, Metadata], list[Refused]]:
    """Give each row to the file of that relative path or, where none has it, to the only file of that name.

    Returns:
        The metadata by path, and the rows that could not be given to a file, in the order of the table.
    """
    known = {normal_path(path): path for path in paths}
    names = Counter(PurePosixPath(path).name for path in known)
    by_name = {PurePosixPath(path).name: path for path in known}
    found: dict[str, Metadata] = {}
    unmatched: list[Refused] = []
    for name, metadata in rows.items():
        if name in known:
            found[known[name]] = metadata
        elif names[name] == 1:
            found.setdefault(known[by_name[name]], metadata)
        elif names[name]:
            message = f"is named in {SOURCES_NAME}, but {names[name]} files have that name"
            unmatched.append(Refused(name, "skipped", message, "put its folder before the name"))
        else:
            message = f"is named in {SOURCES_NAME}, but is not there"
            unmatched.append(Refused(name, "skipped", message, "correct the name, or add the file"))
    return found, unmatched


def _metadata(row: Mapping[str, str], where: str) -> Metadata:
    value = {name: row[name].strip() or None for name in COLUMNS}
    published = value["published"] and parse_published(value["published"])
    if value["published"] and not published:
        raise ResourceError(
            f"`published` is {value['published']!r}, which is not a date",
            where=where,
            remedy="write 2016, 2016-12 or 2016-12-05, or leave it empty",
        )
    language = language_code(value["language"])
    if value["language"] and not language:
        raise ResourceError(
            f"`language` is {value['language']!r}, which is not an ISO 639-1 code",
            where=where,
            remedy="write a code such as en, fr or ar, or leave it empty",
        )
    return Metadata(
        url=value["url"],
        title=value["title"],
        publisher=value["publisher"],
        published=published,
        published_text=published,
        published_source="user" if published else "none",
        language=language,
        home=_home(row.get("home", ""), where),
    )


def _home(value: str, where: str) -> tuple[str, ...]:
    """Read the column `home`, which may be absent: countries and divisions, parted by `|`."""
    codes = tuple(code.strip() for code in value.split("|") if code.strip())
    if wrong := [code for code in codes if not _HOME.fullmatch(code)]:
        raise ResourceError(
            f"`home` is {wrong[0]!r}, which is no code of a country or division",
            where=where,
            remedy="write ISO 3166 alpha-3 codes such as MLI, or GeoNames divisions such as US.TX, parted by |",
        )
    return codes
