"""Event types of several schemes in common classes, so that two codings can be told to be of one event or not.

Packaged is `data/reconcile/types.csv`; `pipeline/curated/taxonomy.csv` (`source,category,level1,level2`) is the
user's. `source` is `extracted` for what docmine finds, `curated`, the name of a file (`ged` for `ged.csv.gz`), or
a scheme (`acled`, `ucdp`, `plover`). `level1` is the fine class, `level2` the broad one. What the R package meltt
takes (`data.source,base.categories,…_level1,…_level2`) is read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docmine.errors import CuratedError
from docmine.reconcile.sheets import SheetError, read_sheet
from docmine.resources import DATA, read_csv
from docmine.schema import Row

Classes = tuple[str | None, str | None]
"""Fine and broad class; None where the category does not say."""

SCHEMES = ("acled", "plover", "ucdp")
"""Schemes whose categories are packaged."""

COLUMNS = ("source", "category", "level1", "level2")
_MELTT = {"data.source": "source", "base.categories": "category"}
_LEVEL = re.compile(r".*level([12])")


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The classes of categories; keys are folded."""

    entries: Mapping[tuple[str, str], Classes]

    def classes(self, codes: Iterable[tuple[str, object]]) -> Classes:
        """Return fine and broad class of the first code (source, category) that says either."""
        for source, category in codes:
            found = self.entries.get(_key(source, str(category or "")), (None, None))
            if any(found):
                return found
        return None, None

    def knows(self, codes: Iterable[tuple[str, object]]) -> bool:
        """Tell whether any of the codes is listed, if only to say that it has no class."""
        return any(_key(source, str(category or "")) in self.entries for source, category in codes)


def extracted_codes(row: Row) -> Iterator[tuple[str, object]]:
    """Yield the codes of a row of `events`, the finest first; the user's own come before the packaged ones."""
    kind = row.get("event_type")
    for category in (f"{kind}:{row.get('mode')}", row.get("sub_type"), kind):
        yield "extracted", category
    yield from (("acled", row.get("sub_type")), ("acled", row.get("acled_type")))
    yield from (("plover", kind), ("ucdp", row.get("ucdp_type")))


def curated_codes(row: Row) -> Iterator[tuple[str, object]]:
    """Yield the codes of a curated event, the finest first; the user's own come before the packaged ones."""
    file = str(row.get("source") or "").partition(".")[0]
    categories = (row.get("sub_type"), row.get("type"))
    yield from ((source, category) for source in (file, "curated") for category in categories)
    # UCDP's numbers and ACLED's words never coincide, so one column can hold either.
    yield from (("acled", row.get("sub_type")), ("acled", row.get("type")), ("ucdp", row.get("type")))


@cache
def packaged() -> Taxonomy:
    """Return the packaged classes of ACLED's, UCDP's and PLOVER's types."""
    rows = read_csv(DATA / "reconcile" / "types.csv", ("scheme", "category", "fine", "broad"))
    return Taxonomy({_key(r["scheme"], r["category"]): (r["fine"] or None, r["broad"] or None) for r in rows})


def load(path: Path | None) -> Taxonomy:
    """Return the packaged classes with those of a user's file over them.

    Raises:
        CuratedError: the file cannot be understood; all that is wrong with it is named.
    """
    if path is None or not path.is_file():
        return packaged()
    entries = dict(packaged().entries)
    lines: dict[tuple[str, str], int] = {}
    problems: list[str] = []
    try:
        sheet = read_sheet(path)
        at = _columns(sheet.header, path)
        for number, cells in sheet.rows:
            row = {name: cells[index].strip() if index < len(cells) else "" for name, index in at.items()}
            key = _key(row["source"], row["category"])
            problems += [f"{path}:{number}: {text}" for text in _wrong(row, lines.get(key))]
            lines.setdefault(key, number)
            entries[key] = (row["level1"] or None, row.get("level2") or row["level1"] or None)
    except SheetError as error:
        raise CuratedError(error.text, where=error.where, remedy="nothing was linked") from error
    if problems:
        raise CuratedError(
            "the taxonomy cannot be used:\n" + "\n".join(f"  {problem}" for problem in problems[:20]),
            where=str(path),
            remedy="correct these lines and run again; nothing was linked",
        )
    return Taxonomy(entries)


def _columns(header: Sequence[str], path: Path) -> dict[str, int]:
    at: dict[str, int] = {}
    for index, name in enumerate(name.casefold() for name in header):
        level = _LEVEL.fullmatch(name)
        at.setdefault(f"level{level[1]}" if level else _MELTT.get(name, name), index)
    if missing := [name for name in COLUMNS[:3] if name not in at]:
        text = f"has no column {', '.join(missing)}"
        raise CuratedError(text, where=f"{path}:1", remedy=f"the header must name {', '.join(COLUMNS)}")
    return at


def _wrong(row: Mapping[str, str], earlier: int | None) -> Iterator[str]:
    yield from (f"{name}: is empty" for name in ("source", "category") if not row[name])
    if not row["level1"] and not row.get("level2"):
        yield "level1, level2: both are empty; a category needs a class"
    if earlier:
        yield f"category: {row['category']!r} of {row['source']!r} stands in line {earlier} too"


def _key(source: str, category: str) -> tuple[str, str]:
    return source.casefold(), category.casefold()
