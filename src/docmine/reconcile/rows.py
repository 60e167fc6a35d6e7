"""Makes the facts that are compared from rows of extracted and of curated tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from docmine.reconcile.facts import ActorFacts, EventFacts, PlaceFacts, Point, Range
from docmine.reconcile.known import known_as
from docmine.reconcile.names import country_code, fold_place, state_named
from docmine.reconcile.outlets import listed
from docmine.reconcile.parties import side
from docmine.reconcile.taxonomy import Taxonomy, curated_codes, extracted_codes, packaged
from docmine.schema import Row

_RADIUS_KM = {1: 2.0, 2: 25.0, 3: 150.0}
"""Radius of an extracted place by ACLED geo_precision: the place itself, near it, a province."""

_AREAS = ("ADM", "PCL", "TERR", "PRSH", "LTER", "ZN")
"""Beginnings of GeoNames' feature codes of class A: countries, divisions, territories, zones."""


_HAPPENED = ("factual", "historical")


def is_first_of_what_happened(event: Row) -> bool:
    """Tell whether a row of `events` is compared: it happened, and no earlier report told it."""
    return event["status"] in _HAPPENED and not event.get("duplicate_of")


def split(cell: str | Iterable[str] | None) -> list[str]:
    """Return the values of a list cell, given as a list, as text separated by `|`, or as null."""
    if isinstance(cell, str):
        return [part for part in cell.split("|") if part]
    return list(cell or ())


def outlets_of(document: Row) -> str | None:
    """Return who published a row of `documents`, by name and by address."""
    return listed("|".join(filter(None, (document.get("publisher"), document.get("url")))))


def extracted_event(
    row: Row, place: Row | None, taxonomy: Taxonomy | None = None, outlets: str | None = None
) -> EventFacts:
    """Return what a row of `events` is compared on, with the row of `places` that it names and who published it."""
    place = place or {}
    fine, broad = (taxonomy or packaged()).classes(extracted_codes(row))
    names = [row.get("place"), place.get("name"), place.get("text")]
    earliest, latest = row.get("earliest"), row.get("latest")
    shown = {
        "date": _span(earliest, latest),
        "place": str(row.get("place") or ""),
        "country": str(place.get("country_iso3") or ""),
        "actors": _versus(split(row.get("source_actors")), split(row.get("target_actors"))),
        "type": " / ".join(str(row[key]) for key in ("event_type", "mode", "sub_type") if row.get(key)),
        "killed": _figure(row.get("killed_low"), row.get("killed_best"), row.get("killed_high")),
        "source": _parted(outlets),
    }
    return EventFacts(
        id=row["event_id"],
        words=_words(shown),
        earliest=_ordinal(earliest),
        latest=_ordinal(latest),
        names=_distinct(fold_place(name) for name in names if name),
        point=_point(place),
        radius_km=_RADIUS_KM.get(place.get("geo_precision") or 0, 0.0),
        admin1=fold_place(place["admin1"]) if place.get("admin1") else None,
        country=country_code(place.get("country_iso3")),
        sides=(_side(row, "source"), _side(row, "target")),
        fine=fine,
        broad=broad,
        killed=_bounds(row.get("killed_low"), row.get("killed_best"), row.get("killed_high")),
        best=row.get("killed_best"),
        outlets=outlets,
        shown=shown,
    )


def curated_event(row: Row, aliases: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy | None = None) -> EventFacts:
    """Return what a curated event is compared on; `aliases` gives a folded place name's other names."""
    first, last = row["start"], row["end"] or row["start"]
    fine, broad = (taxonomy or packaged()).classes(curated_codes(row))
    name = fold_place(row["place"]) if row["place"] else None
    shown = shown_event(row)
    return EventFacts(
        id=row["id"],
        words=_words(shown),
        earliest=first.toordinal() - row["slack_days"],
        latest=last.toordinal() + row["slack_days"],
        names=_distinct((name, *aliases.get(name, ()))) if name else (),
        point=_point(row),
        radius_km=row["radius_km"],
        admin1=fold_place(row["admin1"]) if row["admin1"] else None,
        country=row["country"],
        sides=(row["side_a"] or "", row["side_b"] or ""),
        fine=fine,
        broad=broad,
        killed=_bounds(row["killed_low"], row["killed"], row["killed_high"]),
        best=row["killed"],
        outlets=listed(row["reported_by"]),
        shown=shown,
        source=row["source"],
    )


