"""Names that the model found and that no list knows, and names that it seems to have missed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from docmine.actors.lexicon import lexicon as actor_words
from docmine.actors.lexicon import type_of
from docmine.actors.names import fold, is_acronym, without_titles
from docmine.entities import lexicon as entity_words
from docmine.events.triggers import Trigger
from docmine.excerpts import sentence_span
from docmine.stored import Mention, Text
from docmine.suggest.capitals import begins_sentence, in_headline, sequences
from docmine.suggest.known import Known
from docmine.suggest.sightings import Sighting, one_line

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WEAPON", "MIL_PLATFORM"})
"""Labels of names; dates and amounts are no matter for a list."""

_MAX_WORDS = 8  # longer strings are sentences or tables
_SURE = 0.6  # weight of a trigger from which on its word mostly names an event
_NEAR = 80  # characters between a name and a trigger of the same sentence
_PLACE_WORDS = frozenset({"in", "at", "near", "around", "outside", "towards", "toward"})
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_NAMELESS = re.compile(r"I['’]|\w$")  # "I'll", an initial alone
_SPLIT = re.compile(r"\S+")


def unknown(report: Text, found: Sequence[Mention], known: Known, listed: Container[str]) -> Iterator[Sighting]:
    """Yield the model's names that have no place in the gazetteer and that no list knows.

    Args:
        report: the text.
        found: its mentions.
        known: names that need no pattern.
        listed: names of the curated tables.
    """
    reached = 0  # what stands in a longer mention is part of what that one names
    for one in found:
        inside = one.end <= reached
        reached = max(reached, one.end)
        if inside or one.method != "ner" or one.label not in LABELS or one.located or one.curated_id:
            continue
        start, label = _bare(report.text, one)
        words = one_line(report.text[start : one.end])
        if words in listed or known.knows(words) or not _is_name(words) or in_headline(report.text, start):
            continue
        yield Sighting(words, "unknown", report.doc_id, start, one.end, label)


def _bare(text: str, one: Mention) -> tuple[int, str]:
    """Return where the name begins, after words in lower case and titles, and its label; a title makes a person."""
    words = [*_SPLIT.finditer(text, one.start, one.end)]
    for position, word in enumerate(words):
        if not word[0][:1].islower():
            rest = one_line(text[word.start() : one.end])
            bare = without_titles(rest, actor_words().titles)
            skipped = len(rest.split()) - len(bare.split())
            return words[position + skipped].start(), "PERSON" if skipped else one.label
    return one.end, one.label


def _is_name(words: str) -> bool:
    """Tell whether words may be a name: not too many, and none in lower case at the end."""
    return bool(words) and len(words.split()) <= _MAX_WORDS and not words.rpartition(" ")[2].islower()


def missed(
    report: Text,
    found: Sequence[Mention],
    known: Known,
    triggers: Mapping[str, Sequence[Trigger]],
    common: Container[str],
) -> Iterator[Sighting]:
    """Yield capitalised sequences that no mention covers, in sentences with a word that names an event nearby.

    Args:
        report: the text.
        found: its mentions.
        known: names that need no pattern.
        triggers: event triggers by word form.
        common: words that the reports also have in lower case.
    """
    text = report.text
    covered = bytearray(len(text))
    for one in found:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    for start, end in sequences(text):
        start = _without_opening(text, start, end, common)  # noqa: PLW2901 - the same sequence, trimmed
        words = one_line(text[start:end])
        if any(covered[start:end]) or not _is_name(words) or known.knows(words):
            continue
        if " " not in words and not is_acronym(words) and begins_sentence(text, start):
            continue
        if (
            not _NAMELESS.match(words)
            and words.lower() not in entity_words().nameless
            and _near_trigger(text, start, end, triggers)
        ):
            yield Sighting(words, "triggers", report.doc_id, start, end, _cue(text, start, words))


def _without_opening(text: str, start: int, end: int, common: Container[str]) -> int:
    """Return the start without articles, and without words that are capitalised only where a sentence begins."""
    opening = begins_sentence(text, start)
    for word in _SPLIT.finditer(text, start, end):
        lowered = word[0].lower()
        if lowered not in entity_words().determiners and not (opening and lowered in common):
            return word.start()
    return end


def _near_trigger(text: str, start: int, end: int, triggers: Mapping[str, Sequence[Trigger]]) -> bool:
    low, high = sentence_span(text, start, end, _NEAR)
    near = (word[0] for part in ((low, start), (end, high)) for word in _WORD.finditer(text, *part))
    return any(trigger.is_event and trigger.weight >= _SURE for word in near for trigger in triggers.get(word, ()))


def _cue(text: str, start: int, words: str) -> str:
    """Return the label that the name's own words or the word before it tell; "" if none does."""
    last = words.rpartition(" ")[2].lower()
    if label := entity_words().heads.get(last) if " " in words else "":
        return label
    if is_acronym(words) or type_of(words, ""):
        return "ORG"
    before = text[max(0, start - 40) : start].split()
    if before and fold(before[-1]) in actor_words().titles:
        return "PERSON"
    return "GPE" if before and before[-1].lower() in _PLACE_WORDS else ""
