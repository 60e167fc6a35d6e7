"""The spaCy component that finds and resolves toponyms."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from docmine import extensions
from docmine.places.decided import decide
from docmine.places.document import resolve_mentions
from docmine.places.gazetteer import Candidate, Gazetteer, open_gazetteer
from docmine.places.mentions import Mention, describe, find, is_locative
from docmine.places.missed import explained, missed, stands_as_place
from docmine.places.names import fold
from docmine.places.precision import geo_precision, where_prec
from docmine.places.resolve import Resolution
from docmine.places.words import words
from docmine.resources import DATA, read_csv

_HOME = 0.6  # for a country; a division says more
_COUNTRY_CODE = 3  # letters
_CAPITALISED = re.compile(r"\b[A-Z]\w+")


class Country(NamedTuple):
    """A country that a demonym stands for."""

    name: str
    iso3: str


class Places:
    """Writes `doc.spans["places"]` and each span's `Span._.place`; opens the gazetteer on first use."""

    def __init__(self, gazetteer: str | None, home: list[str], additions: str | None) -> None:
        extensions.register()
        self._path = Path(gazetteer) if gazetteer else None
        self._additions = Path(additions) if additions else None
        self._home = tuple(home)
        self._open: tuple[Gazetteer, frozenset[str]] | None = None
        self._process = 0
        self._demonyms: dict[str, Country] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Find and resolve the toponyms of a document."""
        gazetteer, well_known = self._opened()
        text = doc.text  # joined anew at each access
        if doc._.given_toponyms:
            mentions = [self._given(span, text) for span in doc.spans.get("places", [])]
        else:
            mentions = self._found(doc, text, well_known)
        resolved = resolve_mentions(mentions, text, gazetteer, self._stated(doc, text))
        if not doc._.given_toponyms:
            resolved = _believed(resolved, {fold(ent[-1].text) for ent in doc.ents if ent.label_ == "PERSON"})
        for mention, resolution in resolved:
            mention.span._.place = _value(mention, resolution)
        doc.spans["places"] = [mention.span for mention, _ in resolved]
        decide(doc)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        """Leave the open file behind: each process opens its own."""
        return self.__dict__ | {"_open": None}

    def _found(self, doc: Doc, text: str, well_known: frozenset[str]) -> list[Mention]:
        """Return the toponyms, and the names that stand where a toponym would, in text order."""
        mentions = [mention for mention in find(doc, well_known) if mention.span.text not in self._demonyms]
        spans = list(missed(doc, [mention.span for mention in mentions]))
        struck = extensions.no_names(doc)
        spans = [span for span in spans if struck.isdisjoint(range(span.start, span.end))]
        mentions += [_unlabelled(span, text) for span in spans if span.text not in self._demonyms]
        return sorted(mentions, key=lambda mention: mention.span.start)

    def _given(self, span: Span, text: str) -> Mention:
        """Return the mention that a given span is; corpora also mark demonyms, which stand for their country."""
        country = self._demonyms.get(span.text) or self._demonyms.get(span.text.removesuffix("s"))
        if country:
            return Mention(span, (country.name,), "country")
        mention, (head, *rest) = describe(span, text), span.text.split("-")
        # Spans are widened to tokens, and "U.S.-led" is one.
        compound = bool(rest) and len(span) == 1 and head.lower() not in words().leading
        return replace(mention, names=(*mention.names[:-1], head, mention.names[-1])) if compound else mention

    def _opened(self) -> tuple[Gazetteer, frozenset[str]]:
        # An SQLite connection must not be used on the other side of a fork.
        if self._open is None or self._process != os.getpid():
            gazetteer = open_gazetteer(self._path, additions=self._additions)
            self._open = (gazetteer, gazetteer.well_known())
            self._process = os.getpid()
            self._demonyms = {
                demonym: Country(row["name"], row["iso3"])
                for row in read_csv(DATA / "countries.csv")
                for demonym in row["demonyms"].split("|")
                if demonym
            }
        return self._open

    def _stated(self, doc: Doc, text: str) -> dict[str, float]:
        """Return the countries that the source's home and the demonyms of the document speak for."""
        stated = {home: _HOME if len(home) == _COUNTRY_CODE else 1.0 for home in (*self._home, *doc._.home)}
        counts = Counter(self._demonyms[word].iso3 for word in _CAPITALISED.findall(text) if word in self._demonyms)
        for country, count in counts.items():
            stated[country] = max(stated.get(country, 0.0), 1 - 0.5**count)
        return stated


