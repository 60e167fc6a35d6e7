"""Countries and common nouns that an event shows to be a party to it, though nothing else made them actors."""

from __future__ import annotations

from spacy.tokens import Doc, Span


def enter(doc: Doc) -> None:
    """Make actors of the latent mentions that are a source or target of one of the document's events."""
    parties = {(start, end) for event in doc._.events for start, end, _ in (*event["sources"], *event["targets"])}
    mentions, latent = list(doc.spans.get("actors", ())), list(doc.spans.get("latent", ()))
    taking_part = [span for span in (*mentions, *latent) if (span.start_char, span.end_char) in parties]
    ids = {span._.actor["actor_id"] for span in taking_part}
    for span in taking_part:
        span._.actor = {**span._.actor, "as_place": False}
    joining = [span for span in latent if span in taking_part or _is_land_of(span, ids)]
    doc.spans["actors"] = sorted([*mentions, *joining], key=lambda span: span.start)
    doc.spans["latent"] = [span for span in latent if span not in joining]
    doc._.actors = {**{key: value for key, value in doc._.latent.items() if key in ids}, **doc._.actors}


def _is_land_of(span: Span, ids: set[str]) -> bool:
    """Say whether a mention stands for the land of a country that is now an actor."""
    return span._.actor["as_place"] and span._.actor["actor_id"] in ids
