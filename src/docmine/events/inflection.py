"""Regular inflection of English words."""

from __future__ import annotations


def forms(lemma: str, pos: str) -> tuple[str, ...]:
    """Return the regular inflected forms of a lemma, by which a word is found when a lemmatizer errs.

    >>> forms("bomb", "VERB")
    ('bomb', 'bombs', 'bombing', 'bombed')
    >>> forms("ceasefire", "NOUN")
    ('ceasefire', 'ceasefires')
    """
    if pos == "ADJ":
        return (lemma,)
    plural = _plural(lemma)
    if pos == "NOUN":
        return lemma, plural
    stem = _doubled(lemma) if len(lemma) <= 4 else lemma
    if lemma.endswith("e"):
        return lemma, plural, f"{lemma[:-1]}ing", f"{lemma}d"
    past = f"{lemma[:-1]}ied" if lemma.endswith("y") and lemma[-2] not in "aeiou" else f"{stem}ed"
    return lemma, plural, f"{stem}ing", past, *_british(lemma)


def _plural(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"


def _british(lemma: str) -> tuple[str, ...]:
    """Return the forms that British spelling doubles whatever the stress: *cancelled*, *travelling*."""
    doubles = len(lemma) > 4 and lemma[-1] == "l" and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou"
    return (f"{lemma}ling", f"{lemma}led") if doubles else ()


def _doubled(lemma: str) -> str:
    closed = len(lemma) >= 3 and lemma[-1] in "bdgmnprt" and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou"
    return lemma + lemma[-1] if closed else lemma
