"""`actors` and the ids in other tables, after documents came, changed and went."""

from __future__ import annotations

import pytest

from docmine.identities import settle
from docmine.store import Store, join_list

FULL, SHORT = ("a_full", "Kessen Liberation Front", "KLF"), ("a_short", "KLF", "")


def document(name, actor_id, form, aliases):
    provenance = {"doc_id": name, "start": 0, "end": 3, "raw_start": 0, "raw_end": 3, "text": form, "method": "ner"}
    mention = {"mention_id": f"m_{name}", **provenance, "score": 1.0, "label": "ORG", "actor_id": actor_id}
    event = {
        "event_id": f"e_{name}", **provenance, "score": 1.0, "event_type": "ASSAULT", "trigger": "attack",
        "sentence": form, "status": "factual", "source_actors": [form], "source_actor_ids": [actor_id],
    }  # fmt: skip
    identity = {
        "doc_id": name, "actor_id": actor_id, "name": form, "aliases": aliases, "type": "rebel", "country_iso3": None,
        "curated_id": None, "origin": "text", "n_mentions": 1, "method": "ner", "score": 0.7,
    }  # fmt: skip
    row = {"doc_id": name, "path": [f"{name}.txt"], "published_source": "none", "status": "ok"}
    return {"documents": [row], "mentions": [mention], "events": [event], "_identities": [identity]}


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path) as opened:
        yield opened


def add(store, name, actor):
    with store.transaction():
        store.replace_document(name, document(name, *actor))
        settle(store)


def ids(store):
    """Return the actors of mentions and of events, by document, and of `actors`."""
    mentions = {row["doc_id"]: row["actor_id"] for row in store.rows("mentions")}
    events = {row["doc_id"]: join_list(row["source_actor_ids"]) for row in store.rows("events")}
    assert events == mentions
    return mentions, {row["actor_id"]: row["n_documents"] for row in store.rows("actors")}


def test_another_document_tells_what_an_abbreviation_stands_for(store):
    add(store, "d_1", SHORT)
    assert ids(store) == ({"d_1": "a_short"}, {"a_short": 1})
    add(store, "d_2", FULL)
    assert ids(store) == ({"d_1": "a_full", "d_2": "a_full"}, {"a_full": 2})
    (row,) = store.rows("actors")
    assert (row["name"], row["aliases"], row["n_mentions"]) == ("Kessen Liberation Front", ["KLF"], 2)


def test_and_when_it_is_gone_the_abbreviation_stands_for_itself_again(store):
    add(store, "d_1", SHORT)
    add(store, "d_2", FULL)
    with store.transaction():
        store.remove_document("d_2")
        settle(store)
    assert ids(store) == ({"d_1": "a_short"}, {"a_short": 1})


def test_the_order_of_documents_does_not_matter(store):
    add(store, "d_2", FULL)
    add(store, "d_1", SHORT)
    settled = ids(store)
    with store.transaction():
        settle(store)
    assert ids(store) == settled == ({"d_1": "a_full", "d_2": "a_full"}, {"a_full": 2})
