"""Time expressions as intervals: find, parse, anchor, precision."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docmine.extensions import DateValue

__all__ = ["parse"]


def parse(text: str, anchor: date | None = None) -> DateValue:
    """Say what one time expression means, for example "the second half of November".

    Args:
        text: the expression; of several, the first counts.
        anchor: the day on which it was written. Without it nothing relative is resolved, whatever the day is now.

    Returns:
        The same value that the component gives to spans; when nothing is found, `reason` says so and the rest is None.
    """
    from docmine.dates.document import resolve  # noqa: PLC0415 - the factories' entry points import this package
    from docmine.dates.find import find  # noqa: PLC0415
    from docmine.dates.normalise import Reading  # noqa: PLC0415
    from docmine.dates.values import date_value  # noqa: PLC0415

    published = anchor.isoformat() if anchor else None
    found = next(resolve(text, find(text), published), None)
    return date_value(found[0][1] if found else Reading(reason="no time expression"))