def shown_event(row: Row) -> dict[str, str]:
    """Return the fields of a curated event as its table words them."""
    first, last = row["start"], row["end"] or row["start"]
    return {
        "date": _span(first.isoformat(), last.isoformat()),
        "place": row["place"] or "",
        "country": row["country"] or "",
        "actors": _versus([row["side_a"]] if row["side_a"] else [], [row["side_b"]] if row["side_b"] else []),
        "type": " / ".join(filter(None, (row["type"], row["sub_type"]))),
        "killed": _figure(row["killed_low"], row["killed"], row["killed_high"]),
        "source": _parted(listed(row["reported_by"])),
    }


def _side(row: Row, role: str) -> str:
    return side(split(row.get(f"{role}_actors")), split(row.get(f"{role}_actor_ids")))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name)


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _point(row: Mapping[str, Any]) -> Point | None:
    lat, lon = row.get("lat"), row.get("lon")
    return None if lat is None or lon is None else (float(lat), float(lon))


def _bounds(low: int | None, best: int | None, high: int | None) -> Range | None:
    """Return the range that a figure leaves open: "at least 20" has no upper bound, "at most 20" begins at none."""
    if low is None and best is None and high is None:
        return None
    floor = low if low is not None else best or 0
    return floor, high if high is not None or low is not None else best


def _parted(outlets: str | None) -> str:
    return (outlets or "").replace("|", "; ")


def _span(earliest: str | None, latest: str | None) -> str:
    """Return an interval as EDTF writes it: one day, or two, of which `..` is open."""
    if not earliest and not latest:
        return ""
    return "/".join(dict.fromkeys((earliest or "..", latest or "..")))


def _versus(sources: list[str], targets: list[str]) -> str:
    return " – ".join(filter(None, (", ".join(sources), ", ".join(targets))))


def _figure(low: int | None, best: int | None, high: int | None) -> str:
    bounds = _bounds(low, best, high)
    if bounds is None:
        return ""
    if bounds[1] is None:
        return f"at least {bounds[0]}"
    return "–".join(dict.fromkeys(map(str, bounds)))


def _words(shown: Mapping[str, str]) -> str:
    killed = f"{shown['killed']} killed" if shown["killed"] else ""
    return "; ".join(filter(None, (shown["date"], shown["place"], shown["actors"], shown["type"], killed)))


def extracted_actor(row: Row) -> ActorFacts:
    """Return what a row of `actors` is compared on."""
    names = (row["name"], *split(row.get("aliases")))
    facts = _actor(row["actor_id"], names, row.get("type"), row.get("country_iso3"), row.get("curated_id"))
    return replace(facts, known=row["actor_id"])


def curated_actor(row: Row) -> ActorFacts:
    """Return what a curated actor is compared on."""
    name = row["name"] or row["id"]
    facts = _actor(row["id"], (name, *row["aliases"]), row["type"], row["country"], None)
    return replace(facts, known=known_as(name), source=row["source"])


def _actor(key: str, names: tuple[str, ...], kind: str | None, country: str | None, listed: str | None) -> ActorFacts:
    shown = {"name": ", ".join(names), "type": kind or "", "country": country or ""}
    return ActorFacts(key, names[0], names, kind, country, listed, state_named(names, kind, country), shown=shown)


def extracted_place(row: Row) -> PlaceFacts:
    """Return what a row of `places` is compared on."""
    names = dict.fromkeys(name for name in (row.get("name"), row.get("text")) if name)
    country = country_code(row.get("country_iso3"))
    return _place(row["place_id"], tuple(names), _point(row), country, row.get("feature_code"))


def curated_place(row: Row) -> PlaceFacts:
    """Return what a curated place is compared on."""
    names = (row["name"] or row["id"], *row["aliases"])
    return replace(_place(row["id"], names, _point(row), row["country"], row["feature"]), source=row["source"])


def _place(
    key: str, names: tuple[str, ...], point: Point | None, country: str | None, feature: str | None
) -> PlaceFacts:
    shown = {
        "name": ", ".join(names),
        "distance": f"{point[0]:.4f}, {point[1]:.4f}" if point else "",
        "country": country or "",
    }
    words = f"{names[0]} ({country})" if country else names[0]
    area = (feature or "").startswith(_AREAS)
    return PlaceFacts(key, words, _distinct(map(fold_place, names)), point, country, area, shown)
