"""How exactly a toponym says where something is.

UCDP GED codebook (Högbladh, UCDP Georeferenced Event Dataset Codebook; variable `where_prec`) and
ACLED codebook (variable `geo_precision`).

| where_prec | the text gives | geo_precision |
|---|---|---|
| 1 | the place itself | 1 |
| 2 | within about 25 km of a place ("near X", a facility of X, a quarter that the gazetteer lacks) | 2 |
| 3 | a second-order division, or the country around a town | 2 |
| 4 | a first-order division, or part of one | 3 |
| 5 | a line or an area that is no division (river, road, border, coast, region, part of a country) | 3 |
| 6 | a country | 3 |
| 7 | international waters or airspace | 3 |

ACLED asks for a place in the country, so places coarser than a province have its coarsest code.
"""

from __future__ import annotations

from typing import Literal

from docmine.places.words import Kind

Relation = Literal["at", "near", "around", "part", "between", "border", "coast"]
"""How the text relates to the place: in it, close to it, in the country around it, in a part of it, between it and
another, along its border, off its coast."""

EXACT, NEAR, SECOND_ORDER, FIRST_ORDER, AREA, COUNTRY, INTERNATIONAL = range(1, 8)
_WATERS = frozenset({"SEA", "OCN", "GULF", "STRT", "CHN", "BAY"})
_SPOT = frozenset(
    {"PPLX", "ISL", "MT", "PASS", "AIRB", "AIRP", "MILB", "PRN", "CTRM", "HSP", "CMPRF", "DAM", "OILF", "PRT", "PSTB"}
)
_LINES = frozenset({"between", "border", "coast"})
_FROM_A_TOWN: dict[Relation, int] = {"near": NEAR, "coast": NEAR, "around": SECOND_ORDER}
_DIVISION: dict[Kind, int] = {"admin1": FIRST_ORDER, "admin2": SECOND_ORDER}
_ACLED = {EXACT: 1, NEAR: 2, SECOND_ORDER: 2, FIRST_ORDER: 3, AREA: 3, COUNTRY: 3, INTERNATIONAL: 3}


def where_prec(
    feature_code: str, relation: Relation = "at", *, kind: Kind | None = None, own_point: bool = True
) -> int:
    """Return the UCDP location precision of a place of that GeoNames feature code.

    Where the text asks for a division (`kind`) and the gazetteer has only the town of that name, the precision is
    that of the division.

    With `own_point` false, the point of a second-order division is that of the first-order one around
    it, and so is the precision.
    """
    if relation in _LINES and not (relation == "coast" and feature_code.startswith("PPL")):
        return AREA
    if feature_code.startswith("PCL"):
        return COUNTRY if relation != "part" else AREA
    if feature_code.startswith("ADM1"):
        return FIRST_ORDER
    if feature_code.startswith("ADM"):
        return SECOND_ORDER if own_point else FIRST_ORDER
    if feature_code.startswith("PPL") or feature_code in _SPOT:
        # A quarter of a town ("eastern Aleppo") is still that town.
        return max(_FROM_A_TOWN.get(relation, EXACT), _DIVISION.get(kind or "city", EXACT))
    return INTERNATIONAL if feature_code in _WATERS else AREA


def geo_precision(where: int) -> int:
    """Return the ACLED geographic precision that goes with a UCDP one."""
    return _ACLED[where]
