"""The forms under which a name that no list knows meets its other spellings and short forms."""

from __future__ import annotations

from docmine.actors.names import bones, fold, initials

_MIN_WORDS = 3  # of a name that its initials can stand for


def called(name: str, *, person: bool) -> frozenset[str]:
    """Return the forms by which a full name may be called: a surname or initials, other transliterations.

    >>> sorted(called("Salt Road Brigades", person=False))
    ['bones slt rd brgds', 'initials SRB']
    """
    words = fold(name).split()
    forms = {f"bones {letters}"} if (letters := bones(name)) else set()
    if person and len(words) > 1:
        forms.add(f"surname {words[-1]}")
    elif not person and len(words) >= _MIN_WORDS:
        forms.add(f"initials {initials(name)}")
    return frozenset(forms)


def may_call(name: str, *, person: bool) -> tuple[str, ...]:
    """Return the forms that a name may be of a fuller one; the first that has a bearer tells."""
    short = f"surname {fold(name)}" if person else f"initials {name.replace('.', '')}"
    letters = bones(name)
    return (short, f"bones {letters}") if letters else (short,)
