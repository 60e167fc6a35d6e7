"""Says field by field what speaks for and against a link of two events, as the table `links` shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from docmine.reconcile.pairs.deciding import contradictions
from docmine.reconcile.pairs.model import AMONG, Model
from docmine.reconcile.pairs.rivals import RIVAL_LEVELS
from docmine.resources import DATA, read_toml

FIELDS: Mapping[str, tuple[str, ...]] = {
    "date": ("date",),
    "place": ("distance", "place name", "point of the name", "province"),
    "country": ("country",),
    "actors": ("first side", "second side", "order of sides"),
    "type": ("type",),
    "killed": ("killed",),
    "source": ("source",),
}
"""Field of a row -> the features that compare it."""

RIVALS = "rivals"
"""What stands for how the pair does among others, and where all pairs start from."""

_SCALES = {
    **{feature: feature for features in FIELDS.values() for feature in features},
    "point of the name": "distance",
    "first side": "side",
    "second side": "side",
}
"""Feature -> its scale in `data/reconcile/agreements.toml`; levels that say nothing are on none."""

_SEVERITIES = {(feature, level): severity for feature, level, severity in contradictions()}
_FURTHER = ", of several days"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a field: its level in words, None where a row lacks it, points, and agreement 0 to 1.

    `contradiction` is `serious` or `minor`, None where nothing contradicts.
    """

    level: str | None
    points: float
    agreement: float | None = None
    contradiction: str | None = None


class Explainer:
    """Explains links by the model that made them."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.version = model.version

    def findings(self, levels: Mapping[str, int]) -> dict[str, Finding]:
        """Return the findings of a pair, whose points add up to its log-odds.

        Args:
            levels: feature -> number of its level.
        """
        names = {feature: AMONG[feature][number] for feature, number in levels.items()}
        points = {feature: float(self._model.among.points[feature][number]) for feature, number in levels.items()}
        found = {field: _finding(field, names, points) for field in FIELDS}
        rest = self._model.among.start + sum(points[feature] for feature in RIVAL_LEVELS)
        return {**found, RIVALS: Finding(_among(names), round(rest, 3))}


def _finding(field: str, names: Mapping[str, str], points: Mapping[str, float]) -> Finding:
    features = FIELDS[field]
    total = round(sum(points[one] for one in features), 3)
    known = {one: agreed for one in features if (agreed := agreement(one, names[one])) is not None}
    if not known:
        return Finding(None, total)
    against = {_SEVERITIES.get((one, names[one])) for one in known}
    severity = next((one for one in ("serious", "minor") if one in against), None)
    said = "; ".join(_worded(one, names[one]) for one in features if one in known or names[one] == "crossed over")
    return Finding(said, total, round(sum(known.values()) / len(known), 2), severity)


def agreement(feature: str, level: str) -> float | None:
    """Return how far two values at a level agree, 0 to 1; None where the level says nothing."""
    scale = _scales().get(_SCALES[feature], {})
    return scale.get(level, scale.get(level.partition(", ")[0]))


@cache
def _scales() -> dict[str, dict[str, float]]:
    return read_toml(DATA / "reconcile" / "agreements.toml")


def comparison(findings: Mapping[str, Finding], extracted: Mapping[str, str], curated: Mapping[str, str]) -> str:
    """Return JSON: field -> both values as their tables word them, agreement 0 to 1, level, points, contradiction."""
    cells = {
        field: {
            "extracted": extracted.get(field) or None,
            "curated": curated.get(field) or None,
            "agreement": found.agreement,
            "level": found.level,
            "points": found.points,
            "contradiction": found.contradiction,
        }
        for field, found in findings.items()
    }
    return json.dumps(cells, ensure_ascii=False)


def reasons(findings: Mapping[str, Finding], extracted: Mapping[str, str], curated: Mapping[str, str]) -> Iterator[str]:
    """Yield short sentences: what contradicts, what counts most, what is not known."""
    for severity, verb in (("serious", "contradicts"), ("minor", "differs")):
        for field, found in findings.items():
            if found.contradiction == severity:
                values = (side[field] or "no name" for side in (extracted, curated))
                yield "{} {}: {} here, {} there ({})".format(field, verb, *values, found.level)
    for field, found in sorted(findings.items(), key=lambda item: -abs(item[1].points)):
        if found.level and not found.contradiction:
            yield f"{field}: {found.level} ({found.points:+.1f})"
    if missing := [field for field, found in findings.items() if not found.level]:
        yield f"not compared: {', '.join(missing)}"


def _worded(feature: str, level: str) -> str:
    """Return a level so that it can be understood beside those of other features of the field."""
    if feature == "distance":
        return level.removesuffix(", exact").replace(", rough", " of a rough point")
    if feature == "place name":
        return level.partition(", ")[0]
    if feature in ("province", "country"):
        return f"{level} {feature}"
    return f"{level.partition(', ')[0]} from most of its name" if feature == "point of the name" else level


def _among(names: Mapping[str, str]) -> str:
    if names["candidates"] == "1":
        return "no other curated row is near"
    lead = names["lead over other curated rows"].removesuffix(_FURTHER)
    return f"lead over other curated rows {lead}"
