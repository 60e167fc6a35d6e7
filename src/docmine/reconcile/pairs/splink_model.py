"""Judges candidates by Splink instead of docmine's own weights: a Fellegi-Sunter model learned from the tables alone.

Splink (Linacre, R. et al. 2022, International Journal of Population Data Science 7(3)) is an extra:
`pip install 'docmine[splink]'`. Its level weights are points in log-odds as docmine's are, so what is made of the
judgements stays the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from docmine.errors import CuratedError, ModelError
from docmine.reconcile.pairs.columns import Floats
from docmine.reconcile.pairs.judging import Candidates, Judged
from docmine.reconcile.pairs.levels import LEVELS, Levels
from docmine.reconcile.pairs.model import Model, Part

_LOOKED_AT = 2e6
"""Pairs drawn by chance, from which Splink learns how often rows that are not the same agree."""
_SHARE = 0.5
"""Extracted rows of which the curated table has the event, as long as nothing is known: what Splink starts from."""
_UNKNOWN = "not known"
_ROLES = ("curated", "extracted")  # in the order in which Splink has the two sides of a pair

_SIDE = """
CREATE OR REPLACE TABLE splink_{role} AS SELECT t.n AS unique_id, earliest AS d, latest - earliest AS width,
named_lat, named_lon, coalesce(lat, named_lat) AS lat, coalesce(lon, named_lon) AS lon,
nullif(CAST(place AS VARCHAR), '') AS place, nullif(CAST(side_a AS VARCHAR), '') AS side_a,
nullif(CAST(side_b AS VARCHAR), '') AS side_b, CAST(coalesce(nullif(fine, 0), broad) AS INTEGER) AS kind,
coalesce(killed, killed_low) AS killed, country, province, earliest // 8 AS week FROM {role}_known t
"""
_GAMMAS = """
SELECT {gammas} FROM frame JOIN {table} p ON p.unique_id_l = frame.b AND p.unique_id_r = frame.a ORDER BY frame.pair
"""


@dataclass(frozen=True, slots=True)
class Learned:
    """What Splink learned: its database and linker, its table of what it says of the pairs, its weights as a model.

    The model has docmine's features too, without points: by them contradictions and relations are told.
    """

    api: Any
    linker: Any
    predictions: Any
    model: Model


def judge_by_splink(
    db: duckdb.DuckDBPyConnection, pairs: Candidates, without: NDArray[np.bool_]
) -> tuple[Judged, Learned]:
    """Return the verdicts of Splink on pairs but those marked in `without`, and what it learned.

    Args:
        db: tables as `prepare` leaves them.
        pairs: the candidates.
        without: marks pairs that are left out.

    Raises:
        ModelError: Splink is not installed.
        CuratedError: the tables are too small, or too unlike, for Splink to learn from.
    """
    kept = ~without
    a, b = pairs.a[kept], pairs.b[kept]
    frame = pd.DataFrame({"pair": np.arange(len(a)), "a": a, "b": b})
    learned = _learn(db, frame)
    model = learned.model
    levels = {feature: cells[kept] for feature, cells in pairs.levels.items()}
    levels |= _gammas(db, frame, learned.predictions.physical_name, model)
    return Judged(a, b, levels, model.among.log_odds(levels)), learned


def _learn(db: duckdb.DuckDBPyConnection, frame: pd.DataFrame) -> Learned:
    """Return what Splink learns from the tables, and what it says of the pairs."""
    try:
        from splink import DuckDBAPI, Linker, block_on  # noqa: PLC0415 - an extra
        from splink.internals.exceptions import SplinkException  # noqa: PLC0415
    except ImportError as error:
        remedy = "pip install 'docmine[splink]', or leave out --engine"
        raise ModelError("Splink is not installed", where="--engine splink", remedy=remedy) from error
    for role in _ROLES:
        db.execute(_SIDE.format(role=role))
    api = DuckDBAPI(db)
    try:
        sides = [api.register(f"splink_{role}", dataset_display_name=role) for role in _ROLES]
        linker = Linker(sides, _settings(_chance(db)), log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=_LOOKED_AT, seed=1)
        for rule in (block_on("country", "province", "d"), block_on("place", "kind", "week")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        linker.table_management.register_blocked_pairs_for_predict(api.register(_keys(frame)))
        return Learned(api, linker, linker.inference.predict(), _model(linker.misc.save_model_to_json()))
    except (SplinkException, ValueError, duckdb.Error) as error:
        remedy = "leave out --engine: docmine's own weights need nothing to learn from"
        text = f"Splink cannot learn from these tables ({str(error).strip().splitlines()[0]})"
        raise CuratedError(text, where="--engine splink", remedy=remedy) from error


def _chance(db: duckdb.DuckDBPyConnection) -> float:
    ((curated,),) = db.execute("SELECT count(*) FROM curated").fetchall()
    return float(_SHARE / max(1, curated))


def _keys(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs as Splink names them."""
    return pd.DataFrame(
        {
            "join_key_l": "curated-__-" + frame["b"].astype(str),
            "join_key_r": "extracted-__-" + frame["a"].astype(str),
            "match_key": "0",
        }
    )


