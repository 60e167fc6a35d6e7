"""Splink's charts of what it learned, as one page that opens without a network.

The charts are Splink's own, in Vega-Lite; it brings the scripts that draw them, and these go into the page. The page
itself forbids to load anything, and has no link to an editor elsewhere, to which a chart's data would go.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from string import Template
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd

from docmine.reconcile.pairs.judging import Keys
from docmine.reconcile.pairs.output import shown
from docmine.reconcile.pairs.splink_model import Learned
from docmine.resources import DATA, read_text

PAGE = "splink_charts.html"
"""What the page is called beside the tables."""

_WATERFALLS = 40
"""Links that are shown one by one: of all, the most doubtful."""
_FEWEST = 10
"""Verdicts of each sort below which thresholds are not compared."""
_WORDED = {
    "date": "date",
    "killed": "killed",
    "lat_lon": "distance",
    "kind": "type",
    "place": "place name",
    "side_a": "first side",
    "side_b": "second side",
}
"""Splink's comparison -> the feature whose words say what the two rows hold, instead of the numbers compared."""
_MENU = {"actions": {"export": True, "source": False, "compiled": False, "editor": False}}
_CHOSEN = """
SELECT p.*, concat(e.id, ' = ', coalesce(c.id, ''), '? ', s.decision, ', ', round(s.score, 3)) AS chosen, {words}
FROM shown s JOIN {predictions} p ON p.unique_id_l = s.b AND p.unique_id_r = s.n
JOIN extracted e ON e.n = s.n JOIN curated c ON c.n = s.b WHERE s.rank = 1
ORDER BY abs(s.score - ?), s.n LIMIT {most}
"""


class Chart(NamedTuple):
    """A chart: its heading, what it shows, and its specification in Vega-Lite."""

    heading: str
    about: str
    spec: dict[str, Any]


def page(db: duckdb.DuckDBPyConnection, learned: Learned, accepted: Keys, rejected: Keys, match: float) -> str:
    """Return the page, as HTML.

    Args:
        db: tables as `tabulate` leaves them.
        learned: what Splink learned of them.
        accepted: keys of pairs that a person accepted.
        rejected: keys of pairs that a person rejected.
        match: probability from which on a pair is a match.
    """
    from splink.internals import html_utils  # noqa: PLC0415 - an extra

    pages: Any = html_utils  # it has no types
    charts = [
        *_of_model(learned),
        _waterfall(db, learned, match),
        *_of_thresholds(learned, accepted, rejected),
    ]
    parts = [_section(number, chart, pages.json_for_html(_offline(chart.spec))) for number, chart in enumerate(charts)]
    scripts = {name.replace("-", "_"): text for name, text in pages.load_chart_libraries().items()}
    template = Template(read_text(DATA / "reconcile" / PAGE))
    return template.substitute(scripts, charts="\n".join(parts))


def _section(number: int, chart: Chart, spec: str) -> str:
    return (
        f"<h2>{html.escape(chart.heading)}</h2>\n<p>{html.escape(chart.about)}</p>\n"
        f'<div class="chart" id="chart{number}"></div>\n<script>vegaEmbed("#chart{number}", {spec});</script>'
    )


def _offline(spec: Mapping[str, Any]) -> dict[str, Any]:
    return {**spec, "usermeta": {"embedOptions": _MENU}}


def _of_model(learned: Learned) -> Iterator[Chart]:
    """Yield the charts of what Splink estimated from all pairs."""
    draw = learned.linker.visualisations
    yield Chart(
        "Match weights",
        "By how much each level of a comparison speaks for a match, as the logarithm to base 2 of m/u.",
        draw.match_weights_chart().chart_dict,
    )
    yield Chart(
        "m and u",
        "How often rows that are the same (m), and rows that are not (u), are at a level.",
        draw.m_u_parameters_chart().chart_dict,
    )
    yield Chart(
        "Estimates of m",
        "What each session of training made of m; where these are far apart, the weight is unsure.",
        draw.parameter_estimate_comparisons_chart().chart_dict,
    )
    yield Chart(
        "Scores of the pairs",
        "How many of the pairs that docmine found have which match weight; two hills are two sorts of pairs.",
        draw.match_weights_histogram(learned.predictions).chart_dict,
    )


def _waterfall(db: duckdb.DuckDBPyConnection, learned: Learned, match: float) -> Chart:
    """Return how the scores of the links came about that are nearest to the threshold of a match."""
    words = ", ".join(
        f"CAST({shown(feature, table)} AS VARCHAR) AS said_{name}_{side}"
        for name, feature in _WORDED.items()
        for side, table in (("l", "c"), ("r", "e"))
    )
    sql = _CHOSEN.format(predictions=learned.predictions.physical_name, words=words, most=_WATERFALLS)
    result = db.execute(sql, [match])
    names = [column[0] for column in result.description]
    records = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    spec: dict[str, Any] = learned.linker.visualisations.waterfall_chart(records).chart_dict
    for bar in spec["data"]["values"]:
        if (name := bar["column_name"]) in _WORDED:
            said = records[bar["record_number"]]
            bar.update({f"value_{side}": said[f"said_{name}_{side}"] or "" for side in "lr"})
    labels = [record["chosen"] for record in records]
    numbers = list(range(len(records)))
    spec["params"][0]["bind"] = {"input": "select", "options": numbers, "labels": labels, "name": "link: "}
    return Chart(
        "Doubtful links",
        f"How the scores of up to {_WATERFALLS} links nearest to the threshold of a match came about; choose one. "
        "Values on the left are those of the curated row.",
        spec,
    )


def _of_thresholds(learned: Learned, accepted: Keys, rejected: Keys) -> Iterator[Chart]:
    """Yield how thresholds compare by what people decided, if they decided enough."""
    if min(len(accepted), len(rejected)) < _FEWEST:
        return
    keys = np.concatenate([accepted, rejected])
    labels = pd.DataFrame(
        {
            "source_dataset_l": "curated",
            "unique_id_l": keys & 0xFFFFFFFF,
            "source_dataset_r": "extracted",
            "unique_id_r": keys >> 32,
            "clerical_match_score": np.repeat([1.0, 0.0], [len(accepted), len(rejected)]),
        }
    )
    table = learned.linker.table_management.register_labels_table(learned.api.register(labels))
    judged = learned.linker.evaluation.accuracy_analysis_from_labels_table(table, add_metrics=["f1"])
    yield Chart(
        "Thresholds",
        f"Precision, recall and F1 on the {len(keys)} pairs that people decided, by the weight from which on a pair is "
        "a match. People decide doubtful pairs first, so both are lower here than of all.",
        judged.chart_dict,
    )
