"""How the figures of the killed compare that two rows give."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from docmine.reconcile.pairs.columns import Floats

TOLL_LEVELS = (
    "none in both", "none here, some there", "some here, none there", "same, 1 or 2", "same, 3 to 9",
    "same, 10 or more", "within the range here", "within the range there",
    "under half as many again, by few", "under half as many again",
    "under three times as many, by few", "under three times as many", "three times as many or more",
    "fewer by a third or more, by few", "fewer by a third or more", "no figure",
)  # fmt: skip
"""How two figures compare; "here" is the extracted row, "there" the curated one."""

_FEW, _ROUNDING = 2, 0.1


def toll_levels(low: Floats, high: Floats, best: Floats, low2: Floats, high2: Floats) -> NDArray[np.uint8]:
    """Return the levels of the figures of extracted rows, and of curated ones that give a best figure too.

    Figures differ "by few" where those who count the same dead do: one or two more die of their wounds, and large
    figures are rounded, by a tenth of the larger at most.
    """
    best = np.where(np.isnan(best), np.where(np.isnan(high2), low2, (low2 + high2) / 2), best)
    top = np.where(np.isnan(high), np.inf, high)
    larger = np.where(low > best, low, best)
    few = np.fmax(low - np.fmax(high2, best), np.fmin(low2, best) - top) <= np.maximum(_FEW, _ROUNDING * larger)
    at = {name: number for number, name in enumerate(TOLL_LEVELS)}
    steps = [
        (np.isnan(best) | np.isnan(low), "no figure"),
        ((top == 0) & (best == 0), "none in both"),
        ((top == 0) & (best > 0), "none here, some there"),
        ((low > 0) & (best == 0), "some here, none there"),
        ((low == best) & (top == best) & (best < 3), "same, 1 or 2"),
        ((low == best) & (top == best) & (best < 10), "same, 3 to 9"),
        ((low == best) & (top == best), "same, 10 or more"),
        ((low <= best) & (best <= top), "within the range here"),
        ((low <= high2) & (low2 <= top), "within the range there"),
        ((low > best) & (low <= 1.5 * best) & few, "under half as many again, by few"),
        ((low > best) & (low <= 1.5 * best), "under half as many again"),
        ((low > best) & (low <= 3 * best) & few, "under three times as many, by few"),
        ((low > best) & (low <= 3 * best), "under three times as many"),
        (low > best, "three times as many or more"),
        ((top >= 0.67 * best) & few, "under half as many again, by few"),
        ((top >= 0.67 * best), "under half as many again"),
        (few, "fewer by a third or more, by few"),
    ]
    levels = [at[name] for _, name in steps]
    return np.select([where for where, _ in steps], levels, at["fewer by a third or more"]).astype(np.uint8)
