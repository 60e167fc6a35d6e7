"""Countries that an event shows to be a party to it, though their name seemed to stand for the land."""

from __future__ import annotations

from spacy.tokens import Doc


def enter(doc: Doc) -> None:
    """Make actors of the countries that are a source or target of one of the document's events."""
    parties = {(start, end) for event in doc._.events for start, end, _ in (*event["sources"], *event["targets"])}
    mentions, lands = list(doc.spans.get("actors", ())), list(doc.spans.get("lands", ()))
    entering = [span for span in (*mentions, *lands) if (span.start_char, span.end_char) in parties]
    entering = [span for span in entering if span._.actor["as_place"]]
    if not entering:
        return
    ids = {span._.actor["actor_id"] for span in entering}
    for span in entering:
        span._.actor = {**span._.actor, "as_place": False}
    joining = [span for span in lands if span._.actor["actor_id"] in ids]
    doc.spans["actors"] = sorted([*mentions, *joining], key=lambda span: span.start)
    doc.spans["lands"] = [span for span in lands if span._.actor["actor_id"] not in ids]
    doc._.actors = {**doc._.actors, **{key: value for key, value in doc._.lands.items() if key in ids}}
    doc._.lands = {key: value for key, value in doc._.lands.items() if key not in ids}
