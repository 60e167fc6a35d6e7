"""Lays what people said of pairs over what the engine decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import duckdb
import numpy as np

from docmine.errors import CuratedError
from docmine.reconcile.decisions import Decisions
from docmine.reconcile.pairs.deciding import DECISIONS, Decided, relations
from docmine.reconcile.pairs.judging import Judged, Keys, keys
from docmine.reconcile.pairs.model import probability

_IDS = "SELECT DISTINCT id FROM {role} JOIN (SELECT unnest(?::VARCHAR[]) AS id) p USING (id)"


def keys_of(db: duckdb.DuckDBPyConnection, verdicts: Mapping[str, Mapping[str, str]]) -> Keys:
    """Return the keys of the pairs, extracted id -> curated id -> who, of which both rows are there."""
    ones = [one for one, others in verdicts.items() for _ in others]
    others = [other for by in verdicts.values() for other in by]
    found = db.execute(
        "SELECT e.n AS a, c.n AS b FROM (SELECT unnest(?::VARCHAR[]) AS one, unnest(?::VARCHAR[]) AS other) p "
        "JOIN extracted e ON e.id = p.one JOIN curated c ON c.id = p.other",
        [ones, others],
    ).fetchnumpy()
    return keys(np.asarray(found["a"]), np.asarray(found["b"]))


def overrule(judged: Judged, decided: Decided, accepted: Keys, unsure: Keys) -> Decided:
    """Return the links as people have them: pairs that they accepted are matches, and the only links of their rows.

    Pairs that somebody is unsure of are possible. Rejected pairs are none of the judged.

    Args:
        judged: the pairs, the accepted among them.
        decided: what the engine says.
        accepted: keys of the accepted pairs.
        unsure: keys of the pairs that somebody is unsure of.
    """
    taken = np.flatnonzero(np.isin(keys(judged.a, judged.b), accepted))
    kept = ~np.isin(judged.a[decided.index], judged.a[taken])
    index = np.r_[decided.index[kept], taken]
    order = np.lexsort((np.r_[decided.rank[kept], taken], judged.a[index]))
    index = index[order]
    rows = judged.a[index]
    is_taken = np.isin(index, taken)
    is_unsure = np.isin(keys(rows, judged.b[index]), unsure)
    decision = np.r_[decided.decision[kept], np.full(len(taken), DECISIONS.index("match"))][order]
    return Decided(
        index=index,
        rank=np.arange(len(rows)) - np.searchsorted(rows, rows) + 1,
        decision=np.where(is_unsure, DECISIONS.index("possible"), decision).astype(np.uint8),
        relation=relations(judged.levels)[index],
        score=probability(judged.log_odds)[index],
        to_review=np.r_[decided.to_review[kept], np.zeros(len(taken), np.bool_)][order] & ~is_taken | is_unsure,
    )


def without_effect(db: duckdb.DuckDBPyConnection, decisions: Decisions) -> Iterator[CuratedError]:
    """Yield what is wrong with each decision of which a row is gone."""
    pairs = decisions.where
    there = [
        {key for (key,) in db.execute(_IDS.format(role=role), [[pair[side] for pair in pairs]]).fetchall()}
        for side, role in enumerate(("extracted", "curated"))
    ]
    yield from decisions.stale(*there)
