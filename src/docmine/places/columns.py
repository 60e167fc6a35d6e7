"""Which column of a user's table holds what, and the place that a row is.

Known are docmine's own columns, and those of tables of the UN's Office for the Coordination of Humanitarian
Affairs: common operational datasets of divisions (COD-AB: `ADM2_EN`, `ADM2_AR`, `ADM2_PCODE`, `admin2Name_en`,
`adm2_name`) and of populated places (`name_en`, `PCODE`). Case and the signs between words do not matter.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docmine.places.build import Place
from docmine.resources import DATA, read_csv

_LEVEL_NAME = re.compile(r"adm(?:in)?([0-4])(?:name)?(?:alt)?((?:[a-z]{2})?\d?)")
_LEVEL_CODE = re.compile(r"adm(?:in)?([0-4])p?code")
_NAME = re.compile(r"(?:(?:place|town|location|feature|ppl)?name|(?:settlement|village|community)(?:name)?)([a-z]{2})?")
_PREFIX = re.compile(r"[A-Z]+")
_SINGLE = {
    "lat": {"lat", "latitude", "y", "ycoord", "pointy", "centerlat", "latdd", "latitudedd"},
    "lon": {"lon", "long", "lng", "longitude", "x", "xcoord", "pointx", "centerlon", "londd", "longdd", "longitudedd"},
    "pcode": {"pcode", "pplpcode", "placepcode", "settlementpcode"},
    "country": {"countryiso3", "iso3", "country", "countrycode", "iso2"},
    "feature_code": {"featurecode"},
    "population": {"population", "pop"},
    "geonameid": {"geonameid"},
    "alternate_names": {"alternatenames", "aliases", "alternativenames"},
    "source": {"source"},
    "licence": {"licence", "license"},
}
_FIRST_LANGUAGES = ("", "en", "fr", "es", "pt")
"""Languages whose names become the name of a place, in order; those in others are alternate names."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: indices of cells by what they hold.

    `names` are those of the place itself by language, `levels` those of the divisions by level, then language.
    """

    single: Mapping[str, int]
    names: Mapping[str, int]
    levels: Mapping[int, Mapping[str, int]]
    codes: Mapping[int, int]

    @classmethod
    def of(cls, header: Sequence[str]) -> Columns:
        """Recognise the columns of a table by its header; what is not known is passed over."""
        single: dict[str, int] = {}
        names: dict[str, int] = {}
        levels: defaultdict[int, dict[str, int]] = defaultdict(dict)
        codes: dict[int, int] = {}
        for i, cell in enumerate(header):
            word = re.sub(r"[^a-z0-9]", "", cell.casefold())
            known = next((name for name, spellings in _SINGLE.items() if word in spellings), None)
            if known:
                single.setdefault(known, i)
            elif code := _LEVEL_CODE.fullmatch(word):
                codes.setdefault(int(code[1]), i)
            elif level := _LEVEL_NAME.fullmatch(word):
                levels[int(level[1])].setdefault(level[2], i)
            elif name := _NAME.fullmatch(word):
                names.setdefault(name[1] or "", i)
        return cls(single, names, levels, codes)

    @property
    def missing(self) -> str | None:
        """What a table must have and this one lacks, None if nothing."""
        if not self.names and not any(self.levels.values()):
            return "a column with names"
        if ("lat" in self.single) != ("lon" in self.single):
            return "a column lat or lon"
        if not self.codes and not self.levels and "lat" not in self.single:
            return "the columns lat and lon"
        return None

    @property
    def level(self) -> int | None:
        """The level of the divisions that the rows are, None where they are places."""
        return None if self.names else max(self.levels)

    def place(self, row: Sequence[str], country: str | None) -> Place:
        """Return the place that a row is; without coordinates, its `point` is "unknown".

        Args:
            row: the cells.
            country: ISO 3166-1 alpha-3 code where the table does not say it.

        Raises:
            ValueError: a cell holds no number, or is not in its range, or the name or the country is not there.
        """
        names = self._names(self.names if self.level is None else self.levels[self.level], row)
        if not names:
            raise ValueError("there is no name")
        lat, lon = self._point(row)
        return Place(
            name=names[0],
            lat=lat,
            lon=lon,
            feature_code=self._single("feature_code", row) or _feature_code(self.level),
            country=self._country(row, country),
            point="unknown" if math.isnan(lat) else "own",
            admin1=self._division(1, row),
            admin2=self._division(2, row),
            population=int(float(self._single("population", row) or 0)),
            geonameid=int(self._single("geonameid", row) or 0) or None,
            pcode=self._pcode(row),
            source=self._single("source", row),
            licence=self._single("licence", row),
            aliases=(*names[1:], *filter(None, self._single("alternate_names", row).split("|"))),
        )

    def _single(self, name: str, row: Sequence[str]) -> str:
        return row[self.single[name]] if name in self.single else ""

    @staticmethod
    def _names(columns: Mapping[str, int], row: Sequence[str]) -> list[str]:
        """Return the names in all languages, each once, that for the tables first."""
        rank = {language: i for i, language in enumerate(_FIRST_LANGUAGES)}
        order = sorted(columns, key=lambda language: rank.get(language, len(rank)))
        return list(dict.fromkeys(row[columns[language]] for language in order if row[columns[language]]))

    def _division(self, level: int, row: Sequence[str]) -> str | None:
        return next(iter(self._names(self.levels.get(level, {}), row)), None)

    def _point(self, row: Sequence[str]) -> tuple[float, float]:
        cells = self._single("lat", row), self._single("lon", row)
        if not any(cells):
            if not self.codes:
                raise ValueError("lat and lon are empty")
            return math.nan, math.nan
        lat, lon = (_number(cell) for cell in cells)
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"lat {lat}, lon {lon} is no point on earth; are they exchanged, or not in degrees?")
        return lat, lon

    def _pcode(self, row: Sequence[str]) -> str | None:
        if own := self._single("pcode", row):
            return own
        return row[self.codes[self.level]] or None if self.level is not None and self.level in self.codes else None

    def _country(self, row: Sequence[str], country: str | None) -> str | None:
        if cell := self._single("country", row):
            return _iso3(cell)
        for i in (self.codes[level] for level in sorted(self.codes)):
            if (prefix := _PREFIX.match(row[i])) and (iso3 := countries().get(prefix[0])):
                return iso3
        if country is None and "country" not in self.single:
            raise ValueError("nothing says which country this is in")
        return country


def _feature_code(level: int | None) -> str:
    if level is None:
        return "PPL"
    return f"ADM{level}" if level else "PCLI"


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"{cell!r} is no number of degrees") from None


def _iso3(cell: str) -> str:
    try:
        return countries()[cell.upper()]
    except KeyError:
        raise ValueError(f"{cell!r} is no ISO 3166 code of a country") from None


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """Return ISO 3166-1 alpha-2 or alpha-3 code -> alpha-3 code."""
    rows = list(read_csv(DATA / "countries.csv"))
    return {row["iso2"]: row["iso3"] for row in rows} | {row["iso3"]: row["iso3"] for row in rows}
