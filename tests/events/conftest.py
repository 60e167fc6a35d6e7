"""Documents with a parse, actors, places and dates written by hand."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Span
from spacy.vocab import create_vocab

from docmine.events.component import coder
from docmine.extensions import ActorIdentity, DateValue

VOCAB = create_vocab("en", English.Defaults)


def parsed(*sentences):
    """Make a Doc from sentences, one token a line or `
    `: `form lemma pos tag head relation`, heads from 1, 0 for the root."""
    words, lemmas, pos, tags, heads, deps = [], [], [], [], [], []
    for sentence in sentences:
        first = len(words)
        for line in sentence.replace("|", "\n").strip().splitlines():
            form, lemma, upos, tag, head, dep = line.split()
            words.append(form.replace("\\n", "\n"))
            lemmas.append(lemma)
            pos.append(upos)
            tags.append(tag)
            heads.append(first + int(head) - 1 if int(head) else len(words) - 1)
            deps.append("ROOT" if head == "0" else dep)
    return Doc(VOCAB, words=words, lemmas=lemmas, pos=pos, tags=tags, heads=heads, deps=deps)


@pytest.fixture(scope="session")
def tree():
    """Return the function that makes a parsed Doc of the lines of sentences."""
    return parsed


def find(doc, text, label):
    """Return the first run of tokens that reads like `text`."""
    wanted = text.split()
    for i in range(len(doc)):
        if [token.text for token in doc[i : i + len(wanted)]] == wanted:
            return Span(doc, i, i + len(wanted), label=label)
    raise AssertionError(f"{text!r} is not in {doc.text!r}")


@pytest.fixture(scope="session")
def parse():
    """Return the function that makes a Doc from sentences written token by token."""
    return parsed


@pytest.fixture(scope="session")
def code():
    """Return a function that codes a parsed text: actors as {text: type}, places and dates as texts or pairs.

    `latent` are those who are actors only if an event says so, as {text: type}.
    """
    event_coder = coder()

    def run(*sentences, actors=None, latent=None, places=(), dates=(), published=None):
        doc = parsed(*sentences)
        doc._.published = published
        for group, mentions in (("actors", actors or {}), ("latent", latent or {})):
            doc.spans[group] = [find(doc, text, "ACTOR") for text in mentions]
            for span in doc.spans[group]:
                span._.actor = {"actor_id": f"a_{span.text}", "as_place": False, "method": "test", "score": 1.0}
        doc._.actors, doc._.latent = identities(actors or {}), identities(latent or {})
        doc.spans["places"] = [find(doc, place if isinstance(place, str) else place[0], "PLACE") for place in places]
        for span, place in zip(doc.spans["places"], places, strict=True):
            span._.place = None if isinstance(place, str) else place[1]
        doc.spans["dates"] = [find(doc, date if isinstance(date, str) else date[0], "DATE") for date in dates]
        for span, date in zip(doc.spans["dates"], dates, strict=True):
            span._.date = date_value() if isinstance(date, str) else date_value(**date[1])
        return event_coder(doc)

    return run


def identities(types):
    """Return the identities of actors, given as {text: type}, by id."""
    return {
        f"a_{text}": ActorIdentity(
            name=text,
            aliases=[],
            type=kind,
            country_iso3=None,
            curated_id=None,
            origin="list",
            sector="",
            sectors=[],
            method="test",
            score=1.0,
        )
        for text, kind in types.items()
    }


def date_value(**values):
    """Return a date of which only the given fields are known."""
    empty = dict.fromkeys(DateValue.__annotations__)
    return {**empty, "type": "DATE", "method": "test", "score": 1.0, **values}


@pytest.fixture(scope="session")
def only(code):
    """Return a function that codes a text with one event and gives it with spans read as text."""

    def run(*sentences, **layers):
        doc = code(*sentences, **layers)
        (event,) = doc._.events
        return readable(doc, event)

    return run


def readable(doc, event):
    """Return an event whose spans are replaced by their text and whose counts by (low, best, high)."""
    text = doc.text
    out = dict(event)
    for role in ("sources", "targets"):
        out[role] = [text[start:end] for start, end, _ in event[role]]
    for cell in ("place", "date"):
        out[cell] = text[slice(*event[cell])] if event[cell] else None
    for kind in ("killed", "injured", "detained", "displaced"):
        count = event[kind]
        out[kind] = (count["low"], count["best"], count["high"]) if count else None
    return out
