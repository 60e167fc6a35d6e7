"""The spaCy component that fills `doc.spans["dates"]`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from docmine.dates.decided import decide
from docmine.dates.document import Found, resolve_in, setting
from docmine.dates.find import find
from docmine.dates.fuzzy import Fuzzy, read
from docmine.dates.tense import by_parse, by_words
from docmine.dates.values import date_value
from docmine.extensions import register

_VERB_TAGS = {"may": frozenset({"MD"}), "march": frozenset({"VB", "VBP"})}


@Language.factory("docmine_dates", default_config={"group": "dates", "parts_group": "timexes", "fuzzy": None})
def make_dates(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    group: str,
    parts_group: str,
    fuzzy: str | None = None,
) -> Callable[[Doc], Doc]:
    """Make the component.

    It needs no other component; where a tagger ran, its tags tell the verbs "may" and "march" from the months.

    Args:
        nlp: the pipeline.
        name: name of the component in it.
        group: key of `doc.spans` for the expressions, ranges and open bounds as a whole.
        parts_group: key for the same expressions as TIMEX3 annotates them: the dates that a range or bound is made
            of stand there in its place.
        fuzzy: path of a file with entries to use in place of those of docmine's `fuzzy.toml`.

    Raises:
        ResourceError: that file cannot be used.
    """
    register()
    table = read(Path(fuzzy) if fuzzy else None)
    return partial(add_dates, group=group, parts_group=parts_group, fuzzy=table)


def add_dates(doc: Doc, group: str = "dates", parts_group: str = "timexes", fuzzy: Fuzzy | None = None) -> Doc:
    """Find, resolve and record the time expressions of a document, counting from `doc._.published`.

    `doc._.date_mode` says whether it was read as news or as history.
    `fuzzy` is the table of what parts of a period mean; None is docmine's own.
    """
    text = doc.text  # put together from the tokens each time it is asked for
    items = [item for item in find(text) if not _is_verb(doc, text[item.start : item.end], item.start)]
    base = setting(text, items, doc._.published, fuzzy)
    doc._.date_mode = "history" if base.narrative else "news"
    tense = by_parse(doc) if doc.has_annotation("DEP") else by_words(text)
    whole: list[Span] = []
    parts: list[Span] = []
    for found, inner in resolve_in(text, items, base, tense):
        for part in inner or [found]:
            _mark(doc, part, parts)
        _mark(doc, found, whole)  # after its parts: a span of the same tokens ("pre-1990") has one date
    doc.spans[group] = whole
    doc.spans[parts_group] = parts
    decide(doc, (group, parts_group))
    return doc


def _is_verb(doc: Doc, text: str, start: int) -> bool:
    tags = _VERB_TAGS.get(text.lower())
    span = doc.char_span(start, start + len(text), alignment_mode="expand") if tags else None
    return span is not None and tags is not None and span[0].tag_ in tags


def _mark(doc: Doc, found: Found, spans: list[Span]) -> None:
    """Add a span with its date to `spans`, unless it shares a token with the last one there."""
    item, reading = found
    span = doc.char_span(item.start, item.end, label=reading.type, alignment_mode="expand")
    if span is not None and not (spans and span.start < spans[-1].end):
        span._.date = date_value(reading)
        spans.append(span)
