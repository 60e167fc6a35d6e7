"""Files as GeoNames gives them out: countries (`SY.txt`, `allCountries.zip`), alternate names, names of divisions.

The format is that of https://download.geonames.org/export/dump/readme.txt; each file is known by its shape,
whatever its name.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from docmine.errors import ResourceError
from docmine.places.build import Place
from docmine.places.columns import countries
from docmine.places.sources import GEONAMES

Kind = Literal["places", "alternate names", "divisions"]
_CELLS: dict[int, Kind] = {19: "places", 8: "alternate names", 10: "alternate names", 4: "divisions"}
_NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "tcid", "unlc", "phon"})
"""What stands in the place of a language and says that the "name" is none."""
_REPORTED = frozenset({"MILB", "AIRB", "AIRF", "AIRP", "CMPRF", "PRN", "PSTB", "OILF", "DAM", "PRT", "RGN", "ISL"})
"""Codes, besides towns and divisions, that reports name; streams, hills, wells and farms bear the names of towns."""
_DOWNLOAD = "download it again from https://download.geonames.org/export/dump/"


def kind(path: Path) -> Kind | None:
    """Return what a file of GeoNames holds, None where it is no such file.

    Raises:
        ResourceError: it cannot be read.
    """
    with _opened(path) as lines:
        first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    return _CELLS.get(first.count("\t") + 1)


def read_places(
    path: Path,
    names: Mapping[int, Sequence[str]],
    divisions: Mapping[str, str],
    within: Collection[str],
    *,
    every: bool,
) -> Iterator[Place]:
    """Yield the places of a country file.

    Args:
        path: text, or that text zipped or gzipped.
        names: geonameid -> alternate names beside those in the file itself.
        divisions: code of a first- or second-order division (`SY.09`, `SY.09.123`) -> its name.
        within: ISO 3166-1 alpha-3 codes; places elsewhere are passed over, none if empty.
        every: streams, hills, wells, farms and single buildings too, not only what reports name.

    Raises:
        ResourceError: a line is malformed.
    """
    for number, cells in _rows(path, 19):
        if not every and cells[6] not in {"A", "P"} and cells[7] not in _REPORTED:
            continue
        try:
            place = _place(cells, names, divisions)
        except ValueError as error:
            raise _malformed(path, number, str(error)) from error
        if not within or place.country in within:
            yield place


def _place(cells: list[str], names: Mapping[int, Sequence[str]], divisions: Mapping[str, str]) -> Place:
    geonameid = int(cells[0])
    admin1 = f"{cells[8]}.{cells[10]}" if cells[10] not in {"", "00"} else None
    own = (cells[2], *cells[3].split(","))
    return Place(
        name=cells[1],
        lat=float(cells[4]),
        lon=float(cells[5]),
        feature_code=cells[7] or ("PPL" if cells[6] == "P" else cells[6]),
        country=countries().get(cells[8]),
        admin1_code=admin1,
        admin1=divisions.get(admin1 or ""),
        admin2=divisions.get(f"{admin1}.{cells[11]}"),
        population=int(cells[14] or 0),
        geonameid=geonameid,
        source=GEONAMES[0],
        licence=GEONAMES[1],
        aliases=tuple(dict.fromkeys(name for name in (*own, *names.get(geonameid, ())) if name and name != cells[1])),
    )


def read_ids(path: Path, within: Collection[str]) -> set[int]:
    """Return the geonameids of a country file, so that only their alternate names need be kept."""
    rows = _rows(path, 19)
    return {int(cells[0]) for _, cells in rows if not within or countries().get(cells[8]) in within}


def read_names(paths: Iterable[Path], ids: Collection[int]) -> dict[int, list[str]]:
    """Return geonameid -> alternate names, from files of those; links, postal and airport codes are no names.

    Raises:
        ResourceError: a line is malformed.
    """
    found: defaultdict[int, list[str]] = defaultdict(list)
    for path in paths:
        for number, cells in _rows(path, 4):
            try:
                geonameid = int(cells[1])
            except ValueError as error:
                raise _malformed(path, number, str(error)) from error
            if geonameid in ids and cells[2] not in _NO_NAMES:
                found[geonameid].append(cells[3])
    return found


def read_divisions(paths: Iterable[Path]) -> dict[str, str]:
    """Return code -> name, from files of first- and second-order divisions."""
    return {cells[0]: cells[1] for path in paths for _, cells in _rows(path, 4)}


def _rows(path: Path, least: int) -> Iterator[tuple[int, list[str]]]:
    """Yield `(line number, cells)`; there are no quotes in the format."""
    with _opened(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) >= least:
                yield number, cells
            elif line.strip() and not line.startswith("#"):
                raise _malformed(path, number, f"has {len(cells)} cells where {least} are needed")


def _malformed(path: Path, number: int, message: str) -> ResourceError:
    return ResourceError(message, where=f"{path}, row {number}", remedy=f"the file may be cut off: {_DOWNLOAD}")


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    """Open a text, or the text in a zip or gzip file, as UTF-8.

    Raises:
        ResourceError: it cannot be read, also when that shows later.
    """
    try:
        with _bytes(path) as content, io.TextIOWrapper(content, encoding="utf-8", newline="\n") as lines:
            yield lines
    except (OSError, EOFError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise ResourceError(f"cannot be read: {error}", where=str(path), remedy=_DOWNLOAD) from error


@contextmanager
def _bytes(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as content:
            yield content
    elif path.suffix == ".gz":
        with gzip.GzipFile(path) as unpacked:
            yield unpacked
    else:
        with path.open("rb") as plain:
            yield plain


def _member(archive: zipfile.ZipFile, path: Path) -> str:
    """Return the text in a zip file that bears its name, or else the only one."""
    texts = [name for name in archive.namelist() if name.endswith(".txt") and not name.endswith("readme.txt")]
    own = f"{path.stem}.txt"
    if own in texts:
        return own
    if len(texts) != 1:
        raise ResourceError(f"holds no {own}", where=str(path), remedy=_DOWNLOAD)
    return texts[0]
