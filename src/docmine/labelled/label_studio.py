"""Label Studio's JSON: a list of tasks, of a project with `<Labels name="label" toName="text">` over `<Text>`.

Written are tasks with `predictions`, which Label Studio shows to be corrected; read are the
`annotations` that people submitted. Tasks that nobody annotated, or that were skipped, are left out; a
file in which nobody annotated anything is refused. Of several annotations of a task the ground truth
counts, else the one that was changed last.

Offsets are characters (its DomManager splits texts into code points), but older versions counted
UTF-16 units (https://github.com/HumanSignal/label-studio/issues/1347). An exported span repeats its
words: where only UTF-16 fits them, UTF-16 is meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from docmine.errors import ResourceError
from docmine.labelled.example import Example, Span, layer_of, span
from docmine.labelled.utf16 import Utf16
from docmine.resources import read_text

_REMEDY = "export the project as JSON (not JSON_MIN); its text must be called `text`"


def read(path: Path) -> Iterator[Example]:
    """Yield the annotated tasks, labels as they are.

    Raises:
        ResourceError: it is not JSON, a task is malformed, or no task is annotated.
    """
    tasks = _tasks(path)
    done = 0
    for number, task in enumerate(tasks, 1):
        where = f"{path}: task {number}"
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            raise ResourceError("needs data", where=where, remedy=_REMEDY)
        if (annotation := _annotation(task, where)) is not None:
            done += 1
            yield _example(task["data"], annotation, where)
    if tasks and not done:
        raise ResourceError("nobody has annotated a task", where=str(path), remedy="submit tasks, then export them")


def write(examples: Iterable[Example], stream: BinaryIO) -> None:
    """Write a task for each example, its spans as a prediction."""
    tasks = [_task(example, number) for number, example in enumerate(examples, 1)]
    stream.write(json.dumps(tasks, ensure_ascii=False, indent=1).encode() + b"\n")


def _tasks(path: Path) -> list[Any]:
    text = read_text(path)
    if not text.strip():
        return []
    try:
        tasks = json.loads(text)
    except ValueError as error:
        raise ResourceError(f"not JSON: {error}", where=str(path), remedy=_REMEDY) from error
    return tasks if isinstance(tasks, list) else [tasks]


def _annotation(task: dict[str, Any], where: str) -> list[Any] | None:
    """Return the results of the annotation that counts, None where nobody has annotated the task."""
    annotations = task.get("annotations", [])
    if not isinstance(annotations, list) or not all(isinstance(item, dict) for item in annotations):
        raise ResourceError("annotations must be a list of objects", where=where, remedy=_REMEDY)
    kept = [item for item in annotations if not item.get("was_cancelled")]
    if not kept:
        return None
    best = max(kept, key=lambda item: (bool(item.get("ground_truth")), str(item.get("updated_at") or "")))
    results = best.get("result")
    if not isinstance(results, list) or not all(isinstance(item, dict) for item in results):
        raise ResourceError("an annotation needs a list of results", where=where, remedy=_REMEDY)
    return [item.get("value") for item in results if item.get("type") == "labels"]


def _example(data: dict[str, Any], values: list[Any], where: str) -> Example:
    text, doc, offset = data.get("text"), data.get("doc", ""), data.get("start")
    if not isinstance(text, str) or not isinstance(doc, str):
        raise ResourceError("data needs a text", where=where, remedy=_REMEDY)
    spans = tuple(_span(value, text, where) for value in values)
    layer = layer_of(data.get("layer", "names"), where=where)
    return Example(text, spans, where, doc, layer, offset if type(offset) is int else None)


def _span(value: object, text: str, where: str) -> Span:
    if not isinstance(value, dict) or not isinstance(value.get("labels"), list) or len(value["labels"]) != 1:
        raise ResourceError("a span needs one label", where=where, remedy=_REMEDY)
    given = span(value.get("start"), value.get("end"), value["labels"][0], where=where, remedy=_REMEDY)
    words = value.get("text")
    if not isinstance(words, str) or _same(words, text[given.start : given.end]):
        return given
    units = Utf16(text)
    older = Span(units.character(given.start, where=where), units.character(given.end, where=where), given.label)
    if not _same(words, text[older.start : older.end]):
        raise ResourceError(f"{words!r} is not at {given.start}-{given.end}", where=where, remedy=_REMEDY)
    return older


def _same(words: str, stretch: str) -> bool:
    r"""Compare without whitespace: Label Studio writes a line break as `\n` in two characters."""
    return "".join(words.replace("\\n", " ").split()) == "".join(stretch.replace("\\n", " ").split())


def _task(example: Example, number: int) -> dict[str, Any]:
    data = {"text": example.text, "layer": example.layer}
    if example.doc:
        data["doc"] = example.doc
    results = [
        {
            "id": f"{number}-{n}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": item.start,
                "end": item.end,
                "text": example.text[item.start : item.end],
                "labels": [item.label],
            },
        }
        for n, item in enumerate(example.spans, 1)
    ]
    start = {} if example.offset is None else {"start": example.offset}
    return {"data": {**data, **start}, "predictions": [{"model_version": "docmine", "result": results}]}