def _model(learned: Mapping[str, Any]) -> Model:
    """Return what Splink learned as points of levels, the level at which one row lacks a value first."""
    chance = learned["probability_two_random_records_match"]
    names: dict[str, tuple[str, ...]] = dict(LEVELS)
    points: dict[str, Floats] = {feature: np.zeros(len(levels)) for feature, levels in LEVELS.items()}
    for comparison in learned["comparisons"]:
        levels = [level for level in comparison["comparison_levels"] if not level.get("is_null_level")][::-1]
        feature = f"splink {comparison['output_column_name']}"
        names[feature] = (_UNKNOWN, *(level["label_for_charts"] for level in levels))
        points[feature] = np.array([0.0, *map(_points, levels)])
    part = Part(math.log(chance / (1 - chance)), points)
    return Model("splink", part, part, names)


def _points(level: Mapping[str, Any]) -> float:
    """Return the log-odds of a level; none where it was not seen in training."""
    same, other = level.get("m_probability"), level.get("u_probability")
    return math.log(same / other) if same and other else 0.0


def _gammas(db: duckdb.DuckDBPyConnection, frame: pd.DataFrame, table: str, model: Model) -> Levels:  # noqa: ARG001
    """Return the levels that Splink gives each pair: its numbers begin with -1, where a value lacks."""
    features = [feature for feature in model.features if feature not in LEVELS]
    gammas = ", ".join(f'gamma_{feature.removeprefix("splink ")} + 1 AS "{feature}"' for feature in features)
    found = db.execute(_GAMMAS.format(gammas=gammas, table=table)).fetchnumpy()
    return {feature: np.asarray(found[feature], np.uint8) for feature in features}


def _settings(chance: float) -> Any:  # noqa: ANN401 - of an extra
    """Return what Splink compares; `chance` is that of two rows being the same."""
    import splink.comparison_level_library as levels  # noqa: PLC0415 - an extra
    import splink.comparison_library as comparisons  # noqa: PLC0415
    from splink import SettingsCreator, block_on  # noqa: PLC0415

    days = "abs(d_l - d_r) <= {}"
    date = comparisons.CustomComparison(
        output_column_name="date",
        comparison_levels=[
            levels.NullLevel("d"),
            levels.CustomLevel("d_l = d_r AND width_l = 0 AND width_r = 0", "same day"),
            levels.CustomLevel("d_l <= d_r + width_r AND d_r <= d_l + width_l", "days that overlap"),
            levels.CustomLevel(days.format(1), "a day apart"),
            levels.CustomLevel(days.format(4), "up to four days apart"),
            levels.ElseLevel(),
        ],
    )
    killed = comparisons.CustomComparison(
        output_column_name="killed",
        comparison_levels=[
            levels.NullLevel("killed"),
            levels.CustomLevel("killed_l = killed_r", "same figure"),
            levels.CustomLevel("abs(killed_l - killed_r) <= 0.4 * greatest(killed_l, killed_r)", "figures nearly same"),
            levels.ElseLevel(),
        ],
    )
    return SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=chance,
        retain_intermediate_calculation_columns=True,
        blocking_rules_to_generate_predictions=[block_on("country", "province", "week")],
        comparisons=[
            date,
            killed,
            comparisons.DistanceInKMAtThresholds("lat", "lon", [2, 7, 25, 100]),
            comparisons.ExactMatch("kind"),
            *(comparisons.JaroWinklerAtThresholds(name, [0.92, 0.8]) for name in ("place", "side_a", "side_b")),
        ],
    )
