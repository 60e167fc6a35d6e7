"""The named actors of one document: full names first, then surnames, abbreviations and other spellings of them."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from docmine.actors.lexicon import lexicon, type_of
from docmine.actors.mentions import Mention
from docmine.actors.names import bones, fold, initials, is_acronym, without_titles
from docmine.actors.table import Actor, Table

ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "dobj", "nmod", "conj", "appos"})
"""Universal Dependencies of a noun that takes part in something, rather than only describing another noun."""


class Names:
    """The named actors of one document: full names first, then surnames, abbreviations and other spellings of them."""

    def __init__(self, doc: Doc, mentions: list[Mention], table: Table, *, parsed: bool) -> None:
        self._doc, self._table, self._parsed = doc, table, parsed
        self._full: dict[str, Actor] = {}
        self._short: dict[str, str] = {}
        self._index: dict[str, str] = {}  # a form that a later mention may take -> key of a full name
        self._own: dict[str, Actor] = {}  # surnames of the document's own persons
        self._spelled: set[str] = set()  # known actors that are named by more than a surname or an acronym
        self._places = {fold(span.text) for span in doc.spans.get("places", ())}
        named = [one for one in mentions if one.kind == "name"]
        self._counts = Counter(fold(one.value) for one in named)
        text = doc.text  # joined anew at each access
        told = {fold(one.value) for one in named if not _in_headline(text, doc[one.start].idx)}
        self._headlined = self._counts.keys() - told
        for one in mentions:
            if one.kind == "known":
                self._meet(one)
        nations = {one.end: one.value for one in mentions if one.kind in {"country", "demonym"}}
        for one in sorted(named, key=lambda one: (-len(one.value.split()), one.start)):
            self._introduce(one, _nationality(doc, one, nations))
        for one in mentions:
            if one.kind in {"known", "name"}:
                self._bind_bracket(one, mentions)

    def actor(self, one: Mention, home: str) -> Actor | None:
        """Return the identity of a name, None for one that is more likely a mistake than a name.

        Args:
            one: a mention of kind `known` or `name`.
            home: country that the document is about, which decides between actors of one name.
        """
        if one.kind == "name":
            key = self._short.get(fold(one.value), fold(one.value))
            return self._full.get(key) or self._table.actors.get(key)
        if one.value not in self._spelled and (namesake := self._namesake(one)):
            return namesake
        keys = one.choices or (one.value,)
        likely = [key for key in keys if key in self._spelled or self._table.actors[key].country == home]
        if len(keys) > 1 and not likely:
            form = self._form(one)
            return Actor(fold(form), form, (), "other", "")
        return self._table.actors[(likely or list(keys))[0]]

    def _form(self, one: Mention) -> str:
        return " ".join(self._doc[one.start : one.end].text.split())

    def _meet(self, one: Mention) -> None:
        """Note a known actor that the document spells out, so that a later surname is his."""
        bare = without_titles(self._form(one), lexicon().titles)
        if " " not in fold(bare):
            return
        self._spelled.add(one.value)
        actor = self._table.actors[one.value]
        if actor.type == "person":
            self._keep(actor.key, actor)

    def _namesake(self, one: Mention) -> Actor | None:
        """Return the unknown person whom the document names in full and who has a known person's surname."""
        if self._table.actors[one.value].type != "person":
            return None
        surname = fold(without_titles(self._form(one), lexicon().titles))
        return self._own.get(surname)

    def _doubtful(self, one: Mention) -> bool:
        """Say whether an unknown name is more likely a model's mistake.

        So is the name of a place, one that comes in headlines only, and a single word that comes
        once and takes no part in a sentence or is a common noun with which a sentence begins.
        """
        key = fold(one.value)
        if key in self._headlined or key in self._places:
            return True
        if one.label == "PERSON" and key.rpartition(" ")[2] in self._places:
            return True
        if " " in one.value or is_acronym(one.value) or self._counts[key] > 1:
            return False
        root = self._doc[one.start : one.end].root
        return self._parsed and (root.dep_ not in ARGUMENTS or (root.pos_ == "NOUN" and bool(root.is_sent_start)))

    def _introduce(self, one: Mention, country: str) -> None:
        key = fold(one.value)
        if not key or key in self._full or key in self._short:
            return
        person = one.label == "PERSON"
        form = f"surname {key}" if person else f"initials {one.value}"
        if same := self._index.get(form) or self._index.get(f"bones {bones(one.value)}"):
            self._short[key] = same
        elif not self._doubtful(one):
            default = {"PERSON": "person", "NORP": "ethnic"}.get(one.label, "organisation")
            kind = default if person else type_of(one.value, default)
            self._keep(key, Actor(key, one.value, (), kind, country))

    def _keep(self, key: str, actor: Actor) -> None:
        """Make a full name known under the shorter and other forms that the document may give it later."""
        self._full[key] = actor
        words = fold(actor.name).split()
        if actor.type == "person" and len(words) > 1:
            self._index.setdefault(f"surname {words[-1]}", key)
            if key == " ".join(words):
                self._own.setdefault(words[-1], actor)
        elif actor.type != "person" and len(words) > 2:
            self._index.setdefault(f"initials {initials(actor.name)}", key)
        if letters := bones(actor.name):
            self._index.setdefault(f"bones {letters}", key)

    def _bind_bracket(self, one: Mention, mentions: list[Mention]) -> None:
        """Bind `People's Protection Units (YPG)`: the name in brackets is the name before them."""
        doc = self._doc
        if one.end + 1 >= len(doc) or doc[one.end].text != "(":
            return
        inner = next((other for other in mentions if other.start == one.end + 1), None)
        if not inner or inner.kind not in {"known", "name"} or inner.end >= len(doc) or doc[inner.end].text != ")":
            return
        outer_key = one.value if one.kind == "known" else self._short.get(fold(one.value), fold(one.value))
        if inner.kind == "name":
            self._short[fold(inner.value)] = outer_key
        elif one.kind == "name":
            self._short[fold(one.value)] = inner.value


def _nationality(doc: Doc, one: Mention, nations: dict[int, str]) -> str:
    """Return the country whose office a person is said to hold: `Gambian President Dawda …`."""
    if one.label != "PERSON":
        return ""
    for gap in range(min(MAX_TITLE, one.start) + 1):
        if one.start - gap in nations:
            between = doc[one.start - gap : one.end].text
            return nations[one.start - gap] if without_titles(between, lexicon().titles) != between else ""
    return ""


MAX_TITLE = 4
"""Tokens between a demonym and the name of a person whose title it belongs to."""


def _in_headline(text: str, offset: int) -> bool:
    """Say whether a name stands in a line of capitalised words, where models take any words for a name."""
    before, after = text[max(0, offset - MAX_HEADLINE) : offset], text[offset : offset + MAX_HEADLINE]
    line = before.rpartition("\n")[2] + after.partition("\n")[0]
    if len(line) > MAX_HEADLINE or line.rstrip().endswith("."):
        return False
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() or not word[0].isalpha() for word in words) >= 0.8 * len(words)


MAX_HEADLINE = 200
"""Longer lines, in characters, are not headlines."""
