"""Places that a person moved, added or struck out, in the place of those that were resolved."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from docmine.extensions import PlaceValue
from docmine.places.precision import geo_precision, where_prec

METHOD = "decided"


def decide(doc: Doc) -> None:
    """Put what people decided about places of a document into `doc.spans["places"]`."""
    for one in doc._.decisions:
        span = doc.char_span(one["start"], one["end"], alignment_mode="expand") if one["kind"] == "place" else None
        if span is None:
            continue
        kept = [old for old in doc.spans["places"] if not (old.start < span.end and span.start < old.end)]
        if one["row"]["place"]:
            span._.place = _value(one["row"]["place"])
            kept.append(span)
        doc.spans["places"] = sorted(kept)


def _value(place: dict[str, Any]) -> PlaceValue:
    code = place.get("feature_code")
    where = place.get("where_prec") or where_prec(code or "PPL")
    return PlaceValue(
        name=place["name"],
        geonameid=place.get("geonameid"),
        pcode=place.get("pcode"),
        lat=float(place["lat"]),
        lon=float(place["lon"]),
        feature_code=code,
        country_iso3=place.get("country_iso3"),
        admin1=place.get("admin1"),
        admin2=place.get("admin2"),
        where_prec=where,
        geo_precision=geo_precision(where),
        runner_up=None,
        margin=None,
        reason=None,
        method=METHOD,
        score=1.0,
    )
