"""Time expressions as intervals: find, parse, anchor, precision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docmine.extensions import DateValue

__all__ = ["parse"]


def parse(text: str, anchor: date | None = None, fuzzy: Mapping[str, Any] | None = None) -> DateValue:
    """Say what one time expression means, for example "the second half of November".

    Args:
        text: the expression; of several, the first counts.
        anchor: the day on which it was written. Without it nothing relative is resolved, whatever the day is now.
        fuzzy: what parts of a period mean, where that is not docmine's table; tables as in `fuzzy.toml`, such as
            `{"month": {"early": [1, 7]}}`.

    Returns:
        The same value that the component gives to spans; when nothing is found, `reason` says so and the rest is None.

    Raises:
        ResourceError: `fuzzy` has an unknown table or key, or a value that means nothing.
    """
    from docmine.dates.document import resolve  # noqa: PLC0415 - the factories' entry points import this package
    from docmine.dates.find import find  # noqa: PLC0415
    from docmine.dates.fuzzy import packaged  # noqa: PLC0415
    from docmine.dates.reading import Reading  # noqa: PLC0415
    from docmine.dates.values import date_value  # noqa: PLC0415

    published = anchor.isoformat() if anchor else None
    table = packaged().over(fuzzy, "fuzzy") if fuzzy else None
    found = next(resolve(text, find(text), published, fuzzy=table), None)
    return date_value(found[0][1] if found else Reading(reason="no time expression"))
