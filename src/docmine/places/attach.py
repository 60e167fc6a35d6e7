"""Place what the gazetteer lacks by what the text says: in, near or between which of its other places it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from docmine.places.evidence import contains, kilometres
from docmine.places.gaps import bond, is_list, owns
from docmine.places.gazetteer import Candidate
from docmine.places.mentions import Mention
from docmine.places.names import fold
from docmine.places.precision import Relation
from docmine.places.resolve import OBSCURE, Resolution

Resolved = tuple[Mention, Resolution]

_LINES = frozenset({"RD", "RDJCT", "STM", "CNL", "RR"})
_CLOSE_KM = 50.0  # between two places no farther apart than this, one is near both


def attach(resolved: Sequence[Resolved], text: str) -> list[Resolved]:
    """Return the mentions in order, those that had no place of their own at the one that the text names for them.

    A name has one sense: where one of its mentions says in what it lies, all of them lie there.

    Args:
        resolved: the mentions of one document in text order, with what they mean.
        text: of that document.
    """
    anchors: dict[str, Candidate] = {}
    for i, anchor in _anchors(resolved, text):
        anchors.setdefault(_name(resolved[i][0]), replace(anchor, match="text"))
    placed = [_placed(pair, anchors.get(_name(pair[0]))) for pair in resolved]
    return [_between(placed, i) if pair[0].relation == "between" else pair for i, pair in enumerate(placed)]


def _name(mention: Mention) -> str:
    return fold(mention.names[-1])


def _placed(pair: Resolved, anchor: Candidate | None) -> Resolved:
    """Return a mention at its anchor, if it has one and no better place."""
    mention, resolution = pair
    if anchor is None or not (_is_open(pair, anchor) or _is_line(pair)):
        return pair
    why = f"{resolution.reason or 'the gazetteer knows it elsewhere only'}: placed by the text at {anchor.name}"
    relation: Relation = "between" if anchor.feature_code in _LINES else "near"
    return replace(mention, relation=relation), replace(resolution, place=anchor, reason=why)


def _anchors(resolved: Sequence[Resolved], text: str) -> Iterator[tuple[int, Candidate]]:
    """Yield the index of a mention and the place that the text puts it in, near or between."""
    for i, ((one, _), (other, meant)) in enumerate(pairwise(resolved)):
        start, end, after = one.span.end_char, other.span.start_char, other.span.end_char
        tie = bond(text, start, end)
        if tie == "line" and (middle := _middle(resolved[i + 1 : i + 3], text)) and _may_be_line(resolved[i]):
            yield i, middle
        elif meant.place and tie in {"inside", "near"} and not is_list(text, start, end, after):
            if _is_open(resolved[i], meant.place):
                yield i, meant.place
        elif (owner := resolved[i][1].place) and owns(text, start, end) and _is_open(resolved[i + 1], owner):
            yield i + 1, owner


def _is_open(pair: Resolved, anchor: Candidate) -> bool:
    """Whether a mention has no place, or only a village of its name outside the area that it is said to be in."""
    mention, resolution = pair
    place = resolution.place
    if place is None:
        return mention.labelled and not mention.missed
    village = place.feature_code.startswith("PPL") and place.population < OBSCURE and place.match != "user"
    return village and anchor.is_area and anchor.feature_code != "ADM2" and not contains(anchor, place)


def _may_be_line(pair: Resolved) -> bool:
    return pair[1].place is None or _is_line(pair)


def _is_line(pair: Resolved) -> bool:
    place = pair[1].place
    return place is not None and place.feature_code in _LINES


def _middle(ends: Sequence[Resolved], text: str) -> Candidate | None:
    """Return the point halfway between two places that the text joins by "and" or "to"."""
    if len(ends) < 2 or (one := ends[0][1].place) is None or (other := ends[1][1].place) is None:
        return None
    joint = text[ends[0][0].span.end_char : ends[1][0].span.start_char].split()
    if joint[:1] not in (["and"], ["to"]) or len(joint) > 2:
        return None
    turn = (other.lon - one.lon + 180) % 360 - 180
    same = one.admin1_code == other.admin1_code
    return replace(
        one,
        name=f"between {one.name} and {other.name}",
        lat=round((one.lat + other.lat) / 2, 5),
        lon=round((one.lon + turn / 2 + 180) % 360 - 180, 5),
        feature_code="RD",
        country=one.country if one.country == other.country else None,
        admin1_code=one.admin1_code if same else None,
        admin1=one.admin1 if same else None,
        admin2=None,
        geonameid=None,
        pcode=None,
        population=0,
    )


def _between(placed: Sequence[Resolved], i: int) -> Resolved:
    """Return a mention that is one of two ends, as near to what lies between if they are close to each other."""
    mention, resolution = placed[i]
    beside = (placed[j] for j in (i - 1, i + 1) if 0 <= j < len(placed))
    ends = [pair for pair in beside if pair[0].relation == "between"]
    close = any(
        end.place and resolution.place and kilometres(end.place, resolution.place) <= _CLOSE_KM for _, end in ends
    )
    return (replace(mention, relation="near") if close else mention), resolution
