"""The spaCy component `docmine_actors`: fills `doc.spans["actors"]` and `doc._.actors`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from docmine.actors.decisions import load_decided
from docmine.actors.mentions import find_mentions
from docmine.actors.resolve import Resolved, acting, resolve
from docmine.actors.table import Table
from docmine.extensions import ActorIdentity, ActorValue, no_names
from docmine.ids import make_id

_GROUPS = frozenset({"rebel", "militia", "party"})
_LISTED = "table"  # the method of names that the table has


@dataclass(frozen=True, slots=True)
class Actors:
    """Finds and resolves the actors of a document."""

    table: Table

    def __call__(self, doc: Doc) -> Doc:
        """Set the actor mentions and identities of a document; places inside the names of known groups go."""
        struck = no_names(doc)
        mentions = find_mentions(doc, self.table)
        mentions = [one for one in mentions if struck.isdisjoint(range(one.start, one.end))] if struck else mentions
        found = resolve(doc, mentions, self.table)
        actors = acting(found)
        kept = {one.mention.start for one in actors}
        spans, identities = self._marked(doc, actors)
        doc.spans["actors"] = spans
        doc.spans["latent"], doc._.latent = self._marked(doc, [one for one in found if one.mention.start not in kept])
        if not doc._.given_toponyms:
            doc.spans["places"] = list(_outside(doc.spans.get("places", ()), spans, identities))
        doc._.actors = identities
        return doc

    def _marked(self, doc: Doc, found: list[Resolved]) -> tuple[list[Span], dict[str, ActorIdentity]]:
        """Return the mentions as spans, and the identities of their actors by id."""
        spans: list[Span] = []
        identities: dict[str, ActorIdentity] = {}
        for one in found:
            actor_id = make_id("actor", one.actor.key)
            span = Span(doc, one.mention.start, one.mention.end, label="ACTOR")
            span._.actor = ActorValue(actor_id=actor_id, as_place=one.as_place, method=one.method, score=one.score)
            spans.append(span)
            self._record(identities, actor_id, one, " ".join(span.text.split()))
        return spans, identities

    def _record(self, identities: dict[str, ActorIdentity], actor_id: str, one: Resolved, form: str) -> None:
        """Add a mention's form to its identity; score and method are those of the identity's surest mention."""
        identity = identities.setdefault(
            actor_id,
            ActorIdentity(
                name=one.actor.name,
                aliases=[],
                type=one.actor.type,
                country_iso3=one.actor.country or None,
                curated_id=one.actor.curated_id,
                origin=self._origin(one.actor.key),
                sector=self.table.role(one.actor).sector,
                sectors=[
                    (held.first.isoformat(), held.last.isoformat(), held.role.sector)
                    for held in self.table.held.get(one.actor.key, ())
                ],
                method=one.method,
                score=one.score,
            ),
        )
        # Of "Assad's forces" the mention is "forces"; "the group" and "a spokesman" are forms of no one's name.
        bare = one.as_place or one.method in {"possessor", "apposition", "coreference"}
        if not bare and form != one.actor.name and form not in identity["aliases"]:
            identity["aliases"].append(form)
        if one.score > identity["score"]:
            identity["method"], identity["score"] = one.method, one.score

    def _origin(self, key: str) -> str:
        if key in self.table.actors or key in self.table.countries:
            return "list"
        return "class" if ":" in key else "text"  # folded names have no colon


def _outside(places: Iterable[Span], actors: list[Span], identities: dict[str, ActorIdentity]) -> Iterator[Span]:
    """Yield the places that are no part of a longer name of a known group: "al-Sham" of "Hay'at Tahrir al-Sham"."""
    inner: set[int] = set()
    for span in actors:
        identity = identities[span._.actor["actor_id"]]
        if identity["type"] in _GROUPS and span._.actor["method"] == _LISTED and len(span) > 1:
            inner.update(range(span.start, span.end))
    for place in places:
        if not inner.issuperset(range(place.start, place.end)):
            yield place


@Language.factory(
    "docmine_actors", default_config={"curated": None, "decisions": None}, assigns=["doc.spans", "doc._.actors"]
)
def make_actors(nlp: Language, name: str, curated: str | None, decisions: str | None = None) -> Actors:  # noqa: ARG001
    """Return the component.

    Args:
        nlp: the pipeline.
        name: name of the component in it.
        curated: path of the user's `pipeline/curated/actors.csv`, or None.
        decisions: path of `pipeline/review/decisions.jsonl`, whose merges and splits of actors count, or None.

    Raises:
        ResourceError: a table or a decision is malformed.
    """
    return Actors(load_decided(curated, decisions))