def _unlabelled(span: Span, text: str) -> Mention:
    """Return the mention of a name without a label; one that the text explains needs no gazetteer to be a place."""
    mention = describe(span, text)
    if explained(span):
        return replace(mention, kind=mention.kind or "city")
    return replace(mention, labelled=False, missed=True)


def _believed(resolved: list[tuple[Mention, Resolution]], surnames: set[str]) -> list[tuple[Mention, Resolution]]:
    """Return the mentions that are toponyms: the gazetteer knows the name, or the words around it say so.

    An entity recogniser that calls an unknown name a place is wrong more often than right. A person
    of the document is not believed to be a village whose name is another transliteration of theirs, nor is
    anything that never stands where a place would.
    """
    located = {fold(mention.span.text) for mention, _ in resolved if mention.kind or stands_as_place(mention.span)}
    kept = []
    for mention, resolution in resolved:
        person = mention.kind is None and fold(mention.span[-1].text) in surnames
        if resolution.place is None:
            believed = mention.labelled and not person and _said_to_be_a_place(mention)
        elif resolution.place.match == "text":
            believed = mention.labelled and not person
        elif resolution.place.match == "transliteration":
            believed = not person and fold(mention.span.text) in located
        else:
            believed = True
        if believed:
            kept.append((mention, resolution))
    return kept


def _said_to_be_a_place(mention: Mention) -> bool:
    return mention.kind is not None or (not mention.span.text.isupper() and is_locative(mention.span))


def _value(mention: Mention, resolution: Resolution) -> extensions.PlaceValue:
    place = resolution.place
    where = _where(mention, place) if place else None
    return extensions.PlaceValue(
        name=place.name if place else None,
        geonameid=place.geonameid if place else None,
        pcode=place.pcode if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        feature_code=place.feature_code if place else None,
        country_iso3=place.country if place else None,
        admin1=place.admin1 if place else None,
        admin2=place.admin2 if place else None,
        where_prec=where,
        geo_precision=geo_precision(where) if where else None,
        runner_up=_label(resolution.runner_up),
        margin=resolution.margin,
        reason=resolution.reason,
        method=_method(place),
        score=resolution.score,
    )


def _where(mention: Mention, place: Candidate) -> int:
    return where_prec(place.feature_code, mention.relation, kind=mention.kind, own_point=place.point != "parent")


def _method(place: Candidate | None) -> str:
    if place is None:
        return "gazetteer"
    return "text" if place.match == "text" else f"gazetteer: {place.match}"


def _label(place: Candidate | None) -> str | None:
    """Return a place as a reader would name it: name, division, country."""
    if place is None:
        return None
    return ", ".join(part for part in (place.name, place.admin1, place.country) if part)


@Language.factory("docmine_places", default_config={"gazetteer": None, "home": [], "additions": None})
def make_places(nlp: Language, name: str, gazetteer: str | None, home: list[str], additions: str | None) -> Places:  # noqa: ARG001
    """Make the component.

    Args:
        nlp: the pipeline.
        name: of the component in it.
        gazetteer: path of a gazetteer file; None for the shipped one.
        home: ISO 3166-1 alpha-3 codes of the countries that all reports are about, if any, or GeoNames codes of
            first-order divisions (`US.TX`).
        additions: the folder of the user's own places (`pipeline/gazetteer`).
    """
    return Places(gazetteer, home, additions)
