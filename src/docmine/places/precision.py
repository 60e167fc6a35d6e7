"""How exactly a toponym says where something is.

UCDP GED codebook (Högbladh, UCDP Georeferenced Event Dataset Codebook; variable `where_prec`) and
ACLED codebook (variable `geo_precision`).

| where_prec | the text gives | geo_precision |
|---|---|---|
| 1 | the place itself | 1 |
| 2 | within about 25 km of a place ("near X", a facility of X) | 2 |
| 3 | a second-order division, or part of the area around a town | 2 |
| 4 | a first-order division, or part of one | 3 |
| 5 | a line or an area that is no division (river, road, region, part of a country) | 3 |
| 6 | a country | 3 |
| 7 | international waters or airspace | 3 |

ACLED asks for a place in the country, so places coarser than a province have its coarsest code.
"""

from __future__ import annotations

from typing import Literal

Relation = Literal["at", "near", "part"]
"""How the text relates to the place: in it, close to it, or somewhere in a part of it."""

EXACT, NEAR, SECOND_ORDER, FIRST_ORDER, AREA, COUNTRY, INTERNATIONAL = range(1, 8)
_WATERS = frozenset({"SEA", "OCN", "GULF", "STRT", "CHN", "BAY"})
_SPOT = frozenset(
    {"PPLX", "ISL", "MT", "PASS", "AIRB", "AIRP", "MILB", "PRN", "CTRM", "HSP", "CMPRF", "DAM", "OILF", "PRT", "PSTB"}
)
_ACLED = {EXACT: 1, NEAR: 2, SECOND_ORDER: 2, FIRST_ORDER: 3, AREA: 3, COUNTRY: 3, INTERNATIONAL: 3}


def where_prec(feature_code: str, relation: Relation = "at", *, own_point: bool = True) -> int:
    """Return the UCDP location precision of a place of that GeoNames feature code.

    With `own_point` false, the point of a second-order division is that of the first-order one around
    it, and so is the precision.
    """
    if feature_code.startswith("PCL"):
        return COUNTRY if relation != "part" else AREA
    if feature_code.startswith("ADM1"):
        return FIRST_ORDER
    if feature_code.startswith("ADM"):
        return SECOND_ORDER if own_point else FIRST_ORDER
    if feature_code.startswith("PPL") or feature_code in _SPOT:
        # A quarter of a town ("eastern Aleppo") is still that town; only "near" leaves it.
        return NEAR if relation == "near" else EXACT
    return INTERNATIONAL if feature_code in _WATERS else AREA


def geo_precision(where: int) -> int:
    """Return the ACLED geographic precision that goes with a UCDP one."""
    return _ACLED[where]
