"""The named actors of one document: full names first, then surnames, abbreviations and other spellings of them."""

from __future__ import annotations

from spacy.tokens import Doc

from docmine.actors.bound import bindings
from docmine.actors.doubt import Doubt
from docmine.actors.forms import called, may_call
from docmine.actors.lexicon import lexicon, type_of
from docmine.actors.mention import Mention
from docmine.actors.names import fold, without_titles
from docmine.actors.table import Actor, Table
from docmine.actors.titles import nationality, title_of


class Names:
    """The named actors of one document.

    A short form that several full names of the document have goes to the one whose title it carries,
    else to the only one named so far, else to none of them. Of known actors with one name it is the one
    that the document spells out, or that is of the document's home country, else none.
    """

    def __init__(self, doc: Doc, mentions: list[Mention], table: Table, home: str, *, parsed: bool) -> None:
        self._doc, self._table, self._home = doc, table, home
        self._full: dict[str, Actor] = {}  # folded full name, or key of a known person
        self._first: dict[str, int] = {}  # where each full name comes first
        self._titles: dict[str, set[str]] = {}  # those that each full name carries
        self._bearers: dict[str, list[str]] = {}  # a form that a later mention may take -> full names
        self._spelled: set[str] = set()  # known actors that are named by more than a surname or an acronym
        named = [one for one in mentions if one.kind == "name"]
        doubt = Doubt(doc, named, parsed=parsed)
        for one in mentions:
            if one.kind == "known":
                self._meet(one)
        nations = {one.end: one.value for one in mentions if one.kind in {"country", "demonym"}}
        for one in sorted(named, key=lambda one: (-len(one.value.split()), one.start)):
            self._introduce(one, doubt, nationality(doc, one, nations))
        self._bound = bindings(doc, mentions, table, home)

    def actor(self, one: Mention) -> Actor | None:
        """Return the identity of a mention of kind `known` or `name`, None for one more likely a mistake."""
        bound = self._follow(self._folded(one))
        if bound is not None:
            return self._full.get(bound) or self._table.actors.get(bound)
        return self._listed(one) if one.kind == "known" else self._unlisted(one)

    def _follow(self, key: str) -> str | None:
        """Return the name to which the document binds another one, None for a name that stands for itself."""
        seen = {key}
        while (onward := self._bound.get(key)) and onward not in seen:
            key = onward
            seen.add(key)
        return key if len(seen) > 1 else None

    def _unlisted(self, one: Mention) -> Actor | None:
        key = fold(one.value)
        if key in self._full:
            return self._full[key]
        bearers = self._bearers_of(one)
        if not bearers:
            return None
        settled = self._settle(one, bearers)
        return self._full[settled] if settled else Actor(key, one.value, (), self._full[bearers[0]].type, "")

    def _bearers_of(self, one: Mention) -> list[str]:
        forms = may_call(one.value, person=one.label == "PERSON")
        return next((self._bearers[form] for form in forms if form in self._bearers), [])

    def _settle(self, one: Mention, bearers: list[str]) -> str | None:
        """Return which of the full names a short form stands for, None where the document does not say."""
        if len(bearers) == 1:
            return bearers[0]
        title = title_of(self._doc, one)
        titled = [key for key in bearers if title and title in self._titles[key]]
        sofar = [key for key in bearers if self._first[key] < one.start]
        return next((found[0] for found in (titled, sofar) if len(found) == 1), None)

    def _listed(self, one: Mention) -> Actor:
        actors = self._choices(one)
        spelled = [actor for actor in actors if actor.key in self._spelled]
        if not spelled and (namesake := self._namesake(one, actors[0])):
            return namesake
        likely = spelled or [actor for actor in actors if self._home and actor.country == self._home]
        if len(actors) == 1 or len(likely) == 1:
            return (likely or actors)[0]
        form, kinds = self._form(one), {actor.type for actor in actors}
        return Actor(fold(form), form, (), kinds.pop() if len(kinds) == 1 else "other", "")

    def _choices(self, one: Mention) -> list[Actor]:
        """Return the actors that have a name; keys that the user merged are one."""
        actors = [self._table.actors[key] for key in one.choices or (one.value,)]
        return list({actor.key: actor for actor in actors}.values())

    def _namesake(self, one: Mention, known: Actor) -> Actor | None:
        """Return the unknown person whom the document names in full and who has a known person's surname."""
        if known.type != "person":
            return None
        surname = fold(without_titles(self._form(one), lexicon().titles))
        own = [key for key in self._bearers.get(f"surname {surname}", ()) if key not in self._table.actors]
        settled = self._settle(one, own) if own else None
        return self._full[settled] if settled else None

    def _form(self, one: Mention) -> str:
        return " ".join(self._doc[one.start : one.end].text.split())

    def _folded(self, one: Mention) -> str:
        return fold(one.value if one.kind == "name" else self._form(one))

    def _meet(self, one: Mention) -> None:
        """Note a known actor that the document spells out, so that a later surname is his."""
        if " " not in fold(without_titles(self._form(one), lexicon().titles)):
            return
        actors = self._choices(one)
        if len(actors) == 1:
            self._spelled.add(actors[0].key)
            if actors[0].type == "person":
                self._keep(actors[0].key, actors[0], one)

    def _introduce(self, one: Mention, doubt: Doubt, country: str) -> None:
        key = fold(one.value)
        if not key or (key not in self._full and (self._bearers_of(one) or doubt.of(one))):
            return
        default = {"PERSON": "person", "NORP": "ethnic"}.get(one.label, "organisation")
        kind = default if one.label == "PERSON" else type_of(one.value, default)
        self._keep(key, Actor(key, one.value, (), kind, country), one)

    def _keep(self, key: str, actor: Actor, one: Mention) -> None:
        """Make a full name known under the shorter and other forms that the document may give it later."""
        self._first[key] = min(one.start, self._first.get(key, one.start))
        self._titles.setdefault(key, set()).add(title_of(self._doc, one))
        if key in self._full:
            return
        self._full[key] = actor
        for form in called(actor.name, person=actor.type == "person"):
            self._bearers.setdefault(form, []).append(key)
