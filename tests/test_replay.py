"""Sentences for rehearsal."""

from docmine import replay


def test_rehearsal_sentences_are_whole_and_repeatable():
    assert replay.sentences(50, 1) == replay.sentences(50, 1) != replay.sentences(50, 2)
    assert not [text for text in replay.sentences(500, 1) if "{" in text or "}" in text]
