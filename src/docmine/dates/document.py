"""Read all time expressions of one document, in order, with a running anchor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from docmine.dates import numeric
from docmine.dates.anchor import Context, document_anchor, tells_history
from docmine.dates.expressions import Again, Bound, Fixed, Length, Node, Offset, Range
from docmine.dates.fuzzy import Fuzzy, packaged
from docmine.dates.heading import heading
from docmine.dates.normalise import ends, read
from docmine.dates.reading import Reading
from docmine.dates.scan import Item
from docmine.dates.story import Story
from docmine.dates.tense import Tense, TenseOf, by_words

Found = tuple[Item, Reading]


def resolve(
    text: str,
    items: Iterable[Item],
    published: str | None,
    tense: TenseOf | None = None,
    fuzzy: Fuzzy | None = None,
) -> Iterator[tuple[Found, list[Found]]]:
    """Yield each expression with its reading, and the readings of the dates that a range or bound is made of.

    Args:
        text: the document.
        items: its expressions, in order (`find`).
        published: its date as far as known: `2016`, `2016-12` or `2016-12-05`.
        tense: tells the tense of a place in the text; without it the words around the place do.
        fuzzy: what parts of a period mean; None is docmine's own table.
    """
    items = list(items)
    return resolve_in(text, items, setting(text, items, published, fuzzy), tense or by_words(text))


def setting(text: str, items: Sequence[Item], published: str | None, fuzzy: Fuzzy | None = None) -> Context:
    """Return what holds for a whole document: its date, news or history, the order of its numeric dates."""
    document = document_anchor(published)
    leaves = [leaf for item in items for leaf in (item.parts or (item,))]
    orders = {order for item in items for order in numeric.orders(text[item.start : item.end])}
    return Context(
        document,
        None if document else heading(text, items),
        narrative=tells_history([leaf.value for leaf in leaves], document),
        day_first=orders.pop() if len(orders) == 1 else None,
        fuzzy=fuzzy or packaged(),
    )


def resolve_in(text: str, items: Iterable[Item], base: Context, tense: TenseOf) -> Iterator[tuple[Found, list[Found]]]:
    """Do as `resolve` does, in a setting that is known."""
    story = Story(text)
    for item in items:
        if base.document is None:
            story.forget(item)
        is_calendar = _needs_tense(item.value)
        context = replace(
            base,
            story=story.at,
            line=story.line,
            near=story.near(item.start),
            near_year=story.near_year(item.start),
            tense=_tense(tense, item) if is_calendar else None,
        )
        reading = read(item.value, context)
        if isinstance(item.value, Again) and reading.value is None:
            continue
        if base.document is None and is_calendar and _goes_back(reading):
            reading = read(item.value, replace(base, tense=context.tense))
        parts = list(zip(item.parts, _read_parts(item, context), strict=True))
        for part, found in parts or [(item, reading)]:
            story.see(item, part.value, found)
        yield (item, reading), parts


def _goes_back(reading: Reading) -> bool:
    """Tell a reading that lies before the date that it was counted from.

    A story goes forward: "on 15 April 2023 … on 26 March" has gone on to a year that it does not name.
    """
    anchor = reading.anchor
    return bool(anchor and anchor.days and reading.first and reading.first < anchor.days[0])


def _read_parts(item: Item, context: Context) -> tuple[Reading, ...]:
    if isinstance(item.value, Range):
        return ends(item.value, context)
    if isinstance(item.value, Bound) and len(item.parts) == 1:
        return (read(item.value.of, context),)
    return tuple(read(part.value, context) for part in item.parts)


def _tense(tense: TenseOf, item: Item) -> Tense:
    first = (item.parts or (item,))[0]
    return tense(first.start, item.end)


def _needs_tense(node: Node) -> bool:
    return not isinstance(node, Fixed | Length | Offset)
