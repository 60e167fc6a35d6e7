"""The language of a text, by py3langid."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 2_000
_MIN_LETTERS = 60
_MIN_CONFIDENCE = 0.7
_LETTERS = re.compile(r"[^\W\d_]")


def identify(text: str, *, hint: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or `hint` where the text does not tell.

    Three stretches vote, from the beginning, the middle and the end, so that menus or a long quotation in
    another language do not decide. Texts with fewer than 60 letters tell nothing.
    """
    samples = _samples(text)
    if len(_LETTERS.findall(" ".join(samples))) < _MIN_LETTERS:
        return hint
    votes: Counter[str] = Counter()
    for sample in samples:
        code, confidence = _identifier().classify(sample)
        if confidence >= _MIN_CONFIDENCE:
            votes[code] += len(sample)
    return max(sorted(votes), key=votes.__getitem__, default=hint)


def _samples(text: str) -> list[str]:
    if len(text) <= 3 * _SAMPLE:
        return [text]
    middle = (len(text) - _SAMPLE) // 2
    return [text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]]


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loading takes most of a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
